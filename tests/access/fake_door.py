"""A door with accounts in memory, behind it an application that tells what reached it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from cchc_metrics.access.desk import Desk
from cchc_metrics.access.door import Demonstration, Denied, Door, Opened
from cchc_metrics.access.gate import PUBLIC as PUBLIC_PLACES
from cchc_metrics.access.gate import Gate
from cchc_metrics.access.headers import SecurityHeaders
from cchc_metrics.access.oidc_desk import PUBLIC as PUBLIC_ELSEWHERE
from cchc_metrics.access.oidc_desk import OidcDesk
from cchc_metrics.access.oidc_settings import Provider
from cchc_metrics.access.open_sessions import SessionEntry, session_id
from cchc_metrics.access.origins import LOCAL_HOSTS
from cchc_metrics.access.roles import PUBLIC, Role, Visitor
from tests.access.asgi import ORIGIN, Headers

LAN = Visitor("lan", "Phùng Thị Lan", Role.OFFICER, "PKT")
CHI = Visitor("chi", "Lỳ Văn Chí", Role.LEADER)
NEW = Visitor("moi", "Người Mới", Role.OFFICER, "PKT", must_change_password=True)
RIGHT = "đúng mật khẩu"
WRONG = "Sai tên đăng nhập hoặc mật khẩu."
NO_ACCOUNT = "Địa chỉ thư điện tử này chưa gắn với tài khoản nào đang dùng."
_STATIC = Path(__file__).resolve().parents[2] / "static"
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
POLICY = "default-src 'self'"


@dataclass
class House:
    """Sessions and settings that a test may change."""

    sessions: dict[str, Visitor] = field(
        default_factory=lambda: {"of-lan": LAN, "of-chi": CHI, "of-moi": NEW}
    )
    is_public: bool = False
    is_broken: bool = False
    locked_for: int | None = None
    demonstrations: tuple[Demonstration, ...] = ()
    emails: dict[str, Visitor] = field(default_factory=lambda: {"chi@laichau.gov.vn": CHI})
    tries: list[tuple[str, str, str]] = field(default_factory=list)

    def look_up(self, token: str) -> Visitor | None:
        if self.is_broken:
            raise OSError("disk is gone")
        return self.sessions.get(token)

    def sign_in(self, name: str, password: str, address: str) -> Opened | Denied:
        self.tries.append((name, password, address))
        if self.locked_for:
            return Denied("Tạm khóa.", self.locked_for)
        known = {visitor.name: visitor for visitor in (LAN, CHI, NEW)}.get(name)
        if known is None or password != RIGHT:
            return Denied(WRONG)
        return self._open(known)

    def sign_in_with_email(self, email: str, address: str) -> Opened | Denied:
        self.tries.append((email, "", address))
        known = self.emails.get(email)
        return Denied(NO_ACCOUNT) if known is None else self._open(known)

    def change_password(self, visitor: Visitor, token: str, old: str, new: str) -> Denied | None:
        if old != RIGHT:
            return Denied("Mật khẩu đang dùng không đúng.")
        self.sessions[token] = replace(visitor, must_change_password=False)
        return None

    def own_sessions(self, visitor: Visitor, token: str) -> list[SessionEntry]:
        return [
            SessionEntry(session_id(each), owner.name, "10.0.0.7", NOON, NOON, True, each == token)
            for each, owner in self.sessions.items()
            if owner == visitor
        ]

    def end_own_session(self, visitor: Visitor, wanted: str) -> Denied | None:
        named = {(session_id(each), owner): each for each, owner in self.sessions.items()}
        found = named.get((wanted, visitor))
        self.sessions.pop(found or "", None)
        return None if found else Denied("Không có phiên này.")

    def make_first_admin(
        self, token: str, name: str, display_name: str, password: str
    ) -> Opened | Denied:
        if token != "mot-lan":
            return Denied("Liên kết đã dùng hoặc hết hạn.")
        return self._open(Visitor(name, display_name, Role.ADMIN))

    def _open(self, visitor: Visitor) -> Opened:
        token = f"new-{len(self.sessions)}"
        self.sessions[token] = visitor
        return Opened(token, visitor.must_change_password)

    def is_healthy(self) -> bool:
        return not self.is_broken

    def door(self) -> Door:
        return Door(
            look_up=self.look_up,
            glance=self.look_up,
            stranger=lambda: PUBLIC if self.is_public else None,
            sign_in=self.sign_in,
            sign_in_with_email=self.sign_in_with_email,
            sign_out=lambda token: self.sessions.pop(token, None) and None,
            change_password=self.change_password,
            own_sessions=self.own_sessions,
            end_own_session=self.end_own_session,
            make_first_admin=self.make_first_admin,
            demonstrations=lambda: self.demonstrations,
            agency=lambda: "Ủy ban nhân dân xã Mù Cả",
            is_healthy=self.is_healthy,
        )


def guarded(
    house: House,
    clock: Callable[[], float] = time.monotonic,
    provider: Provider | None = None,
) -> Starlette:
    """The gate in front of an application that says who has reached it."""
    door = house.door()
    desk = Desk(door, _STATIC, provider.label if provider else "")
    elsewhere = OidcDesk(desk, door, provider).routes() if provider else []
    public = PUBLIC_PLACES | (PUBLIC_ELSEWHERE if provider else {})
    return Starlette(
        routes=[
            *desk.routes(),
            *elsewhere,
            Route("/fault", _fault),
            WebSocketRoute("/_stcore/stream", _stream),
            Mount("/", app=_behind),
        ],
        middleware=[
            Middleware(SecurityHeaders, policy=POLICY),
            Middleware(Gate, door=door, hosts=frozenset(LOCAL_HOSTS), clock=clock, public=public),
        ],
    )


def cookie(token: str, **more: str) -> Headers:
    return {"cookie": f"cchc_session={token}", "origin": ORIGIN, **more}


async def _behind(scope: object, receive: object, send: object) -> None:
    request = Request(scope, receive, send)  # type: ignore[arg-type]
    names = [(n, v) for n, v in request.headers.items() if "cchc" in n and n != "cookie"]
    await JSONResponse({"behind": request.url.path, "identity": names})(
        request.scope,
        receive,  # type: ignore[arg-type]
        send,  # type: ignore[arg-type]
    )


async def _fault(_request: Request) -> Response:
    raise ValueError("fault")


async def _stream(websocket: WebSocket) -> None:
    await websocket.accept()
    user = websocket.headers.get("x-cchc-user", "nobody")
    try:
        while True:
            content = await websocket.receive_bytes()
            await websocket.send_text(f"{user}: {content.decode()}")
    except WebSocketDisconnect:
        return
