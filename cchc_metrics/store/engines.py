"""All that SQLite and PostgreSQL do differently; the rest of the record does not know which it is.

`engine_for` connects, `begin_writing` lets one writer at a time into a commune, `begin_snapshot`
lets a long read see one moment, `is_in_place` looks for a file that was taken away,
`refuse_changes` makes a table append-only and `refuses_changes` sees that it still is, `damage`
asks the database about itself, `number_on_from` continues the counting of rows after they were
moved in with their numbers.
"""

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


def refuse_changes(connection: Connection, table: str) -> None:
    """Let the database itself refuse to change or remove rows of a table."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(_PG_FUNCTION))
        connection.execute(text(_PG_TRIGGER.format(table=table)))
        return
    for act in ("UPDATE", "DELETE"):
        connection.execute(text(_SQLITE_TRIGGER.format(table=table, act=act)))


def refuses_changes(connection: Connection, table: str) -> bool:
    """Whether a table still refuses, by triggers that are as they were made."""
    if connection.dialect.name == "postgresql":
        return connection.execute(text(_PG_ARMED), {"table": table}).scalar() == _PG_BODY
    found = connection.execute(text(_SQLITE_ARMED), {"table": table}).scalars()
    wanted = [_SQLITE_TRIGGER.format(table=table, act=act).strip() for act in ("UPDATE", "DELETE")]
    return set(wanted) <= set(found)


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


# For statements, not rows: an UPDATE that finds no row is refused too, and so is TRUNCATE.
_PG_BODY = f"""
BEGIN RAISE EXCEPTION '% is {_REFUSAL}', TG_TABLE_NAME; END """
_PG_FUNCTION = f"""
CREATE OR REPLACE FUNCTION cchc_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${_PG_BODY}$$
"""
_PG_TRIGGER = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION cchc_refuse_change()
"""
# For every session ("O" or "A"), before UPDATE, DELETE and TRUNCATE, for statements: 2+8+16+32.
_PG_ARMED = """
SELECT p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgrelid = to_regclass(:table) AND t.tgname = :table || '_append_only'
AND t.tgenabled IN ('O', 'A') AND t.tgtype = 58 AND t.tgqual IS NULL
"""
_SQLITE_ARMED = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
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
