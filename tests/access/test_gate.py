"""Nothing behind the gate without a live session; every answer with its headers."""

from collections.abc import Callable
from functools import partial
from itertools import count

import pytest
from starlette.applications import Starlette

from cchc_metrics.access.quota import MOST_BYTES, MOST_FILES
from cchc_metrics.access.sockets import ASK_EVERY_SECONDS, ENDED
from tests.access.asgi import HOST, ORIGIN, Answer, ask, connect, post
from tests.access.fake_door import LAN, RIGHT, House, cookie, guarded

PAGES = ("/", "/linh-vuc?thang=2026-03", "/tai-khoan", "/login/", "/index.html")
FILES = (
    "/static/js/index.js",
    "/media/abc.xlsx",
    "/component/x/main.js",
    "/app/static/vi.js",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/upload_file/session/file",
    "/_stcore/agent/x",
    "/api/me",
    "//static/js/index.js",
    "/healthz/../static/x",
)
REFUSED = {"type": "websocket.close", "code": 1008}


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def app(house: House) -> Starlette:
    return guarded(house)


def is_behind(answer: Answer) -> bool:
    return "behind" in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_without_a_session_leads_to_signing_in_and_back(app: Starlette, path: str) -> None:
    answer = ask(app, path, {"accept": "text/html,*/*"})
    assert answer.status == 303
    wanted = "" if path == "/" else "?next="
    assert answer.headers["location"].startswith(f"/login{wanted}")
    assert not is_behind(answer)


@pytest.mark.parametrize("path", FILES)
def test_a_file_or_socket_address_without_a_session_is_refused(app: Starlette, path: str) -> None:
    for headers in ({}, {"accept": "text/html"}, {"sec-fetch-mode": "no-cors"}):
        answer = ask(app, path, headers)
        assert answer.status in (401, 303)
        assert not is_behind(answer)
    assert ask(app, path, {"sec-fetch-mode": "cors"}).status == 401


@pytest.mark.parametrize("token", ["made-up", "", "of-lan2", "x" * 500, '"; of-lan'])
def test_a_forged_cookie_opens_nothing(app: Starlette, token: str) -> None:
    assert ask(app, "/", cookie(token)).status == 303
    assert connect(app, cookie(token)) == [REFUSED]


def test_a_live_session_comes_in_as_its_account(app: Starlette) -> None:
    answer = ask(app, "/linh-vuc", cookie("of-lan"))
    assert answer.status == 200
    assert '["x-cchc-user","lan"],["x-cchc-role","officer"]' in answer.text


@pytest.mark.parametrize("name", ["X-Cchc-Role", "x-cchc-user", "X_Cchc_Role", "X-CCHC-Anything"])
def test_forged_identity_headers_are_taken_off(app: Starlette, name: str) -> None:
    assert ask(app, "/", {name: "admin"}).status == 303
    answer = ask(app, "/", cookie("of-lan") | {name: "admin"})
    assert "admin" not in answer.text
    assert connect(app, {"origin": ORIGIN, name: "admin"}) == [REFUSED]


@pytest.mark.parametrize(
    ("host", "is_allowed"),
    [
        ("localhost:8501", True),
        ("localhost", True),
        ("LOCALHOST.:8501", True),
        ("127.0.0.1:8501", True),
        ("[::1]:8501", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("evil@localhost", False),
        ("localhost:port", False),
        ("localhost/x", False),
        ("", False),
        (None, False),
    ],
)
def test_only_known_names_of_the_server_are_answered(
    app: Starlette, host: str, is_allowed: bool
) -> None:
    for path in ("/login", "/healthz"):
        assert (ask(app, path, {"host": host}).status != 400) is is_allowed
    headers = cookie("of-lan") | {"host": host, "origin": f"http://{host}"}
    assert (connect(app, headers) != [REFUSED]) is (
        is_allowed and host != "LOCALHOST.:8501" or host == "LOCALHOST.:8501"
    )


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({"origin": ORIGIN}, True),
        ({"origin": None, "referer": f"{ORIGIN}/login?next=/x"}, True),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "http://localhost:9999"}, False),
        ({"origin": "null"}, False),
        ({"origin": None}, False),
        ({"origin": "https://evil.example", "referer": f"{ORIGIN}/"}, False),
        ({"origin": f"http://evil@{HOST}"}, False),
    ],
)
def test_forms_are_taken_from_our_own_pages_only(
    app: Starlette, house: House, headers: dict[str, str], is_taken: bool
) -> None:
    answer = post(app, "/login", headers, ten="lan", mat_khau=RIGHT)
    assert (answer.status, bool(house.tries)) == ((303, True) if is_taken else (403, False))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST", "PATCH", "OPTIONS"])
def test_every_change_must_come_from_our_own_pages(app: Starlette, method: str) -> None:
    foreign = cookie("of-lan") | {"origin": "https://evil.example"}
    assert ask(app, "/_stcore/upload_file/a/b", foreign, method=method).status == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", None, "http://localhost"])
def test_a_socket_from_another_origin_is_refused(app: Starlette, origin: str) -> None:
    assert connect(app, cookie("of-lan") | {"origin": origin}) == [REFUSED]


