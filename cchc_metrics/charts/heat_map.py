"""Every indicator in every month at one look: indicator × month, coloured by cumulative status."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from cchc_metrics import words
from cchc_metrics.charts.theme import (
    SMALL_FONT_SIZE,
    apply_theme,
    legend_above,
    legend_square,
    name_months,
)
from cchc_metrics.charts.wording import (
    MONTHS,
    Links,
    escaped,
    figures_text,
    folded,
    is_strict,
    lines,
    linked,
    status_text,
    target_text,
)
from cchc_metrics.looks import LOOKS
from cchc_metrics.plan.model import Area, Indicator, Kind, Plan
from cchc_metrics.scoring.reading import each, known
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.status import Status

# Heights in pixels: the y axis counts pixels, so that two-line names get the room they need.
ONE_LINE = 27
TWO_LINES = 40
HEADING = 29
NAME_WIDTH = 44
LEGEND = 62
# On a phone an entry of the legend takes half the width.
NARROW_LEGEND = 112


@dataclass(frozen=True)
class _Row:
    """One line of the map: an indicator's cells, or (without one) words above cells."""

    label: str
    top: int
    bottom: int
    code: str = ""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class _Month:
    """What one cell says."""

    status: Status
    hover: str


def status_heat_map(scorecard: Scorecard, links: Links = (), narrow: bool = False) -> go.Figure:
    """Months that have not come yet stay blank; the symbol says what the colour says.

    `narrow` for phones: names stand above their cells, which get the whole width.
    """
    rows = _rows(scorecard, links, narrow)
    months = _months(scorecard)
    found = {month.status for month in months.values()}
    seen = [status for status in Status if status in found]
    figure = go.Figure([_cells(rows, months, status) for status in seen])
    figure.add_traces([legend_square(LOOKS[status], status.label) for status in seen])
    bottom = rows[-1].bottom if rows else HEADING
    figure.update_yaxes(
        tickvals=[row.middle for row in rows if row.code],
        ticktext=[row.label for row in rows if row.code],
        range=[bottom, 0],
        showgrid=False,
        automargin=True,
    )
    _add_words(figure, rows)
    legend = NARROW_LEGEND if narrow else LEGEND
    margin = {"l": 0 if narrow else 8, "r": 0 if narrow else 8, "t": legend, "b": 4}
    apply_theme(
        figure, height=bottom + legend + 4, margin=margin, showlegend=True, legend=legend_above()
    )
    return name_months(figure, narrow=narrow)


def _rows(scorecard: Scorecard, links: Links, narrow: bool) -> list[_Row]:
    """Headings and indicators in the plan's order, each below the one before."""
    rows: list[_Row] = []
    top = 0
    for area in scorecard.plan.areas:
        indicators = [i for i in scorecard.plan.indicators if i.area == area.code]
        if not indicators:
            continue
        rows.append(_heading(area, top))
        for indicator in indicators:
            rows.extend(_lines(indicator, rows[-1].bottom, links, narrow))
        top = rows[-1].bottom
    return rows


def _heading(area: Area, top: int) -> _Row:
    return _Row(f"<b>{area.number}. {escaped(area.name)}</b>", top, top + HEADING)


def _lines(indicator: Indicator, top: int, links: Links, narrow: bool) -> list[_Row]:
    parts = folded(f"{indicator.code}  {indicator.name}", NAME_WIDTH)
    height = TWO_LINES if len(parts) > 1 else ONE_LINE
    name = linked("<br>".join(escaped(part) for part in parts), indicator.code, links)
    if not narrow:
        return [_Row(name, top, top + height, indicator.code)]
    named = _Row(name, top, top + height)
    return [named, _Row("", named.bottom, named.bottom + ONE_LINE, indicator.code)]


def _add_words(figure: go.Figure, rows: list[_Row]) -> None:
    """Above its cells an area's name may be long; on the left it would take their room."""
    figure.update_layout(
        annotations=[
            {
                "text": row.label,
                "x": 0.5,
                "y": row.middle,
                "xanchor": "left",
                "align": "left",
                "showarrow": False,
            }
            for row in rows
            if not row.code
        ]
    )


def _months(scorecard: Scorecard) -> dict[tuple[str, int], _Month]:
    """The months that have come, by indicator and month."""
    plan = scorecard.plan
    indicators = {indicator.code: indicator for indicator in plan.indicators}
    come = scorecard.monthly[scorecard.monthly["status"].notna()]
    return {
        (month.indicator, month.month): _Month(
            Status(month.status), _hover(plan, indicators[month.indicator], month)
        )
        for month in each(come)
    }


def _cells(rows: list[_Row], months: dict[tuple[str, int], _Month], status: Status) -> go.Heatmap:
    """The cells of one status; one trace a status gives each its own colour of text."""
    look = LOOKS[status]
    grid = [[months.get((row.code, number)) for number in MONTHS] for row in rows]
    hits = [[m if m and m.status is status else None for m in line] for line in grid]
    return go.Heatmap(
        name=status.label,
        x=list(MONTHS),
        y=[rows[0].top, *(row.bottom for row in rows)],
        z=[[1 if month else None for month in line] for line in hits],
        text=[[look.symbol if month else "" for month in line] for line in hits],
        texttemplate="%{text}",
        textfont={"color": look.text, "size": SMALL_FONT_SIZE + 2},
        colorscale=[[0, look.colour], [1, look.colour]],
        zmin=0,
        zmax=1,
        showscale=False,
        hovertext=[[month.hover if month else "" for month in line] for line in hits],
        hoverinfo="text",
        hoverongaps=False,
        xgap=2,
        ygap=2,
    )


def _hover(plan: Plan, indicator: Indicator, month: Any) -> str:
    target = known(month.target)
    this_month = figures_text(
        indicator.kind, known(month.numerator), known(month.denominator), target
    )
    so_far = figures_text(
        indicator.kind, known(month.cum_numerator), known(month.cum_denominator), target
    )
    return lines(
        f"<b>{indicator.code}</b> {escaped(indicator.name)}",
        f"Tháng {month.month}: {this_month if month.reported else words.NO_FIGURES}",
        f"{'Hiện trạng' if indicator.kind is Kind.STOCK else 'Lũy kế'}: {so_far}",
        target_text(indicator, target, is_strict(plan, indicator, month.month)),
        f"<b>{status_text(Status(month.status))}</b>",
    )
