"""What is expected by a month, and how far a value has come of it (contract, points 4 and 5).

Flat: expected is the target, pace = value / target (target / value where lower is better).
Linear: expected = base + (target − base)·m/12, or the plan's own step of the month, and
pace = (value − base) / (expected − base); a path that falls turns the sign by itself.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from cchc_metrics.plan.periods import MONTHS_A_YEAR
from cchc_metrics.scoring.exact import Booleans, Rates, choose
from cchc_metrics.scoring.targets import Targets
from cchc_metrics.scoring.terms import Terms
from cchc_metrics.scoring.values import Windows


@dataclass(frozen=True)
class Path:
    """From `base` to `expected`, shape (rows,); unknown where there is no target."""

    target: Rates
    base: Rates
    expected: Rates
    lower_is_better: Booleans
    inverse: Booleans  # flat and lower is better: pace = target / value


def path_of(terms: Terms, windows: Windows, targets: Targets) -> Path:
    indicator, month = windows.indicator, windows.month
    target, base = targets.value, terms.base.take(indicator)
    share = Rates.of(month, np.full_like(month, MONTHS_A_YEAR))
    line = base + (target - base) * share
    steps = terms.steps.take(indicator * MONTHS_A_YEAR + month - 1)
    built_up = choose(terms.has_steps[indicator], steps, line)
    expected = choose(terms.builds_up[indicator], built_up, target)
    lower = terms.lower_is_better[indicator]
    inverse = lower & ~terms.builds_up[indicator]
    return Path(target, base, expected.only(target.known), lower, inverse)


def pace(value: Rates, path: Path) -> Rates:
    """How much of what is expected is there; unknown where nothing is expected yet."""
    moved = (value - path.base) / (path.expected - path.base)
    return choose(path.inverse, path.expected / value, moved)


def reaches(value: Rates, path: Path, band: Fraction) -> Booleans:
    """Whether pace ≥ band, decided on the value itself, without dividing.

    Where nothing is expected yet (expected = base, or a target of 0), every band asks for no
    more than not to be on the wrong side of it.
    """
    wall = path.base + (path.expected - path.base) * Rates.single(band)
    rises = (path.expected > path.base) | (~(path.base > path.expected) & ~path.lower_is_better)
    moved = np.where(rises, value >= wall, wall >= value)
    return np.where(path.inverse, path.expected >= value * Rates.single(band), moved)


def meets(value: Rates, target: Rates, strict: Booleans, lower_is_better: Booleans) -> Booleans:
    """Whether the target itself is met; "trên 95%" is met above 95% only."""
    higher = np.where(strict, value > target, value >= target)
    lower = np.where(strict, target > value, target >= value)
    return np.where(lower_is_better, lower, higher)
