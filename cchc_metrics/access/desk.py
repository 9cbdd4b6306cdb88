"""What happens on the pages before the dashboard: signing in and out, passwords, first start."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from cchc_metrics.access import pages
from cchc_metrics.access.cookies import forgetting
from cchc_metrics.access.door import Denied, Door, Opened
from cchc_metrics.access.forms import (
    client_address,
    form_of,
    html,
    refusal,
    signed_in,
    token_of,
    too_large,
)
from cchc_metrics.access.gate import CHANGE_PASSWORD, ME, ROLE_HEADER, USER_HEADER, is_over_https
from cchc_metrics.access.health import Health
from cchc_metrics.access.open_sessions import SessionEntry
from cchc_metrics.access.origins import HOME, LOCAL_HOSTS, safe_next
from cchc_metrics.access.roles import Visitor

# A password is made slow to check on purpose; many at once would take memory and processors.
_CHECKS_AT_ONCE = 2
_GET_POST = ["GET", "POST"]
_NOT_TWICE = "Hai lần nhập mật khẩu mới không giống nhau."
_NO_TOKEN = (
    "Liên kết tạo quản trị viên đầu tiên thiếu mã. Nếu chưa có tài khoản nào, chạy lại lệnh serve"
    " để nhận liên kết mới."
)

Answer = TypeVar("Answer")


class Desk:
    """Answers the addresses that stand open before signing in, and the own password."""

    def __init__(self, door: Door, static: Path, elsewhere: str = "") -> None:
        """`elsewhere` is the button that leads to another provider, where there is one."""
        self._door = door
        self._static = static
        self._elsewhere = elsewhere
        self._checks = asyncio.Semaphore(_CHECKS_AT_ONCE)

    def routes(self) -> list[Route]:
        return [
            Route("/login", self.sign_in, methods=_GET_POST),
            Route("/logout", self.sign_out, methods=["POST"]),
            Route("/bat-dau", self.first_admin, methods=_GET_POST),
            Route(CHANGE_PASSWORD, self.change_password, methods=_GET_POST),
            Route(pages.END_SESSION, self.end_own_session, methods=["POST"]),
            Route("/healthz", Health(self._door).answer),
            Route(ME, self.me),
            Route(pages.STYLE, self._file("dang-nhap.css")),
            Route(pages.ICON, self._file("icon.png")),
        ]

    async def sign_in(self, request: Request) -> Response:
        wanted = safe_next(request.query_params.get("next", HOME))
        if request.method != "POST":
            if await self._visitor(request):
                return RedirectResponse(wanted, 303)
            return await self.sign_in_page(request, wanted)
        form = await form_of(request)
        if form is None:
            return too_large()
        name, password = form.get("ten", ""), form.get("mat-khau", "")
        found = await self._checked(self._door.sign_in, name, password, client_address(request))
        if isinstance(found, Denied):
            return await self.sign_in_page(request, wanted, name, found)
        await self.end_session(request)
        if found.must_change_password:
            wanted = (
                f"{CHANGE_PASSWORD}?next={quote(wanted)}" if wanted != HOME else CHANGE_PASSWORD
            )
        return signed_in(request, found, wanted)

    async def sign_out(self, request: Request) -> Response:
        await self.end_session(request)
        answer = RedirectResponse("/login", 303)
        answer.headers["set-cookie"] = forgetting(is_over_https(request.scope))
        return answer

    async def first_admin(self, request: Request) -> Response:
        agency = await run_in_threadpool(self._door.agency)
        token = request.query_params.get("ma", "")
        if not token:
            return html(pages.closed_page(agency, _NO_TOKEN), 404)
        if request.method != "POST":
            return html(pages.first_admin_page(agency, token))
        form = await form_of(request)
        if form is None:
            return too_large()
        name, display_name = form.get("ten", ""), form.get("ho-ten", "")
        found = await self._with_new_password(
            form, lambda new: self._door.make_first_admin(token, name, display_name, new)
        )
        if isinstance(found, Opened):
            return signed_in(request, found, HOME)
        return refusal(
            pages.first_admin_page(agency, token, name, display_name, found.message), found
        )

    async def change_password(self, request: Request) -> Response:
        wanted = safe_next(request.query_params.get("next", HOME))
        visitor, token = await self._visitor(request), token_of(request)
        if visitor is None or token is None:
            return RedirectResponse(f"/login?next={CHANGE_PASSWORD}", 303)
        if request.method != "POST":
            return html(await self._own_page(visitor, token, wanted))
        form = await form_of(request)
        if form is None:
            return too_large()
        old = form.get("mat-khau-cu", "")
        denied = await self._with_new_password(
            form, lambda new: self._door.change_password(visitor, token, old, new)
        )
        if isinstance(denied, Denied):
            return refusal(await self._own_page(visitor, token, wanted, denied.message), denied)
        return RedirectResponse(wanted, 303)

    async def end_own_session(self, request: Request) -> Response:
        """End another session of the same account, and show which are left."""
        visitor, token, form = (
            await self._visitor(request),
            token_of(request),
            await form_of(request),
        )
        if visitor is None or token is None:
            return RedirectResponse(f"/login?next={CHANGE_PASSWORD}", 303)
        if form is None:
            return too_large()
        wanted = form.get("phien", "")
        denied = await run_in_threadpool(self._door.end_own_session, visitor, wanted)
        if isinstance(denied, Denied):
            return refusal(await self._own_page(visitor, token, HOME, denied.message), denied)
        return RedirectResponse(CHANGE_PASSWORD, 303)

    async def _own_page(self, visitor: Visitor, token: str, wanted: str, message: str = "") -> str:
        """The own password and, once it is one's own, the own sessions."""
        agency = await run_in_threadpool(self._door.agency)
        is_forced = visitor.must_change_password
        sessions: Sequence[SessionEntry] = ()
        if not is_forced:
            sessions = await run_in_threadpool(self._door.own_sessions, visitor, token)
        return pages.change_password_page(
            agency, wanted, visitor.name, is_forced, message, sessions
        )

    async def me(self, request: Request) -> Response:
        """Who is signed in, as the gate has found; the gate answers 401 for nobody."""
        name = request.headers.get(USER_HEADER.decode(), "")
        role = request.headers.get(ROLE_HEADER.decode(), "")
        return JSONResponse({"name": unquote(name), "role": role})

    def _file(self, name: str) -> Callable[[Request], Response]:
        def answer(_request: Request) -> Response:
            return FileResponse(self._static / name, headers={"cache-control": "max-age=3600"})

        return answer

    async def _visitor(self, request: Request) -> Visitor | None:
        token = token_of(request)
        return await run_in_threadpool(self._door.look_up, token) if token else None

    async def end_session(self, request: Request) -> None:
        token = token_of(request)
        if token:
            await run_in_threadpool(self._door.sign_out, token)

    async def _checked(self, act: Callable[..., Answer], *values: str) -> Answer:
        async with self._checks:
            return await run_in_threadpool(act, *values)

    async def _with_new_password(
        self, form: dict[str, str], act: Callable[[str], Answer]
    ) -> Answer | Denied:
        new = form.get("mat-khau-moi", "")
        if new != form.get("nhac-lai", ""):
            return Denied(_NOT_TWICE)
        return await self._checked(act, new)

    async def sign_in_page(
        self, request: Request, wanted: str, name: str = "", denied: Denied | None = None
    ) -> Response:
        agency = await run_in_threadpool(self._door.agency)
        # The passwords of a demonstration are shown on the machine that it runs on, nowhere else.
        is_here = client_address(request) in LOCAL_HOSTS
        shown = await run_in_threadpool(self._door.demonstrations) if is_here else ()
        message = denied.message if denied else ""
        page = pages.sign_in_page(agency, wanted, name, message, shown, self._elsewhere)
        return html(page) if denied is None else refusal(page, denied, 401)
