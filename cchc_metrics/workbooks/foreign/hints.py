"""Which month and which department a workbook seems to be of, and where it says so.

Title lines come before the sheet's name, that before the file's. Hints are only ever proposed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import MONTHS_A_YEAR, ReportingMonth
from cchc_metrics.workbooks.foreign.folding import bare, folded
from cchc_metrics.workbooks.foreign.proposal import Hint
from cchc_metrics.workbooks.foreign.terms import Source

_YEAR = r"(?:\s*(?:/|nam)?\s*(20[0-9]{2}))?"
_MONTH = re.compile(rf"(?:\bthang|\bt)\s*(1[0-2]|0?[1-9])(?![0-9]){_YEAR}")
_NUMBERED = re.compile(r"(?<![0-9/])(1[0-2]|0?[1-9])\s*[/ ]\s*(20[0-9]{2})(?![0-9/])")
_QUARTER = re.compile(rf"\bquy\s*(iv|i{{1,3}}|[1-4])\b{_YEAR}")
_HALF = re.compile(rf"\b(?:6|sau) thang(?: dau)?(?: nam)?{_YEAR}")
_NINE = re.compile(rf"\b(?:9|chin) thang(?: dau)?(?: nam)?{_YEAR}")
_PLAIN_YEAR = re.compile(r"\bnam\s*(20[0-9]{2})")
_RANGE = re.compile(
    r"([0-9]{1,2})\s*/\s*([0-9]{1,2})(?:\s*/\s*(20[0-9]{2}))?\s*(?:den|toi|-|–)+\s*(?:het\s*)?"
    r"(?:ngay\s*)?([0-9]{1,2})\s*/\s*([0-9]{1,2})\s*/\s*(20[0-9]{2})"
)
# "Mù Cả, ngày 18 tháng 3 năm 2026" is when the sheet was signed, "số 12/2025/QĐ" a document.
_NOT_A_PERIOD = re.compile(
    r"\bngay [0-9 ]*thang\b|\bngay\s+thang\s+nam\b|\bquyet dinh\b|\bcong van\b|\bke hoach so\b"
    r"|\bnghi dinh\b|\bnghi quyet\b|\bthong tu\b"
)
_TO_OTHERS = re.compile(r"\bkinh gui\b|\bnoi nhan\b|\bgui ve\b|\bqua phong\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class Place:
    """A text that may name a month or a department, and where it stands."""

    text: str
    source: Source
    sheet: str = ""
    cell: str = ""

    def hint(self, value: str) -> Hint:
        return Hint(value, self.text, self.source, self.sheet, self.cell)


@dataclass(frozen=True)
class Period:
    """`first` to `last` month; a single month has both equal. `year` None where none is named."""

    first: int
    last: int
    year: int | None


def month_hints(places: Iterable[Place], plan: Plan) -> tuple[tuple[Hint, ...], Period | None]:
    """Months found, best first and each once, with the period of the best one."""
    found: dict[str, Hint] = {}
    best: Period | None = None
    for place in places:
        period = period_in(place.text)
        if period is None:
            continue
        year = period.year or plan.calendar.year
        value = str(ReportingMonth(year, period.last))
        found.setdefault(value, place.hint(value))
        best = best or period
    return tuple(found.values()), best


def period_in(text: str) -> Period | None:
    """The month, quarter, half or part of a year that a text names; None where it names none."""
    line = bare(text.replace("_", " ").replace(".", " "))
    if _NOT_A_PERIOD.search(line):
        return None
    ranged = _RANGE.search(line)
    if ranged is not None:
        return Period(int(ranged[5]), int(ranged[5]), int(ranged[6])) if _is_month(ranged) else None
    for pattern, months in ((_HALF, (1, 6)), (_NINE, (1, 9))):
        match = pattern.search(line)
        if match is not None:
            return Period(*months, _year(match[1], line))
    quarter = _QUARTER.search(line)
    if quarter is not None:
        number = _ROMAN.get(quarter[1]) or int(quarter[1])
        return Period(3 * number - 2, 3 * number, _year(quarter[2], line))
    month = _MONTH.search(line) or _NUMBERED.search(line)
    if month is None:
        return None
    return Period(int(month[1]), int(month[1]), _year(month[2], line))


def _is_month(ranged: re.Match[str]) -> bool:
    """Whether the days make up about one month: 15/2 to 14/3, 1/3 to 31/3."""
    return 1 <= int(ranged[5]) <= MONTHS_A_YEAR and (int(ranged[5]) - int(ranged[2])) % 12 <= 1


def _year(found: str | None, line: str) -> int | None:
    if found:
        return int(found)
    named = _PLAIN_YEAR.search(line)
    return int(named[1]) if named else None


def department_hints(places: Iterable[Place], plan: Plan) -> tuple[Hint, ...]:
    """Departments named, best first and each once."""
    found: dict[str, Hint] = {}
    for place in places:
        for code in _departments_in(place.text, plan):
            found.setdefault(code, place.hint(code))
    return tuple(found.values())


def _departments_in(text: str, plan: Plan) -> Iterator[str]:
    plain = bare(text.replace("_", " ").replace(".", " "))
    if _TO_OTHERS.search(plain):
        return
    words = f" {folded(text)} "
    for department in plan.reporting_departments:
        names = (department.name, department.short_name)
        if any(f" {folded(name)} " in words for name in names) or (
            f" {bare(department.code)} " in f" {plain} "
        ):
            yield department.code
