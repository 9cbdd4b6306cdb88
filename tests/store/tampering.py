"""Changes behind the program's back, by somebody who may do anything to the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

from cchc_metrics.store.tables import APPEND_ONLY


@contextmanager
def tampering(engine: Engine) -> Iterator[Connection]:
    """A transaction in which no table defends itself."""
    with engine.begin() as connection:
        for statement in _disarm(engine.dialect.name):
            connection.execute(text(statement))
        yield connection


def _disarm(engine: str) -> Iterator[str]:
    for table in (table.name for table in APPEND_ONLY):
        if engine == "postgresql":
            yield f"ALTER TABLE {table} DISABLE TRIGGER USER"
        else:
            yield f"DROP TRIGGER IF EXISTS {table}_refuses_UPDATE"
            yield f"DROP TRIGGER IF EXISTS {table}_refuses_DELETE"
