"""A browser's open connection, closed once the session that opened it has ended."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.types import Message, Receive, Send

ASK_EVERY_SECONDS = 5.0
ENDED = 4401  # ours: "sign in again"
_END: Message = {"type": "websocket.disconnect", "code": ENDED}


class GuardedSocket:
    """Passes messages on while the session lives; asks every few seconds, also in silence.

    A tab that nobody touches must not go on showing figures, nor one that draws itself anew every
    minute. Only messages from the browser count as activity of a person.
    """

    def __init__(
        self,
        receive: Receive,
        send: Send,
        is_live: Callable[[bool], Awaitable[bool]],
        clock: Callable[[], float],
        ask_every: float = ASK_EVERY_SECONDS,
    ) -> None:
        self._receive = receive
        self._send = send
        self._is_live = is_live
        self._clock = clock
        self._ask_every = ask_every
        self._asked_at = clock()
        self._is_closed = False

    async def receive(self) -> Message:
        message = await self._message_or_end()
        if message["type"] == "websocket.receive" and not await self._may_pass(True):
            return _END
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "websocket.close":
            if not self._is_closed:
                self._is_closed = True
                await self._send(message)
        elif await self._may_pass(False):
            await self._send(message)

    async def _message_or_end(self) -> Message:
        """The next message; while none comes, the session is looked at all the same."""
        waiting = asyncio.ensure_future(self._receive())
        try:
            while not waiting.done():
                left = self._asked_at + self._ask_every - self._clock()
                await asyncio.wait({waiting}, timeout=max(left, 0))
                if not waiting.done() and not await self._may_pass(False):
                    return _END
            return waiting.result()
        finally:
            waiting.cancel()

    async def _may_pass(self, is_activity: bool) -> bool:
        if self._is_closed:
            return False
        now = self._clock()
        if now - self._asked_at >= self._ask_every:
            self._asked_at = now
            if not await self._is_live(is_activity):
                self._is_closed = True
                await self._send({"type": "websocket.close", "code": ENDED})
        return not self._is_closed
