"""One row an indicator and milestone: what was found, its marks, its rank and its sentence."""

from datetime import date
from typing import Any

import pandas as pd

from cchc_metrics.plan.model import Milestone
from cchc_metrics.plan.periods import Scope
from cchc_metrics.scoring.exact import Integers
from cchc_metrics.scoring.forecast_words import forecast_sentences
from cchc_metrics.scoring.frames import plan_columns
from cchc_metrics.scoring.judge import Judged
from cchc_metrics.scoring.lagging import meeting_order
from cchc_metrics.scoring.measures import measures
from cchc_metrics.scoring.progress import milestone_attainment
from cchc_metrics.scoring.reasons import Facts, indicator_reason, milestone_reason
from cchc_metrics.scoring.required import Outlook
from cchc_metrics.scoring.status import LAGGING, Status, milestone_status
from cchc_metrics.scoring.targets import Origin
from cchc_metrics.scoring.terms import Terms
from cchc_metrics.scoring.values import Recorded, counted


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
    found, ahead, year = measures(terms, record, judged, scope, today)
    latest = counted(terms, record.this_year, judged.windows).last
    reasons = _reasons(terms, judged, ahead, found, latest, scope, today)
    return found.assign(
        reason=pd.Series(reasons, dtype="str"),
        forecast_text=pd.Series(forecast_sentences(terms.plan, year), dtype="str"),
    )


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
        "forecast_verdict": [""] * len(found),
        "forecast_text": [""] * len(found),
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
    found: pd.DataFrame,
    latest: Integers,
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
        found["missing_cases"].fillna(0).tolist(),
        found["small_sample"].fillna(False).tolist(),
        found["overdue"].tolist(),
        found["departments_reported"].tolist(),
        found["departments_expected"].tolist(),
        latest.tolist(),
    )
    rows = zip(*columns, strict=True)
    return [indicator_reason(terms.plan, scope, today, Facts(*row)) for row in rows]
