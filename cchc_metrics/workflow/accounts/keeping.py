"""What an administrator does with accounts; every act needs `MANAGE_ACCOUNTS` and is logged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cchc_metrics.access.passwords import hash_password, one_time_password
from cchc_metrics.access.roles import Permission, Role, Visitor
from cchc_metrics.store import accounts as kept
from cchc_metrics.store.accounts import Account, AccountAndSessions
from cchc_metrics.store.audit import write_audit
from cchc_metrics.store.database import Transaction, reading, writing
from cchc_metrics.store.sessions import end_sessions_of, forget_failures_of_name
from cchc_metrics.workflow.accounts.rules import Act, NewAccount, NotChanged, normal_name, tidied
from cchc_metrics.workflow.accounts.sign_in import IDLE, name_key
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require

ONE_TIME_FOR = timedelta(days=7)


@dataclass(frozen=True)
class AccountEntry:
    """An account as the administrator sees it."""

    name: str
    display_name: str
    role: Role
    department: str | None
    email: str | None
    is_disabled: bool
    must_change_password: bool
    created_at: datetime
    last_seen_at: datetime | None
    open_sessions: int


def accounts(office: Office, actor: Visitor, now: datetime | None = None) -> list[AccountEntry]:
    """Every account of the commune, by name."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    moment = now or office.real_now()
    with reading(office.engine) as connection:
        found = kept.list_accounts(connection, office.commune, moment - IDLE, moment)
    return [_entry(each) for each in found]


def create_account(office: Office, actor: Visitor, new: NewAccount, now: datetime) -> str:
    """Make an account; answer with its one-time password. Raise NotAllowed or NotChanged."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    tidy, password = tidied(new, office.plan), one_time_password()
    account = new_account(tidy, hash_password(password), now, now + ONE_TIME_FOR)
    with writing(office.engine, office.commune) as connection:
        add(connection, office, actor.name, account)
    return password


def reset_password(office: Office, actor: Visitor, name: str, now: datetime) -> str:
    """Replace a password with a one-time one, which is the answer; ends the account's sessions.

    Nobody does so to the own account: the session that would show the answer ends as well.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    if normal_name(name) == actor.name:
        raise NotChanged(
            "Không tự cấp lại mật khẩu cho chính mình. Đổi mật khẩu ở “Mật khẩu và phiên”, hoặc nhờ"
            " quản trị viên khác cấp lại."
        )
    password = one_time_password()
    hashed = hash_password(password)
    with writing(office.engine, office.commune) as connection:
        account = get_account(connection, office, name)
        kept.set_password(connection, office.commune, account.name, hashed, now + ONE_TIME_FOR)
        forget_failures_of_name(connection, office.commune, name_key(account.name))
        ended = end_sessions_of(connection, office.commune, account.name)
        log(connection, office, now, actor, Act.RESET_PASSWORD, account.name, {"ended": ended})
    return password


def disable_account(office: Office, actor: Visitor, name: str, now: datetime) -> None:
    """Keep an account out and end its sessions; the last administrator stays."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    with writing(office.engine, office.commune) as connection:
        account = get_account(connection, office, name)
        if account.disabled_at is not None:
            return
        require_another_admin(connection, office, account)
        kept.set_disabled(connection, office.commune, account.name, now)
        ended = end_sessions_of(connection, office.commune, account.name)
        log(connection, office, now, actor, Act.DISABLE, account.name, {"ended": ended})


def enable_account(office: Office, actor: Visitor, name: str, now: datetime) -> None:
    """Let a disabled account in again, with the password it had."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    with writing(office.engine, office.commune) as connection:
        account = get_account(connection, office, name)
        if account.disabled_at is None:
            return
        kept.set_disabled(connection, office.commune, account.name, None)
        log(connection, office, now, actor, Act.ENABLE, account.name, {})


def end_sessions(office: Office, name: str, actor: Visitor, now: datetime) -> None:
    """Sign an account out everywhere; its owner may do so, and an administrator."""
    if normal_name(name) != actor.name:
        require(actor, Permission.MANAGE_ACCOUNTS)
    with writing(office.engine, office.commune) as connection:
        account = get_account(connection, office, name)
        ended = end_sessions_of(connection, office.commune, account.name)
        log(connection, office, now, actor, Act.END_SESSIONS, account.name, {"ended": ended})


def set_public_board(office: Office, actor: Visitor, on: bool, now: datetime) -> None:
    """Let everybody look at the board without an account, or no longer."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    with writing(office.engine, office.commune) as connection:
        kept.set_public_board(connection, office.commune, on)
        log(connection, office, now, actor, Act.PUBLIC_BOARD, "public_board", {"on": on})


def new_account(
    tidy: NewAccount, password_hash: str, now: datetime, one_time_until: datetime | None
) -> Account:
    return Account(
        tidy.name,
        tidy.display_name,
        tidy.role,
        tidy.department,
        tidy.email,
        password_hash,
        one_time_until,
        now,
    )


def add(connection: Transaction, office: Office, actor: str, account: Account) -> None:
    """Add an account and its act; raise NotChanged where its name or e-mail is taken."""
    if kept.find_account(connection, office.commune, account.name) is not None:
        raise NotChanged(f"Tên đăng nhập “{account.name}” đã có. Chọn tên khác.")
    require_free(connection, office, account.name, account.email)
    kept.add_account(connection, office.commune, account)
    details = {
        "role": account.role,
        "department": account.department,
        "email": account.email,
    }
    write_audit(
        connection, office.commune, account.created_at, actor, Act.CREATE, account.name, details
    )


def require_free(connection: Transaction, office: Office, name: str, email: str | None) -> None:
    """Raise NotChanged where an e-mail address belongs to an account of another name."""
    owner = email and kept.find_account_by_email(connection, office.commune, email)
    if owner and owner.name != name:
        raise NotChanged(f"Địa chỉ thư điện tử “{email}” đã gắn với tài khoản khác.")


def require_another_admin(connection: Transaction, office: Office, account: Account) -> None:
    """Raise NotChanged for the last administrator who may come in."""
    if account.role != Role.ADMIN or account.disabled_at is not None:
        return
    if kept.count_enabled(connection, office.commune, Role.ADMIN) == 1:
        raise NotChanged(
            f"“{account.name}” là quản trị viên cuối cùng nên không khóa và không đổi vai trò được."
            " Lập quản trị viên khác trước."
        )


def log(
    connection: Transaction,
    office: Office,
    now: datetime,
    actor: Visitor,
    act: Act,
    subject: str,
    details: Mapping[str, Any],
) -> None:
    write_audit(connection, office.commune, now, actor.name, act, subject, details)


def get_account(connection: Transaction, office: Office, name: str) -> Account:
    """The account of a name; raise NotChanged where there is none."""
    account = kept.find_account(connection, office.commune, normal_name(name))
    if account is None:
        raise NotChanged(f"Không có tài khoản “{name}”.")
    return account


def _entry(found: AccountAndSessions) -> AccountEntry:
    account = found.account
    return AccountEntry(
        name=account.name,
        display_name=account.display_name,
        role=Role(account.role),
        department=account.department,
        email=account.email,
        is_disabled=account.disabled_at is not None,
        must_change_password=account.one_time_until is not None,
        created_at=account.created_at,
        last_seen_at=account.last_seen_at,
        open_sessions=found.open_sessions,
    )
