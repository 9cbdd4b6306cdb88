"""One indicator through the year: its months, its running value, its target, its trajectory."""

from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from cchc_metrics import words
from cchc_metrics.charts.forecast import add_forecast
from cchc_metrics.charts.theme import (
    FONT_SIZE,
    MONTHLY_FILL,
    OUTLINE,
    TARGET_LINE,
    TRAJECTORY_LINE,
    apply_theme,
    legend_above,
)
from cchc_metrics.charts.wording import (
    MONTH_TICKS,
    MONTHS,
    figures_text,
    is_strict,
    lines,
    past_words,
    status_text,
    target_text,
    value_text,
    wrapped,
)
from cchc_metrics.looks import ACCENT
from cchc_metrics.plan.model import Indicator, Kind, Trajectory
from cchc_metrics.scoring.reading import each, known
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.status import Status

HEIGHT = 420
# Room on the right for "Chỉ tiêu 95%".
LABEL_MARGIN = 150
# As much of where a level comes from as fits there.
PAST_WIDTH = 18
# Headroom above 100%, for labels.
HEADROOM = 1.08
# Where the trajectory is named: late enough to be apart from the first months, before the end,
# where it meets the target.
TRAJECTORY_LABEL_MONTH = 9


def indicator_trend(scorecard: Scorecard, indicator_code: str) -> go.Figure:
    """A month that nobody reported is a gap in every line, never a 0."""
    indicator = scorecard.plan.indicator(indicator_code)
    chosen = scorecard.monthly[scorecard.monthly["indicator"] == indicator_code]
    months = each(chosen.sort_values("month"))
    figure = go.Figure()
    if indicator.kind is not Kind.STOCK:
        figure.add_trace(_monthly(indicator, months))
    figure.add_trace(_running(indicator, months))
    figure.add_traces(_not_arisen(months))
    _add_target(figure, scorecard, indicator, months)
    _add_trajectory(figure, indicator, months)
    top = max(_top(months), add_forecast(figure, scorecard, indicator_code, months))
    figure.update_xaxes(
        tickvals=MONTHS,
        ticktext=MONTH_TICKS,
        range=[0.4, 12.6],
        showgrid=False,
        automargin=True,
        ticklabelstandoff=8,
    )
    figure.update_yaxes(range=[0, top * HEADROOM], automargin=True, showline=False)
    if indicator.kind is not Kind.COUNT:
        figure.update_yaxes(tickformat=",.0%", dtick=0.2 if top <= 1 else None)
    margin = {"l": 8, "r": LABEL_MARGIN, "t": 40, "b": 8}
    return apply_theme(
        figure, height=HEIGHT, margin=margin, showlegend=True, legend=legend_above(), bargap=0.35
    )


def _monthly(indicator: Indicator, months: list[Any]) -> go.Bar:
    return go.Bar(
        name="Từng tháng",
        x=list(MONTHS),
        y=[known(month.value) if month.reported else None for month in months],
        marker={"color": MONTHLY_FILL, "line": {"width": 0}},
        hovertext=[_hover(indicator, month) for month in months],
        hoverinfo="text",
    )


def _running(indicator: Indicator, months: list[Any]) -> go.Scatter:
    """The cumulative value; of a stock the value itself."""
    values = [_running_value(month) for month in months]
    last = max((n for n, value in enumerate(values) if value is not None), default=None)
    labels = ["" if n != last else _label(indicator, months[n]) for n in range(len(values))]
    return go.Scatter(
        name="Hiện trạng" if indicator.kind is Kind.STOCK else "Lũy kế từ đầu năm",
        x=list(MONTHS),
        y=values,
        mode="lines+markers+text",
        connectgaps=False,
        line={"color": ACCENT, "width": 3},
        marker={"color": ACCENT, "size": 9},
        text=labels,
        textposition="top center",
        textfont={"size": FONT_SIZE + 1},
        hovertext=[_hover(indicator, month) for month in months],
        hoverinfo="text",
        cliponaxis=False,
    )


def _running_value(month: Any) -> float | None:
    return known(month.cum_value) if month.reported else None


def _label(indicator: Indicator, month: Any) -> str:
    return f"<b>{value_text(indicator.kind, known(month.cum_value), known(month.target))}</b>"


