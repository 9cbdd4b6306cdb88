"""How the server's loop sends: small answers at once, and woken once for what waits together."""

import asyncio
import socket
from typing import Any


def send_small_answers_at_once(loop: asyncio.AbstractEventLoop) -> None:
    """From now on, servers that this loop starts on an open socket do not hold answers back.

    Streamlit opens its socket without saying that it is for TCP. asyncio therefore leaves Nagle's
    algorithm on, which holds each answer's second part back for about 40 milliseconds until the
    browser has confirmed the first. Connections take the setting over from their server's socket.
    """
    start = loop.create_server

    async def create_server(
        *args: Any, sock: socket.socket | None = None, **options: Any
    ) -> asyncio.Server:
        if sock is not None:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await start(*args, sock=sock, **options)

    loop.create_server = create_server  # type: ignore[method-assign]


def wake_once(loop: asyncio.AbstractEventLoop) -> None:
    """From now on, threads do not wake this loop again while it is about to look what they want.

    A page hands the loop each of its pieces, a hundred of them, and asyncio would wake it with a
    byte through a socket for every one: a quarter of the page's time. What was handed over before
    the loop takes the byte out is found by it in any case, for it looks before it sleeps.
    """
    if not isinstance(loop, asyncio.SelectorEventLoop):
        return
    wake, woken = loop._write_to_self, loop._process_self_data  # type: ignore[attr-defined]
    is_waking = False

    def write_to_self() -> None:
        nonlocal is_waking
        if not is_waking:
            is_waking = True
            wake()

    def process_self_data(data: bytes) -> None:
        nonlocal is_waking
        is_waking = False
        woken(data)

    loop._write_to_self = write_to_self  # type: ignore[attr-defined]
    loop._process_self_data = process_self_data  # type: ignore[attr-defined]
