"""The year's forecast on an indicator's trend: a fan from the last judged month to December."""

from typing import Any

import plotly.graph_objects as go

from cchc_metrics.charts.theme import FORECAST_FILL
from cchc_metrics.charts.wording import MONTHS
from cchc_metrics.looks import ACCENT
from cchc_metrics.scoring.reading import known
from cchc_metrics.scoring.scorecard import Scorecard


def add_forecast(figure: go.Figure, scorecard: Scorecard, code: str, months: list[Any]) -> float:
    """Draw it where there is one; the highest value drawn, 0 without."""
    row = scorecard.rows.loc[scorecard.rows["indicator"] == code].iloc[0]
    middle, low, high = (known(row[name]) for name in ("forecast", "forecast_low", "forecast_high"))
    start = scorecard.scope.judged_month
    value = known(months[start - 1].cum_value)
    if middle is None or value is None:
        return 0.0
    end, text = MONTHS[-1], str(row["forecast_text"])
    coverage = scorecard.plan.limits.forecast_coverage
    figure.add_trace(
        go.Scatter(
            name=f"Dự báo, khoảng {coverage}%",
            x=[start, end, end],
            y=[value, high, low],
            fill="toself",
            fillcolor=FORECAST_FILL,
            mode="none",
            hoverinfo="skip",
        )
    )
    figure.add_trace(
        go.Scatter(
            name="Dự báo cả năm",
            x=[start, end],
            y=[value, middle],
            mode="lines+markers",
            line={"color": ACCENT, "width": 2, "dash": "dot"},
            marker={"symbol": "circle-open", "size": [0, 9], "color": ACCENT},
            hovertext=["", "<br>".join(text.split(", "))],
            hoverinfo="text",
            showlegend=False,
            cliponaxis=False,
        )
    )
    return float(high)
