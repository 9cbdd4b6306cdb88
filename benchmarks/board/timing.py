"""A Streamlit server as usual that also writes down how long each run of its script took.

Run: `python -m benchmarks.board.timing FILE [options of streamlit run]`. Appends a line of JSON for
each run to the file that `RUN_TIMES` names: seconds on the clock, and seconds of processor that the
run's own thread took, which others on the machine disturb less.
"""

import json
import os
import sys
import time
from typing import Any

from streamlit.runtime.scriptrunner import script_runner
from streamlit.web.cli import main

FILE_VARIABLE = "RUN_TIMES"
_run = script_runner.ScriptRunner._run_script


def _timed_run(self: Any, rerun_data: Any) -> None:
    began, began_own = time.perf_counter(), time.thread_time()
    try:
        _run(self, rerun_data)
    finally:
        taken = (time.perf_counter() - began, time.thread_time() - began_own)
        with open(os.environ[FILE_VARIABLE], "a", encoding="utf-8") as times:
            times.write(json.dumps(taken) + "\n")


if __name__ == "__main__":
    script_runner.ScriptRunner._run_script = _timed_run  # type: ignore[method-assign]
    sys.argv = ["streamlit", "run", *sys.argv[1:]]
    main()
