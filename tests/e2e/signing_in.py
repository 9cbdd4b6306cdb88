"""Accounts in the record of a test's server, and browsers that are signed in with them.

The fixture `page` is signed in as the coordinator; `stranger` is not, for tests that sign in as
somebody else or by hand.

Pages that are opened without a browser need no account: put a visitor in the place of
`cchc_metrics.ui.session.visitor`, for example

    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: visitor(Role.LEADER))
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Page, expect

from cchc_metrics.access.cookies import PLAIN_NAME
from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts import NewAccount, NotChanged, SignedIn
from cchc_metrics.workflow.accounts.console import CONSOLE
from cchc_metrics.workflow.office import Office, open_office
from tests.e2e.server import Server
from tests.ui.office import CODE

NAMES = {
    Role.OFFICER: ("lan", "Phùng Thị Lan (mẫu)"),
    Role.COORDINATOR: ("mai", "Lò Thị Mai (mẫu)"),
    Role.LEADER: ("chi", "Lỳ Văn Chí (mẫu)"),
    Role.ADMIN: ("tuan", "Giàng A Tuấn (mẫu)"),
}
OWN_PASSWORD = "suối nhỏ qua bản"


def visitor(role: Role, department: str = CODE) -> Visitor:
    """Who signs in with the account of a role; officers belong to a department."""
    name, display_name = NAMES[role]
    return Visitor(name, display_name, role, department if role is Role.OFFICER else None)


@contextmanager
def office_of(server: Server) -> Iterator[Office]:
    """The server's record, opened beside it as a command does."""
    office = open_office({"CCHC_DATABASE_URL": f"sqlite:///{server.database}"})
    yield office
    office.engine.dispose()


def make_account(server: Server, role: Role, department: str = CODE) -> str:
    """Make the account of a role; the answer is its one-time password."""
    who = visitor(role, department)
    new = NewAccount(who.name, who.display_name, role, who.department)
    with office_of(server) as office:
        return accounts.create_account(office, CONSOLE, new, office.real_now())


def make_settled_account(server: Server, role: Role, department: str = CODE) -> str:
    """The same with a password that its owner has chosen already, which is the answer."""
    given, who = make_account(server, role, department), visitor(role, department)
    with office_of(server) as office:
        accounts.change_own_password(office, who, given, OWN_PASSWORD, office.real_now())
    return OWN_PASSWORD


def open_session(server: Server, role: Role, department: str = CODE) -> str:
    """The token of a fresh session of a role's account, which is made where it is not there yet."""
    with suppress(NotChanged):
        make_settled_account(server, role, department)
    with office_of(server) as office:
        name = visitor(role).name
        found = accounts.sign_in(office, name, OWN_PASSWORD, "", office.real_now())
    assert isinstance(found, SignedIn)
    return found.token


def sign_in(page: Page, server: Server, role: Role, department: str = CODE) -> None:
    """Sign a browser in without its going through the sign-in page."""
    token = open_session(server, role, department)
    cookie = {"name": PLAIN_NAME, "value": token, "url": server.url, "httpOnly": True}
    page.context.add_cookies([cookie])  # type: ignore[list-item]


def sign_in_by_hand(page: Page, name: str, password: str) -> None:
    """Fill in the sign-in page that stands in the browser."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
