"""Signing in and out, and who a session's token belongs to.

The answer to a wrong name, a wrong password and a disabled account is one and the same, and takes
the same time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from cchc_metrics.access.passwords import fits
from cchc_metrics.access.roles import Visitor
from cchc_metrics.access.throttle import REMEMBERED, seconds_locked
from cchc_metrics.store.accounts import (
    Account,
    find_account,
    find_account_by_email,
    set_last_seen,
)
from cchc_metrics.store.audit import write_audit
from cchc_metrics.store.database import Transaction, reading, writing
from cchc_metrics.store.errors import StoreError
from cchc_metrics.store.sessions import (
    OpenSession,
    Session,
    add_failure,
    add_session,
    end_session,
    failures_from_address,
    failures_of_name,
    find_session,
    forget_failures_before,
    forget_failures_of_name,
    forget_sessions,
    set_session_seen,
)
from cchc_metrics.workflow.accounts.rules import (
    Act,
    new_token,
    normal_email,
    normal_name,
    token_sha256,
    visitor_for,
)
from cchc_metrics.workflow.office import Office

IDLE = timedelta(minutes=60)
ABSOLUTE = timedelta(hours=12)
# How exactly it is known when a session was last seen: a look-up seldom writes.
SEEN_EVERY = timedelta(minutes=1)

WRONG = "Sai tên đăng nhập hoặc mật khẩu."
LOCKED = "Đã nhập sai quá nhiều lần nên tạm dừng đăng nhập 15 phút. Hãy chờ rồi thử lại."
NO_ACCOUNT_FOR_EMAIL = (
    "Địa chỉ thư điện tử này chưa gắn với tài khoản nào đang dùng. Liên hệ quản trị viên."
)
# What the log says instead of a name. One that no account has is left out of it: it may be a
# password typed in the wrong place.
_NOBODY, _UNKNOWN = "(chưa đăng nhập)", "(không có tài khoản)"


@dataclass(frozen=True)
class SignedIn:
    """A session has begun; the token is known to its browser alone."""

    token: str
    visitor: Visitor
    ends_at: datetime


@dataclass(frozen=True)
class Refused:
    """Why nobody was let in, for the reader; `retry_after` in seconds where waiting helps."""

    message: str
    retry_after: int | None  # seconds, for 429


def sign_in(
    office: Office, name: str, password: str, address: str, now: datetime
) -> SignedIn | Refused:
    """Open a session for who knows the password; five wrong ones lock for a while."""
    name = normal_name(name)
    with reading(office.engine) as connection:
        account = find_account(connection, office.commune, name)
        locked = seconds_until_unlocked(connection, office, name, address, now)
    if locked is not None:
        return Refused(LOCKED, locked)
    is_right = is_password_of(account, password, now)
    with writing(office.engine, office.commune) as connection:
        # Others may have guessed meanwhile: what they used up is gone for this try too.
        locked = seconds_until_unlocked(connection, office, name, address, now)
        if locked is not None:
            return Refused(LOCKED, locked)
        current = find_account(connection, office.commune, name)
        if not is_right or current is None or has_changed(account, current):
            note_failure(connection, office, name, address, now)
            return Refused(WRONG, None)
        forget_failures_of_name(connection, office.commune, name_key(name))
        return open_session(connection, office, current, True, address, now)


def sign_in_with_email(
    office: Office, email: str, address: str, now: datetime
) -> SignedIn | Refused:
    """Open a session for an address that a trusted provider has confirmed."""
    with writing(office.engine, office.commune) as connection:
        account = find_account_by_email(connection, office.commune, normal_email(email))
        if account is None or account.disabled_at is not None:
            return Refused(NO_ACCOUNT_FOR_EMAIL, None)
        return open_session(connection, office, account, False, address, now)


def visitor_of(
    office: Office, token: str, now: datetime, is_activity: bool = True
) -> Visitor | None:
    """Whose session a token opens; None for an unknown, ended or disabled one.

    `is_activity` False asks without keeping the session awake, as for a page that polls by itself.
    """
    kept = token_sha256(token)
    with reading(office.engine) as connection:
        found = find_session(connection, office.commune, kept)
    if found is None or not _is_alive(found, now):
        return None
    if is_activity and now - found.last_seen_at >= SEEN_EVERY:
        _note_seen(office, kept, found.account.name, now)
    return visitor_for(found.account, found.with_password)


def sign_out(office: Office, token: str, now: datetime) -> None:
    """End the session of a token, which need not be one."""
    kept = token_sha256(token)
    with writing(office.engine, office.commune) as connection:
        found = find_session(connection, office.commune, kept)
        if found is not None:
            end_session(connection, office.commune, kept)
            name = found.account.name
            write_audit(connection, office.commune, now, name, Act.SIGN_OUT, name, {})


def is_password_of(account: Account | None, password: str, now: datetime) -> bool:
    """Whether the password lets the account in; always takes the time of a check."""
    is_right = fits(password, account.password_hash if account else None)
    if account is None or account.disabled_at is not None:
        return False
    is_over = account.one_time_until is not None and account.one_time_until <= now
    return is_right and not is_over


def open_session(
    connection: Transaction,
    office: Office,
    account: Account,
    with_password: bool,
    address: str,
    now: datetime,
) -> SignedIn:
    """Begin a session under a fresh token and write it to the log."""
    token, ends_at = new_token(), now + ABSOLUTE
    forget_sessions(connection, office.commune, now - IDLE, now)
    session = Session(token_sha256(token), account.name, with_password, address, now, now, ends_at)
    add_session(connection, office.commune, session)
    set_last_seen(connection, office.commune, account.name, now)
    details = {"address": address, "with_password": with_password}
    write_audit(connection, office.commune, now, account.name, Act.SIGN_IN, account.name, details)
    return SignedIn(token, visitor_for(account, with_password), ends_at)


def seconds_until_unlocked(
    connection: Transaction, office: Office, name: str, address: str, now: datetime
) -> int | None:
    """How long the name or the address stays locked; None where neither is."""
    since = now - REMEMBERED
    return seconds_locked(
        failures_of_name(connection, office.commune, name_key(name), since),
        failures_from_address(connection, office.commune, address, since) if address else [],
        now,
    )


def note_failure(
    connection: Transaction, office: Office, name: str, address: str, now: datetime
) -> None:
    """Count a wrong try, and write it to the log with what it has locked."""
    commune = office.commune
    forget_failures_before(connection, commune, now - REMEMBERED)
    add_failure(connection, commune, name_key(name), address, now)
    is_known = find_account(connection, commune, name) is not None
    subject, details = name if is_known else _UNKNOWN, {"address": address}
    write_audit(connection, commune, now, _NOBODY, Act.SIGN_IN_FAILED, subject, details)
    if seconds_until_unlocked(connection, office, name, address, now) is not None:
        write_audit(connection, commune, now, _NOBODY, Act.SIGN_IN_LOCKED, subject, details)


def name_key(name: str) -> str:
    """What of a name is counted. Short, so that it betrays nothing of a mistyped password."""
    return sha256(name.encode()).hexdigest()[:8]


def has_changed(seen: Account | None, current: Account) -> bool:
    """Whether the password or the right to come in has changed while it was checked."""
    return seen is None or (seen.password_hash, seen.disabled_at) != (
        current.password_hash,
        current.disabled_at,
    )


def _is_alive(session: OpenSession, now: datetime) -> bool:
    is_idle = now - session.last_seen_at > IDLE
    return session.account.disabled_at is None and not is_idle and now < session.ends_at


def _note_seen(office: Office, kept: str, name: str, now: datetime) -> None:
    try:
        with writing(office.engine, office.commune) as connection:
            set_session_seen(connection, office.commune, kept, now)
            set_last_seen(connection, office.commune, name, now)
    except StoreError:
        # A busy record keeps nobody from looking; the next request notes it.
        return
