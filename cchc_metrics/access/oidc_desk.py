"""Signing in at a provider: the way there, the way back, and what is said when it fails."""

import asyncio
import logging
from hmac import compare_digest

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cchc_metrics.access import pages
from cchc_metrics.access.cookies import forgetting_start, keeping_start, start_cookie
from cchc_metrics.access.desk import Desk
from cchc_metrics.access.door import Denied, Door, Opened
from cchc_metrics.access.forms import client_address, html, signed_in
from cchc_metrics.access.gate import is_over_https
from cchc_metrics.access.oidc import (
    START_SECONDS,
    Client,
    NoAnswer,
    NotConfirmed,
    Seal,
    Start,
    UnverifiedEmail,
)
from cchc_metrics.access.oidc_settings import Provider
from cchc_metrics.access.origins import HOME, safe_next

BEGIN, RETURN = pages.BEGIN_ELSEWHERE, "/oidc/tra-ve"
# Open at the gate where a provider is set, and only there.
PUBLIC = {BEGIN: frozenset({"POST"}), RETURN: frozenset({"GET"})}
# A provider that does not answer must not take all the threads.
_ASKED_AT_ONCE = 4
# Browsers keep cookies up to 4096 bytes.
_LONGEST_NEXT = 1000
_NO_ANSWER = (
    "Chưa kết nối được với nơi đăng nhập bên ngoài. Hãy thử lại sau ít phút hoặc đăng nhập bằng"
    " mật khẩu."
)
_NOT_CONFIRMED = "Lần đăng nhập này không hoàn tất hoặc đã quá hạn. Hãy bấm đăng nhập lại."
_UNVERIFIED = (
    "Nơi đăng nhập bên ngoài chưa xác nhận địa chỉ thư điện tử này nên không dùng để đăng nhập"
    " được."
)

_log = logging.getLogger(__name__)


class OidcDesk:
    """Two addresses beside those of the desk: one leads to the provider, one back."""

    def __init__(self, desk: Desk, door: Door, provider: Provider) -> None:
        self._desk = desk
        self._door = door
        self._client = Client(provider)
        self._seal = Seal()
        self._asked = asyncio.Semaphore(_ASKED_AT_ONCE)

    def routes(self) -> list[Route]:
        return [
            Route(BEGIN, self.begin, methods=["POST"]),
            Route(RETURN, self.come_back, methods=["GET"]),
        ]

    async def begin(self, request: Request) -> Response:
        """Send the browser on, with what it must come back with sealed in a cookie."""
        wanted = safe_next(request.query_params.get("next", HOME))
        if len(wanted) > _LONGEST_NEXT:
            wanted = HOME
        start = Start(wanted, _redirect_uri(request))
        try:
            async with self._asked:
                address = await run_in_threadpool(self._client.address_to_sign_in, start)
        except NoAnswer as problem:
            _log.warning("The sign-in provider did not answer: %s", problem)
            return await self._desk.sign_in_page(request, wanted, denied=Denied(_NO_ANSWER))
        agency = await run_in_threadpool(self._door.agency)
        answer = html(pages.elsewhere_page(agency, address))
        # Not a redirect: browsers would hold every further one of the provider's against the
        # policy for forms.
        answer.headers["refresh"] = f"0; url={address}"
        kept = keeping_start(self._seal.close(start), START_SECONDS, is_over_https(request.scope))
        answer.headers.append("set-cookie", kept)
        return answer

    async def come_back(self, request: Request) -> Response:
        """Open a session for the account of the confirmed e-mail address, or say why not."""
        start = self._start_of(request)
        wanted = start.wanted if start else HOME
        found = await self._found(request, start) if start else Denied(_NOT_CONFIRMED)
        if isinstance(found, Denied):
            answer = await self._desk.sign_in_page(request, wanted, denied=found)
        else:
            await self._desk.end_session(request)
            answer = signed_in(request, found, wanted)
        answer.headers.append("set-cookie", forgetting_start(is_over_https(request.scope)))
        return answer

    def _start_of(self, request: Request) -> Start | None:
        """What this browser has begun, if it comes back with what it was given."""
        sealed = start_cookie(request.cookies, is_over_https(request.scope))
        start = self._seal.open(sealed) if sealed else None
        state = request.query_params.get("state", "")
        if start is None or not compare_digest(state.encode(), start.state.encode()):
            return None
        return start if start.redirect_uri == _redirect_uri(request) else None

    async def _found(self, request: Request, start: Start) -> Opened | Denied:
        code = request.query_params.get("code", "")
        issuer = request.query_params.get("iss")
        if not code or (issuer is not None and not self._client.is_issuer(issuer)):
            return Denied(_NOT_CONFIRMED)
        try:
            async with self._asked:
                email = await run_in_threadpool(self._client.confirmed_email, start, code)
        except NoAnswer as problem:
            _log.warning("The sign-in provider did not answer: %s", problem)
            return Denied(_NO_ANSWER)
        except UnverifiedEmail:
            return Denied(_UNVERIFIED)
        except NotConfirmed as problem:
            _log.warning("A sign-in at the provider was refused: %s", problem)
            return Denied(_NOT_CONFIRMED)
        address = client_address(request)
        return await run_in_threadpool(self._door.sign_in_with_email, email, address)


def _redirect_uri(request: Request) -> str:
    """Where the provider sends people back to; the gate has looked at the host."""
    scheme = "https" if is_over_https(request.scope) else "http"
    return f"{scheme}://{request.headers['host'].lower()}{RETURN}"
