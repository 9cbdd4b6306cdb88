"""Changes behind the program's back, by somebody who may do anything to the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, NullPool, create_engine, text

from cchc_metrics.store.guards import refuse_changes
from cchc_metrics.store.tables import APPEND_ONLY


@contextmanager
def tampering(engine: Engine, hides_traces: bool = True) -> Iterator[Connection]:
    """A transaction in which no table defends itself; afterwards they do again, as if nothing was.

    Through a connection of its own: on SQLite references are checked only where that is asked for.
    """
    own = create_engine(engine.url, poolclass=NullPool)
    with own.begin() as connection:
        for statement in _disarm(engine.dialect.name):
            connection.execute(text(statement))
        yield connection
        if hides_traces:
            _arm(connection)


def _disarm(engine: str) -> Iterator[str]:
    for table in (table.name for table in APPEND_ONLY):
        if engine == "postgresql":
            yield f"ALTER TABLE {table} DISABLE TRIGGER ALL"
        else:
            yield f"DROP TRIGGER IF EXISTS {table}_refuses_UPDATE"
            yield f"DROP TRIGGER IF EXISTS {table}_refuses_DELETE"


def _arm(connection: Connection) -> None:
    for table in (table.name for table in APPEND_ONLY):
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER ALL"))
        else:
            refuse_changes(connection, table)
