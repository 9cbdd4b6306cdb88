"""How far each area of reform has come: one bar an area, in the plan's order."""

from typing import Any

import plotly.graph_objects as go

from cchc_metrics import words
from cchc_metrics.charts.theme import (
    ACCENT,
    FONT_SIZE,
    TRACK_FILL,
    apply_theme,
    name_rows,
)
from cchc_metrics.charts.wording import each, escaped, exact, known, lines, wrapped
from cchc_metrics.scoring.scorecard import Scorecard

ROW_HEIGHT = 56
NAME_WIDTH = 38
LABEL_AT = 1.02
# Room behind the tracks for "87,5% · 11/12 chỉ tiêu".
AXIS_END = 1.5


def area_progress(scorecard: Scorecard) -> go.Figure:
    """Bars of progress, each with its coverage; an area with no figure has no bar, not a 0."""
    areas = each(scorecard.areas)
    rows = list(range(len(areas)))
    figure = go.Figure([_tracks(rows), _bars(areas, rows), _labels(areas, rows)])
    figure.update_xaxes(range=[0, AXIS_END], visible=False)
    name_rows(figure, [wrapped(f"{area.number}. {area.name}", NAME_WIDTH) for area in areas])
    height = max(len(rows), 1) * ROW_HEIGHT + 16
    return apply_theme(figure, height=height, barmode="overlay", bargap=0.45)


def _tracks(rows: list[int]) -> go.Bar:
    """What a whole bar would be, so that a length can be read without an axis."""
    return go.Bar(
        x=[1] * len(rows),
        y=rows,
        orientation="h",
        marker={"color": TRACK_FILL, "line": {"width": 0}},
        hoverinfo="skip",
    )


def _bars(areas: list[Any], rows: list[int]) -> go.Bar:
    return go.Bar(
        name="Tiến độ",
        x=[known(area.progress) for area in areas],
        y=rows,
        orientation="h",
        marker={"color": ACCENT, "line": {"width": 0}},
        hovertext=[_hover(area) for area in areas],
        hoverinfo="text",
    )


def _labels(areas: list[Any], rows: list[int]) -> go.Scatter:
    """In one column behind the tracks, so that they can be read downwards."""
    return go.Scatter(
        x=[LABEL_AT] * len(rows),
        y=rows,
        mode="text",
        text=[_label(area) for area in areas],
        textposition="middle right",
        textfont={"size": FONT_SIZE},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _label(area: Any) -> str:
    coverage = f"{area.covered}/{area.total} chỉ tiêu"
    if known(area.progress) is None:
        return f"{words.NO_FIGURES} · {coverage}"
    return f"<b>{words.percent(exact(float(area.progress)))}</b> · {coverage}"


def _hover(area: Any) -> str:
    late = f"{area.lagging} chỉ tiêu chậm" if area.lagging else "Không có chỉ tiêu chậm"
    return lines(f"<b>{escaped(area.name)}</b>", _label(area), late)
