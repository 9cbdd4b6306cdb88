"""How the record as a whole is doing, for who keeps it."""

from dataclasses import dataclass

from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.store.audit import ChainLink, chain_end
from cchc_metrics.store.database import reading, schema_revision
from cchc_metrics.store.engines import stored_bytes
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require

_ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class RecordState:
    """Where the record is kept, its size, the revision of its tables, the end of its chain."""

    engine: str
    size: int
    revision: str
    head: ChainLink


def record_state(office: Office, actor: Visitor) -> RecordState:
    """Raise NotAllowed for all but administrators."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    with reading(office.engine) as connection:
        return RecordState(
            _ENGINES[office.engine.dialect.name],
            stored_bytes(connection),
            schema_revision(connection) or "",
            chain_end(connection, office.commune),
        )
