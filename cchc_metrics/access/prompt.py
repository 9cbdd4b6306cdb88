"""Small answers leave at once, instead of waiting for the browser to confirm what came before.

Streamlit opens its socket without saying that it is for TCP. asyncio therefore leaves Nagle's
algorithm on, which holds each answer's second part back for about 40 milliseconds.
"""

import asyncio
import socket
from typing import Any


def send_small_answers_at_once(loop: asyncio.AbstractEventLoop) -> None:
    """From now on, servers that this loop starts on an open socket do not hold answers back.

    Connections take the setting over from the socket they come in by.
    """
    start = loop.create_server

    async def create_server(
        *args: Any, sock: socket.socket | None = None, **options: Any
    ) -> asyncio.Server:
        if sock is not None:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await start(*args, sock=sock, **options)

    loop.create_server = create_server  # type: ignore[method-assign]
