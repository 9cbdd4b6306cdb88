"""Withdrawing a submission brings the one before it back; restoring it undoes that.

Both are acts with a reason that are added, never changes of what was sent.
"""

from datetime import datetime

from sqlalchemy import Engine, insert

from cchc_metrics.store.audit import write_audit
from cchc_metrics.store.database import retried, writing
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.store.history import SubmissionEntry, get_submission
from cchc_metrics.store.locks import require_open
from cchc_metrics.store.tables import withdrawals

WITHDRAW, RESTORE = "withdraw", "restore"  # the actions in the audit log


@retried
def withdraw(
    engine: Engine, commune: str, submission_id: int, by: str, at: datetime, reason: str
) -> SubmissionEntry:
    """Let a submission count no longer; answer with it as it stands now.

    Raise NotPossible where there is none, it is withdrawn already, or its month is locked.
    """
    return _turn(engine, commune, submission_id, WITHDRAW, by, at, reason)


@retried
def restore(
    engine: Engine, commune: str, submission_id: int, by: str, at: datetime, reason: str
) -> SubmissionEntry:
    """Let a withdrawn submission count again; answer with it as it stands now.

    Raise NotPossible where there is none, it was not withdrawn, or its month is locked.
    """
    return _turn(engine, commune, submission_id, RESTORE, by, at, reason)


def _turn(
    engine: Engine,
    commune: str,
    submission_id: int,
    act: str,
    by: str,
    at: datetime,
    reason: str,
) -> SubmissionEntry:
    with writing(engine, commune) as connection:
        entry = get_submission(connection, commune, submission_id)
        if entry.is_withdrawn == (act == WITHDRAW):
            state = "đã được rút từ trước" if entry.is_withdrawn else "đang không bị rút"
            raise NotPossible(f"Lần nộp này {state}; không có gì thay đổi.")
        if not entry.is_held:
            require_open(connection, commune, entry.month)
        connection.execute(
            insert(withdrawals).values(
                commune_code=commune,
                submission_id=submission_id,
                is_lifted=act == RESTORE,
                done_by=by,
                done_at=at,
                reason=reason,
            )
        )
        subject = f"{entry.department} {entry.month}"
        details = {"submission": entry.id, "version": entry.version, "reason": reason}
        write_audit(connection, commune, at, by, act, subject, details)
        return get_submission(connection, commune, submission_id)
