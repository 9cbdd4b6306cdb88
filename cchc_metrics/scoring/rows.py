"""One row an indicator and milestone: what was found, its marks, its rank and its sentence."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cchc_metrics.plan.model import Milestone
from cchc_metrics.plan.periods import Scope
from cchc_metrics.scoring.exact import Booleans, nullable
from cchc_metrics.scoring.forecast import forecast
from cchc_metrics.scoring.forecast_words import forecast_columns
from cchc_metrics.scoring.frames import judged_columns, plan_columns, reporting_columns
from cchc_metrics.scoring.judge import Judged
from cchc_metrics.scoring.lagging import due_months, lags, meeting_order, overdue
from cchc_metrics.scoring.progress import attainment, milestone_attainment
from cchc_metrics.scoring.reasons import Facts, indicator_reason, milestone_reason
from cchc_metrics.scoring.required import Outlook, missing_cases, outlook
from cchc_metrics.scoring.small_sample import is_small_sample
from cchc_metrics.scoring.status import LAGGING, Status, milestone_status
from cchc_metrics.scoring.targets import Origin
from cchc_metrics.scoring.terms import Terms
from cchc_metrics.scoring.values import Recorded


def scored_rows(
    terms: Terms, record: Recorded, judged: Judged, scope: Scope, today: date
) -> pd.DataFrame:
    """All columns of `Scorecard.rows`, and `attainment`, the row's share in area progress."""
    plan = terms.plan
    indicators = _indicator_rows(terms, record, judged, scope, today)
    milestones = _milestone_rows(plan.milestones, today, indicators)
    found = pd.concat([indicators, milestones], ignore_index=True)
    rows = plan_columns(plan).join(found)
    return rows.assign(order=meeting_order(rows["status"], rows["pace"], rows["lagging"]))


def _indicator_rows(
    terms: Terms, record: Recorded, judged: Judged, scope: Scope, today: date
) -> pd.DataFrame:
    windows, path = judged.windows, judged.path
    ahead = outlook(terms, record, windows, judged.targets)
    missing = missing_cases(judged.sums, judged.targets, path.lower_is_better)
    small, is_rate = _small_samples(terms, judged)
    due = due_months(terms.plan.calendar, scope.year, today)
    owed = overdue(terms, record.by_department, windows, due)
    share = attainment(judged.value, path.target, judged.met, path.lower_is_better)
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
    reasons = _reasons(terms, judged, ahead, marks, scope, today)
    columns = [
        judged_columns(terms, judged),
        marks,
        forecast_columns(terms, forecast(terms, record, windows, judged.targets)),
        reporting_columns(terms, record, windows),
    ]
    return pd.concat(columns, axis=1).assign(reason=pd.Series(reasons, dtype="str"))


def _small_samples(terms: Terms, judged: Judged) -> tuple[Booleans, Booleans]:
    """The mark, and where it has a meaning: rates that have a value."""
    is_rate = judged.value.known & ~terms.is_count[judged.windows.indicator]
    divisor = np.where(is_rate, judged.sums.denominator, 1)
    limit = terms.plan.bands.small_sample
    return is_small_sample(judged.sums.numerator, divisor, judged.path.target, limit), is_rate


def _milestone_rows(
    milestones: tuple[Milestone, ...], today: date, like: pd.DataFrame
) -> pd.DataFrame:
    """The same columns, NA for what only indicators have."""
    found = [milestone_status(milestone, today) for milestone in milestones]
    known: dict[str, list[Any]] = {
        "status": [status.value for status in found],
        "out_of_reach": [False] * len(found),
        "overdue": [False] * len(found),
        "lagging": [status in LAGGING for status in found],
        "attainment": [milestone_attainment(status) for status in found],
        "reason": [milestone_reason(m, s) for m, s in zip(milestones, found, strict=True)],
    }
    nothing = [None] * len(found)
    types = {str(name): kind for name, kind in like.dtypes.items()}
    return pd.DataFrame(
        {name: pd.Series(known.get(name, nothing), dtype=kind) for name, kind in types.items()}
    )


def _reasons(
    terms: Terms,
    judged: Judged,
    ahead: Outlook,
    marks: pd.DataFrame,
    scope: Scope,
    today: date,
) -> list[str]:
    """A sentence an indicator; the only place that goes row by row."""
    columns = (
        terms.plan.indicators,
        map(Status, judged.status),
        judged.sums.numerator.tolist(),
        judged.sums.denominator.tolist(),
        judged.value.fractions(),
        judged.path.target.fractions(),
        judged.targets.strict.tolist(),
        map(Origin, judged.targets.origin),
        judged.path.expected.fractions(),
        judged.pace.fractions(),
        ahead.required_rate.fractions(),
        ahead.best_reachable.fractions(),
        ahead.out_of_reach.tolist(),
        marks["missing_cases"].fillna(0).tolist(),
        marks["small_sample"].fillna(False).tolist(),
        marks["overdue"].tolist(),
    )
    rows = zip(*columns, strict=True)
    return [indicator_reason(terms.plan, scope, today, Facts(*row)) for row in rows]
