"""Locks: at its close a month's figures are fixed; what comes later is kept apart until it opens.

A lock names the last submission of the record by then, so that what came after is known by its
number and not by a clock, which may be wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, insert, select

from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.audit import write_audit
from cchc_metrics.store.database import reading, retried, writing
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.store.tables import locks, submissions

LOCK, UNLOCK = "lock", "unlock"  # the actions in the audit log


@dataclass(frozen=True)
class LockEntry:
    """A month's locking, or (`is_lifted`) its opening: by whom, when and why."""

    month: ReportingMonth
    is_lifted: bool
    done_by: str
    done_at: datetime
    reason: str


@retried
def lock_months(
    engine: Engine,
    commune: str,
    months: Sequence[ReportingMonth],
    by: str,
    at: datetime,
    reason: str,
) -> tuple[ReportingMonth, ...]:
    """Fix the figures of months; answer with those that were open. Raise NotPossible for none."""
    with writing(engine, commune) as connection:
        locked = _locked(connection, commune)
        opened = tuple(month for month in months if month not in locked)
        if not opened:
            raise NotPossible("Số liệu các tháng này đã được chốt từ trước.")
        _turn(connection, commune, opened, LOCK, by, at, reason)
    return opened


@retried
def unlock_months(
    engine: Engine,
    commune: str,
    months: Sequence[ReportingMonth],
    by: str,
    at: datetime,
    reason: str,
) -> tuple[ReportingMonth, ...]:
    """Let months be changed again, and what was kept apart count; answer with those locked.

    Raise NotPossible where none was locked.
    """
    with writing(engine, commune) as connection:
        locked = _locked(connection, commune)
        closed = tuple(month for month in months if month in locked)
        if not closed:
            raise NotPossible("Số liệu các tháng này đang mở, không cần mở chốt.")
        _turn(connection, commune, closed, UNLOCK, by, at, reason)
    return closed


def locks_in_force(engine: Engine, commune: str) -> dict[ReportingMonth, LockEntry]:
    """The months that are locked now, each with its lock."""
    with reading(engine) as connection:
        return _locked(connection, commune)


def lock_history(engine: Engine, commune: str) -> list[LockEntry]:
    """Every locking and opening, newest first."""
    query = select(locks).where(locks.c.commune_code == commune).order_by(locks.c.id.desc())
    with reading(engine) as connection:
        return [_entry(row) for row in connection.execute(query)]


def require_open(connection: Connection, commune: str, month: ReportingMonth) -> None:
    """Raise NotPossible where a month is locked."""
    if month in _locked(connection, commune):
        raise NotPossible(
            f"Số liệu {month.label} đã chốt nên không thay đổi được. "
            "Đề nghị đầu mối tổng hợp mở chốt, ghi rõ lý do, rồi làm lại."
        )


def _turn(
    connection: Connection,
    commune: str,
    months: Sequence[ReportingMonth],
    act: str,
    by: str,
    at: datetime,
    reason: str,
) -> None:
    last = select(func.max(submissions.c.id)).where(submissions.c.commune_code == commune)
    common = {
        "commune_code": commune,
        "is_lifted": act == UNLOCK,
        "last_submission_id": connection.execute(last).scalar() or 0,
        "done_by": by,
        "done_at": at,
        "reason": reason,
    }
    connection.execute(insert(locks), [common | {"month": str(month)} for month in months])
    named = [str(month) for month in months]
    write_audit(connection, commune, at, by, act, " ".join(named), {"reason": reason})


def _locked(connection: Connection, commune: str) -> dict[ReportingMonth, LockEntry]:
    query = select(locks).where(locks.c.commune_code == commune).order_by(locks.c.id)
    latest = {entry.month: entry for entry in map(_entry, connection.execute(query))}
    return {month: entry for month, entry in latest.items() if not entry.is_lifted}


def _entry(row: Row[Any]) -> LockEntry:
    month = ReportingMonth.parse(row.month)
    return LockEntry(month, row.is_lifted, row.done_by, row.done_at, row.reason)
