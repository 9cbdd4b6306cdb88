"""Script time of each page against a Streamlit page with as many charts and nothing else."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from uuid import uuid4

from benchmarks.board.record import Prepared
from benchmarks.board.tab import Answer, Tab
from benchmarks.board.timing import FILE_VARIABLE
from benchmarks.load.server import Server, running
from cchc_metrics.access.roles import Role
from cchc_metrics.workflow.serving import ROOT

_TIMED = ["-m", "benchmarks.board.timing"]
_BARE = str(Path(__file__).parent / "bare.py")
# As Streamlit starts by itself, but for what would open a browser or call home.
QUIET = [
    "--server.headless=true",
    "--server.address=127.0.0.1",
    "--browser.serverAddress=localhost",
    "--browser.gatherUsageStats=false",
]
# Without what Streamlit does after each run by default: collecting garbage.
_STRICT = "--runner.postScriptGC=false"
ONLY_ADMIN = ("Tài khoản", "Nhật ký", "Hệ thống")
_WAIT_SECONDS = 0.005


@dataclass
class PageTimes:
    """Milliseconds of processor of one page's runs, round by round, beside those of bare pages."""

    charts: int = 0
    own: list[float] = field(default_factory=list)
    usual: list[float] = field(default_factory=list)
    strict: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Against a bare page as Streamlit runs it by default."""
        return median(self.own) / median(self.usual)

    @property
    def strict_ratio(self) -> float:
        """Against a bare page under our own settings."""
        return median(self.own) / median(self.strict)


class Timed:
    """A tab at a server that writes down how long its script runs."""

    def __init__(self, tab: Tab, times: Path) -> None:
        self._tab, self._times, self._seen = tab, times, 0

    async def run(self, page: str = "", query: str = "") -> tuple[float, Answer]:
        """Milliseconds of processor that the run's thread took."""
        answer = await self._tab.run(page, query)
        while len(lines := self._times.read_text().splitlines()) <= self._seen:
            await asyncio.sleep(_WAIT_SECONDS)
        new, self._seen = lines[self._seen :], len(lines)
        return sum(json.loads(line)[1] for line in new) * 1000, answer


@contextmanager
def _timed(
    record: Prepared, arguments: list[str], health: str, started_in: Path
) -> Iterator[tuple[Server, Path]]:
    times = record.folder / f"times-{uuid4()}.jsonl"
    times.touch()
    settings = record.settings | {FILE_VARIABLE: str(times)}
    command = [*_TIMED, *arguments, "--server.port"]
    with running(command, record.folder, settings, health, started_in) as server:
        yield server, times


def script_times(record: Prepared, rounds: int) -> dict[str, PageTimes]:
    """All pages in turn, each beside its bare pages, so that all meet the same machine."""
    bare = [_BARE, *QUIET]
    with ExitStack() as servers:
        ours, usual, strict = (
            servers.enter_context(_timed(record, arguments, health, started_in))
            for arguments, health, started_in in (
                (["dashboard.py"], "healthz", ROOT),
                (bare, "_stcore/health", record.folder),
                ([*bare, _STRICT], "_stcore/health", record.folder),
            )
        )
        return asyncio.run(_measure(record, rounds, ours, usual, strict))


async def _measure(
    record: Prepared,
    rounds: int,
    ours: tuple[Server, Path],
    usual: tuple[Server, Path],
    strict: tuple[Server, Path],
) -> dict[str, PageTimes]:
    found: dict[str, PageTimes] = defaultdict(PageTimes)
    bare_tabs = [await Tab.open(server.port) for server, _ in (usual, strict)]
    bare = [Timed(tab, times) for tab, (_, times) in zip(bare_tabs, (usual, strict), strict=True)]
    for role in (Role.COORDINATOR, Role.ADMIN):
        tab = await Tab.open(ours[0].port, record.cookies[role])
        timed = Timed(tab, ours[1])
        await timed.run()
        pages = [page for page in tab.pages if (page in ONLY_ADMIN) == (role is Role.ADMIN)]
        for page in pages:
            for number in range(rounds + 1):
                taken, answer = await timed.run(page)
                if number:  # the first run draws what is then kept
                    found[page].charts = answer.charts
                    found[page].own.append(taken)
                    query = f"charts={answer.charts}"
                    found[page].usual.append((await bare[0].run(query=query))[0])
                    found[page].strict.append((await bare[1].run(query=query))[0])
        await tab.close()
    for tab in bare_tabs:
        await tab.close()
    return dict(found)
