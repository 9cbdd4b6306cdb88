"""Who did what, when: rows are only added, in the transaction of the act itself.

Each commune's rows are numbered from 1 and chained: a row's hash covers the row and the hash of the
one before, so that a row that was changed, removed or slipped in breaks the chain from there on.
What the chain cannot show is a tail cut off; `head` is what to write down against that.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from cchc_metrics.store.database import reading
from cchc_metrics.store.tables import audit

# How acts on accounts and sessions, on the record as a whole, and on reports begin: they change no
# figure.
ABOUT_ACCESS = "access."
ABOUT_KEEPING = "keeping."
ABOUT_REPORTS = "report."
BEFORE_THE_FIRST = ""
_ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class AuditEntry:
    """One act. `details` is what was written: text, numbers, lists and nothing else."""

    number: int
    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class ChainLink:
    """Where a chain has come to: the number and hash of its latest row; 0 before the first."""

    number: int
    hash: str


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
    before = chain_end(connection, commune)
    row = {
        "commune_code": commune,
        "number": before.number + 1,
        "at": at.astimezone(UTC),
        "actor": actor,
        "action": action,
        "subject": subject,
        "details": json.dumps(details, ensure_ascii=False, sort_keys=True),
        "previous_hash": before.hash,
    }
    connection.execute(insert(audit).values(**row, hash=row_hash(row)))


def row_hash(row: Mapping[str, Any]) -> str:
    """SHA-256 over the columns of a row but its own hash, in one fixed spelling.

    The v0003 migration chained earlier rows in this spelling too: it may never change.
    """
    moment = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    texts = [row["actor"], row["action"], row["subject"], row["details"], row["previous_hash"]]
    spelled = json.dumps([row["commune_code"], row["number"], moment, *texts], ensure_ascii=False)
    return sha256(spelled.encode()).hexdigest()


def chain_end(connection: Connection, commune: str) -> ChainLink:
    """The latest row of a commune's chain."""
    query = (
        select(audit.c.number, audit.c.hash)
        .where(audit.c.commune_code == commune)
        .order_by(audit.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return ChainLink(row.number, row.hash) if row else ChainLink(0, BEFORE_THE_FIRST)


def broken_links(connection: Connection, commune: str) -> Iterator[int]:
    """The numbers of rows that do not follow from the one before, or do not fit their hash."""
    query = select(audit).where(audit.c.commune_code == commune).order_by(audit.c.number)
    before = ChainLink(0, BEFORE_THE_FIRST)
    rows = connection.execute(query, execution_options={"yield_per": _ROWS_AT_ONCE})
    for row in rows.mappings():
        link = (row["number"], row["previous_hash"])
        if link != (before.number + 1, before.hash) or row_hash(dict(row)) != row["hash"]:
            yield row["number"]
        before = ChainLink(row["number"], row["hash"])


def audit_entries(
    engine: Engine, commune: str, limit: int, action: str | None = None
) -> list[AuditEntry]:
    """The latest acts, newest first; those of one kind where `action` is given."""
    query = select(audit).where(audit.c.commune_code == commune)
    if action is not None:
        query = query.where(audit.c.action == action)
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(audit.c.number.desc()).limit(limit))
        return [entry_of(row) for row in rows]


def entry_of(row: Row[Any]) -> AuditEntry:
    """The act in a row of the log; details that cannot be read, after tampering, are none."""
    return AuditEntry(
        row.number, row.at, row.actor, row.action, row.subject, _readable(row.details)
    )


def _readable(details: str) -> Mapping[str, Any]:
    try:
        found = json.loads(details)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
