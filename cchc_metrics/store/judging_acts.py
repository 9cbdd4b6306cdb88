"""How an act about judging or a report is written: as a row, and as a line of the log repeating it.

So the log can be laid beside the tables, and each proves the other. A long content is proved by
its hash.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select

from cchc_metrics.store.audit import ABOUT_REPORTS, write_audit
from cchc_metrics.store.judging_tables import (
    actions,
    explanations,
    progress,
    target_withdrawals,
    targets,
)
from cchc_metrics.store.report_tables import report_drafts, sent_reports


class Act(StrEnum):
    """The actions in the audit log."""

    SET_TARGET = "target.set"
    TAKE_BACK_TARGET = "target.take_back"
    EXPLAIN = "explanation.write"
    PLAN_ACTION = "action.plan"
    FOLLOW_ACTION = "action.follow"
    REPORT_PROGRESS = "progress.report"
    SAVE_DRAFT = f"{ABOUT_REPORTS}draft"
    SEND_REPORT = f"{ABOUT_REPORTS}send"


# The table whose rows each of them repeats.
REPEATED: Mapping[str, Table] = {
    Act.SET_TARGET: targets,
    Act.TAKE_BACK_TARGET: target_withdrawals,
    Act.EXPLAIN: explanations,
    Act.PLAN_ACTION: actions,
    Act.FOLLOW_ACTION: actions,
    Act.REPORT_PROGRESS: progress,
    Act.SAVE_DRAFT: report_drafts,
    Act.SEND_REPORT: sent_reports,
}
# Said by the log itself: whose it is, by whom and when.
_SAID_BY_THE_LOG = frozenset({"commune_code", "done_by", "done_at"})


@dataclass(frozen=True)
class WrittenAct:
    """A row as the log tells it: `details` are its columns, days as `2026-06-15`."""

    done_by: str
    done_at: datetime
    details: Mapping[str, Any]


def write_act(
    connection: Connection, table: Table, act: Act, subject: str, row: Mapping[str, Any]
) -> int:
    """Add a row and the line that repeats it; answer with the row's id.

    `row` has all columns but the id; `connection` comes from `database.writing`.
    """
    added = connection.execute(insert(table).values(**row).returning(table.c.id))
    row_id: int = added.scalar_one()
    details = _details({**row, "id": row_id})
    write_audit(
        connection, row["commune_code"], row["done_at"], row["done_by"], act, subject, details
    )
    return row_id


def written_acts(connection: Connection, commune: str, table: Table) -> Iterator[WrittenAct]:
    """The rows of a table in the order in which they were added."""
    query = select(table).where(table.c.commune_code == commune).order_by(table.c.id)
    for row in connection.execute(query):
        yield WrittenAct(row.done_by, row.done_at, _details(_columns(row)))


def _columns(row: Row[Any]) -> dict[str, Any]:
    return {str(name): value for name, value in row._mapping.items()}


def _details(row: Mapping[str, Any]) -> dict[str, Any]:
    details = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in row.items()
        if name not in _SAID_BY_THE_LOG
    }
    if "content" in details:
        details["sha256"] = sha256(details.pop("content").encode()).hexdigest()
    return details
