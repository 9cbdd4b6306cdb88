"""What was sent, put right: a submission withdrawn or restored, two of them compared.

Nothing that was sent is changed or lost: withdrawing and restoring are acts with a reason.
"""

from collections.abc import Iterable
from datetime import datetime

from cchc_metrics.access.roles import Visitor
from cchc_metrics.plan.figures import PlacedFigure
from cchc_metrics.store import withdrawals
from cchc_metrics.store.database import reading
from cchc_metrics.store.history import (
    SubmissionEntry,
    WithdrawalEntry,
    get_submission,
    submitted_figures,
    withdrawals_of,
)
from cchc_metrics.workflow.changes import Change, changes
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require_submit
from cchc_metrics.workflow.reasons import NotDone, stated


def withdraw(
    office: Office, visitor: Visitor, submission_id: int, reason: str, at: datetime
) -> SubmissionEntry:
    """Let a submission count no longer; answer with it as it stands then.

    Raise NotAllowed for who may not send the department's figures, NotDone without a reason,
    StoreError where it is withdrawn already or its month is locked.
    """
    _require_own(office, visitor, submission_id)
    return withdrawals.withdraw(
        office.engine, office.commune, submission_id, visitor.signature, at, stated(reason)
    )


def restore(
    office: Office, visitor: Visitor, submission_id: int, reason: str, at: datetime
) -> SubmissionEntry:
    """Let a withdrawn submission count again; raise as `withdraw` does."""
    _require_own(office, visitor, submission_id)
    return withdrawals.restore(
        office.engine, office.commune, submission_id, visitor.signature, at, stated(reason)
    )


def acts_on(office: Office, submission_id: int) -> list[WithdrawalEntry]:
    """Who withdrew or restored a submission, when and why, newest first."""
    return withdrawals_of(office.engine, office.commune, submission_id)


def counting_after(
    entries: Iterable[SubmissionEntry], turned: SubmissionEntry
) -> SubmissionEntry | None:
    """Of a department's submissions, which will count once `turned` is withdrawn or restored."""
    standing = [
        entry
        for entry in entries
        if entry.month == turned.month
        and not entry.is_held
        and entry.is_withdrawn == (entry.id == turned.id)
    ]
    return max(standing, key=lambda entry: entry.version, default=None)


def compare(office: Office, one: int, other: int) -> tuple[Change, ...]:
    """What differs from one submission of a department to another, of any months.

    The plan's indicators come first; those that it no longer has follow. Raise NotDone for
    submissions of two departments.
    """
    if _get(office, one).department != _get(office, other).department:
        raise NotDone("Chỉ so sánh được hai lần nộp của cùng một đơn vị.")
    old, new = (submitted_figures(office.engine, office.commune, id) for id in (one, other))
    return changes(_codes(office, [*old, *new]), old, new)


def _codes(office: Office, found: Iterable[PlacedFigure]) -> list[str]:
    planned = [indicator.code for indicator in office.plan.indicators]
    return list(dict.fromkeys([*planned, *(placed.figure.indicator for placed in found)]))


def _require_own(office: Office, visitor: Visitor, submission_id: int) -> None:
    require_submit(visitor)
    require_submit(visitor, _get(office, submission_id).department)


def _get(office: Office, submission_id: int) -> SubmissionEntry:
    with reading(office.engine) as connection:
        return get_submission(connection, office.commune, submission_id)
