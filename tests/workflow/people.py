"""Accounts for tests: made as an administrator makes them, with passwords of their owners."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.workflow.accounts import (
    CONSOLE,
    NewAccount,
    Refused,
    SignedIn,
    change_own_password,
    create_account,
    sign_in,
    visitor_of,
)
from cchc_metrics.workflow.office import Office
from tests.workflow.officers import at

NOW = at("2026-03-02 01:00")
PASSWORD, WRONG = "mưa rừng Mù Cả", "không phải mật khẩu"
ADDRESS = "10.0.0.7"


def after(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def add(office: Office, name: str = "lan", role: Role = Role.OFFICER, **entries: str) -> str:
    """Make an account; answer with its one-time password."""
    department = entries.get("department", "PVHXH" if role is Role.OFFICER else None)
    new = NewAccount(name, f"Họ Tên {name}", role, department, entries.get("email"))
    return create_account(office, CONSOLE, new, NOW)


def add_owned(office: Office, name: str = "lan", role: Role = Role.OFFICER, **entries: str) -> None:
    """Make an account whose owner has set `PASSWORD`."""
    first = add(office, name, role, **entries)
    change_own_password(office, Visitor(name, "", role), first, PASSWORD, NOW)


def try_in(
    office: Office,
    password: str = PASSWORD,
    name: str = "lan",
    minutes: float = 0,
    address: str = ADDRESS,
) -> SignedIn | Refused:
    return sign_in(office, name, password, address, after(minutes))


def signed_in(office: Office, name: str = "lan", minutes: float = 0) -> SignedIn:
    """The session of an account's owner."""
    answer = try_in(office, name=name, minutes=minutes)
    assert isinstance(answer, SignedIn), answer
    return answer


def is_in(office: Office, session: SignedIn, minutes: float = 0) -> bool:
    return visitor_of(office, session.token, after(minutes)) is not None


def all_at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What acts answer that begin at the same moment."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait(30)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
