"""Everybody in a meeting opens the same board at the same moment, again and again."""

import asyncio
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from benchmarks.board.record import Prepared
from benchmarks.board.scripts import QUIET
from benchmarks.board.tab import Tab
from benchmarks.load.server import Server, running, running_server
from cchc_metrics.access.roles import Role

_PAGE = str(Path(__file__).parent / "naive.py")
_NAIVE = ["-m", "streamlit", "run", _PAGE, *QUIET, "--server.port"]


@dataclass
class Crowd:
    """What a room full of people got from one server."""

    seconds: list[float] = field(default_factory=list)
    a_second: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)  # of the server, a round trip

    @property
    def rate(self) -> float:
        """Round trips a second, of the middle round."""
        return median(self.a_second)

    @property
    def work(self) -> float:
        """Seconds of processor that a round trip takes of the server, of the middle round."""
        return median(self.processor)

    @property
    def p50(self) -> float:
        return median(self.seconds)

    @property
    def p95(self) -> float:
        return quantiles(self.seconds, n=20)[-1]


@dataclass
class Meeting:
    """The dashboard, the naive page, and how soon open boards show what is saved."""

    ours: Crowd = field(default_factory=Crowd)
    naive: Crowd = field(default_factory=Crowd)
    # Seconds from a save until the first and the last board stood complete.
    first_fresh: list[float] = field(default_factory=list)
    last_fresh: list[float] = field(default_factory=list)


def meeting(record: Prepared, people: int, rounds: int) -> Meeting:
    """The dashboard and the naive page in turn, so that both meet the same machine."""
    settings = {"NAIVE_FRAMES": str(record.naive_frames)}
    with ExitStack() as servers:
        ours = servers.enter_context(running_server(record.folder, record.settings))
        naive = servers.enter_context(
            running(_NAIVE, record.folder, settings, "_stcore/health", record.folder)
        )
        return asyncio.run(_meet(record, people, rounds, ours, naive))


async def _meet(record: Prepared, people: int, rounds: int, ours: Server, naive: Server) -> Meeting:
    found, cookie = Meeting(), record.cookies[Role.LEADER]
    room = [await Tab.open(ours.port, cookie) for _ in range(people)]
    naive_room = [await Tab.open(naive.port) for _ in range(people)]
    for number in range(rounds + 1):
        # The first round warms both up.
        await _all_at_once(room, ours, found.ours if number else Crowd())
        await _all_at_once(naive_room, naive, found.naive if number else Crowd())
    for number in range(rounds):
        await _see_what_is_saved(record, number, room, found)
    for tab in (*room, *naive_room):
        await tab.close()
    return found


async def _all_at_once(tabs: list[Tab], server: Server, crowd: Crowd) -> None:
    began, worked = perf_counter(), server.taken_seconds
    answers = await asyncio.gather(*(tab.run() for tab in tabs))
    crowd.a_second.append(len(tabs) / (perf_counter() - began))
    crowd.processor.append((server.taken_seconds - worked) / len(tabs))
    crowd.seconds += [answer.seconds for answer in answers]


async def _see_what_is_saved(
    record: Prepared, number: int, tabs: list[Tab], found: Meeting
) -> None:
    """Nobody presses anything; an officer saves."""
    waiting = [asyncio.create_task(tab.next_run()) for tab in tabs]
    await asyncio.to_thread(record.save, number)
    began = perf_counter()
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    found.first_fresh.append(perf_counter() - began)
    await asyncio.gather(*waiting)
    found.last_fresh.append(perf_counter() - began)