def _not_arisen(months: list[Any]) -> list[go.Scatter]:
    """Months reported as 0/0 lie on the axis as open symbols: there was nothing to count."""
    empty = [month.month for month in months if month.reported and known(month.denominator) == 0]
    if not empty:
        return []
    trace = go.Scatter(
        name=words.NOT_ARISEN.capitalize(),
        x=empty,
        y=[0] * len(empty),
        mode="markers",
        marker={"symbol": "circle-open", "size": 11, "color": OUTLINE, "line": {"width": 2}},
        hovertext=[f"Tháng {month}: {words.NOT_ARISEN}" for month in empty],
        hoverinfo="text",
        cliponaxis=False,
    )
    return [trace]


def _add_target(
    figure: go.Figure, scorecard: Scorecard, indicator: Indicator, months: list[Any]
) -> None:
    """A dashed step line over the months, named where it ends."""
    steps = [(month.month, known(month.target)) for month in months]
    held = [(month, target) for month, target in steps if target is not None]
    if not held:
        return
    # Half a month each way, so that a target reaches over the bars it judges.
    ends = [(held[0][0] - 0.5, held[0][1]), *held, (held[-1][0] + 0.5, held[-1][1])]
    last_month, last_target = held[-1]
    figure.add_trace(
        go.Scatter(
            name="Chỉ tiêu giao",
            x=[month for month, _ in ends],
            y=[target for _, target in ends],
            mode="lines",
            line={"color": TARGET_LINE, "width": 2.5, "dash": "dash", "shape": "hvh"},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    _name_earlier(figure, indicator, held)
    strict = is_strict(scorecard.plan, indicator, last_month)
    named = f"<b>{target_text(indicator, last_target, strict)}</b>"
    past = wrapped(past_words(scorecard, indicator.code), PAST_WIDTH)
    figure.add_annotation(
        x=last_month + 0.6,
        y=last_target,
        text=lines(named, past),
        align="left",
        showarrow=False,
        xanchor="left",
    )


def _name_earlier(figure: go.Figure, indicator: Indicator, held: list[tuple[int, float]]) -> None:
    """Levels that held before the last one, each over its beginning."""
    starts = [held[0], *(now for before, now in pairwise(held) if before[1] != now[1])]
    for month, target in starts[:-1]:
        figure.add_annotation(
            x=month - 0.5,
            y=target,
            text=value_text(indicator.kind, target),
            showarrow=False,
            xanchor="left",
            yanchor="bottom",
        )


def _add_trajectory(figure: go.Figure, indicator: Indicator, months: list[Any]) -> None:
    """The path expected month by month; where it is the target itself it is not drawn twice."""
    path = [known(month.expected) for month in months]
    targets = [known(month.target) for month in months]
    if all(path[n] in (None, targets[n]) for n in range(len(path))):
        return
    figure.add_trace(
        go.Scatter(
            name="Lộ trình",
            x=list(MONTHS),
            y=path,
            mode="lines",
            line={"color": TRAJECTORY_LINE, "width": 1.5, "shape": _shape(indicator)},
            hovertext=[f"Lộ trình: {value_text(indicator.kind, value)}" for value in path],
            hoverinfo="text",
            showlegend=False,
        )
    )
    at = TRAJECTORY_LABEL_MONTH
    if path[at - 1] is not None:
        figure.add_annotation(
            x=at, y=path[at - 1], text="Lộ trình", showarrow=False, xanchor="left", yanchor="top"
        )


def _shape(indicator: Indicator) -> str:
    """The plan's own steps are steps; everything else rises from month to month."""
    return "hvh" if indicator.trajectory is Trajectory.STEPS else "linear"


def _top(months: list[Any]) -> float:
    """100%, or the highest thing drawn where that is more."""
    drawn = [
        known(cell)
        for month in months
        for cell in (month.value, month.cum_value, month.target, month.expected)
    ]
    return max([1.0, *(float(value) for value in drawn if value is not None)])


def _hover(indicator: Indicator, month: Any) -> str:
    if not month.reported:
        return f"Tháng {month.month}: {words.NO_FIGURES}"
    target = known(month.target)
    kind = indicator.kind
    own = figures_text(kind, known(month.numerator), known(month.denominator), target)
    so_far = figures_text(kind, known(month.cum_numerator), known(month.cum_denominator), target)
    return lines(
        f"<b>Tháng {month.month}</b>: {own}",
        "" if kind is Kind.STOCK else f"Lũy kế: {so_far}",
        status_text(Status(month.status)) if known(month.status) else "",
    )
