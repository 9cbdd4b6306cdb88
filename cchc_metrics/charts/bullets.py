"""Value against target, one line an indicator: what is reached, what should be, what is asked."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cchc_metrics.charts.theme import (
    OUTLINE,
    TARGET_LINE,
    TRACK_FILL,
    apply_theme,
    legend_above,
    words_above,
)
from cchc_metrics.charts.wording import (
    Links,
    escaped,
    figures_text,
    lines,
    linked,
    marks_text,
    status_text,
    target_text,
    value_text,
    wrapped,
)
from cchc_metrics.looks import LOOKS
from cchc_metrics.plan.model import Kind, Plan
from cchc_metrics.scoring.reading import known
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.status import Status

ROW_HEIGHT = 62
LEGEND = 34
NAME_WIDTH = 90
MILESTONE = "milestone"
BAR_WIDTH = 0.28
# Within a row of height 1 the words stand above the bar.
NAME_AT = -0.27
BAR_AT = 0.16


def bullet(scorecard: Scorecard, code: str) -> go.Figure:
    """One indicator or milestone."""
    row = scorecard.rows.loc[scorecard.rows["indicator"] == code].iloc[0]
    return _figure(scorecard.plan, [row], legend=False)


def bullets(scorecard: Scorecard, area: str, links: Links = ()) -> go.Figure:
    """All indicators and milestones of an area, in the plan's order."""
    chosen = scorecard.rows[scorecard.rows["area"] == area]
    rows = [row for _, row in chosen.iterrows()]
    return _figure(scorecard.plan, rows, legend=True, links=links)


def _figure(plan: Plan, rows: list["pd.Series[Any]"], legend: bool, links: Links = ()) -> go.Figure:
    measured = [(place, row) for place, row in enumerate(rows) if row["kind"] != MILESTONE]
    figure = go.Figure([_tracks(measured), _bars(plan, measured), *_marks(measured)])
    names = [
        f"{row['indicator']}  {wrapped(str(row['name']), NAME_WIDTH, lines=1)}" for row in rows
    ]
    words_above(
        figure,
        (
            (place + NAME_AT, linked(name, row["indicator"], links), _label(row))
            for place, (name, row) in enumerate(zip(names, rows, strict=True))
        ),
    )
    figure.update_xaxes(range=[0, _end(rows)], visible=False)
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5], visible=False)
    top = LEGEND if legend else 4
    return apply_theme(
        figure,
        height=max(len(rows), 1) * ROW_HEIGHT + top + 4,
        margin={"l": 8, "r": 8, "t": top, "b": 4},
        barmode="overlay",
        showlegend=legend,
        legend=legend_above(),
    )


def _tracks(measured: list[tuple[int, "pd.Series[Any]"]]) -> go.Bar:
    return go.Bar(
        x=[1] * len(measured),
        y=[place + BAR_AT for place, _ in measured],
        width=BAR_WIDTH,
        orientation="h",
        marker={"color": TRACK_FILL, "line": {"width": 0}},
        hoverinfo="skip",
        showlegend=False,
    )


def _bars(plan: Plan, measured: list[tuple[int, "pd.Series[Any]"]]) -> go.Bar:
    return go.Bar(
        name="Kết quả",
        x=[_share(row, row["value"]) for _, row in measured],
        y=[place + BAR_AT for place, _ in measured],
        width=BAR_WIDTH,
        orientation="h",
        marker={
            "color": [LOOKS[Status(row["status"])].colour for _, row in measured],
            "line": {"color": OUTLINE, "width": 1},
        },
        hovertext=[_hover(plan, row) for _, row in measured],
        hoverinfo="text",
        showlegend=False,
    )


def _marks(measured: list[tuple[int, "pd.Series[Any]"]]) -> list[go.Scatter]:
    """The target as a thick stroke across the bar, today's trajectory as a thin one beside it."""
    strokes = [
        ("Chỉ tiêu giao", "target", measured, 17, 5),
        ("Mức phải có đến nay", "expected", [m for m in measured if _on_the_way(m[1])], 17, 2),
    ]
    return [
        go.Scatter(
            name=name,
            x=[_share(row, row[column]) for _, row in which],
            y=[place + BAR_AT for place, _ in which],
            mode="markers",
            marker={
                "symbol": "line-ns",
                "size": size,
                "line": {"color": TARGET_LINE, "width": width},
            },
            hovertext=[
                f"{name}: {value_text(row['kind'], known(row[column]))}" for _, row in which
            ],
            hoverinfo="text",
            cliponaxis=False,
            showlegend=bool(which),
        )
        for name, column, which, size, width in strokes
    ]


def _on_the_way(row: "pd.Series[Any]") -> bool:
    """Whether the trajectory asks for something else than the target itself by now."""
    expected = known(row["expected"])
    return expected is not None and expected != known(row["target"])


def _label(row: "pd.Series[Any]") -> str:
    status = status_text(Status(row["status"]))
    if row["kind"] == MILESTONE:
        return status
    figures = figures_text(
        row["kind"], known(row["numerator"]), known(row["denominator"]), known(row["target"])
    )
    told = Status(row["status"]) in (Status.NO_DATA, Status.NOT_ARISEN)
    return status if told else f"<b>{figures}</b> · {status}"


def _share(row: "pd.Series[Any]", cell: Any) -> float | None:
    """Where a value lies on the common axis of 0 to 100%; a count lies there by its target."""
    value = known(cell)
    if value is None or row["kind"] != Kind.COUNT:
        return None if value is None else float(value)
    target = known(row["target"])
    return float(value) / float(target) if target else None


def _end(rows: list["pd.Series[Any]"]) -> float:
    reached = [_share(row, row["value"]) for row in rows if row["kind"] != MILESTONE]
    return max([1.0, *(value for value in reached if value is not None)]) * 1.01


def _hover(plan: Plan, row: "pd.Series[Any]") -> str:
    indicator = plan.indicator(row["indicator"])
    return lines(
        f"<b>{row['indicator']}</b> {escaped(str(row['name']))}",
        _label(row),
        target_text(indicator, known(row["target"]), bool(known(row["strict"]))),
        marks_text(row).capitalize(),
    )
