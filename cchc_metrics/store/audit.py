"""Who did what, when: rows are only added, in the transaction of the act itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from cchc_metrics.store.database import reading
from cchc_metrics.store.tables import audit

# How acts on accounts and sessions begin: they change no figure.
ABOUT_ACCESS = "access."


@dataclass(frozen=True)
class AuditEntry:
    """One act. `details` is what was written: text, numbers, lists and nothing else."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, Any]


def write_audit(
    connection: Connection,
    commune: str,
    at: datetime,
    actor: str,
    action: str,
    subject: str,
    details: Mapping[str, Any],
) -> None:
    """Add an act to the log; `connection` comes from `database.writing` and carries the act."""
    connection.execute(
        insert(audit).values(
            commune_code=commune,
            at=at,
            actor=actor,
            action=action,
            subject=subject,
            details=json.dumps(details, ensure_ascii=False, sort_keys=True),
        )
    )


def audit_entries(
    engine: Engine, commune: str, limit: int, action: str | None = None
) -> list[AuditEntry]:
    """The latest acts, newest first; those of one kind where `action` is given."""
    query = select(audit).where(audit.c.commune_code == commune)
    if action is not None:
        query = query.where(audit.c.action == action)
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(audit.c.id.desc()).limit(limit))
        return [
            AuditEntry(row.id, row.at, row.actor, row.action, row.subject, json.loads(row.details))
            for row in rows
        ]
