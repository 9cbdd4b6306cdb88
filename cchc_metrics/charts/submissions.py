"""Who sent which month in time: department × month."""

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from cchc_metrics import words
from cchc_metrics.charts.theme import (
    OUTLINE,
    SMALL_FONT_SIZE,
    apply_theme,
    legend_above,
    legend_square,
    name_rows,
)
from cchc_metrics.charts.wording import MONTH_TICKS, MONTHS, Links, lines, linked, wrapped
from cchc_metrics.looks import PAPER, SUBMISSION_LOOKS, Look
from cchc_metrics.plan.model import Department
from cchc_metrics.scoring.reading import each, known
from cchc_metrics.scoring.receipts import SubmissionState

NAME_WIDTH = 24
CELL_HEIGHT = 56
_LOCKED = Look(OUTLINE, "■", PAPER)


def submission_matrix(
    frame: pd.DataFrame,
    departments: Sequence[Department],
    locked: Collection[int] = (),
    links: Links = (),
) -> go.Figure:
    """Who sent which month and when: symbol and word in every cell, coloured by meaning.

    Months that are `locked` have their sign above the cells.
    """
    states = {(row.department, row.month): row for row in each(frame)}
    found = {SubmissionState(state) for state in frame["state"]}
    seen = [state for state in SubmissionState if state in found]
    figure = go.Figure([_state_cells(departments, states, state) for state in seen])
    figure.add_traces([legend_square(SUBMISSION_LOOKS[state], state.label) for state in seen])
    if locked:
        figure.add_trace(legend_square(_LOCKED, "Tháng đã chốt"))
    names = [linked(wrapped(d.name, NAME_WIDTH), d.code, links) for d in departments]
    name_rows(figure, names)
    months = [_month(month, month in locked) for month in MONTHS]
    figure.update_xaxes(
        tickvals=MONTHS, ticktext=months, range=[0.5, 12.5], side="top", showgrid=False
    )
    return apply_theme(
        figure,
        height=max(len(departments), 1) * CELL_HEIGHT + 70,
        margin={"l": 8, "r": 8, "t": 62, "b": 8},
        showlegend=True,
        legend=legend_above(),
    )


def _month(month: int, is_locked: bool) -> str:
    tick = MONTH_TICKS[month - 1]
    return f"{tick}<br>{_LOCKED.symbol}" if is_locked else tick


def _state_cells(
    departments: Sequence[Department],
    states: dict[tuple[Any, Any], Any],
    state: SubmissionState,
) -> go.Heatmap:
    look = SUBMISSION_LOOKS[state]
    grid = [[states.get((d.code, month)) for month in MONTHS] for d in departments]
    hits = [[cell if cell and cell.state == state else None for cell in row] for row in grid]
    word = (
        f"{look.symbol}<br>{state.label}" if state is not SubmissionState.NOT_DUE else look.symbol
    )
    return go.Heatmap(
        name=state.label,
        x=list(MONTHS),
        y=list(range(len(departments))),
        z=[[1 if cell else None for cell in row] for row in hits],
        text=[[word if cell else "" for cell in row] for row in hits],
        texttemplate="%{text}",
        textfont={"color": look.text, "size": SMALL_FONT_SIZE},
        colorscale=[[0, look.colour], [1, look.colour]],
        zmin=0,
        zmax=1,
        showscale=False,
        hovertext=[[_sheet_hover(cell) if cell else "" for cell in row] for row in hits],
        hoverinfo="text",
        hoverongaps=False,
        xgap=3,
        ygap=3,
    )


def _sheet_hover(sheet: Any) -> str:
    state = SubmissionState(sheet.state)
    sent_on = known(sheet.sent_on)
    return lines(
        f"<b>Tháng {sheet.month}</b>: {state.label.lower()}",
        f"Gửi ngày {words.day(sent_on)}" if sent_on else "",
        f"Hạn gửi: {words.day(sheet.due_on)}",
    )
