"""Asks an ASGI application as raw HTTP or as a websocket, without a server in between."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.types import ASGIApp, Message

from tests.apart import awaited

HOST = "localhost:8501"
ORIGIN = f"http://{HOST}"
Headers = dict[str, str]


@dataclass
class Answer:
    """Status, headers by small name (cookies apart) and body of an answer."""

    status: int = 0
    headers: Headers = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    app: ASGIApp,
    address: str,
    headers: Headers | None = None,
    *,
    method: str = "GET",
    body: bytes = b"",
    scheme: str = "http",
    client: str = "10.0.0.7",
) -> Answer:
    """One request; a `host` of None is left out."""
    scope = _scope(address, {"host": HOST, **(headers or {})}, "http", scheme, client)
    scope["method"] = method
    answer, messages = Answer(), [{"type": "http.request", "body": body}]

    async def receive() -> Message:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            for name, value in message["headers"]:
                if name.lower() == b"set-cookie":
                    answer.cookies.append(value.decode())
                else:
                    answer.headers[name.decode().lower()] = value.decode()
        else:
            answer.body += message.get("body", b"")

    awaited(_run(app, scope, receive, send))
    return answer


def post(app: ASGIApp, address: str, headers: Headers | None = None, **fields: str) -> Answer:
    """A form as the page itself sends it."""
    form = {"content-type": "application/x-www-form-urlencoded", "origin": ORIGIN}
    names = {name.replace("_", "-"): value for name, value in fields.items()}
    body = urlencode(names).encode()
    return ask(app, address, form | (headers or {}), method="POST", body=body)


def connect(
    app: ASGIApp,
    headers: Headers,
    messages: Sequence[bytes] = (),
    path: str = "/_stcore/stream",
    scheme: str = "ws",
) -> list[Message]:
    """Open a websocket, send messages, leave; what the other side has sent."""
    scope = _scope(path, {"host": HOST, **headers}, "websocket", scheme, "10.0.0.7")
    waiting: list[Message] = [{"type": "websocket.connect"}]
    waiting += [{"type": "websocket.receive", "bytes": content} for content in messages]
    sent: list[Message] = []

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "websocket.disconnect", "code": 1000}

    async def send(message: Message) -> None:
        sent.append(message)

    awaited(_run(app, scope, receive, send))
    return sent


async def _run(app: ASGIApp, scope: Any, receive: Any, send: Any) -> None:
    await app(scope, receive, send)


def _scope(
    address: str, headers: dict[str, Any], kind: str, scheme: str, client: str
) -> dict[str, Any]:
    parts = urlsplit(address)
    return {
        "type": kind,
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "scheme": scheme,
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [(n.lower().encode(), v.encode()) for n, v in headers.items() if v is not None],
        "client": (client, 50000),
        "server": ("localhost", 8501),
    }
