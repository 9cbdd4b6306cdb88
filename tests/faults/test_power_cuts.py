"""A power cut leaves any part of what was written last: the record opens with what was confirmed.

SQLite writes each save at the end of the WAL and waits for the disk before it confirms. So a cut
may leave any beginning of the WAL that is longer than at the last confirmation, torn at its end.
"""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from cchc_metrics.store.database import open_database
from cchc_metrics.workflow.verify import verify
from tests.builders import month
from tests.faults.officer import held, office_on, send
from tests.faults.tally import Tally
from tests.workflow.officers import open_with

SAVES = 6
_FRAME, _HEADER = 4096 + 24, 32
_VERIFIED_EVERY = 12


@dataclass(frozen=True)
class History:
    """A record while it was saved to: its file before, the WAL after, and its length each time."""

    database: bytes
    wal: bytes
    confirmed_at: tuple[int, ...]

    def confirmed(self, length: int) -> list[int]:
        """The versions that the first bytes of the WAL hold wholly."""
        return [n for n, end in enumerate(self.confirmed_at, start=1) if end <= length]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    path = tmp_path_factory.mktemp("power") / "record.sqlite3"
    engine = open_database(f"sqlite:///{path}")
    open_with(engine)
    engine.dispose()  # the last to close writes the WAL back, so that it begins anew
    database = path.read_bytes()
    wal = path.with_name(f"{path.name}-wal")
    ends = []
    for version in range(1, SAVES + 1):
        send(engine, version)
        ends.append(wal.stat().st_size)
    found = History(database, wal.read_bytes(), tuple(ends))
    assert ends == sorted(set(ends)) and path.read_bytes() == database
    engine.dispose()
    return found


def after_the_cut(
    folder: Path, database: bytes, wal: bytes, verified: bool, tally: Tally
) -> list[int]:
    """The versions of a record that was left like this; it must be whole, and go on."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "record.sqlite3").write_bytes(database)
    (folder / "record.sqlite3-wal").write_bytes(wal)
    engine = open_database(f"sqlite:///{folder / 'record.sqlite3'}")
    found = held(engine)
    versions = found.versions.get(str(month(1)), [])
    tally.faults += 1
    tally.half_saved += found.half_saved
    if verified:
        assert verify(office_on(engine)).findings == ()
        send(engine, len(versions) + 1)
    engine.dispose()
    return versions


def cuts(history: History) -> list[int]:
    """Around every end of a frame, and anywhere."""
    ends = range(_HEADER, len(history.wal) + 1, _FRAME)
    around = [end + shift for end in ends for shift in (-1, 0, 1)]
    chance = random.Random(11)
    anywhere = [chance.randrange(len(history.wal)) for _ in range(12)]
    chosen = {0, len(history.wal), *history.confirmed_at, *chance.sample(around, 30), *anywhere}
    return sorted(cut for cut in chosen if 0 <= cut <= len(history.wal))


@pytest.mark.parametrize("rest", ["nothing", "rubbish"])
def test_a_cut_anywhere_leaves_what_was_confirmed_until_then(
    history: History, rest: str, tmp_path: Path, tally: Tally
) -> None:
    chance = random.Random(7)
    for number, cut in enumerate(cuts(history)):
        missing = len(history.wal) - cut
        tail = {"nothing": b"", "rubbish": chance.randbytes(missing)}
        wal = history.wal[:cut] + tail[rest]
        is_verified = number % _VERIFIED_EVERY == 0
        found = after_the_cut(tmp_path / "cut", history.database, wal, is_verified, tally)
        tally.lost += found != history.confirmed(cut)


def test_a_torn_page_ends_what_is_read_and_nothing_before_it(
    history: History, tmp_path: Path, tally: Tally
) -> None:
    frames = range(_HEADER, len(history.wal), _FRAME)
    for frame in random.Random(5).sample(list(frames), 12):
        torn = bytearray(history.wal)
        torn[frame + 24 + 512 : frame + _FRAME] = bytes(_FRAME - 24 - 512)
        if bytes(torn) == history.wal:
            continue  # the page was empty there
        found = after_the_cut(tmp_path / "torn", history.database, bytes(torn), False, tally)
        tally.lost += found != history.confirmed(frame)


def test_a_cut_while_the_wal_is_written_back_loses_nothing(
    history: History, tmp_path: Path, tally: Tally
) -> None:
    path = tmp_path / "record.sqlite3"
    path.write_bytes(history.database)
    path.with_name(f"{path.name}-wal").write_bytes(history.wal)
    engine = open_database(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(PASSIVE)"))
        written = path.read_bytes()
    engine.dispose()
    pages = range(0, len(written), 4096)
    chance = random.Random(3)
    everything = list(range(1, SAVES + 1))
    for number in range(12):
        half = bytearray(history.database.ljust(len(written), b"\0"))
        for page in chance.sample(pages, len(pages) // 2):
            half[page : page + 4096] = written[page : page + 4096]
        is_verified = number % _VERIFIED_EVERY == 0
        found = after_the_cut(tmp_path / "half", bytes(half), history.wal, is_verified, tally)
        tally.lost += found != everything
