"""Random plans, figures and receipts, small enough to read and mean enough to find mistakes."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from hypothesis import strategies as st

from cchc_metrics.plan.figures import Figure, Receipt
from cchc_metrics.plan.model import Direction, Kind, Milestone, Trajectory
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, scope
from tests.builders import START, YEAR, make_indicator, make_plan, make_target, month

DEPARTMENTS = ("VPHDND", "PVHXH")
DAYS = st.dates(date(2025, 12, 1), date(2027, 1, 31))
AS_OF = (10, 12, 6, 9, 3, 4, 1, 2, 5, 7, 8, 11)
PERCENTS = st.sampled_from([0, 5, 50, 80, "95.5", 95, 100, None, None])
SHARES = st.sampled_from([Fraction(n, 20) for n in range(21)])


@st.composite
def targets(draw):
    later = date(2026, 4, 20)
    starts = draw(st.sampled_from([(START,), (START, later), (later,), ()]))
    return tuple(
        make_target(draw(PERCENTS), strict=draw(st.booleans()), holds_from=day) for day in starts
    )


@st.composite
def indicators(draw, code):
    return make_indicator(
        code,
        kind=draw(st.sampled_from([Kind.FLOW, Kind.FLOW, *Kind])),
        direction=draw(st.sampled_from(Direction)),
        trajectory=draw(st.sampled_from(Trajectory)),
        base=draw(SHARES),
        steps=tuple(draw(st.lists(SHARES, min_size=12, max_size=12))),
        departments=draw(st.sampled_from([DEPARTMENTS, DEPARTMENTS[:1], DEPARTMENTS[1:], ()])),
        targets=draw(targets()),
    )


@st.composite
def milestones(draw, code):
    due_on, done_on = draw(st.none() | DAYS), draw(st.none() | DAYS)
    return Milestone(code, "II.4", "", "", "Việc phải xong", "PVHXH", due_on, done_on)


@st.composite
def plans(draw):
    chosen = [draw(indicators(f"II.{n}-1")) for n in range(1, draw(st.integers(1, 3)) + 1)]
    return make_plan(*chosen, milestones=(draw(milestones("II.4-9")),))


@st.composite
def figures(draw, plan, largest=30):
    """At most one figure for a department, indicator and month, of this year and the last.

    A seed fills the months: drawing each cell would leave most of them empty. Every other indicator
    lies on an edge: all its months have the rate at which the target is met or a band begins.
    """
    dice = Random(draw(st.integers(0, 2**32)))
    sent = []
    for indicator in plan.indicators:
        success, reported = dice.random(), dice.choice([0.2, 0.9, 1])
        edge = dice.choice([None, dice.choice(_edges(indicator))])
        last_year = dice.choice([0, 0.3, 1])
        for department in DEPARTMENTS:
            for at in range(1, 13):
                for year, chance in ((YEAR, reported), (YEAR - 1, last_year)):
                    if dice.random() < chance:
                        place = department, indicator.code, ReportingMonth(year, at)
                        figure = _figure(dice, place, indicator.kind, success, largest)
                        sent.append(figure if edge is None else _on_edge(dice, figure, edge))
    return sent


def _figure(dice, place, kind, success, largest):
    bottom = dice.choice([0, dice.randint(0, 20), dice.randint(0, largest)])
    top = dice.choice([0, bottom, round(bottom * success), dice.randint(0, bottom)])
    if kind is Kind.COUNT:
        return Figure(*place, dice.randint(0, 3) or top, None)
    return Figure(*place, min(top, bottom), bottom)


def _on_edge(dice, figure, edge):
    if figure.denominator is None:
        return figure
    bottom = 20 * edge.denominator * dice.randint(0, 2)
    return replace(figure, numerator=int(bottom * edge), denominator=bottom)


def _edges(indicator):
    values = [target.value for target in indicator.targets if target.value is not None]
    bands = Fraction(1), Fraction(95, 100), Fraction(60, 100)
    return [value * band for value in values for band in bands] or [Fraction(1, 2)]


@st.composite
def receipts(draw, plan):
    sent = []
    for department in DEPARTMENTS:
        for number in draw(st.lists(st.integers(1, 12), unique=True)):
            due_on = plan.calendar.due_on(month(number))
            late = timedelta(days=draw(st.integers(-2, 2)))
            sent.append(Receipt(department, month(number), due_on + late))
    return sent


@st.composite
def scopes(draw):
    return scope(draw(st.sampled_from(ReportPeriod)), month(draw(st.sampled_from(AS_OF))))


@st.composite
def cases(draw, largest=30):
    """(plan, figures, receipts, scope, today), the arguments of `score`."""
    plan = draw(plans())
    sent = draw(figures(plan, largest)), draw(receipts(plan))
    return plan, *sent, draw(scopes()), draw(DAYS)
