"""The plan's terms as columns: one row an indicator, in the plan's order.

Several communes of one plan are `repeated` terms: the rows of the first, then of the second, and so
on. All rules go by these rows, so that one commune and a whole country are judged by the same code.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from cchc_metrics.plan.model import Direction, Indicator, Kind, Plan, TargetRule, Trajectory
from cchc_metrics.plan.periods import MONTHS_A_YEAR
from cchc_metrics.scoring.exact import Booleans, Integers, Rates, integers

# Kinds whose months are summed as numerator / denominator, so that months to come can be added.
SUMMED_RATES = (Kind.FLOW, Kind.ON_TIME_REPORTS)

_CLAIMS = (
    "is_stock",
    "is_count",
    "is_summed_rate",
    "lower_is_better",
    "builds_up",
    "has_steps",
    "target_strict",
    "target_must_rise",
)
_RATES = ("base", "steps", "target_values")

# Widens a day's ordinal (below 3.7 million) by the indicator's position in one sortable number.
_DAYS = 4_000_000


@dataclass(frozen=True)
class Terms:
    """Claims about each indicator (rows,), its departments and its dated targets.

    `pair_*` list the departments of all indicators in the plan's order, each with the row of its
    indicator; `target_*` list all targets of all indicators, `target_keys` ascending.
    """

    plan: Plan
    is_stock: Booleans
    is_count: Booleans
    is_summed_rate: Booleans
    lower_is_better: Booleans
    builds_up: Booleans  # linear or stepped: judged on the year so far in every period
    has_steps: Booleans
    base: Rates
    steps: Rates  # rows × 12, month after month
    pair_indicators: Integers
    pair_departments: tuple[str, ...]
    target_keys: Integers
    target_values: Rates
    target_strict: Booleans
    target_must_rise: Booleans
    communes: int = 1

    @property
    def rows(self) -> int:
        return len(self.plan.indicators) * self.communes

    @property
    def pairs(self) -> int:
        return len(self.pair_departments)

    def repeated(self, communes: int) -> "Terms":
        """The terms of as many communes that work by the same plan."""
        first_rows = np.arange(communes) * self.rows
        tiled: dict[str, Any] = {name: np.tile(getattr(self, name), communes) for name in _CLAIMS}
        tiled |= {name: getattr(self, name).repeated(communes) for name in _RATES}
        return replace(
            self,
            **tiled,
            pair_indicators=_shifted(self.pair_indicators, first_rows),
            pair_departments=self.pair_departments * communes,
            target_keys=_shifted(self.target_keys, first_rows * _DAYS),
            communes=communes,
        )

    def targets_in_force(self, indicator: Integers, days: Integers) -> Integers:
        """Position of the target that holds on a day (as an ordinal); -1 where none does."""
        found = np.searchsorted(self.target_keys, indicator * _DAYS + days, side="right") - 1
        owners = np.append(self.target_keys // _DAYS, -1)  # -1 also answers position -1
        result: Integers = np.where(owners[found] == indicator, found, -1)
        return result


def terms_of(plan: Plan) -> Terms:
    indicators = plan.indicators
    targets = [(i, target) for i, one in enumerate(indicators) for target in one.targets]
    pairs = [(i, code) for i, one in enumerate(indicators) for code in expected(plan, one)]
    return Terms(
        plan=plan,
        is_stock=_claim(one.kind is Kind.STOCK for one in indicators),
        is_count=_claim(one.kind is Kind.COUNT for one in indicators),
        is_summed_rate=_claim(one.kind in SUMMED_RATES for one in indicators),
        lower_is_better=_claim(one.direction is Direction.LOWER for one in indicators),
        builds_up=_claim(one.trajectory is not Trajectory.FLAT for one in indicators),
        has_steps=_claim(bool(_steps(one)) for one in indicators),
        base=Rates.of_fractions(_base(one) for one in indicators),
        steps=Rates.of_fractions(step for one in indicators for step in _twelve(_steps(one))),
        pair_indicators=integers(i for i, _ in pairs),
        pair_departments=tuple(code for _, code in pairs),
        target_keys=integers(i * _DAYS + one.holds_from.toordinal() for i, one in targets),
        target_values=Rates.of_fractions(one.value for _, one in targets),
        target_strict=_claim(one.strict for _, one in targets),
        target_must_rise=_claim(one.rule is TargetRule.MUST_RISE for _, one in targets),
    )


def expected(plan: Plan, indicator: Indicator) -> tuple[str, ...]:
    """The departments whose figures make up an indicator.

    Reports in time are expected only of departments that have something to type.
    """
    if indicator.is_reported:
        return indicator.departments
    reporting = (department.code for department in plan.reporting_departments)
    return tuple(code for code in reporting if code in indicator.departments)


def _shifted(values: Integers, by: Integers) -> Integers:
    """The values once for each shift, shifted."""
    result: Integers = (by[:, None] + values).ravel()
    return result


def _base(indicator: Indicator) -> Fraction:
    """A flat indicator starts from 0, so that its pace is value / target."""
    return Fraction(0) if indicator.trajectory is Trajectory.FLAT else indicator.base


def _steps(indicator: Indicator) -> tuple[Fraction, ...]:
    return indicator.steps if indicator.trajectory is Trajectory.STEPS else ()


def _twelve(steps: tuple[Fraction, ...]) -> list[Fraction | None]:
    """The last step holds on; twelve unknowns where there are no steps."""
    last = steps[-1] if steps else None
    return [steps[m] if m < len(steps) else last for m in range(MONTHS_A_YEAR)]


def _claim(values: Iterable[bool]) -> Booleans:
    return np.array(list(values), dtype=bool)
