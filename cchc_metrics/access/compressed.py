"""Streamlit's own files, compressed: a first visit over a slow line fetches a third of the bytes.

Streamlit leaves them as they are, because compressing at every request would cost it too much. The
name of each changes with its content, so here each is compressed once and kept for everybody.
"""

import asyncio
import mimetypes
import re
import zlib
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_FOLDER = "static"
# Pictures and fonts are compressed already.
_SUFFIXES = frozenset({".js", ".css", ".svg", ".json"})
# Smaller ones fit into one packet either way.
_SMALLEST = 1000
_LEVEL = 6
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_OFFER = re.compile(r"gzip(\s*;\s*q=(?!0(\.0*)?$)[\d.]+)?", re.IGNORECASE)
# What asks for a part of a file, or whether it has changed, is answered by Streamlit.
_SPECIAL = ("range", "if-none-match", "if-modified-since", "if-range")
_HEADERS = {
    "content-encoding": "gzip",
    "vary": "Accept-Encoding",
    "cache-control": "public, immutable, max-age=31536000",
}


class CompressedFiles:
    """Answers for Streamlit's files to browsers that take gzip; passes all else on.

    Takes 7 MB of memory at most: only what has been asked for is kept.
    """

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        """`folder` is the one that Streamlit serves, with its page and its folder `static`."""
        self._app = app
        # Only what is listed here is answered, so no address leads out of the folder.
        self._files = {
            f"/{path.relative_to(folder).as_posix()}": path
            for path in (folder / _FOLDER).rglob("*")
            if path.suffix in _SUFFIXES and path.stat().st_size >= _SMALLEST
        }
        self._compressed: dict[str, asyncio.Future[bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._answers(scope):
            answer = await self._answer(scope["path"])
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _answers(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        return (
            scope["method"] == "GET"
            and scope["path"] in self._files
            and _takes_gzip(headers.get("accept-encoding", ""))
            and not any(name in headers for name in _SPECIAL)
        )

    async def _answer(self, path: str) -> Response:
        kind, _ = mimetypes.guess_type(path)
        return Response(await self._content(path), headers=_HEADERS, media_type=kind)

    async def _content(self, path: str) -> bytes:
        """Compressed by the first who asks, in a thread; others wait for it."""
        if path not in self._compressed:
            begun = asyncio.ensure_future(run_in_threadpool(_compressed, self._files[path]))
            self._compressed[path] = begun
        # Who goes away must not take it from the others.
        return await asyncio.shield(self._compressed[path])


def _takes_gzip(accepted: str) -> bool:
    """Whether `gzip, deflate, br` and the like name it, and not as `gzip;q=0`."""
    return any(_GZIP_OFFER.fullmatch(offer.strip()) for offer in accepted.split(","))


def _compressed(path: Path) -> bytes:
    content = path.read_bytes()
    packer = zlib.compressobj(_LEVEL, wbits=_GZIP)
    return packer.compress(content) + packer.flush()
