"""A forecast as columns, and as a sentence that says what it rests on."""

import pandas as pd

from cchc_metrics.plan.model import Indicator, Kind
from cchc_metrics.scoring.forecast import COVERAGE_PERCENT, Forecast, Verdict
from cchc_metrics.scoring.terms import Terms
from cchc_metrics.words import number, percent


def forecast_columns(terms: Terms, found: Forecast) -> pd.DataFrame:
    """[forecast, forecast_low, forecast_high: rates 0..1 or cases, NA without one;
    forecast_verdict: a name of Verdict or "", forecast_text], one row an indicator.
    """
    columns = (
        terms.plan.indicators,
        found.middle.tolist(),
        found.low.tolist(),
        found.high.tolist(),
        found.months.tolist(),
        found.is_preliminary.tolist(),
        found.verdict.tolist(),
    )
    texts = [_sentence(*row) if row[-1] else "" for row in zip(*columns, strict=True)]
    unknown = ~found.exists
    return pd.DataFrame(
        {
            "forecast": pd.arrays.FloatingArray(found.middle, unknown),
            "forecast_low": pd.arrays.FloatingArray(found.low, unknown.copy()),
            "forecast_high": pd.arrays.FloatingArray(found.high, unknown.copy()),
            "forecast_verdict": pd.Series(found.verdict.tolist(), dtype="str"),
            "forecast_text": pd.Series(texts, dtype="str"),
        }
    )


def _sentence(
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
        f" (khoảng tin cậy {COVERAGE_PERCENT}%: {_amount(indicator, low)} đến"
        f" {_amount(indicator, high)}), tính từ {months} tháng có số liệu."
    )


def _amount(indicator: Indicator, value: float) -> str:
    if indicator.kind is not Kind.COUNT:
        return percent(value)
    return f"{number(round(value, 1))} {indicator.unit}"
