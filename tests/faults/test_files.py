"""What may befall the file of a SQLite record while it is served, and how work goes on after it."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from cchc_metrics.store.database import open_database
from cchc_metrics.store.errors import RecordBusy, RecordUnavailable, StoreError
from cchc_metrics.workflow.verify import verify
from tests.builders import month
from tests.faults.forked import NOBODY, without_rights
from tests.faults.officer import held, office_on, send, submission
from tests.faults.tally import Tally
from tests.workflow.officers import open_with

_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.sqlite3"


@pytest.fixture
def record(path: Path) -> Iterator[Engine]:
    """A record with one save, open as in a server."""
    engine = open_database(f"sqlite:///{path}")
    open_with(engine)
    send(engine, 1)
    yield engine
    engine.dispose()


def refused(engine: Engine, sentence: str, kind: type[StoreError] = RecordUnavailable) -> None:
    with pytest.raises(kind, match=sentence):
        send(engine, 2)


def goes_on(engine: Engine, tally: Tally, version: int = 2) -> None:
    """The cause is gone: nothing of what was refused is there, and the next save is taken."""
    tally.faults += 1
    before = held(engine)
    send(engine, version)
    after = held(engine)
    tally.half_saved += before.half_saved + after.half_saved
    wanted = {"2026-01": list(range(1, version + 1))}
    tally.lost += after.versions != wanted
    tally.doubled += before.versions != {"2026-01": list(range(1, version))}
    assert verify(office_on(engine)).findings == ()


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_quota_that_is_used_up(record: Engine, path: Path, tally: Tally) -> None:
    full = path.with_name(f"{path.name}-wal").stat().st_size + 5000
    with files_no_larger_than(full):
        refused(record, "ổ đĩa lỗi, hoặc hết hạn mức")
    goes_on(record, tally)


def test_a_database_that_may_not_grow(record: Engine, tally: Tally) -> None:
    def on_all_connections(pragma: str) -> None:
        record.dispose()
        event.listen(record, "connect", lambda connection, _: connection.execute(pragma))

    on_all_connections("PRAGMA max_page_count = 1")
    refused(record, "ổ đĩa của máy chủ đã đầy")
    on_all_connections("PRAGMA max_page_count = 1000000")
    goes_on(record, tally)


def test_another_process_that_holds_the_lock(
    record: Engine, path: Path, tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cchc_metrics.store.engines._WAIT_MS", 50)
    record.dispose()
    command = [sys.executable, "-c", _HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        refused(record, "Hệ thống đang lưu số liệu của người khác", RecordBusy)
        assert held(record).versions == {"2026-01": [1]}
        holder.communicate()
    goes_on(record, tally)


def test_a_file_that_was_moved_away(record: Engine, path: Path, tally: Tally) -> None:
    elsewhere = path.with_suffix(".elsewhere")
    path.rename(elsewhere)
    refused(record, "đã bị xóa, dời chỗ hoặc thay thế")
    refused(record, "Không kết nối được")
    assert not path.exists()
    elsewhere.rename(path)
    goes_on(record, tally)


def test_a_file_that_is_moved_away_in_the_middle_of_a_save(
    record: Engine, path: Path, tally: Tally
) -> None:
    elsewhere = path.with_suffix(".elsewhere")

    def move_away(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "INTO figures" in statement:
            path.rename(elsewhere)

    event.listen(record, "after_cursor_execute", move_away)
    refused(record, "đã bị xóa, dời chỗ hoặc thay thế")
    event.remove(record, "after_cursor_execute", move_away)
    elsewhere.rename(path)
    goes_on(record, tally)


def test_a_file_that_was_replaced_by_a_damaged_one(
    record: Engine, path: Path, tally: Tally
) -> None:
    good, damaged = path.with_suffix(".good"), path.with_suffix(".damaged")
    damaged.write_bytes(b"no database at all" * 500)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.rename(good)
    damaged.rename(path)
    refused(record, "đã bị xóa, dời chỗ hoặc thay thế")
    refused(record, "bị hỏng")
    good.rename(path)
    goes_on(record, tally)


def test_a_record_that_was_replaced_by_a_copy(record: Engine, path: Path, tally: Tally) -> None:
    """Brought back by hand while the server runs: it goes on with what is there now."""
    copy = path.with_suffix(".copy")
    with closing(sqlite3.connect(path)) as other, closing(sqlite3.connect(copy)) as target:
        other.backup(target)
    send(record, 2)
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink()
    copy.rename(path)
    refused(record, "đã bị xóa, dời chỗ hoặc thay thế")
    goes_on(record, tally)


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder of an ordinary user, where also the one who runs the tests may look."""
    folder = Path(tempfile.mkdtemp(prefix="record-"))
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("rights", [(0o444, 0o755), (0o444, 0o555)], ids=["file", "folder too"])
def test_a_record_that_may_only_be_read(
    own_folder: Path, tally: Tally, rights: tuple[int, int]
) -> None:
    path = own_folder / "record.sqlite3"
    for version in (1, 2):
        submission(version, month(1))  # made here: the child may have no right to it

    def save_without_and_with_the_right() -> list[str]:
        engine, said = open_database(f"sqlite:///{path}"), []
        open_with(engine)
        send(engine, 1)
        engine.dispose()
        path.chmod(rights[0])
        own_folder.chmod(rights[1])
        try:
            send(engine, 2)
        except StoreError as error:
            said.append(str(error))
        engine.dispose()
        own_folder.chmod(0o755)
        for file in own_folder.iterdir():
            file.chmod(0o644)
        send(engine, 2)
        engine.dispose()
        return said

    said = without_rights(save_without_and_with_the_right)
    assert said == [
        "Không ghi được vào cơ sở dữ liệu vì máy chủ chỉ cho phép đọc. "
        "Đề nghị quản trị viên cấp quyền ghi rồi thử lại."
    ]
    engine = open_database(f"sqlite:///{path}")
    goes_on(engine, tally, version=3)
    engine.dispose()
