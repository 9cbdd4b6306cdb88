"""The first account: made through a one-time link that the server prints where it was started."""

from datetime import datetime, timedelta

from cchc_metrics.access.passwords import hash_password, weakness
from cchc_metrics.access.roles import Role
from cchc_metrics.store.accounts import add_invitation, has_accounts, is_invited, use_invitation
from cchc_metrics.store.audit import write_audit
from cchc_metrics.store.database import Transaction, reading, writing
from cchc_metrics.workflow.accounts.console import CONSOLE
from cchc_metrics.workflow.accounts.keeping import add, new_account
from cchc_metrics.workflow.accounts.rules import (
    Act,
    NewAccount,
    NotChanged,
    new_token,
    tidied,
    token_sha256,
)
from cchc_metrics.workflow.accounts.sign_in import Refused, SignedIn, open_session
from cchc_metrics.workflow.office import Office

WORKS_FOR = timedelta(hours=24)
NO_LINK = (
    "Đường dẫn lập quản trị viên đầu tiên không còn dùng được."
    " Khởi động lại máy chủ để nhận đường dẫn mới, hoặc đăng nhập nếu đã có tài khoản."
)


def first_admin_token(office: Office, now: datetime) -> str | None:
    """A one-time token that makes every earlier one useless; None once there is an account."""
    token = new_token()
    with writing(office.engine, office.commune) as connection:
        if has_accounts(connection, office.commune):
            return None
        add_invitation(connection, office.commune, token_sha256(token), now, now + WORKS_FOR)
        write_audit(connection, office.commune, now, CONSOLE.name, Act.INVITE, "", {})
    return token


def make_first_admin(
    office: Office, token: str, name: str, display_name: str, password: str, now: datetime
) -> SignedIn | Refused:
    """Make the first administrator and sign in; the link does not work a second time."""
    with reading(office.engine) as connection:
        if not _is_open(connection, office, token, now):
            return Refused(NO_LINK, None)
    try:
        tidy = tidied(NewAccount(name, display_name, Role.ADMIN), office.plan)
    except NotChanged as problem:
        return Refused(str(problem), None)
    weak = weakness(password, tidy.name)
    if weak is not None:
        return Refused(weak, None)
    account = new_account(tidy, hash_password(password), now, None)
    with writing(office.engine, office.commune) as connection:
        # Of two who press the button at once, one comes first.
        if not _is_open(connection, office, token, now):
            return Refused(NO_LINK, None)
        use_invitation(connection, office.commune, now)
        add(connection, office, account.name, account)
        return open_session(connection, office, account, True, "", now)


def _is_open(connection: Transaction, office: Office, token: str, now: datetime) -> bool:
    return not has_accounts(connection, office.commune) and is_invited(
        connection, office.commune, token_sha256(token), now
    )
