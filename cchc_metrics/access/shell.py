"""Streamlit's own page, which holds the application, in Vietnamese from its first moment.

It comes with an English title and an English word for browsers without scripts, and the program's
scripts would come only with the first run. Here it gets them before Streamlit's own, so that the
look somebody has chosen and the language are there when Streamlit asks for them.
"""

import re
from collections.abc import Sequence
from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TITLE = "Theo dõi CCHC"
# In the order in which they run.
SCRIPTS = tuple(
    f"/app/static/{name}.js" for name in ("giao-dien", "vi", "phien", "tro-nang", "bang", "in-an")
)
_NO_SCRIPTS = "Trang này cần JavaScript. Hãy bật JavaScript trong trình duyệt rồi tải lại trang."
_ROOT = b'<div id="root">'
_FIRST_SCRIPT = re.compile(r"<script\b")
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
# What says how to ask without a browser: the agent's interface is off.
_DESCRIPTION = re.compile(r'<link rel="service-desc"[^>]*>')
# What belongs to the bytes that were sent before.
_OF_THE_ORIGINAL = ("etag", "last-modified")


class Shell:
    """Rewrites the page wherever Streamlit answers with it; all else goes through untouched."""

    def __init__(self, app: ASGIApp, scripts: Sequence[str]) -> None:
        """`scripts` are addresses on this server, in the order in which they run."""
        self._app = app
        self._scripts = tuple(scripts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        held: list[Message] = []

        async def send_rewritten(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                held.append(message)
            elif held:
                held.append(message)
                if not message.get("more_body", False):
                    for rewritten in self._rewritten(held):
                        await send(rewritten)
            else:
                await send(message)

        await self._app(_asking_plainly(scope), receive, send_rewritten)

    def _rewritten(self, held: list[Message]) -> tuple[Message, Message]:
        start, *parts = held
        content = b"".join(part.get("body", b"") for part in parts)
        if _ROOT in content:
            content = in_vietnamese(content.decode("utf-8"), self._scripts).encode("utf-8")
            headers = MutableHeaders(scope=start)
            headers["content-length"] = str(len(content))
            for name in _OF_THE_ORIGINAL:
                del headers[name]
        return start, {"type": "http.response.body", "body": content}


def in_vietnamese(page: str, scripts: Sequence[str]) -> str:
    """The page with language, title and the word for browsers without scripts, and `scripts`."""
    loaded = "".join(f'<script defer src="{escape(address)}"></script>' for address in scripts)
    page = page.replace('<html lang="en">', '<html lang="vi">', 1)
    page = page.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>", 1)
    page = _NOSCRIPT.sub(f"<noscript><p>{_NO_SCRIPTS}</p></noscript>", page, count=1)
    page = _DESCRIPTION.sub("", page, count=1)
    return _FIRST_SCRIPT.sub(lambda first: loaded + first.group(), page, count=1)


def _asking_plainly(scope: Scope) -> Scope:
    """Who asks for a page gets it uncompressed, for it is rewritten; it is a few kilobytes."""
    if not Headers(scope=scope).get("accept", "").startswith("text/html"):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


def _is_page(start: Message) -> bool:
    kind = MutableHeaders(scope=start).get("content-type", "")
    return start["status"] == 200 and kind.startswith("text/html")
