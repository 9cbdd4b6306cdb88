"""How far each area of reform has come: one bar an area, in the plan's order."""

from typing import Any

import plotly.graph_objects as go

from cchc_metrics import words
from cchc_metrics.charts.theme import TRACK_FILL, apply_theme, words_above
from cchc_metrics.charts.wording import Links, escaped, lines, linked, wrapped
from cchc_metrics.looks import ACCENT
from cchc_metrics.scoring.reading import each, known
from cchc_metrics.scoring.scorecard import Scorecard

ROW_HEIGHT = 58
# As much of a name as stands above half a screen's bar beside its figures.
NAME_WIDTH = 38
NAME_AT, BAR_AT, BAR_WIDTH = -0.22, 0.2, 0.3


def area_progress(scorecard: Scorecard, links: Links = ()) -> go.Figure:
    """Bars of progress with their coverage; an area that cannot be judged has no bar, not a 0."""
    areas = each(scorecard.areas)
    places = [place + BAR_AT for place in range(len(areas))]
    figure = go.Figure([_tracks(places), _bars(areas, places)])
    names = [wrapped(f"{area.number}. {area.name}", NAME_WIDTH, lines=1) for area in areas]
    words_above(
        figure,
        (
            (place + NAME_AT, linked(name, area.area, links), _label(area))
            for place, (name, area) in enumerate(zip(names, areas, strict=True))
        ),
    )
    figure.update_xaxes(range=[0, 1], visible=False)
    figure.update_yaxes(range=[len(areas) - 0.5, -0.5], visible=False)
    return apply_theme(figure, height=max(len(areas), 1) * ROW_HEIGHT + 16, barmode="overlay")


def _tracks(places: list[float]) -> go.Bar:
    """What a whole bar would be, so that a length can be read without an axis."""
    return go.Bar(
        x=[1] * len(places),
        y=places,
        width=BAR_WIDTH,
        orientation="h",
        marker={"color": TRACK_FILL, "line": {"width": 0}},
        hoverinfo="skip",
    )


def _bars(areas: list[Any], places: list[float]) -> go.Bar:
    return go.Bar(
        name="Tiến độ",
        x=[known(area.progress) for area in areas],
        y=places,
        width=BAR_WIDTH,
        orientation="h",
        marker={"color": ACCENT, "line": {"width": 0}},
        hovertext=[_hover(area) for area in areas],
        hoverinfo="text",
    )


def _label(area: Any) -> str:
    coverage = f"{area.covered}/{area.total} chỉ tiêu"
    if known(area.progress) is None:
        return f"{words.NOT_JUDGED} · {coverage}"
    return f"<b>{words.percent(float(area.progress))}</b> · {coverage}"


def _hover(area: Any) -> str:
    late = f"{area.lagging} chỉ tiêu chậm" if area.lagging else "Không có chỉ tiêu chậm"
    return lines(f"<b>{escaped(area.name)}</b>", _label(area), late)
