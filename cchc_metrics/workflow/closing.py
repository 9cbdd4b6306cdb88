"""Months at their close: locked, opened again, and what came after the lock.

A month is locked alone or with its report; only one whose days are over can be locked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cchc_metrics import words
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, scope
from cchc_metrics.store import locks
from cchc_metrics.store.history import SubmissionEntry, held_submissions, submitted_figures
from cchc_metrics.store.in_force import month_in_force
from cchc_metrics.store.locks import LockEntry, locks_in_force
from cchc_metrics.words import VIETNAM
from cchc_metrics.workflow.changes import Change, changes
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require
from cchc_metrics.workflow.reasons import NotDone, stated, tidied

_REPORTS = (ReportPeriod.Q1, ReportPeriod.H1, ReportPeriod.Q3, ReportPeriod.YEAR)


@dataclass(frozen=True)
class Span:
    """What is locked or opened in one go: a month, or a report with its months."""

    label: str
    months: tuple[ReportingMonth, ...]


@dataclass(frozen=True)
class Late:
    """A submission that came after its month was locked, and what it would change.

    `is_latest`: it is the one that will count once the month is opened.
    """

    entry: SubmissionEntry
    changes: tuple[Change, ...]
    is_latest: bool


@dataclass(frozen=True)
class Closed:
    """Of the months that a board shows: which are locked, how many submissions came after."""

    months: tuple[ReportingMonth, ...]
    held: int


def lock(
    office: Office, visitor: Visitor, months: Sequence[ReportingMonth], reason: str, at: datetime
) -> tuple[ReportingMonth, ...]:
    """Fix the figures of months; answer with those that were open. A reason may be given.

    Raise NotAllowed for who may not, NotDone before the months are over, StoreError where all are
    locked already.
    """
    require(visitor, Permission.LOCK)
    _require_ended(office.plan, months, at.astimezone(VIETNAM).date())
    return locks.lock_months(
        office.engine, office.commune, months, visitor.signature, at, tidied(reason)
    )


def unlock(
    office: Office, visitor: Visitor, months: Sequence[ReportingMonth], reason: str, at: datetime
) -> tuple[ReportingMonth, ...]:
    """Let months change again, and what came after the lock count; answer with those locked.

    Raise NotAllowed for who may not, NotDone without a reason, StoreError where none is locked.
    """
    require(visitor, Permission.LOCK)
    return locks.unlock_months(
        office.engine, office.commune, months, visitor.signature, at, stated(reason)
    )


def to_lock(office: Office, today: date) -> tuple[Span, ...]:
    """What can be locked on a day, the latest month first: it is over, and open at least partly."""
    locked = locked_months(office)
    ended = [
        month for month in office.plan.calendar.months if _has_ended(office.plan, month, today)
    ]
    spans = [span for span in _spans(office.plan) if set(span.months) <= set(ended)]
    return tuple(span for span in spans if not set(span.months) <= set(locked))


def to_unlock(office: Office) -> tuple[Span, ...]:
    """What can be opened, the latest month first."""
    locked = locked_months(office)
    return tuple(span for span in _spans(office.plan) if not locked.keys().isdisjoint(span.months))


def locked_months(office: Office) -> dict[ReportingMonth, LockEntry]:
    """The months that are locked now, each with its lock."""
    return locks_in_force(office.engine, office.commune)


def lock_history(office: Office) -> list[LockEntry]:
    """Every locking and opening, newest first."""
    return locks.lock_history(office.engine, office.commune)


def closed_among(office: Office, months: Iterable[ReportingMonth]) -> Closed:
    """Which of the months are locked, and how much waits for them to be opened."""
    shown, locked = tuple(months), locked_months(office)
    held = [e for e in held_submissions(office.engine, office.commune) if e.month in shown]
    return Closed(tuple(month for month in shown if month in locked), len(held))


def late(office: Office) -> list[Late]:
    """What came after its month was locked, newest first, against what counts."""
    held = held_submissions(office.engine, office.commune)
    return [
        Late(entry, _against_record(office, entry), not any(_replaces(o, entry) for o in held))
        for entry in held
    ]


def _replaces(other: SubmissionEntry, entry: SubmissionEntry) -> bool:
    same = (other.department, other.month) == (entry.department, entry.month)
    return same and other.version > entry.version


def _against_record(office: Office, entry: SubmissionEntry) -> tuple[Change, ...]:
    counting = month_in_force(office.engine, office.commune, entry.department, entry.month)
    sent = submitted_figures(office.engine, office.commune, entry.id)
    return changes([i.code for i in office.plan.indicators], counting.figures, sent)


def _spans(plan: Plan) -> tuple[Span, ...]:
    months = plan.calendar.months
    alone = [Span(month.label.capitalize(), (month,)) for month in reversed(months)]
    return (*alone, *(_report(period, months[-1]) for period in _REPORTS))


def _report(period: ReportPeriod, last: ReportingMonth) -> Span:
    months = scope(period, last).months
    name = period.label[0].lower() + period.label[1:]
    return Span(f"Báo cáo {name} (tháng {months[0].month} đến {months[-1].label})", months)


def _require_ended(plan: Plan, months: Iterable[ReportingMonth], today: date) -> None:
    early = [month for month in months if not _has_ended(plan, month, today)]
    if early:
        end = plan.calendar.window(early[-1]).end
        raise NotDone(
            f"Chưa chốt được số liệu {words.joined(month.label for month in early)}: kỳ số liệu"
            f" đến hết ngày {words.day(end)}. Chốt sau ngày đó; chưa có gì thay đổi."
        )


def _has_ended(plan: Plan, month: ReportingMonth, today: date) -> bool:
    return plan.calendar.window(month).end < today
