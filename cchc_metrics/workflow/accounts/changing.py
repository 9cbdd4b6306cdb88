"""What an administrator changes in an account that is there: names, role, department, e-mail."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from cchc_metrics.access.roles import Permission, Role, Visitor
from cchc_metrics.store.accounts import Account, set_entries
from cchc_metrics.store.database import writing
from cchc_metrics.store.sessions import end_sessions_of
from cchc_metrics.workflow.accounts.keeping import (
    get_account,
    log,
    require_another_admin,
    require_free,
)
from cchc_metrics.workflow.accounts.rules import Act, NewAccount, NotChanged, tidied
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require


@dataclass(frozen=True)
class Changes:
    """What is to become of an account; None leaves it as it is, an empty text takes it away."""

    display_name: str | None = None
    role: Role | None = None
    department: str | None = None
    email: str | None = None


def change_account(
    office: Office, actor: Visitor, name: str, changes: Changes, now: datetime
) -> None:
    """Change an account; another role or department ends its sessions.

    Raise NotAllowed or NotChanged; nothing is changed then.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    with writing(office.engine, office.commune) as connection:
        account = get_account(connection, office, name)
        old = _entries(account)
        new = tidied(_changed(old, changes), office.plan)
        if new == old:
            return
        if new.role is not old.role:
            _require_not_own_role(actor, account)
            require_another_admin(connection, office, account)
        require_free(connection, office, new.name, new.email)
        set_entries(
            connection,
            office.commune,
            new.name,
            new.display_name,
            new.role,
            new.department,
            new.email,
        )
        is_same_visitor = (new.role, new.department) == (old.role, old.department)
        ended = 0 if is_same_visitor else end_sessions_of(connection, office.commune, new.name)
        details = {"old": _differing(old, new), "new": _differing(new, old), "ended": ended}
        log(connection, office, now, actor, Act.CHANGE, new.name, details)


def _require_not_own_role(actor: Visitor, account: Account) -> None:
    if actor.name == account.name:
        raise NotChanged(
            "Không tự đổi vai trò của chính mình được. Nhờ quản trị viên khác đổi giúp."
        )


def _entries(account: Account) -> NewAccount:
    return NewAccount(
        account.name,
        account.display_name,
        Role(account.role),
        account.department,
        account.email,
    )


def _changed(old: NewAccount, changes: Changes) -> NewAccount:
    given = {key: value for key, value in asdict(changes).items() if value is not None}
    new = replace(old, **given)
    return replace(new, department=new.department or None)


def _differing(one: NewAccount, other: NewAccount) -> dict[str, str | None]:
    """What of the one is not so in the other."""
    others = asdict(other)
    return {key: value for key, value in asdict(one).items() if value != others[key]}
