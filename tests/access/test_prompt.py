"""Answers are not held back on the connections of a server, nor its loop woken needlessly."""

import asyncio
import socket
from threading import Thread

from cchc_metrics.access.prompt import send_small_answers_at_once, wake_once


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


# --- Waking the loop -----------------------------------------------------------------------------


def test_what_is_handed_over_together_wakes_the_loop_once() -> None:
    async def handed_over() -> tuple[list[int], int]:
        loop, done, wakes = asyncio.get_running_loop(), [], []
        wake = loop._write_to_self  # type: ignore[attr-defined]
        loop._write_to_self = lambda: (wakes.append(1), wake())  # type: ignore[attr-defined]
        wake_once(loop)
        pieces = range(100)
        thread = Thread(
            target=lambda: [loop.call_soon_threadsafe(done.append, piece) for piece in pieces]
        )
        thread.start()
        thread.join()  # the loop is busy with this meanwhile
        await asyncio.sleep(0)
        return done, len(wakes)

    done, wakes = asyncio.run(handed_over())
    assert done == list(range(100))
    assert wakes == 1


def test_a_loop_that_sleeps_is_woken_for_every_thread_that_waits_for_it() -> None:
    """A wake that were lost would leave its thread waiting for ever."""

    async def answered() -> int:
        loop = asyncio.get_running_loop()
        wake_once(loop)

        def ask() -> int:
            return sum(
                asyncio.run_coroutine_threadsafe(asyncio.sleep(0, 1), loop).result(30)
                for _ in range(500)
            )

        return sum(await asyncio.gather(*(asyncio.to_thread(ask) for _ in range(4))))

    assert asyncio.run(answered()) == 2000
