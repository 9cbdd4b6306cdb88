"""What people do at the board, with time to think between: leaders look, officers hand in."""

import asyncio
import random
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import count, cycle
from time import monotonic

from benchmarks.load.browser import Browser
from benchmarks.load.page import ERROR, SUCCESS, Trouble
from benchmarks.load.sheets import filled_sheet
from benchmarks.load.staff import PASSWORD, Desk
from benchmarks.load.tally import PATIENCE_SECONDS, Saved, Tally
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workflow.office import Office

LEADERS_PAGES = ("Lĩnh vực", "Chỉ tiêu chậm", "Tình hình nộp", "Tổng quan")
COORDINATORS_PAGES = (*LEADERS_PAGES, "Nộp số liệu", "Kế hoạch")
SUBMIT_PAGE, UPLOADER = "Nộp số liệu", "Chọn một hoặc nhiều tệp số liệu"
SAVE, SAVED, REFUSED = "Lưu số liệu", "Đã lưu số liệu", "đã lưu bản khác"
# As often as the page's own script does.
_ASK_EVERY_SECONDS = 10
# Who cannot get on after that many tries goes home.
_MOST_TROUBLES = 3
# The second sheet is the first one that another writes too; so many are handed in at least.
_EVERY_HOW_MANY_A_CONTEST, _FEWEST_SHEETS = 3, 2


@dataclass(frozen=True)
class Day:
    """Where the server is, when the day ends, how people come and how long they think."""

    port: int
    ends_at: float
    arrive_within: float
    think_seconds: tuple[float, float]

    @property
    def is_over(self) -> bool:
        return monotonic() >= self.ends_at


class Person:
    """Somebody at a browser, from signing in to closing it."""

    def __init__(self, name: str, day: Day, tally: Tally) -> None:
        self.name, self.day, self.tally = name, day, tally
        self.chance = random.Random(name)
        self.browser = Browser(day.port, PATIENCE_SECONDS)

    async def spend_the_day(self) -> None:
        """Work until the day is over; every error is counted, after some of them one gives up."""
        asking = asyncio.create_task(self._stay_signed_in())
        try:
            await asyncio.sleep(self.chance.uniform(0, self.day.arrive_within))
            await self._do("sign in", self.browser.sign_in(self.name, PASSWORD))
            for _ in range(_MOST_TROUBLES):
                with suppress(Trouble):
                    await self._work()
                    break
        except Trouble:
            pass  # counted already; without signing in there is nothing to do
        finally:
            asking.cancel()
            await self.browser.close()

    async def _work(self) -> None:
        while True:
            await self._do("open page", self.browser.open())
            await self._think()
            await self._use_page()
            if self.day.is_over:
                return

    async def _use_page(self) -> None:
        raise NotImplementedError

    async def _think(self) -> None:
        await asyncio.sleep(self.chance.uniform(*self.day.think_seconds))
        if self.browser.is_cut_off:
            problem = Trouble("the server closed the connection")
            self.tally.note("think", self.name, problem)
            raise problem

    async def _do(self, act: str, doing: Awaitable[None]) -> None:
        async with self.tally.timed(act, self.name):
            await doing

    async def _stay_signed_in(self) -> None:
        while True:
            await asyncio.sleep(_ASK_EVERY_SECONDS)
            if self.browser.is_open:
                with suppress(Trouble):
                    await self._do("ask who is here", self.browser.ask_who_is_here())


class Onlooker(Person):
    """Goes through the pages, looks at another period now and then, and begins anew."""

    def __init__(self, name: str, day: Day, tally: Tally, pages: Sequence[str]) -> None:
        super().__init__(name, day, tally)
        self._pages = pages

    async def _use_page(self) -> None:
        for title in self._pages:
            if self.day.is_over:
                return
            await self._do("switch page", self.browser.switch_to(title))
            await self._think()
        label = self.chance.choice(("Tính đến", "Kỳ báo cáo"))
        option = self.chance.choice(self.browser.page.one("selectbox", label).options)
        await self._do("choose", self.browser.choose(label, option))
        await self._think()


class Officer(Person):
    """Hands in one month after the other, and every few times the one that another writes too."""

    def __init__(self, desk: Desk, day: Day, tally: Tally, office: Office) -> None:
        super().__init__(desk.account, day, tally)
        self._desk, self._office = desk, office
        self._numbers = count(1)
        self._months = cycle(desk.months)

    async def spend_the_day(self) -> None:
        try:
            await super().spend_the_day()
        finally:
            await self._desk.contest.leave()

    async def _use_page(self) -> None:
        await self._do("switch page", self.browser.switch_to(SUBMIT_PAGE))
        for number in self._numbers:
            if self.day.is_over and number > _FEWEST_SHEETS:
                return
            is_contest = number % _EVERY_HOW_MANY_A_CONTEST == _FEWEST_SHEETS
            month = self._desk.shared_month if is_contest else next(self._months)
            saved = await self._prepare(month, number)
            if is_contest and await self._desk.contest.meet():
                await self._contend(saved, number)
            else:
                await self._save(saved)

    async def _prepare(self, month: ReportingMonth, number: int) -> Saved:
        """Choose the month, fill in its sheet and hand it in, up to the comparison."""
        if self.browser.has_upload:
            await self._do("take file back", self.browser.take_back(UPLOADER))
        await self._do("choose", self.browser.choose("Kỳ số liệu", month.label.capitalize()))
        await self._think()
        department = self._desk.department
        content, figures = filled_sheet(
            self._office, department, month, f"{self.name} lần {number}", self.chance
        )
        name = f"{department}_{month}_{self.name}_{number}.xlsx"
        await self._do("upload and check", self.browser.upload(UPLOADER, name, content))
        await self._think()
        digest = sha256(content).hexdigest()
        return Saved(self.name, department, str(month), digest, figures)

    async def _contend(self, saved: Saved, number: int) -> None:
        """Save while another does; who comes second is told, looks again and saves then."""
        is_saved = await self._save(saved, REFUSED)
        self._desk.contest.note(number, is_saved)
        if not is_saved:
            self.tally.refusals += 1
            await self._think()
            await self._save(saved)

    async def _save(self, saved: Saved, refusal: str = "") -> bool:
        """Press the button; whether the page confirms it, else it says the refusal."""
        async with self.tally.timed("save", self.name):
            await self.browser.press(SAVE, refusal)
            page = self.browser.page
            is_saved = any(SAVED in text for text in page.alerts(SUCCESS))
            if not is_saved and not (refusal and any(refusal in t for t in page.alerts(ERROR))):
                raise Trouble("the page says nothing of the save")
            if is_saved:
                self.tally.saved.append(saved)
        await self._think()
        return is_saved
