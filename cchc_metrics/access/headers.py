"""Headers that every answer carries: what a page may load, who may frame it, what may be kept."""

import base64
import hashlib
import logging
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing but what this server gives; styles and data: images are how Streamlit draws.
_APPLICATION = (
    "default-src 'self'; script-src 'self'{inline}; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self';"
    " worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self';"
    " frame-ancestors 'none'"
)
# The sign-in pages are text, one style sheet and a picture.
SIGN_IN_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # With `no-referrer` browsers would send forms with the origin `null`.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "cross-origin-resource-policy": "same-origin",
}
_OVER_HTTPS = {
    "strict-transport-security": "max-age=31536000",
    # Browsers complain about this one over plain HTTP.
    "cross-origin-opener-policy": "same-origin",
}
# Files of the program itself: the same for everybody and without figures.
_KEPT = ("/static/", "/app/static/", "/cong/")
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)

_log = logging.getLogger(__name__)


def application_policy(index_page: Path) -> str:
    """The policy that lets exactly the scripts run that stand inside Streamlit's own page."""
    digests = [hashlib.sha256(s).digest() for s in _INLINE_SCRIPT.findall(index_page.read_bytes())]
    inline = "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return _APPLICATION.format(inline=inline)


class SecurityHeaders:
    """Adds the headers to every answer, also to refusals and failures further in."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self._app = app
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                self._add(MutableHeaders(scope=message), scope)
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception:
            if not has_begun:
                _log.exception("Fault while answering %s", scope["path"])
                failed = PlainTextResponse("Máy chủ gặp lỗi. Hãy thử lại.", 500)
                await failed(scope, receive, send_with_headers)
                return
            raise

    def _add(self, headers: MutableHeaders, scope: Scope) -> None:
        for name, value in _ALWAYS.items():
            headers[name] = value
        if scope["scheme"] == "https":
            for name, value in _OVER_HTTPS.items():
                headers[name] = value
            _secure_cookies(headers)
        headers.setdefault("content-security-policy", self._policy)
        if not scope["path"].startswith(_KEPT):
            headers["cache-control"] = "no-store"


def _secure_cookies(headers: MutableHeaders) -> None:
    """Streamlit marks its own cookie for HTTPS never, ours are marked already."""
    given = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in given:
        is_marked = "; secure" in cookie.lower()
        headers.append("set-cookie", cookie if is_marked else f"{cookie}; Secure")
