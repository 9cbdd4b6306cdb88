"""The accounts of a demonstration: one a role, with passwords that only this process knows."""

from dataclasses import dataclass
from datetime import datetime

from cchc_metrics.access.passwords import hash_password, one_time_password
from cchc_metrics.access.roles import Role
from cchc_metrics.store.accounts import find_account, set_disabled, set_password
from cchc_metrics.store.database import writing
from cchc_metrics.store.sessions import end_sessions_of
from cchc_metrics.workflow.accounts.console import CONSOLE
from cchc_metrics.workflow.accounts.keeping import add, log, new_account
from cchc_metrics.workflow.accounts.rules import Act, NewAccount
from cchc_metrics.workflow.office import Office

_OFFICER_OF = "TTPVHCC"
_NAMES = {
    Role.OFFICER: ("canbo", "Cán bộ Trung tâm Phục vụ hành chính công (mẫu)"),
    Role.COORDINATOR: ("daumoi", "Đầu mối tổng hợp (mẫu)"),
    Role.LEADER: ("lanhdao", "Lãnh đạo (mẫu)"),
    Role.ADMIN: ("quantri", "Quản trị (mẫu)"),
}


@dataclass(frozen=True)
class DemoAccount:
    """What the sign-in page of a demonstration shows."""

    name: str
    display_name: str
    role: Role
    password: str


def demo_accounts(office: Office, now: datetime) -> tuple[DemoAccount, ...]:
    """Four accounts with passwords made just now; none at all outside a demonstration."""
    if not office.is_demonstration:
        return ()
    made = tuple(
        DemoAccount(name, display_name, role, one_time_password())
        for role, (name, display_name) in _NAMES.items()
    )
    for account in made:
        _keep(office, account, now)
    return made


def _keep(office: Office, demo: DemoAccount, now: datetime) -> None:
    """Add an account of the demonstration, or give the one that is there its new password."""
    hashed, commune = hash_password(demo.password), office.commune
    department = _department(office) if demo.role is Role.OFFICER else None
    new = NewAccount(demo.name, demo.display_name, demo.role, department)
    with writing(office.engine, commune) as connection:
        if find_account(connection, commune, demo.name) is None:
            add(connection, office, CONSOLE.name, new_account(new, hashed, now, None))
            return
        set_password(connection, commune, demo.name, hashed, None)
        set_disabled(connection, commune, demo.name, None)
        end_sessions_of(connection, commune, demo.name)
        log(connection, office, now, CONSOLE, Act.RESET_PASSWORD, demo.name, {})


def _department(office: Office) -> str:
    """The one-stop shop, which reports most; in another plan the first that reports."""
    codes = [department.code for department in office.plan.reporting_departments]
    return _OFFICER_OF if _OFFICER_OF in codes else codes[0]
