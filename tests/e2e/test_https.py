"""Behind a reverse proxy with HTTPS, as the commune's other machines reach the server."""

import json
import ssl
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPResponse, HTTPSConnection
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from cchc_metrics.access.cookies import PLAIN_NAME, SECURE_NAME
from cchc_metrics.access.roles import Role
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts.console import CONSOLE
from tests.access.tls_proxy import CLIENT, https_in_front
from tests.e2e.server import Server, running_server
from tests.e2e.signing_in import NAMES, make_settled_account, office_of, sign_in_by_hand
from tests.e2e.steps import settled

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
NAME = NAMES[Role.COORDINATOR][0]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("https")) as started:
        yield started


@pytest.fixture(scope="module")
def password(server: Server) -> str:
    return make_settled_account(server, Role.COORDINATOR)


@pytest.fixture(scope="module")
def outside(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address with https."""
    port = urlsplit(server.url).port
    assert port is not None
    with https_in_front(port, tmp_path_factory.mktemp("certificate")) as address:
        yield address


@pytest.fixture(scope="module")
def cookie(outside: str, password: str) -> str:
    """The Set-Cookie header of a sign-in."""
    answer = ask(outside, "/login", "POST", urlencode({"ten": NAME, "mat-khau": password}))
    assert (answer.status, answer.getheader("Location")) == (303, "/")
    return answer.getheader("Set-Cookie") or ""


def ask(
    outside: str, path: str, method: str = "GET", body: str | None = None, **headers: str
) -> HTTPResponse:
    """One request; what the client claims about itself is its own affair."""
    said = {"Origin": outside, "X-Forwarded-Proto": "http", "X-Forwarded-For": "127.0.0.1"}
    host = urlsplit(outside).netloc
    with closing(HTTPSConnection(host, timeout=30, context=trusting())) as connection:
        connection.request(method, path, body, said | FORM | headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()  # type: ignore[attr-defined]
        return answer


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def stream(outside: str, cookie: str, origin: str) -> ClientConnection:
    return connect(
        outside.replace("https:", "wss:") + "/_stcore/stream",
        additional_headers={"Origin": origin, "Cookie": cookie},
        subprotocols=["streamlit"],  # type: ignore[list-item]
        ssl=trusting(),
        proxy=None,
    )


def test_the_cookie_is_bound_to_this_host_and_to_https(cookie: str) -> None:
    named, *attributes = cookie.split("; ")
    assert named.startswith(f"{SECURE_NAME}=")
    assert sorted(attributes) == ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]


def test_every_cookie_of_the_server_is_for_https_only(outside: str, cookie: str) -> None:
    given = ask(outside, "/_stcore/health", Cookie=cookie.split("; ")[0]).getheader("Set-Cookie")
    assert given is not None and given.startswith("_streamlit_xsrf=")
    assert given.endswith("; Secure")


def test_browsers_are_told_to_stay_with_https(outside: str) -> None:
    for path in ("/login", "/", "/cong/trang.css"):
        assert ask(outside, path).getheader("Strict-Transport-Security") == "max-age=31536000"


def test_a_cookie_for_plain_http_opens_nothing_over_https(outside: str, cookie: str) -> None:
    kept = cookie.split("; ")[0]
    plain = kept.replace(SECURE_NAME, PLAIN_NAME)
    assert ask(outside, "/api/me", Cookie=kept).status == 200
    assert ask(outside, "/api/me", Cookie=plain).status == 401
    with pytest.raises(InvalidStatus) as refused:
        stream(outside, plain, outside)
    assert refused.value.response.status_code == 403


def test_a_socket_is_for_pages_with_https(outside: str, cookie: str) -> None:
    kept = cookie.split("; ")[0]
    with stream(outside, kept, outside) as socket:
        assert socket.subprotocol == "streamlit"
    for origin in (outside.replace("https:", "http:"), "https://evil.example"):
        with pytest.raises(InvalidStatus) as refused:
            stream(outside, kept, origin)
        assert refused.value.response.status_code == 403


def test_a_form_of_a_page_without_https_is_refused(outside: str, password: str) -> None:
    body = urlencode({"ten": NAME, "mat-khau": password})
    plain = outside.replace("https:", "http:")
    assert ask(outside, "/login", "POST", body, Origin=plain).status == 403


def test_the_address_in_the_record_is_the_one_that_the_proxy_saw(
    server: Server, cookie: str
) -> None:
    with office_of(server) as office:
        found = accounts.open_sessions(office, CONSOLE, office.real_now(), NAME)
    assert {entry.address for entry in found} == {CLIENT}


def test_a_browser_signs_in_and_works_over_https(
    chromium: Browser, outside: str, password: str
) -> None:
    context = chromium.new_context(ignore_https_errors=True, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{outside}/ke-hoach")
    sign_in_by_hand(page, NAME, password)
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kế hoạch")
    kept = {each["name"]: each for each in context.cookies()}
    assert kept[SECURE_NAME]["secure"] and kept[SECURE_NAME]["httpOnly"]
    assert PLAIN_NAME not in kept
    me = json.loads(page.request.get(f"{outside}/api/me").text())
    assert me == {"name": NAME, "role": "coordinator"}
    context.close()