def test_a_socket_carries_messages_of_its_account(app: Starlette) -> None:
    sent = connect(app, cookie("of-lan"), [b"a"])
    assert [message.get("text") for message in sent] == [None, "lan: a"]


def test_a_socket_is_closed_when_its_session_has_ended() -> None:
    house = House()
    sent = connect(guarded(house, clock(1)), cookie("of-lan"), [b"a", b"b"])
    assert sent[-1].get("text") == "lan: b"
    answers = iter([LAN, LAN])  # at the door, and when the socket opens
    house.look_up = lambda _token: next(answers, None)  # type: ignore[method-assign]
    sent = connect(guarded(house, clock(ASK_EVERY_SECONDS)), cookie("of-lan"), [b"a", b"b"])
    assert [message["type"] for message in sent] == ["websocket.accept", "websocket.close"]
    assert sent[-1]["code"] == ENDED


def test_a_socket_does_not_pass_to_another_account() -> None:
    house = House(is_public=True)
    answers = iter([LAN])
    house.look_up = lambda _token: next(answers, None)  # type: ignore[method-assign]
    sent = connect(guarded(house, clock(ASK_EVERY_SECONDS)), cookie("of-lan"), [b"a"])
    assert sent == [{"type": "websocket.close", "code": ENDED}]


def clock(step: float) -> Callable[[], float]:
    """A clock that goes on by so many seconds each time somebody looks."""
    return partial(next, count(0, step))


def test_who_must_change_the_password_gets_nowhere_else(app: Starlette) -> None:
    answer = ask(app, "/linh-vuc", cookie("of-moi", accept="text/html"))
    assert (answer.status, answer.headers["location"]) == (303, "/doi-mat-khau")
    assert ask(app, "/static/x.js", cookie("of-moi")).status == 403
    assert connect(app, cookie("of-moi")) == [REFUSED]
    assert ask(app, "/doi-mat-khau", cookie("of-moi")).status == 200


def test_a_public_board_lets_strangers_look_without_a_name(app: Starlette, house: House) -> None:
    house.is_public = True
    assert '["x-cchc-user",""],["x-cchc-role",""]' in ask(app, "/").text
    assert connect(app, {"origin": ORIGIN}, [b"a"])[-1].get("text") == ": a"
    upload = ask(app, "/_stcore/upload_file/a/b", {"origin": ORIGIN}, method="PUT")
    assert upload.status == 403


def test_a_record_that_fails_lets_nobody_in(app: Starlette, house: House) -> None:
    house.is_broken = True
    assert ask(app, "/", cookie("of-lan")).status == 503
    assert ask(app, "/healthz").status == 503
    assert connect(app, cookie("of-lan") | {"origin": ORIGIN}) == [REFUSED]


def test_health_is_told_by_its_body(app: Starlette) -> None:
    answer = ask(app, "/healthz")
    assert (answer.status, answer.text) == (200, '{"service":"cchc-metrics","record":"ok"}')


@pytest.mark.parametrize("path", ["/login", "/healthz", "/cong/trang.css", "/", "/static/a", "/x"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_answer_carries_the_headers(app: Starlette, path: str, scheme: str) -> None:
    headers = ask(app, path, scheme=scheme).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["permissions-policy"].startswith("camera=()")
    policy = headers["content-security-policy"]
    assert policy.startswith(("default-src 'self'", "default-src 'none'"))
    assert "unsafe-eval" not in policy
    assert ("strict-transport-security" in headers) is (scheme == "https")
    if not path.startswith(("/static", "/cong")):
        assert headers["cache-control"] == "no-store"


def test_a_fault_further_in_keeps_the_headers(app: Starlette) -> None:
    answer = ask(app, "/fault", cookie("of-lan"))
    assert answer.status == 500
    assert "ValueError" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def upload(app: Starlette, token: str, size: int | None) -> Answer:
    headers = cookie(token) | ({} if size is None else {"content-length": str(size)})
    return ask(app, "/_stcore/upload_file/session/file", headers, method="PUT")


def test_uploads_are_limited_by_number(app: Starlette) -> None:
    statuses = [upload(app, "of-lan", 10).status for _ in range(MOST_FILES + 1)]
    assert statuses == [200] * MOST_FILES + [429]


def test_uploads_are_limited_by_size(app: Starlette) -> None:
    assert upload(app, "of-lan", MOST_BYTES - 5).status == 200
    refused = upload(app, "of-lan", 6)
    assert (refused.status, refused.headers["retry-after"]) == (413, "600")
    assert upload(app, "of-lan", 5).status == 200
    assert upload(app, "of-lan", None).status == 411


def test_an_upload_says_how_long_it_is_and_cannot_be_longer(app: Starlette) -> None:
    headers = cookie("of-lan") | {"content-length": "1", "transfer-encoding": "chunked"}
    refused = ask(app, "/_stcore/upload_file/session/file", headers, method="PUT")
    assert (refused.status, is_behind(refused)) == (411, False)


def test_who_only_looks_uploads_nothing(app: Starlette) -> None:
    assert upload(app, "of-chi", 10).status == 403
