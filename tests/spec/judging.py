"""Judge one indicator by monthly figures written in a line, for the tests of this folder."""

from datetime import date
from typing import Any

from cchc_metrics.plan.model import Kind
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.scorecard import Scorecard, score
from tests.builders import YEAR, make_figure, make_indicator, make_plan, month

CODE = "II.3-2"
YEAR_END = date(2026, 12, 31)


def figures_of(line: str, kind: Kind = Kind.FLOW, year: int = YEAR) -> list[Any]:
    """`1:19/25 2:20/25` -> figures of months 1 and 2; `1:4` for counts."""
    found = []
    for cell in line.replace("–", "").split():
        at, parts = cell.split(":")
        numerator, *denominator = (int(part) for part in parts.split("/"))
        bottom = None if kind is Kind.COUNT else denominator[0]
        found.append(make_figure(numerator, bottom, month=month(int(at), year)))
    return found


def judged(
    line: str,
    *,
    period: str = "Y",
    as_of: int = 12,
    today: date = YEAR_END,
    last_year: str = "",
    **indicator: Any,
) -> dict[str, Any]:
    """The JSON row of an indicator with these figures and these changes to the default."""
    kind = indicator.get("kind", Kind.FLOW)
    sent = figures_of(line, kind) + figures_of(last_year, kind, YEAR - 1)
    card = scored(sent, period, as_of, today, **indicator)
    return card.records()[0]


def scored(
    sent: list[Any], period: str, as_of: int, today: date = YEAR_END, **indicator: Any
) -> Scorecard:
    plan = make_plan(make_indicator(CODE, **indicator))
    return score(plan, sent, [], scope(ReportPeriod(period), month(as_of)), today)
