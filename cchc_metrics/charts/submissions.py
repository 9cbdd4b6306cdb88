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
    name_months,
    name_rows,
)
from cchc_metrics.charts.wording import MONTH_TICKS, MONTHS, Links, lines, linked, wrapped
from cchc_metrics.looks import PAPER, SUBMISSION_LOOKS, Look
from cchc_metrics.plan.model import Department
from cchc_metrics.scoring.reading import each, known
from cchc_metrics.scoring.receipts import SubmissionState

NAME_WIDTH = 24
CELL_HEIGHT = 56
LEGEND = 62
# Names and a legend on two lines.
NARROW_NAME_WIDTH, NARROW_LEGEND = 44, 84
_LOCKED = Look(OUTLINE, "■", PAPER)


def submission_matrix(
    frame: pd.DataFrame,
    departments: Sequence[Department],
    locked: Collection[int] = (),
    links: Links = (),
    narrow: bool = False,
) -> go.Figure:
    """Who sent which month and when: symbol and word in every cell, coloured by meaning.

    Months that are `locked` have their sign above the cells. `narrow` for phones: names stand
    above their cells, and symbols without words in them.
    """
    states = {(row.department, row.month): row for row in each(frame)}
    found = {SubmissionState(state) for state in frame["state"]}
    seen = [state for state in SubmissionState if state in found]
    figure = go.Figure([_state_cells(departments, states, state, narrow) for state in seen])
    figure.add_traces([legend_square(SUBMISSION_LOOKS[state], state.label) for state in seen])
    if locked:
        figure.add_trace(legend_square(_LOCKED, "Tháng đã chốt"))
    if narrow:
        _name_above(figure, departments, links)
    else:
        names = [linked(wrapped(d.name, NAME_WIDTH), d.code, links) for d in departments]
        name_rows(figure, names)
    side, top = (0, NARROW_LEGEND) if narrow else (8, LEGEND)
    apply_theme(
        figure,
        height=max(len(departments), 1) * CELL_HEIGHT + top + 8,
        margin={"l": side, "r": side, "t": top, "b": 8},
        showlegend=True,
        legend=legend_above(),
    )
    return name_months(figure, [_month(month, month in locked) for month in MONTHS], narrow)


def _name_above(figure: go.Figure, departments: Sequence[Department], links: Links) -> None:
    """Each name in the upper half of its row; `_state_cells` leaves it free."""
    figure.update_yaxes(range=[len(departments) - 0.5, -0.5], visible=False)
    figure.update_layout(
        annotations=[
            {
                "text": linked(wrapped(d.name, NARROW_NAME_WIDTH, lines=1), d.code, links),
                "x": 0.5,
                "y": place - 0.25,
                "xanchor": "left",
                "showarrow": False,
            }
            for place, d in enumerate(departments)
        ]
    )


def _month(month: int, is_locked: bool) -> str:
    tick = MONTH_TICKS[month - 1]
    return f"{tick}<br>{_LOCKED.symbol}" if is_locked else tick


def _state_cells(
    departments: Sequence[Department],
    states: dict[tuple[Any, Any], Any],
    state: SubmissionState,
    narrow: bool,
) -> go.Heatmap:
    look = SUBMISSION_LOOKS[state]
    nothing = [[None] * len(MONTHS)] if narrow else []
    grid = [
        line
        for d in departments
        for line in (*nothing, [states.get((d.code, month)) for month in MONTHS])
    ]
    hits = [[cell if cell and cell.state == state else None for cell in row] for row in grid]
    is_said = not narrow and state is not SubmissionState.NOT_DUE
    word = f"{look.symbol}<br>{state.label}" if is_said else look.symbol
    return go.Heatmap(
        name=state.label,
        x=list(MONTHS),
        y=[place * len(departments) / max(len(grid), 1) - 0.5 for place in range(len(grid) + 1)],
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
