"""What the months left must reach, and how many cases are missing (contract, points 6, 7 and 9).

    Dr            = (D / months reported) × months left
    required_rate = (T·(D + Dr) − N) / Dr
    best_reachable = (N + Dr) / (D + Dr)

N and D are always those of the year so far, whatever period is judged. Only rates that add up
over the year have them; where lower is better, "100% of the months left" is no best case.
A required rate of 0 or less says that the year's target is already safe.
"""

from dataclasses import dataclass

import numpy as np

from cchc_metrics.plan.periods import MONTHS_A_YEAR
from cchc_metrics.scoring.exact import Booleans, Integers, Rates
from cchc_metrics.scoring.targets import Targets
from cchc_metrics.scoring.terms import Terms
from cchc_metrics.scoring.values import Recorded, Sums, Windows, value_of, window_sums


@dataclass(frozen=True)
class Outlook:
    """Shape (rows,); a rate is unknown where it does not exist."""

    required_rate: Rates
    best_reachable: Rates
    out_of_reach: Booleans


def outlook(terms: Terms, record: Recorded, windows: Windows, targets: Targets) -> Outlook:
    sums = window_sums(terms, record.this_year, windows.year_so_far)
    judged = terms.is_summed_rate & ~terms.lower_is_better
    begun = windows.last >= windows.first
    kept = judged[windows.indicator] & begun & targets.value.known & value_of(sums).known
    done, so_far = _whole(sums.numerator).only(kept), _whole(sums.denominator)
    left = so_far * Rates.of(MONTHS_A_YEAR - windows.month, sums.months)
    required = (targets.value * (so_far + left) - done) / left
    best = ((done + left) / (so_far + left)).only(required.known)
    everything = Rates.single(1)
    beyond = (required > everything) | (targets.strict & (required >= everything))
    return Outlook(required, best, beyond)


def missing_cases(sums: Sums, targets: Targets, lower_is_better: Booleans) -> Integers:
    """Cases short of the target in the window: ceil(T·D) − N, one more where T·D is whole and
    strict; where lower is better, cases too many. Never below 0; meaningless without a value.
    """
    aim = targets.value * _whole(sums.denominator)
    needed = np.where(targets.strict, aim.floor() + 1, aim.ceil())
    allowed = np.where(targets.strict, aim.ceil() - 1, aim.floor())
    short = np.where(lower_is_better, sums.numerator - allowed, needed - sums.numerator)
    return np.maximum(short, 0)


def _whole(values: Integers) -> Rates:
    return Rates.of(values, np.ones_like(values))
