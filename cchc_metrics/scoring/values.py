"""Figures -> what counts in a window of months (contract, points 1, 2 and 9).

Flow, count: the window's months are summed over the departments that report the indicator.
Stock: the latest month of the year so far that has a figure. Percentages are never averaged.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.periods import MONTHS_A_YEAR, Scope
from cchc_metrics.scoring.exact import Booleans, Integers, Rates, integers, peak
from cchc_metrics.scoring.terms import Terms

FIGURE_COLUMNS = (
    "commune",
    "department",
    "indicator",
    "year",
    "month",
    "numerator",
    "denominator",
)
_INT64_ROOM = 2**62
_NO_MONTHS = (1, 0)


@dataclass(frozen=True)
class Windows:
    """What to judge: months `first`..`last` of `indicator`, at the end of `month`.

    Vectors of equal shape (rows,); a window is empty where `last < first`.
    """

    indicator: Integers
    month: Integers
    first: Integers
    last: Integers

    @property
    def year_so_far(self) -> "Windows":
        return replace(self, first=np.ones_like(self.month), last=self.month)


@dataclass(frozen=True)
class Sums:
    """What a window holds, shape (rows,); `months` counts the months with a figure."""

    numerator: Integers
    denominator: Integers
    months: Integers


@dataclass(frozen=True)
class MonthSums:
    """Running sums, shape (rows, 13): column m holds months 1..m, column 0 nothing.

    `latest` holds the last month up to m that has a figure, 0 where none has.
    """

    numerator: Integers
    denominator: Integers
    months: Integers
    latest: Integers

    def between(self, row: Integers, first: Integers, last: Integers) -> Sums:
        """Sums of months first..last; an empty window is written 1..0."""
        return Sums(
            self.numerator[row, last] - self.numerator[row, first - 1],
            self.denominator[row, last] - self.denominator[row, first - 1],
            self.months[row, last] - self.months[row, first - 1],
        )


@dataclass(frozen=True)
class Recorded:
    """Month sums of this year up to `as_of`, of the year before, and by department."""

    this_year: MonthSums
    last_year: MonthSums
    by_department: MonthSums  # rows are `Terms.departments`


def recorded(terms: Terms, figures: Iterable[Figure], scope: Scope) -> Recorded:
    return recorded_of(terms, figure_frame(figures), scope)


def recorded_of(terms: Terms, figures: pd.DataFrame, scope: Scope) -> Recorded:
    """The same of a frame as `figure_frame` makes it."""
    frame = _placed(terms, figures)
    this_year = frame[(frame["year"] == scope.year) & (frame["month"] <= scope.as_of)]
    last_year = frame[frame["year"] == scope.year - 1]
    return Recorded(
        this_year=_month_sums(this_year, "indicator", terms.rows),
        last_year=_month_sums(last_year, "indicator", terms.rows),
        by_department=_month_sums(this_year, "pair", terms.pairs),
    )


def figure_frame(figures: Iterable[Figure], commune: int = 0) -> pd.DataFrame:
    """Figures as FIGURE_COLUMNS: `commune` counts from 0, a count's denominator is NA."""
    rows = [
        (
            commune,
            f.department,
            f.indicator,
            f.month.year,
            f.month.month,
            f.numerator,
            f.denominator,
        )
        for f in figures
    ]
    return pd.DataFrame(rows, columns=list(FIGURE_COLUMNS), dtype="object")


