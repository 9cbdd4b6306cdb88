"""Many communes that work by one plan, scored in one pass by the rules of one commune.

The rows of all communes go through `judge` and `measures` as one vector each; only the sentences,
which are for those who sit in one commune's meeting, are left to `scorecard`.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import MONTHS_A_YEAR, Scope
from cchc_metrics.scoring.frames import codes, monthly_frame
from cchc_metrics.scoring.judge import judge
from cchc_metrics.scoring.measures import measures
from cchc_metrics.scoring.terms import terms_of
from cchc_metrics.scoring.values import month_windows, recorded_of, scope_windows


@dataclass(frozen=True, eq=False)
class ScoredCommunes:
    """`rows`: commune × indicator with the columns of `measures`; `monthly`: × month 1..12, with
    those of `frames.monthly_frame`. Both begin with [commune, indicator].
    """

    rows: pd.DataFrame
    monthly: pd.DataFrame


def score_communes(plan: Plan, figures: pd.DataFrame, scope: Scope, today: date) -> ScoredCommunes:
    """Judge every commune that has figures, in the order of their codes.

    `figures`: [commune, department, indicator, year, month, numerator, denominator], at most one
    line for each; a count's denominator is NA. What a record computes by itself (`on_time`) comes
    as lines like any other.
    """
    places, communes = pd.factorize(figures["commune"], sort=True)
    terms = terms_of(plan).repeated(len(communes))
    record = recorded_of(terms, figures.assign(commune=places), scope)
    judged = judge(terms, record, scope_windows(terms, scope), scope.year)
    rows, _, _ = measures(terms, record, judged, scope, today)
    rows.insert(0, "indicator", codes(terms, judged.windows.indicator))
    by_month = judge(terms, record, month_windows(terms), scope.year)
    monthly = monthly_frame(terms, record, by_month, scope)
    indicators = len(plan.indicators)
    for frame, each in ((rows, indicators), (monthly, indicators * MONTHS_A_YEAR)):
        frame.insert(0, "commune", np.repeat(np.asarray(communes), each))
    return ScoredCommunes(rows, monthly)
