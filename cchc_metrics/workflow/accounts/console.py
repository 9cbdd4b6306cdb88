"""Who a command on the server acts for: whoever can run one has the record in hand anyway."""

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.store.accounts import find_account, has_accounts
from cchc_metrics.store.database import reading
from cchc_metrics.workflow.accounts.rules import normal_name, visitor_for
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed

# No account can have this name.
CONSOLE = Visitor("(máy chủ)", "Lệnh trên máy chủ", Role.ADMIN)


def taken_at_word(display_name: str) -> Visitor:
    """A sender without an account, as in samples and before the first account is made."""
    return Visitor("", display_name, Role.COORDINATOR)


def visitor_named(office: Office, name: str) -> Visitor:
    """The account of a name; raise NotAllowed where it is unknown or disabled.

    While the record has no account at all, the name is taken as it was typed.
    """
    with reading(office.engine) as connection:
        if not has_accounts(connection, office.commune):
            return taken_at_word(name)
        account = find_account(connection, office.commune, normal_name(name))
    if account is None:
        raise NotAllowed(
            f"Không có tài khoản “{name}”. Ghi tên đăng nhập của người gửi sau --as,"
            " xem các tên bằng lệnh account list."
        )
    if account.disabled_at is not None:
        raise NotAllowed(f"Tài khoản “{account.name}” đang bị khóa nên không nộp được số liệu.")
    return visitor_for(account, with_password=False)
