"""A forecast as a sentence that says what it rests on."""

from cchc_metrics.plan.model import Indicator, Kind, Plan
from cchc_metrics.scoring.forecast import Forecast, Verdict
from cchc_metrics.words import number, percent


def forecast_sentences(plan: Plan, found: Forecast) -> list[str]:
    """One an indicator; "" where there is no forecast."""
    columns = (
        plan.indicators,
        found.middle.tolist(),
        found.low.tolist(),
        found.high.tolist(),
        found.months.tolist(),
        found.is_preliminary.tolist(),
        found.verdict.tolist(),
    )
    coverage = plan.limits.forecast_coverage
    rows = zip(*columns, strict=True)
    return [_sentence(coverage, *row) if row[-1] else "" for row in rows]


def _sentence(
    coverage: int,
    indicator: Indicator,
    middle: float,
    low: float,
    high: float,
    months: int,
    is_preliminary: bool,
    verdict: str,
) -> str:
    mark = " (sơ bộ)" if is_preliminary else ""
    return (
        f"Dự báo cả năm{mark}: {Verdict(verdict).label}, {_amount(indicator, middle)}"
        f" (khoảng tin cậy {coverage}%: {_amount(indicator, low)} đến"
        f" {_amount(indicator, high)}), tính từ {months} tháng có số liệu."
    )


def _amount(indicator: Indicator, value: float) -> str:
    if indicator.kind is not Kind.COUNT:
        return percent(value)
    return f"{number(round(value, 1))} {indicator.unit}"
