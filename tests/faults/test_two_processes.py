"""Two processes that save the same month at once: each version is confirmed to one of them."""

import json
import subprocess
import sys
from pathlib import Path

from sqlalchemy import Engine

from cchc_metrics.workflow.verify import verify
from tests.faults.officer import held, office_on
from tests.faults.tally import Tally
from tests.workflow.officers import open_with

ROOT = Path(__file__).resolve().parents[2]
SAVES = 8
_GIVE_UP_S = 120


def test_every_save_is_confirmed_to_one_and_is_there_once(database: Engine, tally: Tally) -> None:
    open_with(database)
    url = database.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.faults.saving", url, str(SAVES)]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(2)]
    confirmed = [
        version
        for process in running
        for version in json.loads(process.communicate(timeout=_GIVE_UP_S)[0])
    ]
    found = held(database)
    tally.faults += 1
    tally.half_saved += found.half_saved
    tally.lost += sorted(confirmed) != found.versions["2026-01"]
    tally.doubled += len(set(confirmed)) != len(confirmed)
    assert len(confirmed) == 2 * SAVES
    assert verify(office_on(database)).findings == ()
