"""An open tab, as far as speed needs it: asks for a page, counts what comes, draws nothing."""

from dataclasses import dataclass
from time import perf_counter
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.load.browser import HOST

_GOES_ON = (ForwardMsg.FINISHED_EARLY_FOR_RERUN, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Fault(Exception):
    """The page did not run as it should."""


@dataclass
class Answer:
    """One run of a page: how long until it was complete, and what came."""

    seconds: float = 0.0
    received: int = 0
    charts: int = 0


class Tab:
    """A connection to a server on this machine; `cookie` where somebody has signed in."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.pages: dict[str, str] = {}

    @classmethod
    async def open(cls, port: int, cookie: str = "") -> Self:
        place = f"{HOST}:{port}"
        socket = await connect(
            f"ws://{place}/_stcore/stream",
            additional_headers={"cookie": cookie} if cookie else {},
            origin=f"http://{place}",  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            proxy=None,
            max_size=None,
            ping_interval=None,
            compression=None,
        )
        return cls(socket)

    async def run(self, page: str = "", query: str = "") -> Answer:
        """Have a page run as if it was just opened: nothing of it is in the browser's memory."""
        wanted = ClientState(page_script_hash=self.pages.get(page, ""), query_string=query)
        began = perf_counter()
        await self._socket.send(BackMsg(rerun_script=wanted).SerializeToString())
        answer = await self.next_run()
        answer.seconds = perf_counter() - began
        return answer

    async def next_run(self) -> Answer:
        """Wait until the whole page has been run, asked for or not."""
        answer = Answer()
        while True:
            frame = await self._socket.recv(decode=False)
            answer.received += len(frame)
            message = ForwardMsg.FromString(frame)
            match message.WhichOneof("type"):
                case "delta":
                    element = message.delta.new_element.WhichOneof("type")
                    answer.charts += element == "plotly_chart"
                    if element == "exception":
                        raise Fault(message.delta.new_element.exception.message)
                case "navigation":
                    found = message.navigation.app_pages
                    self.pages = {p.page_name: p.page_script_hash for p in found}
                case "script_finished" if message.script_finished not in _GOES_ON:
                    return answer

    async def close(self) -> None:
        await self._socket.close()
