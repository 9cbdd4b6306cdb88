"""What the owner of an account changes: the password."""

from datetime import datetime

from cchc_metrics.access.passwords import hash_password, weakness
from cchc_metrics.access.roles import Visitor
from cchc_metrics.store.accounts import find_account, set_password
from cchc_metrics.store.audit import write_audit
from cchc_metrics.store.database import reading, writing
from cchc_metrics.store.sessions import end_sessions_of, forget_failures_of_name
from cchc_metrics.workflow.accounts.rules import Act, WrongPassword, token_sha256
from cchc_metrics.workflow.accounts.sign_in import (
    LOCKED,
    is_password_of,
    name_key,
    note_failure,
    seconds_until_unlocked,
)
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed


def change_own_password(
    office: Office,
    visitor: Visitor,
    old: str,
    new: str,
    now: datetime,
    keep: str | None = None,
) -> None:
    """Replace the visitor's password; all sessions end but that of the token `keep`.

    Raise NotAllowed for who has no account or guessed too often, WrongPassword where the old one
    is wrong or the new one cannot be accepted.
    """
    if not visitor.name:
        raise NotAllowed("Cần đăng nhập để đổi mật khẩu.")
    _check_old(office, visitor.name, old, now)
    problem = weakness(new, visitor.name)
    if problem is None and new == old:
        problem = "Mật khẩu mới phải khác mật khẩu cũ."
    if problem is not None:
        raise WrongPassword(problem)
    hashed = hash_password(new)
    with writing(office.engine, office.commune) as connection:
        set_password(connection, office.commune, visitor.name, hashed, None)
        forget_failures_of_name(connection, office.commune, name_key(visitor.name))
        kept = None if keep is None else token_sha256(keep)
        ended = end_sessions_of(connection, office.commune, visitor.name, but=kept)
        write_audit(
            connection,
            office.commune,
            now,
            visitor.name,
            Act.CHANGE_PASSWORD,
            visitor.name,
            {"ended": ended},
        )


def _check_old(office: Office, name: str, old: str, now: datetime) -> None:
    """Raise where the old password is wrong; wrong tries count as at the sign-in page."""
    with reading(office.engine) as connection:
        account = find_account(connection, office.commune, name)
        locked = seconds_until_unlocked(connection, office, name, "", now)
    if locked is not None:
        raise NotAllowed(LOCKED)
    if is_password_of(account, old, now):
        return
    with writing(office.engine, office.commune) as connection:
        note_failure(connection, office, name, "", now)
    raise WrongPassword("Mật khẩu hiện tại không đúng.")
