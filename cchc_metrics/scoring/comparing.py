"""What an indicator is held against: the month before, and the same window last year.

All are sums of numerators and denominators like the value itself. A difference is shown and never
judged: that a month is lower than the one before is true half the time by chance.
"""

from enum import StrEnum

import numpy as np
import pandas as pd

from cchc_metrics.plan.periods import MONTHS_A_YEAR, Scope
from cchc_metrics.scoring.exact import nullable
from cchc_metrics.scoring.frames import codes, month_columns
from cchc_metrics.scoring.judge import Judged
from cchc_metrics.scoring.terms import Terms
from cchc_metrics.scoring.values import Recorded, has_figures, value_of, window_sums


class Basis(StrEnum):
    """What stands in a row of the comparison."""

    MONTH = "MONTH"
    MONTH_BEFORE = "MONTH_BEFORE"
    WINDOW = "WINDOW"
    WINDOW_LAST_YEAR = "WINDOW_LAST_YEAR"


def comparison_frame(terms: Terms, record: Recorded, judged: Judged, scope: Scope) -> pd.DataFrame:
    """[indicator, basis, numerator, denominator, value], four rows an indicator.

    The month is the last one judged; the month before January is December of last year.
    """
    row = judged.windows.indicator
    month = judged.windows.month
    before = record.last_year if scope.judged_month == 1 else record.this_year
    month_before = np.where(month == 1, MONTHS_A_YEAR, month - 1)
    parts = {
        Basis.MONTH: month_columns(terms, record.this_year, row, month),
        Basis.MONTH_BEFORE: month_columns(terms, before, row, month_before),
        Basis.WINDOW: _window(terms, record, judged, last_year=False),
        Basis.WINDOW_LAST_YEAR: _window(terms, record, judged, last_year=True),
    }
    named = [
        columns.assign(indicator=codes(terms, row), basis=basis.value)
        for basis, columns in parts.items()
    ]
    return pd.concat(named, ignore_index=True)


def _window(terms: Terms, record: Recorded, judged: Judged, last_year: bool) -> pd.DataFrame:
    months = record.last_year if last_year else record.this_year
    sums = window_sums(terms, months, judged.windows)
    known = has_figures(sums)
    divided = known & ~terms.is_count[judged.windows.indicator]
    return pd.DataFrame(
        {
            "numerator": nullable(sums.numerator, known),
            "denominator": nullable(sums.denominator, divided),
            "value": value_of(sums).floats(),
        }
    )
