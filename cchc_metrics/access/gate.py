"""The gate: nothing behind it is reached without a live session, neither pages, files nor sockets.

It stands in front of the whole server, so that Streamlit's own addresses are covered as well, and
asks the record through a `Door`.
"""

import logging
import time
from collections.abc import Callable, Mapping
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from cchc_metrics.access.cookies import session_token
from cchc_metrics.access.door import Door
from cchc_metrics.access.origins import is_allowed_host, is_same_origin, sign_in_address
from cchc_metrics.access.quota import WINDOW_SECONDS, UploadQuota
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.access.sockets import GuardedSocket

READING = frozenset({"GET", "HEAD"})
_FORM = READING | {"POST"}
# Exactly these addresses answer without a session.
PUBLIC: dict[str, frozenset[str]] = {
    "/login": _FORM,
    "/logout": frozenset({"POST"}),
    "/bat-dau": _FORM,
    "/healthz": READING,
    "/cong/trang.css": READING,
    "/cong/bieu-tuong.png": READING,
}
CHANGE_PASSWORD = "/doi-mat-khau"
# Asked by every open tab again and again, so it is no sign of anybody sitting there.
ME = "/api/me"
_UPLOADS = "/_stcore/upload_file/"
# Addresses that no person opens: they answer with a status instead of the sign-in page.
_NOT_PAGES = ("/_stcore/", "/static/", "/media/", "/component/", "/app/", "/api/")
# Streamlit takes these for the visitor's identity (`server.trustedUserHeaders`).
USER_HEADER, ROLE_HEADER = b"x-cchc-user", b"x-cchc-role"
_IDENTITY = b"x-cchc-"

_log = logging.getLogger(__name__)


class Gate:
    """Lets through who has a session, with the name of the account; sends others to sign in."""

    def __init__(
        self,
        app: ASGIApp,
        door: Door,
        hosts: frozenset[str],
        clock: Callable[[], float] = time.monotonic,
        public: Mapping[str, frozenset[str]] = PUBLIC,
    ) -> None:
        self._app = app
        self._door = door
        self._hosts = hosts
        self._clock = clock
        self._public = public
        self._quota = UploadQuota(clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            refusal = await self._refusal(scope)
            if refusal is not None:
                await refusal(scope, receive, send)
                return
        elif scope["type"] == "websocket":
            await self._connect(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _refusal(self, scope: Scope) -> Response | None:
        """What to answer instead; None lets the request through as its visitor."""
        request, path = HTTPConnection(scope), scope["path"]
        host = request.headers.get("host")
        if not is_allowed_host(host, self._hosts):
            return _say("Máy chủ không nhận địa chỉ này.", 400)
        reads = scope["method"] in READING
        over_https = is_over_https(scope)
        if not reads and not is_same_origin(request.headers, host or "", over_https):
            return _say("Yêu cầu đến từ một trang khác nên không được nhận.", 403)
        _strip_identity(scope)
        if scope["method"] in self._public.get(path, ()):
            return None
        try:
            visitor = await self._visitor(scope, is_activity=path != ME)
        except Exception:
            _log.exception("The record did not answer")
            return _say("Hệ thống chưa mở được cơ sở dữ liệu. Hãy thử lại sau ít phút.", 503)
        if visitor is None:
            wanted = sign_in_address(path, scope["query_string"])
            return _elsewhere(request, wanted, 401, "Cần đăng nhập.")
        if visitor.must_change_password and path != CHANGE_PASSWORD:
            return _elsewhere(request, CHANGE_PASSWORD, 403, "Phải đổi mật khẩu trước.")
        _inject_identity(scope, visitor)
        return self._upload_refusal(request, visitor) if path.startswith(_UPLOADS) else None

    def _upload_refusal(self, request: HTTPConnection, visitor: Visitor) -> Response | None:
        if request.scope["method"] != "PUT":
            return None
        if not visitor.may(Permission.SUBMIT_OWN):
            return _say("Tài khoản này không được tải tệp lên.", 403)
        # A body in pieces may be longer than it says.
        is_in_pieces = "transfer-encoding" in request.headers
        length = None if is_in_pieces else request.headers.get("content-length")
        status = self._quota.refusal(visitor.name, length)
        if status is None:
            return None
        refused = _say("Đã tải lên quá nhiều trong ít phút. Hãy chờ rồi tải tiếp.", status)
        refused.headers["retry-after"] = str(WINDOW_SECONDS)
        return refused

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a browser's connection in, and keep asking whether its session still lives."""
        headers = HTTPConnection(scope).headers
        host, origin = headers.get("host"), headers.get("origin")
        is_ours = is_allowed_host(host, self._hosts) and is_same_origin(
            {"origin": origin or ""}, host or "", is_over_https(scope)
        )
        visitor = await self._known_visitor(scope, is_activity=False) if is_ours else None
        if visitor is None or visitor.must_change_password:
            await send({"type": "websocket.close", "code": 1008})  # before accepting: a 403
            return
        _strip_identity(scope)
        _inject_identity(scope, visitor)

        async def is_same_visitor(is_activity: bool) -> bool:
            return await self._known_visitor(scope, is_activity) == visitor

        socket = GuardedSocket(receive, send, is_same_visitor, self._clock)
        await self._app(scope, socket.receive, socket.send)

    async def _known_visitor(self, scope: Scope, is_activity: bool) -> Visitor | None:
        """Nobody where the record does not answer: a connection cannot be told why."""
        try:
            return await self._visitor(scope, is_activity)
        except Exception:
            _log.exception("The record did not answer; a connection is closed")
            return None

    async def _visitor(self, scope: Scope, is_activity: bool) -> Visitor | None:
        """Who comes: an account by its session, else the public where the board is open to it."""
        token = session_token(HTTPConnection(scope).cookies, is_over_https(scope))
        return await run_in_threadpool(self._look_up, token, is_activity)

    def _look_up(self, token: str | None, is_activity: bool) -> Visitor | None:
        ask = self._door.look_up if is_activity else self._door.glance
        return (ask(token) if token else None) or self._door.stranger()


def is_over_https(scope: Scope) -> bool:
    """Also behind a proxy, where the server trusts what that proxy forwards."""
    return scope["scheme"] in ("https", "wss")


def _elsewhere(request: HTTPConnection, address: str, status: int, message: str) -> Response:
    """People are sent to a page, programs are told a status."""
    is_page = request.scope["method"] in READING and not request.scope["path"].startswith(
        _NOT_PAGES
    )
    mode = request.headers.get("sec-fetch-mode", "navigate")
    if is_page and mode == "navigate" and "text/html" in request.headers.get("accept", "text/html"):
        return RedirectResponse(address, 303)
    return _say(message, status)


def _say(message: str, status: int) -> Response:
    return PlainTextResponse(message, status)


def _strip_identity(scope: Scope) -> None:
    """Nobody says from outside who he is."""
    scope["headers"] = [
        (name, value) for name, value in scope["headers"] if not _claims_identity(name)
    ]


def _claims_identity(name: bytes) -> bool:
    return name.lower().replace(b"_", b"-").startswith(_IDENTITY)


def _inject_identity(scope: Scope, visitor: Visitor) -> None:
    role = visitor.role.value if visitor.role else ""
    scope["headers"] = [
        *scope["headers"],
        (USER_HEADER, quote(visitor.name).encode()),
        (ROLE_HEADER, role.encode()),
    ]
