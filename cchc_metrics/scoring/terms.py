"""The plan's terms as columns: one row an indicator, in the plan's order."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from cchc_metrics.plan.model import Direction, Indicator, Kind, Plan, TargetRule, Trajectory
from cchc_metrics.plan.periods import MONTHS_A_YEAR
from cchc_metrics.scoring.exact import Booleans, Integers, Rates, integers

# Kinds whose months are summed as numerator / denominator, so that months to come can be added.
SUMMED_RATES = (Kind.FLOW, Kind.ON_TIME_REPORTS)

# Widens a day's ordinal (below 3.7 million) by the indicator's position in one sortable number.
_DAYS = 4_000_000


@dataclass(frozen=True)
class Terms:
    """Claims about each indicator (rows,), its departments and its dated targets.

    `departments` lists (position of the indicator, department) pairs in the plan's order;
    `target_*` list all targets of all indicators, `target_keys` ascending.
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
    departments: tuple[tuple[int, str], ...]
    target_keys: Integers
    target_values: Rates
    target_strict: Booleans
    target_must_rise: Booleans

    @property
    def rows(self) -> int:
        return len(self.plan.indicators)

    @property
    def pair_indicators(self) -> Integers:
        """The indicator's position for each (indicator, department) pair."""
        return np.array([position for position, _ in self.departments], dtype=np.int64)

    def targets_in_force(self, indicator: Integers, days: Integers) -> Integers:
        """Position of the target that holds on a day (as an ordinal); -1 where none does."""
        found = np.searchsorted(self.target_keys, indicator * _DAYS + days, side="right") - 1
        owners = np.append(self.target_keys // _DAYS, -1)  # -1 also answers position -1
        result: Integers = np.where(owners[found] == indicator, found, -1)
        return result


def terms_of(plan: Plan) -> Terms:
    indicators = plan.indicators
    targets = [(i, target) for i, one in enumerate(indicators) for target in one.targets]
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
        departments=tuple((i, d) for i, one in enumerate(indicators) for d in expected(plan, one)),
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
