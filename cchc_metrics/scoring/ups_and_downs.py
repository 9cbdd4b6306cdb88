"""An indicator's months one by one, of last year and this, and what a run chart says of them."""

from dataclasses import dataclass

from cchc_metrics.plan.model import Indicator, Kind, Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.scoring.reading import each
from cchc_metrics.scoring.run_chart import RunChart, run_chart
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.words import joined, number, percent


@dataclass(frozen=True)
class UpsAndDowns:
    """Months that have a value, the oldest first, and their chart where there are enough."""

    indicator: Indicator
    months: tuple[ReportingMonth, ...]
    values: tuple[float, ...]
    chart: RunChart | None


def ups_and_downs(scorecard: Scorecard, code: str) -> UpsAndDowns | None:
    """None for a stock: its months are one state, seen again and again.

    A month without cases has no value and is passed over: months are neighbours where no month
    with a value lies between them.
    """
    indicator = scorecard.plan.indicator(code)
    if indicator.kind is Kind.STOCK:
        return None
    history = scorecard.history
    own = each(history[(history["indicator"] == code) & history["value"].notna()])
    months = tuple(ReportingMonth(row.year, row.month) for row in own)
    values = tuple(float(row.value) for row in own)
    return UpsAndDowns(indicator, months, values, run_chart(values, scorecard.plan.limits))


def comment(plan: Plan, found: UpsAndDowns) -> str:
    """One sentence; nothing is said of a month before there are enough."""
    seen, wanted = len(found.values), plan.limits.run_chart_from_points
    if found.chart is None:
        return (
            f"Dao động từng tháng: mới có {number(seen)} tháng có số liệu, từ {number(wanted)}"
            " tháng mới nhận xét."
        )
    chart = found.chart
    low, middle, high = (amount(found.indicator, at) for at in (chart.low, chart.mean, chart.high))
    head = (
        f"Dao động của {number(seen)} tháng có số liệu: đường giữa {middle}, giới hạn {low} đến"
        f" {high}"
    )
    told = _signals(plan, found, chart)
    said = "; ".join(told) if told else "năm nay chưa có dấu hiệu khác thường"
    return f"{head}; {said}."


def _signals(plan: Plan, found: UpsAndDowns, chart: RunChart) -> list[str]:
    """This year's months out of the ordinary, by what is so in them."""
    year = found.months[-1].year
    places = [place for place in chart.signals if found.months[place].year == year]
    kinds = dict.fromkeys(chart.signals[place] for place in places)
    by_kind = [(kind, [p for p in places if chart.signals[p] is kind]) for kind in kinds]
    return [
        f"tháng {joined(str(found.months[place].month) for place in of_kind)}/{year}"
        f" {kind.in_words(plan.limits)}"
        for kind, of_kind in by_kind
    ]


def amount(indicator: Indicator, value: float) -> str:
    """A limit as it can be read: no rate below 0% or above 100%, no count below 0."""
    if indicator.kind is Kind.COUNT:
        return f"{number(round(max(value, 0.0), 1))} {indicator.unit}"
    return percent(min(max(value, 0.0), 1.0))
