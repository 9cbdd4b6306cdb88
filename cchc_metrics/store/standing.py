"""Which submission of a department's month counts: the latest that stands.

A submission stands unless it was withdrawn, or came after its month was locked and the month is
locked still. Nothing of this is written on the submission itself: it follows from the acts that
`withdrawals` and `locks` keep.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    null,
    select,
)

from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.tables import locks, submissions, withdrawals


@dataclass(frozen=True)
class MonthState:
    """What a preview was made against: versions of a department's month, 0 for none.

    `latest` counts every version, `in_force` is the one that counts; `lock` names the month's
    lock, None while it is open.
    """

    latest: int = 0
    in_force: int = 0
    lock: int | None = None


def month_state(
    connection: Connection, commune: str, department: str, month: ReportingMonth
) -> MonthState:
    """How a department's month stands now."""
    versions = select(submissions.c.version).where(
        submissions.c.commune_code == commune,
        submissions.c.department_code == department,
        submissions.c.month == str(month),
    )
    newest_first = versions.order_by(submissions.c.version.desc()).limit(1)
    return MonthState(
        latest=connection.execute(newest_first).scalar() or 0,
        in_force=connection.execute(versions.where(is_in_force())).scalar() or 0,
        lock=connection.execute(_lock_of(commune, month)).scalar(),
    )


def is_in_force() -> ColumnElement[bool]:
    """Says of a row of `submissions` that it stands, and that no later one which stands does."""
    later = submissions.alias("later")
    replaced = exists().where(
        later.c.commune_code == submissions.c.commune_code,
        later.c.month == submissions.c.month,
        later.c.department_code == submissions.c.department_code,
        later.c.version > submissions.c.version,
        is_standing(later),
    )
    return and_(is_standing(), ~replaced)


def is_first() -> ColumnElement[bool]:
    """Says of a submission that it is the first of its month that was not withdrawn.

    By its version and not by the clock, which may have gone back since.
    """
    earlier = submissions.alias("earlier")
    preceded = exists().where(
        earlier.c.commune_code == submissions.c.commune_code,
        earlier.c.month == submissions.c.month,
        earlier.c.department_code == submissions.c.department_code,
        earlier.c.version < submissions.c.version,
        ~is_withdrawn(earlier),
    )
    return and_(~is_withdrawn(submissions), ~preceded)


def is_withdrawn(of: FromClause = submissions) -> ColumnElement[bool]:
    """Says of a submission that the latest act on it was its withdrawal."""
    lifted = (
        select(withdrawals.c.is_lifted)
        .where(
            withdrawals.c.commune_code == of.c.commune_code,
            withdrawals.c.submission_id == of.c.id,
        )
        .order_by(withdrawals.c.id.desc())
        .limit(1)
        .correlate(of)
        .scalar_subquery()
    )
    return func.coalesce(~lifted, false())


def is_held(of: FromClause = submissions) -> ColumnElement[bool]:
    """Says of a submission that it came after its month was locked, and the month still is."""
    last_in_time = (
        select(case((locks.c.is_lifted, null()), else_=locks.c.last_submission_id))
        .where(locks.c.commune_code == of.c.commune_code, locks.c.month == of.c.month)
        .order_by(locks.c.id.desc())
        .limit(1)
        .correlate(of)
        .scalar_subquery()
    )
    return func.coalesce(of.c.id > last_in_time, false())


def is_standing(of: FromClause = submissions) -> ColumnElement[bool]:
    """Says of a submission that it is neither withdrawn nor held back."""
    return and_(~is_withdrawn(of), ~is_held(of))


def _lock_of(commune: str, month: ReportingMonth) -> Select[Any]:
    return (
        select(case((locks.c.is_lifted, null()), else_=locks.c.id))
        .where(locks.c.commune_code == commune, locks.c.month == str(month))
        .order_by(locks.c.id.desc())
        .limit(1)
    )
