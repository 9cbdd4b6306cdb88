"""Confirmed running totals -> figures of single months, against the sheet and the record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cchc_metrics import words
from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.foreign.terms import Part


@dataclass(frozen=True)
class Earlier:
    """What the months before a total already have: their sum, or the months that are missing."""

    total: int = 0
    missing: tuple[ReportingMonth, ...] = ()

    @property
    def missing_words(self) -> str:
        return words.joined(month.label for month in self.missing)


def earlier(
    indicator: str,
    part: Part,
    month: ReportingMonth,
    since: int,
    totals: Mapping[ReportingMonth, int],
    recorded: Iterable[Figure],
) -> Earlier:
    """The sum of the months before `month`: the sheet's own total of the month before, if any.

    `totals` are the running totals of the sheet itself; `recorded` the department's figures.
    """
    if month.month <= since:
        return Earlier()
    if month.previous in totals:
        return Earlier(totals[month.previous])
    known = {
        figure.month: figure.numerator if part is Part.NUMERATOR else figure.denominator
        for figure in recorded
        if figure.indicator == indicator
    }
    before = [ReportingMonth(month.year, m) for m in range(since, month.month)]
    missing = tuple(m for m in before if known.get(m) is None)
    return Earlier(sum(known[m] or 0 for m in before if m not in missing), missing)
