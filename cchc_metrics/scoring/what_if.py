"""If the months left reach so much, where does the year end: a question, with its arithmetic.

For a rate, with N and D of the year so far and Dr as in `required`: (N + x·Dr) / (D + Dr). For a
count, with h months left: N + h·x. A stock is a state and no sum, so there is nothing to ask.
"""

from dataclasses import dataclass
from fractions import Fraction

from cchc_metrics.plan.model import Direction, Indicator, Kind
from cchc_metrics.plan.periods import MONTHS_A_YEAR
from cchc_metrics.scoring.reading import each, known
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.words import number, percent


@dataclass(frozen=True)
class YearSoFar:
    """What the year has brought up to the judged month; `denominator` is 0 for a count.

    `target` is that of the whole year: None where none is set, and for one that must rise, which
    is compared with the same months and not with a year.
    """

    indicator: Indicator
    numerator: int
    denominator: int
    months_reported: int
    months_left: int
    target: Fraction | None
    strict: bool

    @property
    def is_count(self) -> bool:
        return self.indicator.kind is Kind.COUNT

    @property
    def expected_cases(self) -> Fraction:
        """Dr: as many a month as so far."""
        return Fraction(self.denominator, self.months_reported) * self.months_left

    @property
    def usual(self) -> Fraction:
        """What the months so far have reached: the rate, or a month's mean of a count."""
        return Fraction(self.numerator, self.months_reported if self.is_count else self.denominator)

    def ends_at(self, reached: Fraction) -> Fraction:
        """The whole year, if the months left reach a rate (0..1), or each so many of a count."""
        if self.is_count:
            return self.numerator + reached * self.months_left
        ahead = self.expected_cases
        return (self.numerator + reached * ahead) / (self.denominator + ahead)

    def meets_target(self, reached: Fraction) -> bool | None:
        """Whether the year makes its target then; None without one."""
        if self.target is None:
            return None
        year, lower = self.ends_at(reached), self.indicator.direction is Direction.LOWER
        beyond = year < self.target if lower else year > self.target
        return beyond or (year == self.target and not self.strict)


def year_so_far(scorecard: Scorecard, code: str) -> YearSoFar | None:
    """None where nothing can be asked: a stock, no cases yet, or no month left."""
    indicator = scorecard.plan.indicator(code)
    month = scorecard.scope.judged_month
    frame = scorecard.monthly
    months = each(frame[(frame["indicator"] == code) & (frame["month"] <= month)])
    numerator, denominator = known(months[-1].cum_numerator), known(months[-1].cum_denominator)
    begun = numerator is not None and (indicator.kind is Kind.COUNT or denominator)
    if indicator.kind is Kind.STOCK or month == MONTHS_A_YEAR or not begun:
        return None
    target = scorecard.target_of(code)
    return YearSoFar(
        indicator,
        numerator,
        denominator or 0,
        sum(bool(one.reported) for one in months),
        MONTHS_A_YEAR - month,
        target.value if target else None,
        bool(target and target.strict),
    )


def answer(so_far: YearSoFar, reached: Fraction) -> str:
    """`Nếu 2 tháng còn lại đạt 95% thì cả năm đạt 79,5%, chưa đạt chỉ tiêu trên 95%.`"""
    year, met = so_far.ends_at(reached), so_far.meets_target(reached)
    head = f"Nếu {so_far.months_left} tháng còn lại"
    if so_far.is_count:
        unit = so_far.indicator.unit
        said = (
            f"{head} mỗi tháng thêm {_number(reached)} {unit} thì cả năm có {_number(year)} {unit}"
        )
    else:
        said = f"{head} đạt {percent(reached)} thì cả năm đạt {_rate(year, so_far)}"
    if met is None:
        return f"{said}."
    return f"{said}, {'đạt' if met else 'chưa đạt'} chỉ tiêu {_aim(so_far)}."


def arithmetic(so_far: YearSoFar, reached: Fraction) -> str:
    """The same with its steps, for a calculator."""
    year, left = so_far.ends_at(reached), so_far.months_left
    if so_far.is_count:
        return f"{number(so_far.numerator)} + {left} × {_number(reached)} = {_number(year)}."
    ahead, unit = so_far.expected_cases, so_far.indicator.unit
    top = so_far.numerator + reached * ahead
    bottom = so_far.denominator + ahead
    return (
        f"({number(so_far.numerator)} + {percent(reached)} × {_number(ahead)}) /"
        f" ({number(so_far.denominator)} + {_number(ahead)}) = {_number(top)}/{_number(bottom)} ="
        f" {_rate(year, so_far)}. Dự kiến còn {_number(ahead)} {unit}:"
        f" {number(so_far.denominator)} {unit} / {so_far.months_reported} tháng có số liệu ×"
        f" {left} tháng còn lại."
    )


def _aim(so_far: YearSoFar) -> str:
    lower = so_far.indicator.direction is Direction.LOWER
    side = ("dưới " if lower else "trên ") if so_far.strict else ("không quá " if lower else "")
    assert so_far.target is not None
    return side + (_number(so_far.target) if so_far.is_count else percent(so_far.target))


def _rate(year: Fraction, so_far: YearSoFar) -> str:
    return percent(year, () if so_far.target is None else (so_far.target,))


def _number(value: Fraction) -> str:
    """Whole where it is whole, else with two decimals."""
    return number(value.numerator if value.denominator == 1 else round(float(value), 2))
