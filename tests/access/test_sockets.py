"""An open connection on which nobody says anything still ends with its session."""

import asyncio

from starlette.types import Message

from cchc_metrics.access.sockets import ENDED, GuardedSocket
from tests.apart import awaited


def test_a_silent_connection_is_closed_once_its_session_has_ended() -> None:
    sent, asked = awaited(silent_until_the_session_ends())
    assert sent == [{"type": "websocket.close", "code": ENDED}]
    assert asked == [False, False, False], "silence is nobody's activity"


async def silent_until_the_session_ends() -> tuple[list[Message], list[bool]]:
    sent: list[Message] = []
    asked: list[bool] = []

    async def receive() -> Message:
        return await asyncio.Future()

    async def send(message: Message) -> None:
        sent.append(message)

    async def is_live(is_activity: bool) -> bool:
        asked.append(is_activity)
        return len(asked) < 3

    loop = asyncio.get_running_loop()
    socket = GuardedSocket(receive, send, is_live, loop.time, ask_every=0.01)
    assert await socket.receive() == {"type": "websocket.disconnect", "code": ENDED}
    return sent, asked
