"""Opens the record and gives transactions on it.

`open_database` answers with an engine whose schema is up to date. `reading` and `writing` are the
only ways to a connection; both raise StoreError in place of the database's own errors.
"""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from threading import Lock
from typing import ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, Table, inspect, text

from cchc_metrics.store.engines import begin_snapshot, begin_writing, engine_for
from cchc_metrics.store.errors import Conflict, NewerRecord, translated_errors

# What the other parts call an opened record, a transaction on it, and one of its tables.
Record = Engine
Transaction = Connection
TableOfRecord = Table

DEFAULT_URL = "sqlite:///var/cchc.sqlite3"
MOST_TRIES = 4
_SCHEMA_LOCK = "schema"
_REVISIONS = Path(__file__).parent / "migrations" / "versions"
_ONE_MIGRATION = Lock()  # Alembic keeps the running migration in a module of its own

_P = ParamSpec("_P")
_T = TypeVar("_T")


def database_url(environment: Mapping[str, str]) -> str:
    """The URL in CCHC_DATABASE_URL, else a SQLite file under `var/`."""
    return environment.get("CCHC_DATABASE_URL") or DEFAULT_URL


def open_database(url: str, revision: str = "head") -> Engine:
    """Open a record, make it where it does not exist and bring its tables up to date.

    `revision` stops at earlier tables, for what earlier software has kept. Raise NewerRecord for a
    record of later software, RecordUnavailable where it cannot be opened.
    """
    engine = engine_for(url)
    try:
        with translated_errors():
            _bring_up_to_date(engine, revision)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes nothing; all that it reads is of one moment."""
    with translated_errors(), engine.connect() as connection:
        yield begin_snapshot(connection)


@contextmanager
def writing(engine: Engine, commune: str) -> Iterator[Connection]:
    """A transaction that is alone in writing to a commune; committed at the end, or undone.

    Alone, so that what is checked still holds when it is written and audit rows become visible in
    the order of their numbers.
    """
    with translated_errors(), engine.connect() as connection:
        connection = begin_writing(connection, commune)
        yield connection
        connection.commit()


def retried(act: Callable[_P, _T]) -> Callable[_P, _T]:
    """Do a whole transaction again where the database could not fit it in with others."""

    @wraps(act)
    def again(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        for tries in range(1, MOST_TRIES):
            try:
                return act(*args, **kwargs)
            except Conflict:
                time.sleep(random.uniform(0.01, 0.05) * tries)
        return act(*args, **kwargs)

    return again


@contextmanager
def changing_tables(engine: Engine) -> Iterator[Connection]:
    """A transaction that is alone in changing tables, in this process and all others."""
    with _ONE_MIGRATION, writing(engine, _SCHEMA_LOCK) as connection:
        yield connection


def migrate(connection: Connection, revision: str) -> None:
    """Bring the tables to a revision; `connection` comes from `changing_tables`."""
    # Takes longer to load than all else that a server needs of the record.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "cchc_metrics.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def schema_revision(connection: Connection) -> str | None:
    """Which tables the record has; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def known_revisions() -> frozenset[str]:
    """The tables that this software can bring up to date; its files are named by them."""
    return frozenset(path.stem[1:5] for path in _REVISIONS.glob("v????_*.py"))


def head_revision() -> str:
    """The tables of this software."""
    return max(known_revisions())


def _bring_up_to_date(engine: Engine, revision: str) -> None:
    with reading(engine) as connection:
        if _is_current(connection):
            return
    with changing_tables(engine) as connection:
        # Another process may have done it while this one waited for the lock.
        if not _is_current(connection):
            migrate(connection, revision)


def _is_current(connection: Connection) -> bool:
    """Whether the tables are those of this software; raise NewerRecord where it knows less."""
    revision = schema_revision(connection)
    if revision is not None and revision not in known_revisions():
        raise NewerRecord(revision)
    return revision == head_revision()
