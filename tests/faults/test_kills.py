"""A server may be killed at any moment: what it confirmed is there, and nothing is by halves."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_metrics.store.database import open_database
from tests.faults.tally import Tally
from tests.workflow.officers import open_with

ROOT = Path(__file__).resolve().parents[2]


def kill_saves(url: str, kills: int, tally: Tally) -> None:
    engine = open_database(url)
    open_with(engine)
    engine.dispose()
    command = [sys.executable, "-m", "tests.faults.killing", url, str(kills)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    for name, count in json.loads(done.stdout).items():
        setattr(tally, name, count)
    assert tally.kills >= kills * 0.95


def test_a_save_may_be_killed_at_every_step(tmp_path: Path, tally: Tally) -> None:
    kill_saves(f"sqlite:///{tmp_path / 'record.sqlite3'}", 230, tally)


def test_a_save_on_a_server_may_be_killed_at_every_step(
    postgres_database_url: str, tally: Tally
) -> None:
    kill_saves(postgres_database_url, 24, tally)


@pytest.mark.long
def test_thousands_of_kills(tmp_path: Path, tally: Tally) -> None:
    kill_saves(f"sqlite:///{tmp_path / 'record.sqlite3'}", 4000, tally)


@pytest.mark.long
def test_hundreds_of_kills_on_a_server(postgres_database_url: str, tally: Tally) -> None:
    kill_saves(postgres_database_url, 600, tally)
