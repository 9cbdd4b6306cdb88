"""What a person's browser exchanges with the server, message for message; it draws nothing.

The program's own files are in its cache, as on every day but the first.
"""

import asyncio
import uuid
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import quote

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.proto.Common_pb2 import (
    FileUploaderState,
    FileURLs,
    FileURLsRequest,
    UploadedFileInfo,
)
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from benchmarks.load.messages import KeptMessages
from benchmarks.load.page import ERROR, Page, Trouble

# Nothing here speaks to any other machine.
HOST = "127.0.0.1"
_ASKED_FIRST = ("_stcore/health", "_stcore/host-config")
_ASKED_BY_PAGES = ("app/static/vi.js", "app/static/phien.js", "api/me")
_IDLE_SECONDS = 3
# The board itself says in red who is late.
_SAID_IN_RED = "Quá hạn chưa gửi số liệu"
_DONE, _RUN_AGAIN = ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_EARLY_FOR_RERUN
_GOES_ON = (_RUN_AGAIN, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Browser:
    """A browser with one tab."""

    def __init__(self, port: int, patience: float) -> None:
        self._place = f"{HOST}:{port}"
        self._http = httpx.AsyncClient(
            base_url=f"http://{self._place}/",
            headers={"origin": f"http://{self._place}"},
            timeout=patience,
            # The server closes idle connections after five seconds; where a browser meets one that
            # is just being closed, it asks again by itself.
            limits=httpx.Limits(keepalive_expiry=_IDLE_SECONDS),
            trust_env=False,
            verify=False,
        )
        self._socket: ClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None
        self._came: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._messages = KeptMessages()
        self._uploaded: FileURLs | None = None
        self.page = Page()

    async def sign_in(self, name: str, password: str) -> None:
        """Through the sign-in page."""
        await self._get("login")
        answer = await self._http.post("login", data={"ten": name, "mat-khau": password})
        if answer.status_code != HTTPStatus.SEE_OTHER:
            raise Trouble(f"sign-in was answered {answer.status_code}")

    async def open(self) -> None:
        """Open the first page, or open it again."""
        await self.disconnect()
        for address in ("", *_ASKED_FIRST):
            await self._get(address)
        self.page, self._messages, self._uploaded = Page(), KeptMessages(), None
        self._socket = await connect(
            f"ws://{self._place}/_stcore/stream",
            additional_headers={"cookie": self._cookies()},
            origin=f"http://{self._place}",  # type: ignore[arg-type]
            subprotocols=["streamlit", self._xsrf()],  # type: ignore[list-item]
            proxy=None,
            max_size=None,
            ping_interval=None,
        )
        self._came = asyncio.Queue()
        self._reading = asyncio.create_task(_take_in(self._socket, self._came))
        await self._run([])
        for address in _ASKED_BY_PAGES:
            await self._get(address)

    async def switch_to(self, title: str) -> None:
        """Press a page's name at the left."""
        if title not in self.page.menu:
            raise Trouble(f"no page {title} in the menu")
        await self._run(self.page.common_states(), self.page.menu[title])
        headings = [heading.body for heading in self.page.all("heading") if heading.tag == "h1"]
        if not headings or not headings[0].startswith(title):
            raise Trouble(f"page {title} has the heading {headings}")

    async def choose(self, label: str, option: str) -> None:
        """Choose another entry of a list."""
        self.page.choose(label, option)
        await self._run(list(self.page.states.values()))

    async def upload(self, label: str, name: str, content: bytes) -> None:
        """Hand in a file, the only one."""
        request = FileURLsRequest(
            request_id=str(uuid.uuid4()), file_names=[name], session_id=self.page.session_id
        )
        await self._send(BackMsg(file_urls_request=request))
        urls = (await self._answer("file_urls_response")).file_urls_response.file_urls[0]
        sent = await self._http.put(
            urls.upload_url.lstrip("/"),
            files={name: (name, content, "application/octet-stream")},
            headers={"x-xsrftoken": self._xsrf()},
        )
        _expect_success(sent)
        info = UploadedFileInfo(file_id=urls.file_id, name=name, size=len(content), file_urls=urls)
        self._uploaded = urls
        await self._put_in_uploader(label, FileUploaderState(uploaded_file_info=[info]))

    async def take_back(self, label: str) -> None:
        """Take the uploaded file off the page."""
        assert self._uploaded is not None, "there is a file to take back"
        address = self._uploaded.delete_url.lstrip("/")
        headers = {"x-xsrftoken": self._xsrf()}
        _expect_success(await self._http.delete(address, headers=headers))
        self._uploaded = None
        await self._put_in_uploader(label, FileUploaderState())

    async def press(self, label: str, expected: str = "") -> None:
        """Press a button; `expected` may then be said in red."""
        button = self.page.one("button", label)
        pressed = WidgetState(id=button.id, trigger_value=True)
        await self._run([*self.page.states.values(), pressed], expected=expected)

    async def ask_who_is_here(self) -> None:
        """What every open tab asks again and again."""
        await self._get("api/me")

    async def disconnect(self) -> None:
        socket, self._socket = self._socket, None
        if socket is not None:
            await socket.close()
        if self._reading is not None:
            await self._reading

    async def close(self) -> None:
        with suppress(OSError):
            await self.disconnect()
        await self._http.aclose()

    @property
    def is_cut_off(self) -> bool:
        """Whether the server has closed the connection."""
        return self._socket is not None and self._socket.close_code is not None

    @property
    def is_open(self) -> bool:
        return self._socket is not None

    @property
    def has_upload(self) -> bool:
        return self._uploaded is not None

    async def _put_in_uploader(self, label: str, value: FileUploaderState) -> None:
        widget = self.page.one("file_uploader", label)
        self.page.states[widget.id] = WidgetState(id=widget.id, file_uploader_state_value=value)
        await self._run(list(self.page.states.values()))

    async def _run(
        self, states: Sequence[WidgetState], page_hash: str = "", expected: str = ""
    ) -> None:
        """Have the page run anew and draw what comes; raise Trouble where it shows a fault."""
        self._draw_what_came_unasked()
        page, wanted_page = self.page, page_hash or self.page.script_hash
        wanted = ClientState(
            query_string=page.query,
            widget_states=WidgetStates(widgets=states),
            page_script_hash=wanted_page,
            cached_message_hashes=self._messages.hashes,
            context_info=ContextInfo(
                timezone="Asia/Ho_Chi_Minh",
                timezone_offset=-420,
                locale="vi-VN",
                url=f"http://{self._place}/",
                color_scheme="light",
            ),
        )
        await self._send(BackMsg(rerun_script=wanted))
        ended = _RUN_AGAIN
        # A board that was just being drawn anew by itself may still come to its end before.
        while ended in _GOES_ON or (wanted_page and page.script_hash != wanted_page):
            ended = (await self._answer("script_finished")).script_finished
        if ended != _DONE:
            raise Trouble(f"the run ended with {ForwardMsg.ScriptFinishedStatus.Name(ended)}")
        page.settle()
        self._messages.forget_old()
        _look_for_faults(page, expected)

    def _draw_what_came_unasked(self) -> None:
        """Boards are drawn anew by themselves when somebody has saved."""
        while not self._came.empty():
            if frame := self._came.get_nowait():
                self.page.take(self._messages.whole(ForwardMsg.FromString(frame)))
                self.page.settle()

    async def _send(self, message: BackMsg) -> None:
        assert self._socket is not None, "the page has been opened"
        await self._socket.send(message.SerializeToString())

    async def _answer(self, kind: str) -> ForwardMsg:
        """The next message of a kind; those before it are drawn."""
        while True:
            frame = await self._came.get()
            if frame is None:
                raise Trouble("the server closed the connection")
            message = self._messages.whole(ForwardMsg.FromString(frame))
            if message.WhichOneof("type") == kind:
                return message
            self.page.take(message)

    async def _get(self, address: str) -> httpx.Response:
        answer = await self._http.get(address)
        _expect_success(answer)
        return answer

    def _xsrf(self) -> str:
        return self._http.cookies["_streamlit_xsrf"]

    def _cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._http.cookies.items())


async def _take_in(socket: ClientConnection, came: "asyncio.Queue[bytes | None]") -> None:
    """Read what comes as soon as it comes, as browsers do; None says that nothing more will."""
    with suppress(ConnectionClosed):
        while True:
            came.put_nowait(await socket.recv(decode=False))
    came.put_nowait(None)


def _look_for_faults(page: Page, expected: str) -> None:
    faults = [exception.message for exception in page.all("exception")]
    for text in page.alerts(ERROR):
        if not text.startswith(_SAID_IN_RED) and not (expected and expected in text):
            faults.append(text)
    if faults:
        raise Trouble(" / ".join(faults))


def _expect_success(answer: httpx.Response) -> None:
    if not answer.is_success:
        where = quote(answer.request.url.path)
        raise Trouble(f"{answer.request.method} {where} was answered {answer.status_code}")
