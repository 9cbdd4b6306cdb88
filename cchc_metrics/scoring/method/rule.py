"""What a rule says, where it comes from, and one case of it as the scoring code finds it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import (
    Direction,
    Indicator,
    Kind,
    Plan,
    Target,
    TargetRule,
    Trajectory,
)
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, scope
from cchc_metrics.scoring.scorecard import Scorecard, score

CODE = "VD"
# Month -> numerator and denominator; a count has None below.
Months = Mapping[int, tuple[int, int | None]]


@dataclass(frozen=True)
class Rule:
    """`given` are made-up figures in words, `found` what the scoring says of them, line by line."""

    title: str
    says: str
    source: str
    given: str
    found: tuple[str, ...]
    formula: str = ""


Writer = Callable[[Plan], Rule]


def every_month(numerator: int, denominator: int | None, last: int, first: int = 1) -> Months:
    return dict.fromkeys(range(first, last + 1), (numerator, denominator))


def target(plan: Plan, percent: int | None, strict: bool = False) -> tuple[Target, ...]:
    """A target that holds all year; None makes one that must rise."""
    rule = TargetRule.MUST_RISE if percent is None else TargetRule.FIXED
    value = None if percent is None else Fraction(percent, 100)
    start = plan.calendar.window(plan.calendar.months[0]).start
    return (Target(rule, value, strict or percent is None, start, "Ví dụ"),)


def indicator(plan: Plan, code: str = CODE, **changes: Any) -> Indicator:
    """A flow of "hồ sơ" that one department reports, without a target."""
    department = plan.departments[0].code
    made = Indicator(
        code=code,
        area=plan.areas[0].code,
        place="",
        wording="",
        name=f"Ví dụ {code}",
        kind=Kind.FLOW,
        direction=Direction.HIGHER,
        trajectory=Trajectory.FLAT,
        unit="hồ sơ",
        numerator="",
        denominator="",
        departments=(department,),
        lead=department,
        targets=(),
    )
    return replace(made, **changes)


def scored(
    plan: Plan,
    months: Months,
    at: int,
    period: ReportPeriod = ReportPeriod.YEAR,
    last_year: Months | None = None,
    **changes: Any,
) -> Scorecard:
    """One indicator with these changes, judged at a month; no figure is due yet."""
    one = indicator(plan, **changes)
    sent = _figures(one, months, plan.calendar.year)
    sent += _figures(one, last_year or {}, plan.calendar.year - 1)
    return scored_plan(replace(plan, indicators=(one,), milestones=()), sent, at, period)


def scored_plan(
    plan: Plan, sent: list[Figure], at: int, period: ReportPeriod = ReportPeriod.YEAR
) -> Scorecard:
    year = plan.calendar.year
    today = plan.calendar.window(plan.calendar.months[0]).start
    return score(plan, sent, [], scope(period, ReportingMonth(year, at)), today)


def _figures(one: Indicator, months: Months, year: int) -> list[Figure]:
    return [
        Figure(department, one.code, ReportingMonth(year, month), *parts)
        for department in one.departments
        for month, parts in months.items()
    ]


def sentence(card: Scorecard) -> str:
    """What the scoring says of the only indicator."""
    return str(card.rows["reason"].iloc[0])
