"""Runs the dashboard's server in this process: what was loaded before is not loaded anew."""

import os
import signal
import sys
from collections.abc import Mapping
from threading import Event

from cchc_metrics.workflow.serving import HERE, ROOT

# The first visitor waits for nothing any more; what is not urgent may begin.
warmed_up = Event()


def run(environment: Mapping[str, str], port: int, only_here: bool) -> int:
    """Serve until somebody stops this process; the exit code.

    With `only_here` no other machine comes in, whatever the settings say.
    """
    from streamlit.web.cli import main

    os.environ.update(environment)
    # Streamlit takes its settings from the folder that it is started in.
    os.chdir(ROOT)
    # The server ends in good order by itself, and then hands the signal on to this.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    options = [f"--server.port={port}"]
    if only_here:
        options.append(f"--server.address={HERE}")
    try:
        main(["run", "dashboard.py", *options], standalone_mode=False)
    except KeyboardInterrupt:
        pass
    return 0
