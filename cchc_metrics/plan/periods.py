"""Reporting months, the days they cover, and the reports made of them.

A reporting month m of the commune runs from day 15 of month m-1 to day 14 of month m, so that the
four reports are exact sums of reporting months (581/BNV-CCHC). The national portal counts calendar
months instead; which of the two holds is the plan's `window_start_day`.
"""

import calendar as gregorian
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays

MONTHS_A_YEAR = 12
_MONTH_CODE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class ReportingMonth:
    """One month of reporting, written `2026-03`; its days are the calendar's business."""

    year: int
    month: int

    @classmethod
    def parse(cls, code: str) -> "ReportingMonth":
        """Read `2026-03`; raise ValueError on anything else."""
        match = _MONTH_CODE.fullmatch(code.strip())
        if match is None:
            raise ValueError(f"Kỳ “{code}” không đúng dạng NĂM-THÁNG, ví dụ 2026-03.")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def label(self) -> str:
        """`tháng 3/2026`."""
        return f"tháng {self.month}/{self.year}"

    @property
    def previous(self) -> "ReportingMonth":
        if self.month == 1:
            return ReportingMonth(self.year - 1, MONTHS_A_YEAR)
        return ReportingMonth(self.year, self.month - 1)


@dataclass(frozen=True)
class Window:
    """Days that figures are counted over, first and last included."""

    start: date
    end: date


class ReportPeriod(StrEnum):
    """What is judged: a month, or a report; only Quý III starts anew (581/BNV-CCHC)."""

    MONTH = "M"
    Q1 = "Q1"
    H1 = "H1"
    Q3 = "Q3"
    YEAR = "Y"

    @property
    def label(self) -> str:
        return _PERIOD_LABELS[self]


_PERIOD_LABELS = {
    ReportPeriod.MONTH: "Tháng",
    ReportPeriod.Q1: "Quý I",
    ReportPeriod.H1: "6 tháng",
    ReportPeriod.Q3: "Quý III",
    ReportPeriod.YEAR: "Năm",
}
_PERIOD_MONTHS = {
    ReportPeriod.Q1: (1, 3),
    ReportPeriod.H1: (1, 6),
    ReportPeriod.Q3: (7, 9),
    ReportPeriod.YEAR: (1, 12),
}


@dataclass(frozen=True)
class Scope:
    """The reporting months judged together: `first`..`last` of `year`, as known at `as_of`.

    `last` never lies after `as_of`; a period that has not begun yet is empty (`last < first`).
    """

    year: int
    period: ReportPeriod
    as_of: int
    first: int
    last: int

    @property
    def is_empty(self) -> bool:
        return self.last < self.first

    @property
    def months(self) -> tuple[ReportingMonth, ...]:
        return tuple(ReportingMonth(self.year, m) for m in range(self.first, self.last + 1))

    @property
    def judged_month(self) -> int:
        """The month up to which stocks, linear paths and the year so far are read."""
        return self.as_of if self.is_empty else self.last


def scope(period: ReportPeriod, as_of: ReportingMonth) -> Scope:
    """The months of `period` that are known at `as_of`: Quý I as of October is months 1 to 3."""
    first, last = _PERIOD_MONTHS.get(period, (as_of.month, as_of.month))
    return Scope(as_of.year, period, as_of.month, first, min(last, as_of.month))


@dataclass(frozen=True)
class Calendar:
    """When a plan's months begin, and the day by which departments send their sheets."""

    year: int
    window_start_day: int
    due_day: int

    @property
    def months(self) -> tuple[ReportingMonth, ...]:
        return tuple(ReportingMonth(self.year, m) for m in range(1, MONTHS_A_YEAR + 1))

    def window(self, month: ReportingMonth) -> Window:
        """Day 15 of the month before to day 14; the calendar month where the start day is 1."""
        if self.window_start_day == 1:
            _, days = gregorian.monthrange(month.year, month.month)
            return Window(date(month.year, month.month, 1), date(month.year, month.month, days))
        before = month.previous
        return Window(
            date(before.year, before.month, self.window_start_day),
            date(month.year, month.month, self.window_start_day - 1),
        )

    def scope_window(self, judged: Scope) -> Window:
        """The days of all months of a scope that is not empty."""
        return Window(self.window(judged.months[0]).start, self.window(judged.months[-1]).end)

    def due_on(self, month: ReportingMonth) -> date:
        """The first `due_day` after the window, moved past weekends and public holidays."""
        day = self.window(month).end + timedelta(days=1)
        while day.day != self.due_day:
            day += timedelta(days=1)
        while day.weekday() >= 5 or day in _public_holidays():
            day += timedelta(days=1)
        return day


@cache
def _public_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("VN")
