"""Answers are not held back on the connections of a server."""

import asyncio
import socket

from cchc_metrics.access.prompt import send_small_answers_at_once


async def is_prompt() -> bool:
    """Whether a connection sends at once, by a socket opened as Streamlit opens its own."""
    accepted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    async def note(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = writer.get_extra_info("socket")
        accepted.set_result(bool(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
        writer.close()

    with socket.socket(family=socket.AF_INET) as listening:
        listening.bind(("127.0.0.1", 0))
        async with await asyncio.start_server(note, sock=listening):
            _, writer = await asyncio.open_connection(*listening.getsockname())
            found = await accepted
            writer.close()
            await writer.wait_closed()
    return found


def test_connections_send_small_answers_at_once() -> None:
    async def prompt() -> bool:
        send_small_answers_at_once(asyncio.get_running_loop())
        return await is_prompt()

    assert asyncio.run(prompt())


def test_without_it_they_would_not() -> None:
    """Where this fails, the module is no longer needed."""
    assert not asyncio.run(is_prompt())
