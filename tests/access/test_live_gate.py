"""The gate in front of the real server: raw HTTP and websockets, no browser."""

import gzip
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from cchc_metrics.access.cookies import PLAIN_NAME
from cchc_metrics.access.roles import Role
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts.console import CONSOLE
from tests.e2e.server import Server, running_server
from tests.e2e.signing_in import NAMES, office_of, open_session

CLOSED = (
    "/static/js/index.js",
    "/static/",
    "/media/abc.xlsx",
    "/component/x/main.js",
    "/_stcore/bidi-components/x",
    "/app/static/vi.js",
    "/app/static/dang-nhap.css",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/agent/manifest",
    "/api/me",
    "/favicon.png",
    "/index.html",
    "//static/js/index.js",
    "/healthz/",
    "/login/../static/js/index.js",
    "/%6cogin/",
    "/oauth2callback",
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("gate")) as started:
        yield started


@pytest.fixture(scope="module")
def officer(server: Server) -> str:
    return open_session(server, Role.OFFICER)


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Message
    body: bytes


def ask(
    server: Server, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(HTTPConnection(urlsplit(server.url).netloc, timeout=30)) as connection:
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        return Reply(answer.status, answer.headers, answer.read())


def stream(
    server: Server, token: str | None, subprotocols: Sequence[str] = ("streamlit",), **headers: str
) -> ClientConnection:
    cookie = {"Cookie": f"cchc_session={token}"} if token else {}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return connect(
        f"ws://{urlsplit(server.url).netloc}/_stcore/stream",
        additional_headers={"Origin": server.url} | cookie | named,
        subprotocols=list(subprotocols),  # type: ignore[list-item]
        proxy=None,
        max_size=None,
    )


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("cookie", ["", "cchc_session=made-up", "__Host-cchc_session=made-up"])
def test_nothing_of_the_server_is_given_without_a_session(
    server: Server, path: str, cookie: str
) -> None:
    forged = {"Cookie": cookie, "X_Cchc_User": "tuan", "X_Cchc_Role": "admin"}
    for answer in (
        ask(server, path, **forged),
        ask(server, path, Accept="text/html", Sec_Fetch_Mode="navigate", **forged),
        ask(server, path, Sec_Fetch_Mode="cors", **forged),
    ):
        assert answer.status in (303, 401)
        assert answer.headers.get("Location", "/login").startswith("/login")
        assert len(answer.body) < 200
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_same_files_are_given_with_one(server: Server, officer: str) -> None:
    cookie = f"cchc_session={officer}"
    for path in ("/", "/app/static/vi.js", "/_stcore/health", "/linh-vuc"):
        assert ask(server, path, Cookie=cookie).status == 200, path
    me = json.loads(ask(server, "/api/me", Cookie=cookie).body)
    assert me == {"name": NAMES[Role.OFFICER][0], "role": "officer"}


def test_scripts_come_compressed_and_behind_the_gate_all_the_same(
    server: Server, officer: str
) -> None:
    page = ask(server, "/", Cookie=f"cchc_session={officer}").body.decode()
    script = "/static/js/" + page.split('src="./static/js/')[1].split('"')[0]
    assert ask(server, script, Accept_Encoding="gzip").status == 401
    packed = ask(server, script, Accept_Encoding="gzip", Cookie=f"cchc_session={officer}")
    plain = ask(server, script, Cookie=f"cchc_session={officer}")
    assert gzip.decompress(packed.body) == plain.body
    assert "immutable" in packed.headers["Cache-Control"]
    for name, value in ALWAYS.items():
        assert packed.headers.get_all(name) == [value], name


def test_the_page_runs_no_script_but_its_own(server: Server, officer: str) -> None:
    policy = ask(server, "/", Cookie=f"cchc_session={officer}").headers["Content-Security-Policy"]
    (scripts,) = (part for part in policy.split("; ") if part.startswith("script-src"))
    assert scripts.count("'sha256-") == 1
    assert "unsafe" not in scripts
    assert "frame-ancestors 'none'" in policy


def test_only_known_hosts_are_answered(server: Server) -> None:
    assert ask(server, "/login", Host="evil.example").status == 400
    assert ask(server, "/login", Host=urlsplit(server.url).netloc).status == 200


@pytest.mark.parametrize(
    ("token", "headers"),
    [
        (None, {}),
        ("made-up", {}),
        (None, {"X_Cchc_User": "tuan", "X_Cchc_Role": "admin"}),
        ("officer", {"Origin": "https://evil.example"}),
        ("officer", {"Origin": "null"}),
    ],
)
def test_a_socket_is_refused(
    server: Server, officer: str, token: str | None, headers: dict[str, str]
) -> None:
    with pytest.raises(InvalidStatus) as refused:
        stream(server, officer if token == "officer" else token, **headers)
    assert refused.value.response.status_code == 403


def test_an_upload_needs_a_session_and_a_role(server: Server, officer: str) -> None:
    leader = open_session(server, Role.LEADER)
    path = "/_stcore/upload_file/session/file"
    statuses = [
        ask(server, path, "PUT", b"x", Origin=server.url, Cookie=f"cchc_session={token}").status
        for token in ("made-up", leader, officer)
    ]
    assert statuses == [401, 403, 403]  # the last one from Streamlit itself: no XSRF token
    assert ask(server, path, "PUT", b"x", Cookie=f"cchc_session={officer}").status == 403


def rerun(socket: ClientConnection) -> str:
    """Ask for the page; everything that the server draws for it, as one text."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    socket.send(message.SerializeToString())
    drawn = []
    while True:
        answer = ForwardMsg.FromString(socket.recv(timeout=60))  # type: ignore[arg-type]
        drawn.append(str(answer))
        if answer.WhichOneof("type") == "script_finished":
            return "\n".join(drawn)


def test_a_tab_does_not_pass_to_another_account(server: Server, officer: str) -> None:
    """Who knows the name of somebody's open page gets an own page all the same."""
    coordinator = open_session(server, Role.COORDINATOR)
    first = page_id(server, officer)
    assert page_id(server, officer, resumes=first) == first
    assert page_id(server, coordinator, resumes=first) != first


def page_id(server: Server, token: str, resumes: str = "") -> str:
    """Streamlit's name for what stands behind a connection."""
    health = ask(server, "/_stcore/health", Cookie=f"{PLAIN_NAME}={token}")
    xsrf = SimpleCookie(health.headers["Set-Cookie"])["_streamlit_xsrf"]
    cookies = f"{PLAIN_NAME}={token}; _streamlit_xsrf={xsrf.coded_value}"
    asked = ["streamlit", xsrf.coded_value, *filter(None, [resumes])]
    with stream(server, None, asked, Cookie=cookies) as socket:
        socket.send(BackMsg(rerun_script=ClientState()).SerializeToString())
        while True:
            answer = ForwardMsg.FromString(socket.recv(timeout=60))  # type: ignore[arg-type]
            if answer.WhichOneof("type") == "new_session":
                return str(answer.new_session.initialize.session_id)


# As scanners ask: what must stand on every kind of answer, and what must not.
ANSWERS = {
    "/": 200,
    "/linh-vuc": 200,
    "/nowhere": 200,
    "/static/nothing.js": 200,
    "/app/static/vi.js": 200,
    "/app/static/nothing.js": 404,
    "/media/nothing.xlsx": 404,
    "/api/me": 200,
    "/doi-mat-khau": 200,
    "/login": 303,
    "/healthz": 200,
}


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_of_the_server_carries_the_headers(
    server: Server, officer: str, path: str
) -> None:
    answer = ask(server, path, Cookie=f"{PLAIN_NAME}={officer}")
    assert answer.status == ANSWERS[path]
    for name, value in ALWAYS.items():
        assert answer.headers.get_all(name) == [value], name
    (policy,) = answer.headers.get_all("Content-Security-Policy") or []
    scripts = next((p for p in policy.split("; ") if p.startswith("script-src")), "")
    assert "unsafe" not in scripts and "*" not in policy and "http:" not in policy
    assert policy.startswith(("default-src 'self'", "default-src 'none'"))
    is_kept = path.startswith(("/static/", "/app/static/"))
    assert is_kept or answer.headers["Cache-Control"] == "no-store"
    assert "X-Powered-By" not in answer.headers


@pytest.mark.parametrize("end", ["sign out", "disable", "end sessions", "reset password"])
def test_an_open_socket_shows_nothing_more_when_its_session_has_ended(
    tmp_path: Path, end: str
) -> None:
    with running_server(tmp_path) as server:
        token, name = open_session(server, Role.COORDINATOR), NAMES[Role.COORDINATOR][0]
        with stream(server, token) as socket:
            assert NAMES[Role.COORDINATOR][1] in rerun(socket)
            with office_of(server) as office:
                now = office.real_now()
                if end == "sign out":
                    accounts.sign_out(office, token, now)
                elif end == "disable":
                    accounts.disable_account(office, CONSOLE, name, now)
                elif end == "end sessions":
                    accounts.end_sessions(office, name, CONSOLE, now)
                else:
                    accounts.reset_password(office, CONSOLE, name, now)
            try:
                assert NAMES[Role.COORDINATOR][1] not in rerun(socket)
            except ConnectionClosed:
                pass  # some seconds later the gate closes it, before the page is asked
        assert ask(server, "/api/me", Cookie=f"cchc_session={token}").status == 401
        with pytest.raises(InvalidStatus):
            stream(server, token)
