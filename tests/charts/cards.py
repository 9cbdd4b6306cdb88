"""Scorecards with one of every case, scored from figures, and what a figure says in words."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Kind, Milestone, Plan, Trajectory
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.scorecard import Scorecard, score
from tests.builders import make_indicator, make_plan, make_target, month

AS_OF = 4
TODAY = date(2026, 5, 4)
HOSTILE = '=Số hóa <b>hồ sơ</b> & "kết quả"'
FALLING_SHORT = "II.3-2"
STRICT = "II.7-1"
GROWING = "II.2-2"
UNTARGETED = "II.3-1"
NOT_ARISEN = "II.3-7"
SILENT = "II.5-1"
COUNTED = "II.7-2"


def make_every_case_plan() -> Plan:
    both = ("PVHXH", "VPHDND")
    return make_plan(
        make_indicator(GROWING, kind=Kind.STOCK, trajectory=Trajectory.LINEAR, base=Fraction(0)),
        make_indicator(UNTARGETED, targets=()),
        make_indicator(FALLING_SHORT, name=HOSTILE, departments=both),
        make_indicator(NOT_ARISEN),
        make_indicator(SILENT),
        make_indicator(STRICT, targets=(make_target(95, strict=True),)),
        make_indicator(COUNTED, kind=Kind.COUNT, targets=(make_target(1200),)),
        milestones=(
            Milestone("II.4-1", "II.4", "II.4", "", "Sắp xếp bộ máy", "VPHDND", date(2026, 2, 1)),
            Milestone(
                "II.4-2", "II.4", "II.4", "", "Bố trí cán bộ", "VPHDND", None, date(2026, 3, 1)
            ),
        ),
    )


def figures() -> Iterator[Figure]:
    """Month 2 is missing everywhere; "Phòng VH-XH" alone reports what both should."""
    for at in (1, 3, 4):
        yield Figure("PVHXH", GROWING, month(at), 5 * at, 60)
        yield Figure("PVHXH", UNTARGETED, month(at), 7, 10)
        yield Figure("PVHXH", FALLING_SHORT, month(at), 14, 20)
        yield Figure("PVHXH", NOT_ARISEN, month(at), 0, 0)
        # 2,499 of 2,500 in all: nearly, and never, 100%.
        yield Figure("PVHXH", STRICT, month(at), 833, 833 + (at == 4))
        yield Figure("PVHXH", COUNTED, month(at), 2, None)


def make_scorecard(period: ReportPeriod = ReportPeriod.YEAR, as_of: int = AS_OF) -> Scorecard:
    plan = make_every_case_plan()
    return score(plan, figures(), [], scope(period, month(as_of)), TODAY)


def make_empty_scorecard() -> Scorecard:
    plan = make_plan(make_indicator(), make_indicator("II.5-1"))
    return score(plan, [], [], scope(ReportPeriod.YEAR, month(1)), date(2026, 1, 16))


def traces(figure: go.Figure) -> list[dict[str, Any]]:
    return list(figure.to_dict()["data"])


def trace(figure: go.Figure, name: str) -> dict[str, Any]:
    """The only trace of this name that draws something (a legend's square does not)."""
    named = [t for t in traces(figure) if t.get("name") == name]
    drawn = [t for t in named if (t["x"], t["y"]) != ([None], [None])]
    assert len(drawn) == 1, [t.get("name") for t in traces(figure)]
    return drawn[0]


def texts(value: Any, key: str = "") -> Iterator[str]:
    """Every text that the figure can show."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from texts(part, name)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part, key)
    elif isinstance(value, str) and key in ("text", "name", "hovertext", "ticktext", "title"):
        yield value
