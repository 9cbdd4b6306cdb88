"""A browser's open connection, closed once the session that opened it has ended."""

from collections.abc import Awaitable, Callable

from starlette.types import Message, Receive, Send

ASK_EVERY_SECONDS = 5.0
ENDED = 4401  # ours: "sign in again"


class GuardedSocket:
    """Passes messages on while the session lives; asks at most every few seconds.

    Messages to the browser are asked about as well: a page that draws itself anew every minute
    would else go on for those who have been signed out. Only messages from the browser count as
    activity of a person.
    """

    def __init__(
        self,
        receive: Receive,
        send: Send,
        is_live: Callable[[bool], Awaitable[bool]],
        clock: Callable[[], float],
    ) -> None:
        self._receive = receive
        self._send = send
        self._is_live = is_live
        self._clock = clock
        self._asked_at = clock()
        self._is_closed = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "websocket.receive" and not await self._may_pass(True):
            return {"type": "websocket.disconnect", "code": ENDED}
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "websocket.close":
            if not self._is_closed:
                self._is_closed = True
                await self._send(message)
        elif await self._may_pass(False):
            await self._send(message)

    async def _may_pass(self, is_activity: bool) -> bool:
        if self._is_closed:
            return False
        now = self._clock()
        if now - self._asked_at >= ASK_EVERY_SECONDS:
            self._asked_at = now
            if not await self._is_live(is_activity):
                self._is_closed = True
                await self._send({"type": "websocket.close", "code": ENDED})
        return not self._is_closed
