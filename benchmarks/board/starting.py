"""From the command to the first page; what each further session takes of memory."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

from benchmarks.board.record import Prepared
from benchmarks.board.scripts import QUIET
from benchmarks.board.tab import Tab
from benchmarks.load.server import Server, running, running_server
from cchc_metrics.access.roles import Role

_HELLO = ["-m", "streamlit", "hello", *QUIET, "--server.port"]
_SESSIONS = 150
_SAME_BYTES, _WHILE_SECONDS = 2**18, 3.0


@dataclass
class Starts:
    """Seconds from the command on, start by start."""

    answering: list[float] = field(default_factory=list)
    first_page: list[float] = field(default_factory=list)

    @property
    def answers_after(self) -> float:
        return median(self.answering)

    @property
    def shows_after(self) -> float:
        return median(self.first_page)


def starts(record: Prepared, rounds: int) -> tuple[Starts, Starts]:
    """The dashboard and `streamlit hello` in turn."""
    ours, hello = Starts(), Starts()
    for _ in range(rounds):
        cookie = record.cookies[Role.LEADER]
        _start(ours, lambda: running_server(record.folder, record.settings), cookie)
        _start(hello, lambda: running(_HELLO, record.folder, {}, "_stcore/health", record.folder))
    return ours, hello


def _start(
    found: Starts, serve: Callable[[], AbstractContextManager[Server]], cookie: str = ""
) -> None:
    began = perf_counter()
    with serve() as server:
        found.answering.append(perf_counter() - began)
        asyncio.run(_open(server.port, cookie))
        found.first_page.append(perf_counter() - began)


async def _open(port: int, cookie: str) -> None:
    tab = await Tab.open(port, cookie)
    await tab.run()
    await tab.close()


@dataclass(frozen=True)
class Memory:
    """Bytes of a server with its first session, and what each of many more adds."""

    first: float
    a_session: float


def memory(record: Prepared) -> Memory:
    """Everybody looks at the same board."""
    with running_server(record.folder, record.settings) as server:
        return asyncio.run(_fill(server, record.cookies[Role.LEADER]))


async def _fill(server: Server, cookie: str) -> Memory:
    tabs = [await _looking(server.port, cookie) for _ in range(5)]
    first = await _settled(server)
    tabs += [await _looking(server.port, cookie) for _ in range(_SESSIONS)]
    many = server.taken_bytes
    for tab in tabs:
        await tab.close()
    return Memory(first, (many - first) / _SESSIONS)


async def _settled(server: Server) -> int:
    """Bytes once the server has warmed up beside its first visitors and takes no more."""
    taken, before = server.taken_bytes, 0
    while taken - before > _SAME_BYTES:
        await asyncio.sleep(_WHILE_SECONDS)
        taken, before = server.taken_bytes, taken
    return taken


async def _looking(port: int, cookie: str) -> Tab:
    tab = await Tab.open(port, cookie)
    await tab.run()
    return tab
