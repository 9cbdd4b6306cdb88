"""The record of the sample workbooks, loaded once a test run and copied for whoever needs it."""

import os
import shutil
from pathlib import Path

import fasteners
import pytest

from cchc_metrics.workflow.office import open_office
from cchc_metrics.workflow.samples import load_samples

# The samples end with October 2026; its last sheets are overdue on this day.
SAMPLE_DAY = "2026-10-25"


def copy_sample_record(tmp_path_factory: pytest.TempPathFactory, target: Path) -> None:
    """Put the sample record at `target`; the first to ask, of all test processes, loads it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    record = shared / "sample-record.sqlite3"
    with fasteners.InterProcessLock(shared / "sample-record.lock"):
        if not record.exists():
            _load(shared / "loading.sqlite3")
            (shared / "loading.sqlite3").rename(record)
    shutil.copyfile(record, target)


def _load(database: Path) -> None:
    office = open_office({"CCHC_DATABASE_URL": f"sqlite:///{database}"})
    for _ in load_samples(office):
        pass
    office.engine.dispose()
