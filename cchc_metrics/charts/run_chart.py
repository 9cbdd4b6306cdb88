"""XmR run chart of an indicator's months: middle line, limits, what is out of the ordinary."""

from typing import Any

import plotly.graph_objects as go

from cchc_metrics.charts.theme import OUTLINE, SIGNAL_SYMBOL, TARGET_LINE, apply_theme, legend_above
from cchc_metrics.charts.wording import lines, value_text
from cchc_metrics.looks import ACCENT
from cchc_metrics.plan.model import Kind
from cchc_metrics.scoring.run_chart import RunChart
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.ups_and_downs import UpsAndDowns, amount, ups_and_downs

HEIGHT = 300
# Room on the right for "Giới hạn trên 98,2%".
LABEL_MARGIN = 190


def indicator_run_chart(scorecard: Scorecard, code: str) -> go.Figure:
    """Only for what `ups_and_downs` has a chart of."""
    found = ups_and_downs(scorecard, code)
    assert found is not None and found.chart is not None
    figure = go.Figure([_months(found), *_signals(scorecard, found, found.chart)])
    _add_limits(figure, found, found.chart)
    ticks = [f"T{month.month}<br>{month.year}" for month in found.months]
    figure.update_xaxes(
        tickvals=list(range(len(ticks))),
        ticktext=ticks,
        range=[-0.4, len(ticks) - 0.5],
        showgrid=False,
    )
    if found.indicator.kind is not Kind.COUNT:
        figure.update_yaxes(tickformat=",.0%")
    figure.update_yaxes(showgrid=False, automargin=True)
    return apply_theme(
        figure,
        height=HEIGHT,
        margin={"l": 8, "r": LABEL_MARGIN, "t": 40, "b": 8},
        showlegend=True,
        legend=legend_above(),
    )


def _months(found: UpsAndDowns) -> go.Scatter:
    return go.Scatter(
        name="Từng tháng",
        x=list(range(len(found.values))),
        y=list(found.values),
        mode="lines+markers",
        line={"color": ACCENT, "width": 2},
        marker={"color": ACCENT, "size": 8},
        hovertext=[_hover(found, place) for place in range(len(found.values))],
        hoverinfo="text",
    )


def _signals(scorecard: Scorecard, found: UpsAndDowns, chart: RunChart) -> list[go.Scatter]:
    if not chart.signals:
        return []
    limits = scorecard.plan.limits
    trace = go.Scatter(
        name="Khác thường",
        x=list(chart.signals),
        y=[found.values[place] for place in chart.signals],
        mode="markers",
        marker={
            "symbol": SIGNAL_SYMBOL,
            "size": 18,
            "color": ACCENT,
            "line": {"color": OUTLINE, "width": 1},
        },
        hovertext=[
            lines(_hover(found, place), signal.in_words(limits).capitalize())
            for place, signal in chart.signals.items()
        ],
        hoverinfo="text",
    )
    return [trace]


def _add_limits(figure: go.Figure, found: UpsAndDowns, chart: RunChart) -> None:
    """Limits beyond what a rate can be are drawn at its ends."""
    ends: list[tuple[str, float, dict[str, Any]]] = [
        ("Giới hạn trên", chart.high, {"dash": "dash", "color": TARGET_LINE, "width": 1.5}),
        ("Đường giữa", chart.mean, {"color": OUTLINE, "width": 1.5}),
        ("Giới hạn dưới", chart.low, {"dash": "dash", "color": TARGET_LINE, "width": 1.5}),
    ]
    is_count = found.indicator.kind is Kind.COUNT
    for name, value, line in ends:
        at = max(value, 0.0) if is_count else min(max(value, 0.0), 1.0)
        figure.add_hline(y=at, line=line)
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            y=at,
            text=f"{name} {amount(found.indicator, value)}",
            showarrow=False,
        )


def _hover(found: UpsAndDowns, place: int) -> str:
    value = value_text(found.indicator.kind, found.values[place])
    return f"<b>{found.months[place].label.capitalize()}</b>: {value}"
