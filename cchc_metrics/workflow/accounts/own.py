"""What the owner of an account changes: the password."""

from datetime import datetime

from cchc_metrics.access.passwords import hash_password, weakness
from cchc_metrics.access.roles import Visitor
from cchc_metrics.store.accounts import find_account, set_password
from cchc_metrics.store.audit import write_audit
from cchc_metrics.store.database import Transaction, reading, writing
from cchc_metrics.store.sessions import end_sessions_of, forget_failures_of_name
from cchc_metrics.workflow.accounts.rules import Act, WrongPassword, token_sha256
from cchc_metrics.workflow.accounts.sign_in import (
    LOCKED,
    has_changed,
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
    is wrong or the new one cannot be accepted. Wrong tries count as at the sign-in page.
    """
    name = visitor.name
    if not name:
        raise NotAllowed("Cần đăng nhập để đổi mật khẩu.")
    with reading(office.engine) as connection:
        account = find_account(connection, office.commune, name)
        _require_unlocked(connection, office, name, now)
    is_right = is_password_of(account, old, now)
    hashed = _hash_of_new(name, old, new) if is_right else ""
    with writing(office.engine, office.commune) as connection:
        # Others may have guessed meanwhile, or an administrator given another password.
        _require_unlocked(connection, office, name, now)
        current = find_account(connection, office.commune, name)
        if is_right and current is not None and not has_changed(account, current):
            _replace(connection, office, name, hashed, now, keep)
            return
        note_failure(connection, office, name, "", now)
    raise WrongPassword("Mật khẩu hiện tại không đúng.")


def _require_unlocked(connection: Transaction, office: Office, name: str, now: datetime) -> None:
    if seconds_until_unlocked(connection, office, name, "", now) is not None:
        raise NotAllowed(LOCKED)


def _hash_of_new(name: str, old: str, new: str) -> str:
    """Raise WrongPassword for one that cannot be accepted."""
    problem = weakness(new, name)
    if problem is None and new == old:
        problem = "Mật khẩu mới phải khác mật khẩu cũ."
    if problem is not None:
        raise WrongPassword(problem)
    return hash_password(new)


def _replace(
    connection: Transaction, office: Office, name: str, hashed: str, now: datetime, keep: str | None
) -> None:
    set_password(connection, office.commune, name, hashed, None)
    forget_failures_of_name(connection, office.commune, name_key(name))
    kept = None if keep is None else token_sha256(keep)
    ended = end_sessions_of(connection, office.commune, name, but=kept)
    details = {"ended": ended}
    write_audit(connection, office.commune, now, name, Act.CHANGE_PASSWORD, name, details)
