"""How long each act took, what failed, and what pages said of saves."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter

import httpx
from websockets.exceptions import WebSocketException

from benchmarks.load.page import Trouble

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Saved:
    """A save that the page has confirmed to an officer."""

    officer: str
    department: str
    month: str
    sha256: str
    figures: int


@dataclass
class Tally:
    """What has been done so far, and how it went."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    saved: list[Saved] = field(default_factory=list)
    refusals: int = 0

    @asynccontextmanager
    async def timed(self, act: str, who: str) -> AsyncIterator[None]:
        """Count an act; whatever goes wrong in it is an error, told as Trouble."""
        began = perf_counter()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                yield
        except (Trouble, httpx.HTTPError, WebSocketException, OSError, TimeoutError) as problem:
            self.note(act, who, problem)
            raise Trouble(act) from problem
        self.seconds[act].append(perf_counter() - began)

    def note(self, act: str, who: str, problem: Exception) -> None:
        self.failed[act] += 1
        self.errors.append(f"{who}, {act}: {type(problem).__name__} {problem}")

    def table(self) -> list[str]:
        """One line an act: how often, errors, and milliseconds."""
        heading = f"{'act':16}{'count':>7}{'errors':>8}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}"
        acts = sorted(self.seconds.keys() | self.failed.keys())
        return [heading, *(self._line(act) for act in acts)]

    def _line(self, act: str) -> str:
        times = [1000 * seconds for seconds in self.seconds.get(act, ())]
        line = f"{act:16}{len(times):7}{self.failed[act]:8}"
        if not times:
            return line
        high = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        return line + f"{median(times):9.0f}{min(high, max(times)):9.0f}{max(times):9.0f}"
