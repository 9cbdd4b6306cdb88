"""What is found of each row of the terms, as columns of numbers: no sentences, no milestones.

One commune's scorecard and a whole country's (`communes`) are made of these same columns.
"""

from datetime import date

import numpy as np
import pandas as pd

from cchc_metrics.plan.periods import Scope
from cchc_metrics.scoring.exact import Booleans, nullable
from cchc_metrics.scoring.forecast import Forecast, forecast
from cchc_metrics.scoring.frames import judged_columns, reporting_columns
from cchc_metrics.scoring.judge import Judged
from cchc_metrics.scoring.lagging import due_months, lags, overdue
from cchc_metrics.scoring.progress import attainment
from cchc_metrics.scoring.required import Outlook, missing_cases, outlook
from cchc_metrics.scoring.small_sample import is_small_sample
from cchc_metrics.scoring.terms import Terms
from cchc_metrics.scoring.values import Recorded


def measures(
    terms: Terms, record: Recorded, judged: Judged, scope: Scope, today: date
) -> tuple[pd.DataFrame, Outlook, Forecast]:
    """The columns, and what they were rounded from; windows are one a row of the terms."""
    windows, path = judged.windows, judged.path
    ahead = outlook(terms, record, windows, judged.targets)
    missing = missing_cases(judged.sums, judged.targets, path.lower_is_better)
    small, is_rate = _small_samples(terms, judged)
    due = due_months(terms.plan.calendar, scope.year, today)
    owed = overdue(terms, record.by_department, windows, due)
    share = attainment(judged.value, path.target, judged.met, path.lower_is_better)
    year = forecast(terms, record, windows, judged.targets)
    marks = pd.DataFrame(
        {
            "required_rate": ahead.required_rate.floats(),
            "best_reachable": ahead.best_reachable.floats(),
            "small_sample": pd.arrays.BooleanArray(small, ~is_rate),
            "missing_cases": nullable(missing, judged.value.known & path.target.known),
            "out_of_reach": ahead.out_of_reach,
            "overdue": owed,
            "lagging": lags(judged.status, owed),
            "attainment": share.floats(),
        }
    )
    columns = [
        judged_columns(terms, judged),
        marks,
        _forecast_columns(year),
        reporting_columns(terms, record, windows),
    ]
    return pd.concat(columns, axis=1), ahead, year


def _small_samples(terms: Terms, judged: Judged) -> tuple[Booleans, Booleans]:
    """The mark, and where it has a meaning: rates that have a value."""
    is_rate = judged.value.known & ~terms.is_count[judged.windows.indicator]
    divisor = np.where(is_rate, judged.sums.denominator, 1)
    mark = is_small_sample(judged.sums.numerator, divisor, judged.path.target, terms.plan)
    return mark, is_rate


def _forecast_columns(found: Forecast) -> pd.DataFrame:
    """Rates 0..1 or cases, NA without one; the verdict is a name of Verdict or ""."""
    unknown = ~found.exists
    return pd.DataFrame(
        {
            "forecast": pd.arrays.FloatingArray(found.middle, unknown),
            "forecast_low": pd.arrays.FloatingArray(found.low, unknown.copy()),
            "forecast_high": pd.arrays.FloatingArray(found.high, unknown.copy()),
            "forecast_verdict": pd.Series(found.verdict, dtype="str"),
        }
    )
