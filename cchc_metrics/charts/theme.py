"""What all figures share; colours and symbols by meaning come from `cchc_metrics.looks`."""

from collections.abc import Iterable, Sequence
from typing import Any

import plotly.graph_objects as go

from cchc_metrics.charts.wording import MONTH_TICKS, MONTHS
from cchc_metrics.looks import INK, LINE, PAPER, Look

TARGET_LINE = LINE
TRAJECTORY_LINE = LINE
OUTLINE = LINE
MONTHLY_FILL = "rgba(37, 133, 168, 0.38)"
FORECAST_FILL = "rgba(37, 133, 168, 0.18)"
# A month out of the ordinary is neither good nor bad: its own symbol, in no status's colour.
SIGNAL_SYMBOL = "star"
TRACK_FILL = "rgba(128, 144, 160, 0.20)"
GRID = "rgba(128, 144, 160, 0.25)"
CLEAR = "rgba(0,0,0,0)"

FONT_SIZE = 15
SMALL_FONT_SIZE = 13
NARROW_FONT_SIZE = 12
# Decimal comma and thousands point, also where the browser's own language is not Vietnamese.
SEPARATORS = ",."


def apply_theme(figure: go.Figure, **layout: Any) -> go.Figure:
    """Give a figure the common look; text keeps the page's own colour, light or dark."""
    figure.update_layout(
        # Plotly's default template is nine tenths of a small figure; the page has a theme already.
        template={"layout": {"font": {"size": FONT_SIZE}}},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        font_size=FONT_SIZE,
        separators=SEPARATORS,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        hovermode="closest",
        hoverlabel={
            "bgcolor": INK,
            "bordercolor": INK,
            "font": {"color": PAPER, "size": FONT_SIZE},
            "align": "left",
            "namelength": -1,
        },
        dragmode=False,
        showlegend=False,
    )
    # Sizes are said outright: the page's own theme would make them smaller.
    for update_axes in (figure.update_xaxes, figure.update_yaxes):
        update_axes(fixedrange=True, zeroline=False, ticks="", gridcolor=GRID)
        update_axes(tickfont_size=FONT_SIZE, title_font_size=FONT_SIZE)
    figure.update_yaxes(ticklabelstandoff=8)
    figure.update_annotations(font_size=FONT_SIZE)
    return figure.update_layout(**layout)


def name_rows(figure: go.Figure, names: Sequence[str]) -> go.Figure:
    """Name rows 0, 1, 2 … of a figure on its left, the first on top."""
    return figure.update_yaxes(
        range=[len(names) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=list(names),
        showgrid=False,
        automargin=True,
    )


def name_months(
    figure: go.Figure, names: Sequence[str] = MONTH_TICKS, narrow: bool = False
) -> go.Figure:
    """Name the columns of the twelve months above them, after `apply_theme`.

    `narrow` for phones, where a column is 28 pixels wide.
    """
    return figure.update_xaxes(
        tickvals=MONTHS,
        ticktext=names,
        tickangle=0,
        tickfont_size=NARROW_FONT_SIZE if narrow else FONT_SIZE,
        range=[0.5, 12.5],
        side="top",
        showgrid=False,
    )


def words_above(figure: go.Figure, bars: Iterable[tuple[float, str, str]]) -> None:
    """The words over each bar at its height: its name on the left, its figures on the right.

    All at once: plotly takes as long to add one as to add all.
    """
    figure.update_layout(
        annotations=[
            {
                "text": text,
                "x": x,
                "xref": "paper",
                "xanchor": anchor,
                "y": at,
                "yanchor": "middle",
                "showarrow": False,
            }
            for at, left, right in bars
            for text, x, anchor in ((left, 0, "left"), (right, 1, "right"))
        ]
    )


def legend_above(**changes: Any) -> dict[str, Any]:
    """A legend that only explains: pressing an entry hides nothing."""
    legend = {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"size": SMALL_FONT_SIZE + 1},
    }
    return {**legend, **changes}


def legend_square(look: Look, words: str) -> go.Scatter:
    """A coloured square with its words in the legend, and nothing on the chart."""
    return go.Scatter(
        x=[None],
        y=[None],
        mode="markers",
        name=look.says(words),
        marker={
            "symbol": "square",
            "size": 14,
            "color": look.colour,
            "line": {"color": OUTLINE, "width": 1},
        },
        hoverinfo="skip",
        showlegend=True,
    )
