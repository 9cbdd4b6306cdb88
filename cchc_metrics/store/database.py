"""Opens the record and gives transactions on it; all that SQLite and PostgreSQL do differently.

`open_database` answers with an engine whose schema is up to date. `reading` and `writing` are the
only ways to a connection; both raise StoreError in place of the database's own errors.
"""

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select, text
from sqlalchemy.exc import ArgumentError

from cchc_metrics.store.errors import NewerRecord, RecordUnavailable, translated_errors

# What the other parts call an opened record, and a transaction on it.
Record = Engine
Transaction = Connection

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_URL = "sqlite:///var/cchc.sqlite3"
_WAIT_MS = 5000
_POSTGRESQL_NAMES = ("postgres", "postgresql", "postgresql+psycopg")
_LOCK_SPACE = 0x0CC4C  # keeps our advisory locks apart from those of other software
_SCHEMA_LOCK = "schema"
_ONE_MIGRATION = Lock()  # Alembic keeps the running migration in a module of its own


def database_url(environment: Mapping[str, str]) -> str:
    """The URL in CCHC_DATABASE_URL, else a SQLite file under `var/`."""
    return environment.get("CCHC_DATABASE_URL") or DEFAULT_URL


def open_database(url: str) -> Engine:
    """Open a record, make it where it does not exist and bring its tables up to date.

    Raise NewerRecord for a record of later software, RecordUnavailable where it cannot be opened.
    """
    engine = _engine(_known_url(url))
    try:
        with translated_errors():
            _bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes nothing."""
    with translated_errors(), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, commune: str) -> Iterator[Connection]:
    """A transaction that is alone in writing to a commune; committed at the end, or undone.

    Alone, so that what is checked still holds when it is written and audit rows become visible in
    the order of their numbers.
    """
    with translated_errors(), engine.connect() as connection:
        connection = connection.execution_options(writes=True)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                _lock_in_postgresql(connection, commune)
            yield connection


def _lock_in_postgresql(connection: Connection, name: str) -> None:
    connection.execute(text(f"SET LOCAL lock_timeout = {_WAIT_MS}"))
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK_SPACE, func.hashtext(name))))


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


def _engine(url: URL) -> Engine:
    engine = create_engine(url, pool_pre_ping=True)
    if url.drivername == "sqlite":
        _make_folder(Path(url.database or ""))
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


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


def _bring_up_to_date(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", "cchc_metrics.store:migrations")
    script = ScriptDirectory.from_config(config)
    with reading(engine) as connection:
        if _is_current(connection, script):
            return
    with _ONE_MIGRATION, writing(engine, _SCHEMA_LOCK) as connection:
        # Another process may have done it while this one waited for the lock.
        if not _is_current(connection, script):
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _is_current(connection: Connection, script: ScriptDirectory) -> bool:
    """Whether the tables are those of this software; raise NewerRecord where it knows less."""
    revision = MigrationContext.configure(connection).get_current_revision()
    known = {each.revision for each in script.walk_revisions()}
    if revision is not None and revision not in known:
        raise NewerRecord(revision)
    return revision == script.get_current_head()