def _placed(terms: Terms, figures: pd.DataFrame) -> pd.DataFrame:
    """[pair, indicator (rows of the terms), year, month, numerator, denominator].

    Figures of departments that do not report the indicator are left out, and so is a rate
    without a denominator, which is no figure.
    """
    pairs = terms.pairs // max(terms.communes, 1)
    codes = [terms.plan.indicators[row].code for row in terms.pair_indicators[:pairs]]
    known = pd.MultiIndex.from_arrays([codes, terms.pair_departments[:pairs]])
    asked = pd.MultiIndex.from_arrays([figures["indicator"], figures["department"]])
    pair = known.get_indexer(asked) if pairs else np.full(len(figures), -1)
    row = terms.pair_indicators[pair] if pairs else pair
    has_rate = figures["denominator"].notna().to_numpy()
    counts = terms.is_count[row] if pairs else has_rate
    kept = (pair >= 0) & (has_rate | counts)
    commune = _whole(figures["commune"])
    placed = {
        "pair": commune * pairs + pair,
        "indicator": commune * len(terms.plan.indicators) + row,
        **{name: _whole(figures[name]) for name in ("year", "month", "numerator")},
        "denominator": _whole(figures["denominator"].fillna(0)),
    }
    return pd.DataFrame({name: values[kept] for name, values in placed.items()})


def _whole(column: pd.Series) -> Integers:
    return integers(column) if column.dtype == object else column.to_numpy(np.int64)


def scope_windows(terms: Terms, scope: Scope) -> Windows:
    """One window an indicator: the scope's months, the year so far for what builds up or stands."""
    if scope.is_empty:
        first, last = (np.full(terms.rows, month) for month in _NO_MONTHS)
    else:
        first = np.where(terms.is_stock | terms.builds_up, 1, scope.first)
        last = np.full(terms.rows, scope.last)
    return Windows(np.arange(terms.rows), np.full(terms.rows, scope.judged_month), first, last)


def month_windows(terms: Terms) -> Windows:
    """The year so far at each of its months: rows × 12, month after month."""
    month = np.tile(np.arange(1, MONTHS_A_YEAR + 1), terms.rows)
    indicator = np.repeat(np.arange(terms.rows), MONTHS_A_YEAR)
    return Windows(indicator, month, np.ones_like(month), month)


def counted(terms: Terms, sums: MonthSums, windows: Windows) -> Windows:
    """The months whose figures make the value: of a stock only the latest that has one."""
    latest = sums.latest[windows.indicator, windows.last]
    stock = terms.is_stock[windows.indicator]
    empty = stock & (latest == 0)
    first = np.where(empty, _NO_MONTHS[0], np.where(stock, latest, windows.first))
    last = np.where(empty, _NO_MONTHS[1], np.where(stock, latest, windows.last))
    return replace(windows, first=first, last=last)


def window_sums(terms: Terms, sums: MonthSums, windows: Windows) -> Sums:
    """What counts in each window; a count is divided by 1."""
    within = counted(terms, sums, windows)
    found = sums.between(within.indicator, within.first, within.last)
    one = terms.is_count[windows.indicator]
    return replace(found, denominator=np.where(one, 1, found.denominator))


def value_of(sums: Sums) -> Rates:
    """N / D; unknown without figures and where nothing arose (D = 0)."""
    return Rates.of(sums.numerator, sums.denominator, has_figures(sums))


def has_figures(sums: Sums) -> Booleans:
    return sums.months > 0


def _month_sums(frame: pd.DataFrame, row: str, rows: int) -> MonthSums:
    place = (frame[row].to_numpy(), frame["month"].to_numpy())
    reported = np.zeros((rows, MONTHS_A_YEAR + 1), dtype=np.int64)
    reported[place] = 1
    months_with_figures = np.where(reported == 1, np.arange(MONTHS_A_YEAR + 1), 0)
    return MonthSums(
        numerator=_running(frame["numerator"].to_numpy(), place, rows),
        denominator=_running(frame["denominator"].to_numpy(), place, rows),
        months=np.cumsum(reported, axis=1),
        latest=np.maximum.accumulate(months_with_figures, axis=1),
    )


def _running(values: Integers, place: tuple[Integers, Integers], rows: int) -> Integers:
    fits = peak(values) * max(len(values), 1) < _INT64_ROOM
    sums = np.zeros((rows, MONTHS_A_YEAR + 1), dtype=np.int64 if fits else object)
    np.add.at(sums, place, values if fits else values.astype(object))
    return np.cumsum(sums, axis=1)
