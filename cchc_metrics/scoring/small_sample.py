"""When a rate rests on too few cases to prove anything (contract, point 6).

Wilson's score interval without continuity correction, at 95% (the method OHID recommends): the
mark stands where D is below the plan's limit or the interval spans the target. The status stays
on the plain figure, which is a full count. Limit and coverage stand in the plan.
"""

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from cchc_metrics.plan.model import Plan
from cchc_metrics.scoring.exact import Booleans, Integers, Rates

Floats = NDArray[np.float64]


def wilson_interval(
    numerator: Integers, denominator: Integers, coverage: int = 95
) -> tuple[Floats, Floats]:
    """Lower and upper end; denominators above 0. NaN where a share lies outside 0..1."""
    z = NormalDist().inv_cdf((1 + coverage / 100) / 2)
    n = denominator.astype(np.float64)
    share = (numerator / denominator).astype(np.float64)
    inside = (share >= 0) & (share <= 1)
    spread = np.where(inside, share * (1 - share), np.nan) / n + z**2 / (4 * n**2)
    centre, half = share + z**2 / (2 * n), z * np.sqrt(spread)
    scale = 1 + z**2 / n
    # The formula gives exactly 0 and 1 at the ends; a rounded float would step over them.
    low = np.where(numerator == 0, 0.0, (centre - half) / scale)
    high = np.where(numerator == denominator, 1.0, (centre + half) / scale)
    return low, high


def is_small_sample(
    numerator: Integers, denominator: Integers, target: Rates, plan: Plan
) -> Booleans:
    """Denominators above 0; without a target only the size counts."""
    low, high = wilson_interval(numerator, denominator, plan.limits.sample_coverage)
    limit = plan.bands.small_sample
    aim = target.floats().to_numpy(dtype=np.float64, na_value=np.nan)
    result: Booleans = (denominator < limit) | ((low < aim) & (aim < high))
    return result
