"""Drafts of reports, and reports that were sent: added, never changed.

What a report says is for others to read; here it is a text that stays as it is.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, and_, func, select

from cchc_metrics.store.database import reading, retried, writing
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.store.judging_acts import Act, write_act
from cchc_metrics.store.report_tables import report_drafts, sent_reports


@dataclass(frozen=True)
class Subject:
    """Which report of which plan is spoken of; `period` is written `2026-Q1`."""

    plan: str
    kind: str
    period: str


@dataclass(frozen=True)
class KeptDraft:
    """The latest draft of a report; version 0 and no content while there is none."""

    version: int
    content: str
    done_by: str
    done_at: datetime | None


@dataclass(frozen=True)
class NewReport:
    """A report about to be sent, with its number, its day and its frozen content."""

    number: str
    dated_on: date
    content: str


@dataclass(frozen=True)
class SentReport(NewReport):
    """A report as it was sent."""

    id: int
    kind: str
    period: str
    done_by: str
    done_at: datetime


NO_DRAFT = KeptDraft(0, "", "", None)


@retried
def save_draft(
    engine: Engine, commune: str, of: Subject, content: str, seen: int, by: str, at: datetime
) -> None:
    """Add a version of a draft; `seen` is the one it was written over, 0 for none.

    Raise NotPossible where somebody has saved another meanwhile.
    """
    with writing(engine, commune) as connection:
        latest = connection.execute(
            select(func.max(report_drafts.c.version)).where(_about(report_drafts, commune, of))
        ).scalar()
        if (latest or 0) != seen:
            raise NotPossible(
                "Bản thảo này vừa có người khác lưu. Tải lại trang, xem bản mới rồi sửa tiếp;"
                " lần này chưa lưu gì."
            )
        row = _row(commune, of, content, by, at) | {"version": seen + 1}
        write_act(connection, report_drafts, Act.SAVE_DRAFT, f"{of.kind} {of.period}", row)


def latest_draft(engine: Engine, commune: str, of: Subject) -> KeptDraft:
    query = select(report_drafts).where(_about(report_drafts, commune, of))
    with reading(engine) as connection:
        row = connection.execute(query.order_by(report_drafts.c.version.desc()).limit(1)).first()
    return KeptDraft(row.version, row.content, row.done_by, row.done_at) if row else NO_DRAFT


@retried
def send_report(
    engine: Engine, commune: str, of: Subject, new: NewReport, by: str, at: datetime
) -> int:
    """Freeze a report; answer with its id. Raise NotPossible for a number that is taken."""
    with writing(engine, commune) as connection:
        _require_free(connection, commune, of, new.number)
        row = _row(commune, of, new.content, by, at)
        row |= {"document_number": new.number, "document_date": new.dated_on}
        return write_act(connection, sent_reports, Act.SEND_REPORT, f"{of.kind} {of.period}", row)


def reports_sent(engine: Engine, commune: str, plan: str) -> list[SentReport]:
    """Every report of a plan that was sent, the latest first."""
    query = select(sent_reports).where(
        sent_reports.c.commune_code == commune, sent_reports.c.plan_code == plan
    )
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(sent_reports.c.id.desc())).all()
    return [_sent(row) for row in rows]


def _require_free(connection: Connection, commune: str, of: Subject, number: str) -> None:
    same = select(sent_reports.c.period).where(
        sent_reports.c.commune_code == commune,
        sent_reports.c.plan_code == of.plan,
        sent_reports.c.kind == of.kind,
        sent_reports.c.document_number == number,
    )
    if connection.execute(same).first() is not None:
        raise NotPossible(
            f"Số {number} đã dùng cho một văn bản phát hành trước. Kiểm tra sổ văn bản đi,"
            " ghi số khác rồi làm lại; chưa phát hành gì."
        )


def _about(table: Table, commune: str, of: Subject) -> Any:
    return and_(
        table.c.commune_code == commune,
        table.c.plan_code == of.plan,
        table.c.kind == of.kind,
        table.c.period == of.period,
    )


def _row(commune: str, of: Subject, content: str, by: str, at: datetime) -> dict[str, Any]:
    return {
        "commune_code": commune,
        "plan_code": of.plan,
        "kind": of.kind,
        "period": of.period,
        "content": content,
        "done_by": by,
        "done_at": at,
    }


def _sent(row: Row[Any]) -> SentReport:
    return SentReport(
        row.document_number,
        row.document_date,
        row.content,
        row.id,
        row.kind,
        row.period,
        row.done_by,
        row.done_at,
    )
