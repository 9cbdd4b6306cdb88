"""All that SQLite and PostgreSQL do differently; the rest of the record does not know which it is.

`engine_for` connects, `begin_writing` lets one writer at a time into a commune, `begin_snapshot`
lets a long read see one moment, `is_in_place` looks for a file that was taken away, `damage` asks
the database about itself, `number_on_from` continues the counting of rows after they were moved in
with their numbers. The triggers that keep tables as they are stand in `guards`.
"""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    Table,
    Text,
    create_engine,
    event,
    func,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError

from cchc_metrics.store.errors import RecordUnavailable

ROOT = Path(__file__).resolve().parents[2]
_WAIT_MS = 5000
_POSTGRESQL_NAMES = ("postgres", "postgresql", "postgresql+psycopg")
_LOCK_SPACE = 0x0CC4C  # keeps our advisory locks apart from those of other software
# A process serves few writers at once, while every open page reads now and then.
_POOL = {"pool_size": 10, "max_overflow": 10, "pool_timeout": _WAIT_MS / 1000, "pool_recycle": 1800}


def engine_for(text_url: str) -> Engine:
    """Connections to the record that a URL names; raise RecordUnavailable for another kind."""
    url = _known_url(text_url)
    if url.drivername != "sqlite":
        return create_engine(url, pool_pre_ping=True, **_POOL)
    _make_file(Path(url.database or ""))
    engine = create_engine(url, **_POOL)
    event.listen(engine, "do_connect", _open_existing)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "commit", _require_in_place)
    return engine


def begin_writing(connection: Connection, name: str) -> Connection:
    """Begin a transaction that is alone in writing under a name (on SQLite: at all)."""
    connection = connection.execution_options(writes=True)
    connection.begin()
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = {_WAIT_MS}"))
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK_SPACE, func.hashtext(name))))
    return connection


def begin_snapshot(connection: Connection) -> Connection:
    """Begin a transaction whose reads all see the record as it was at the first of them."""
    if connection.dialect.name == "postgresql":
        connection = connection.execution_options(isolation_level="REPEATABLE READ")
    connection.begin()
    return connection


def is_in_place(engine: Engine) -> bool:
    """Whether the record can be opened anew; only a SQLite file can be taken from under a server.

    Those who have such a file open do not notice that it was moved away or overwritten.
    """
    if engine.dialect.name != "sqlite":
        return True
    address = Path(engine.url.database or "").as_uri()
    try:
        with closing(sqlite3.connect(f"{address}?mode=ro", uri=True)) as fresh:
            fresh.execute("SELECT count(*) FROM sqlite_schema")
    except sqlite3.DatabaseError:
        return False
    return True


def damage(connection: Connection) -> list[str]:
    """What the database finds wrong in its own file; a PostgreSQL server watches by itself."""
    if connection.dialect.name == "postgresql":
        return []
    found = connection.execute(text("PRAGMA integrity_check")).scalars()
    return [line for line in found if line != "ok"]


def number_on_from(connection: Connection, table: Table) -> None:
    """Count on after the highest number of a table whose rows brought their own.

    SQLite does so by itself.
    """
    if connection.dialect.name == "postgresql":
        highest = connection.execute(select(func.max(table.c.id))).scalar()
        sequence = func.pg_get_serial_sequence(table.name, "id")
        if highest is not None:
            connection.execute(select(func.setval(sequence, highest)))


def in_byte_order(connection: Connection, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Sort texts by their bytes, as SQLite does, whatever the language of the database."""
    if connection.dialect.name == "postgresql" and isinstance(column.type, Text):
        return column.collate("C")
    return column


def stored_bytes(connection: Connection) -> int:
    """How much room the record takes, with what it could give back."""
    sizes = {
        "postgresql": "SELECT pg_database_size(current_database())",
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    }
    return int(connection.execute(text(sizes[connection.dialect.name])).scalar_one())


def _known_url(text_url: str) -> URL:
    try:
        url = make_url(text_url)
    except ArgumentError:
        raise _unknown_database() from None
    if url.drivername in _POSTGRESQL_NAMES:
        # Without a limit of its own a silent server would be waited for two minutes.
        query = {"connect_timeout": "5", **url.query}
        return url.set(drivername="postgresql+psycopg", query=query)
    if url.drivername == "sqlite" and url.database:
        # From the program's own folder, so that it is the same record wherever a command is typed.
        return url.set(database=str(ROOT / url.database))
    raise _unknown_database()


def _unknown_database() -> RecordUnavailable:
    return RecordUnavailable(
        "CCHC_DATABASE_URL phải có dạng sqlite:///đường/dẫn/tệp hoặc postgresql://máy/cơ_sở_dữ_liệu."
    )


def _make_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch()
    except OSError as error:
        raise RecordUnavailable(
            f"Không tạo được tệp cơ sở dữ liệu trong thư mục “{path.parent}”. "
            "Đề nghị quản trị viên kiểm tra đường dẫn và quyền ghi."
        ) from error


def _open_existing(_dialect: Any, _record: Any, where: list[Any], how: dict[str, Any]) -> None:
    """SQLite would make a new, empty file in place of one that was taken away."""
    where[0], how["uri"] = f"{Path(where[0]).as_uri()}?mode=rw", True


def _set_up_sqlite(connection: sqlite3.Connection, record: Any) -> None:
    *_, path = connection.execute("PRAGMA database_list").fetchone()
    record.info["file"] = _identity(path)
    # The driver must not begin transactions by itself: it would leave reads and DDL outside.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
    _switch_to_wal(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    # A save that was confirmed is on the disk also after a power cut.
    connection.execute("PRAGMA synchronous = FULL")


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Readers and the writer do not wait for each other in this mode.

    When two processes make the same file at once, SQLite refuses one of them without waiting.
    """
    deadline = time.monotonic() + _WAIT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _require_in_place(connection: Connection) -> None:
    """Writing goes on without a word in a file that has no name any more, and is lost with it."""
    if connection.info["file"] != _identity(connection.engine.url.database or ""):
        connection.invalidate()
        raise RecordUnavailable(
            "Tệp cơ sở dữ liệu đã bị xóa, dời chỗ hoặc thay thế khi hệ thống đang chạy; lần này"
            " chưa lưu gì. Đề nghị quản trị viên trả tệp về chỗ cũ hoặc phục hồi từ bản sao lưu."
        )


def _begin_sqlite(connection: Connection) -> None:
    _require_in_place(connection)
    # A writer takes the lock at once: one that first reads could not wait for its turn later.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
