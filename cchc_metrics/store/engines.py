"""All that SQLite and PostgreSQL do differently; the rest of the record does not know which it is.

`engine_for` connects, `begin_writing` lets one writer at a time into a commune, `begin_snapshot`
lets a long read see one moment, `refuse_changes` makes a table append-only, `number_on_from`
continues the counting of rows after they were moved in with their numbers.
"""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Table,
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
_REFUSAL = "only ever added to"


def engine_for(text_url: str) -> Engine:
    """Connections to the record that a URL names; raise RecordUnavailable for another kind."""
    url = _known_url(text_url)
    if url.drivername != "sqlite":
        return create_engine(url, pool_pre_ping=True, **_POOL)
    _make_folder(Path(url.database or ""))
    engine = create_engine(url, **_POOL)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
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


def refuse_changes(connection: Connection, table: str) -> None:
    """Let the database itself refuse to change or remove rows of a table."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(_PG_FUNCTION))
        connection.execute(text(_PG_TRIGGER.format(table=table)))
        return
    for act in ("UPDATE", "DELETE"):
        connection.execute(text(_SQLITE_TRIGGER.format(table=table, act=act)))


def number_on_from(connection: Connection, table: Table) -> None:
    """Count on after the highest number of a table whose rows brought their own.

    SQLite does so by itself.
    """
    if connection.dialect.name == "postgresql":
        highest = connection.execute(select(func.max(table.c.id))).scalar()
        sequence = func.pg_get_serial_sequence(table.name, "id")
        if highest is not None:
            connection.execute(select(func.setval(sequence, highest)))


# For statements, not rows: an UPDATE that finds no row is refused too, and so is TRUNCATE.
_PG_FUNCTION = f"""
CREATE OR REPLACE FUNCTION cchc_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is {_REFUSAL}', TG_TABLE_NAME; END $$
"""
_PG_TRIGGER = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION cchc_refuse_change()
"""
_SQLITE_TRIGGER = f"""
CREATE TRIGGER {{table}}_refuses_{{act}} BEFORE {{act}} ON {{table}}
BEGIN SELECT RAISE(ABORT, '{{table}} is {_REFUSAL}'); END
"""


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


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordUnavailable(
            f"Không tạo được thư mục “{path.parent}” để chứa cơ sở dữ liệu. "
            "Đề nghị quản trị viên kiểm tra đường dẫn và quyền ghi."
        ) from error


def _set_up_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
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


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: one that first reads could not wait for its turn later.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
