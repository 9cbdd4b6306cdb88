"""Departments side by side: the values of one indicator."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cchc_metrics.charts.theme import FONT_SIZE, TARGET_LINE, TRACK_FILL, apply_theme, name_rows
from cchc_metrics.charts.wording import escaped, figures_text, lines, target_text, wrapped
from cchc_metrics.looks import ACCENT
from cchc_metrics.plan.model import Department, Indicator, Kind
from cchc_metrics.scoring.reading import each, known
from cchc_metrics.scoring.scorecard import Scorecard

TOGETHER = "Toàn xã (cộng các đơn vị)"
NOT_SENT = "chưa gửi"
NAME_WIDTH = 30
ROW_HEIGHT = 54
LABEL_AT = 1.02
AXIS_END = 1.4


def department_bars(
    scorecard: Scorecard, indicator_code: str, departments: Sequence[Department]
) -> go.Figure:
    """The given departments' values in their order, and their sum below.

    One that sent nothing has no bar. Percentages are not averaged: the sum has its own parts.
    """
    indicator = scorecard.plan.indicator(indicator_code)
    frame = scorecard.by_department
    own = frame[frame["indicator"] == indicator_code]
    found = {row.department: row for row in each(own)}
    rows = [*(found.get(department.code) for department in departments), _together(own)]
    scale = _scale(indicator, rows)
    figure = go.Figure([_tracks(rows), _bars(indicator, rows, scale), _labels(indicator, rows)])
    _add_target(figure, scorecard, indicator)
    names = [*(department.name for department in departments), TOGETHER]
    name_rows(figure, [wrapped(name, NAME_WIDTH) for name in names])
    figure.update_xaxes(range=[0, AXIS_END], visible=False)
    return apply_theme(
        figure,
        height=max(len(rows), 1) * ROW_HEIGHT + 40,
        margin={"l": 8, "r": 8, "t": 32, "b": 8},
        barmode="overlay",
        bargap=0.45,
    )


def _together(own: pd.DataFrame) -> Any:
    """The departments' sum as one more row."""
    top, bottom = (own[name].sum() for name in ("numerator", "denominator"))
    is_count = own["denominator"].isna().all()
    whole = 1 if is_count else int(bottom)
    return SimpleNamespace(
        numerator=int(top),
        denominator=None if is_count else whole,
        value=int(top) / whole if whole else None,
        months_reported=own["months_reported"].max(),
        months_expected=own["months_expected"].max(),
    )


def _scale(indicator: Indicator, rows: list[Any]) -> float:
    """What a whole bar stands for: 100%, or the greatest count."""
    if indicator.kind is not Kind.COUNT:
        return 1.0
    return max((float(row.value) for row in rows if _sent(row) and known(row.value)), default=1.0)


def _sent(row: Any) -> bool:
    return row is not None and bool(known(row.months_reported))


def _tracks(rows: list[Any]) -> go.Bar:
    return go.Bar(
        x=[1] * len(rows),
        y=list(range(len(rows))),
        orientation="h",
        marker={"color": TRACK_FILL, "line": {"width": 0}},
        hoverinfo="skip",
    )


def _bars(indicator: Indicator, rows: list[Any], scale: float) -> go.Bar:
    values = [known(row.value) if _sent(row) else None for row in rows]
    return go.Bar(
        name=escaped(indicator.name),
        x=[None if value is None else float(value) / scale for value in values],
        y=list(range(len(rows))),
        orientation="h",
        marker={"color": ACCENT, "line": {"width": 0}},
        hovertext=[_hover(indicator, row) for row in rows],
        hoverinfo="text",
    )


def _labels(indicator: Indicator, rows: list[Any]) -> go.Scatter:
    return go.Scatter(
        x=[LABEL_AT] * len(rows),
        y=list(range(len(rows))),
        mode="text",
        text=[f"<b>{_figures(indicator, row)}</b>" for row in rows],
        textposition="middle right",
        textfont={"size": FONT_SIZE},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _figures(indicator: Indicator, row: Any) -> str:
    if not _sent(row):
        return NOT_SENT
    return figures_text(indicator.kind, known(row.numerator), known(row.denominator))


def _hover(indicator: Indicator, row: Any) -> str:
    if not _sent(row):
        return NOT_SENT.capitalize()
    months = f"{row.months_reported}/{row.months_expected} tháng có số liệu"
    return lines(_figures(indicator, row), months)


def _add_target(figure: go.Figure, scorecard: Scorecard, indicator: Indicator) -> None:
    row = scorecard.rows[scorecard.rows["indicator"] == indicator.code].iloc[0]
    target = known(row["target"])
    # A commune's count is not asked of each department.
    if target is None or indicator.kind is Kind.COUNT:
        return
    figure.add_vline(x=target, line={"color": TARGET_LINE, "width": 2.5, "dash": "dash"})
    figure.add_annotation(
        x=target,
        y=1,
        yref="paper",
        yanchor="bottom",
        text=f"<b>{target_text(indicator, target, bool(known(row['strict'])))}</b>",
        showarrow=False,
    )
