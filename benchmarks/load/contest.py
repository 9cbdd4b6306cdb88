"""Two officers of a department who save the same month at the same moment, again and again."""

import asyncio
from collections import defaultdict

from benchmarks.load.tally import PATIENCE_SECONDS


class Contest:
    """The meeting of a pair, both having seen the month before either saves it."""

    def __init__(self) -> None:
        self._barrier = asyncio.Barrier(2)
        self._outcomes: dict[int, list[bool]] = defaultdict(list)

    async def meet(self) -> bool:
        """Wait for the other one; whether there is a contest."""
        try:
            async with asyncio.timeout(2 * PATIENCE_SECONDS):
                await self._barrier.wait()
        except (asyncio.BrokenBarrierError, TimeoutError):
            await self.leave()
            return False
        return True

    async def leave(self) -> None:
        """Let nobody wait any more: one of the two has gone."""
        await self._barrier.abort()

    def note(self, number: int, is_saved: bool) -> None:
        """How the pair's contest of this number ended for one of them."""
        self._outcomes[number].append(is_saved)

    @property
    def undecided(self) -> int:
        """Contests that both have fought to the end without there being exactly one winner."""
        ended = [won for won in self._outcomes.values() if len(won) == 2]
        return sum(won.count(True) != 1 for won in ended)
