"""What a plan is: areas, indicators with dated targets, milestones, tasks, duties, departments.

Ratios are exact fractions between 0 and 1 (95% is Fraction(95, 100)), counts whole numbers. What
the plan does not give is None or an empty tuple, never a guess; what the commune still has to
confirm stands in `assumption`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from cchc_metrics import words
from cchc_metrics.plan.limits import Bands, Limits
from cchc_metrics.plan.periods import Calendar


class Kind(StrEnum):
    """How an indicator's months add up."""

    FLOW = "flow"  # numerators and denominators are summed
    STOCK = "stock"  # a state at a date: the latest month counts
    COUNT = "count"  # a plain number, summed
    ON_TIME_REPORTS = "on_time_reports"  # computed from the record's own submissions


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"


class Trajectory(StrEnum):
    """What is expected during the year: the target itself, a straight line, or the plan's steps."""

    FLAT = "flat"
    LINEAR = "linear"
    STEPS = "steps"


class TargetRule(StrEnum):
    FIXED = "fixed"
    MUST_RISE = "must_rise"  # above the same window last year, else above the first months


_LIMIT_WORDS = {
    (Direction.HIGHER, False): "tối thiểu",
    (Direction.HIGHER, True): "trên",
    (Direction.LOWER, False): "tối đa",
    (Direction.LOWER, True): "dưới",
}
_LAST_YEAR = "so với cùng kỳ năm trước"
_LAST_YEAR_OR_FIRST_MONTHS = f"{_LAST_YEAR} (chưa có thì so với các tháng đầu có số liệu)"


@dataclass(frozen=True)
class Target:
    """A target, the day from which it holds and the document that sets it.

    `value` is None for MUST_RISE, whose value is a past rate. `strict` means above the
    value (or below it, where lower is better), not at it.
    """

    rule: TargetRule
    value: Fraction | None
    strict: bool
    holds_from: date
    document: str
    assumption: str = ""

    def in_words(self, kind: Kind, direction: Direction) -> str:
        """`100%`, `tối thiểu 80%`, `trên 95%`; where it must rise, all that it may be held against.

        Which of the two it was stands beside each result (`scoring.targets.origin_words`).
        """
        if self.rule is TargetRule.MUST_RISE or self.value is None:
            held_against = _LAST_YEAR if kind is Kind.COUNT else _LAST_YEAR_OR_FIRST_MONTHS
            return f"{'tăng' if direction is Direction.HIGHER else 'giảm'} {held_against}"
        amount = words.number(int(self.value)) if kind is Kind.COUNT else words.percent(self.value)
        if kind is not Kind.COUNT and self.value == 1 and direction is Direction.HIGHER:
            return amount
        return f"{_LIMIT_WORDS[direction, self.strict]} {amount}"


@dataclass(frozen=True)
class NationalLine:
    """What the whole country is to reach, where it is known; a note, never what judges."""

    value: Fraction
    source: str


@dataclass(frozen=True)
class Indicator:
    """One measured aim of section II, traceable by `place` and `wording`.

    `numerator` and `denominator` are definitions in words, `unit` the thing counted. `targets`
    stand in the order of their dates. `base` and `steps` serve linear and stepped trajectories.
    """

    code: str
    area: str
    place: str
    wording: str
    name: str
    kind: Kind
    direction: Direction
    trajectory: Trajectory
    unit: str
    numerator: str
    denominator: str
    departments: tuple[str, ...]
    lead: str
    targets: tuple[Target, ...]
    base: Fraction = Fraction(0)
    steps: tuple[Fraction, ...] = ()
    note: str = ""
    assumption: str = ""
    national: NationalLine | None = None

    def target_on(self, day: date) -> Target | None:
        """The target in force on a day; None before the first one or where none is set."""
        in_force = [target for target in self.targets if target.holds_from <= day]
        return in_force[-1] if in_force else None

    @property
    def is_reported(self) -> bool:
        """Whether departments type its figures (the others are computed from the record)."""
        return self.kind is not Kind.ON_TIME_REPORTS


@dataclass(frozen=True)
class Milestone:
    """An aim that is done or not done, with its day where one is set."""

    code: str
    area: str
    place: str
    wording: str
    name: str
    lead: str
    due_on: date | None = None
    done_on: date | None = None
    evidence: str = ""
    assumption: str = ""


@dataclass(frozen=True)
class Area:
    """One of the seven areas of reform."""

    code: str
    number: int
    name: str


@dataclass(frozen=True)
class Department:
    code: str
    name: str
    short_name: str
    is_focal: bool = False


@dataclass(frozen=True)
class Task:
    """An item of section III."""

    code: str
    place: str
    area: str
    wording: str
    lead: str
    departments: tuple[str, ...] = ()
    due_on: date | None = None
    assumption: str = ""


@dataclass(frozen=True)
class Duty:
    """An item of section IV."""

    code: str
    place: str
    wording: str
    departments: tuple[str, ...]


@dataclass(frozen=True)
class Commune:
    code: str
    name: str
    province: str
    agency: str
    parent_agency: str


@dataclass(frozen=True)
class Plan:
    """A commune's plan for one year."""

    code: str
    version: str
    title: str
    commune: Commune
    calendar: Calendar
    bands: Bands
    areas: tuple[Area, ...]
    departments: tuple[Department, ...]
    indicators: tuple[Indicator, ...]
    milestones: tuple[Milestone, ...]
    tasks: tuple[Task, ...]
    duties: tuple[Duty, ...]
    assumptions: tuple[str, ...] = ()
    limits: Limits = Limits()

    def indicator(self, code: str) -> Indicator:
        """Raise KeyError for an unknown code."""
        return _by_code(self.indicators, code)

    def department(self, code: str) -> Department:
        """Raise KeyError for an unknown code."""
        return _by_code(self.departments, code)

    def area(self, code: str) -> Area:
        """Raise KeyError for an unknown code."""
        return _by_code(self.areas, code)

    def indicators_of(self, department: str) -> tuple[Indicator, ...]:
        """What a department types each month, in the plan's order."""
        return tuple(i for i in self.indicators if i.is_reported and department in i.departments)

    @property
    def reporting_departments(self) -> tuple[Department, ...]:
        return tuple(d for d in self.departments if self.indicators_of(d.code))

    def codes(self) -> Iterator[str]:
        for group in (self.areas, self.indicators, self.milestones, self.tasks, self.duties):
            yield from (item.code for item in group)


_T = TypeVar("_T", Area, Department, Indicator)


def _by_code(items: tuple[_T, ...], code: str) -> _T:
    for item in items:
        if item.code == code:
            return item
    raise KeyError(code)
