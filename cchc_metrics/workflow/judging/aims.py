"""Indicators and milestones together: what is judged, lags and is explained."""

from collections.abc import Iterator

from cchc_metrics.plan.model import Indicator, Milestone, Plan


def leads_of(plan: Plan) -> dict[str, str]:
    """The lead department of each, by its code."""
    return {aim.code: aim.lead for aim in _aims(plan)}


def names_of(plan: Plan) -> dict[str, str]:
    """What each is called, by its code."""
    return {aim.code: aim.name for aim in _aims(plan)}


def named(plan: Plan, code: str) -> str:
    """`II.3-2 Số hóa thành phần hồ sơ`; the code alone of what the plan does not have."""
    return f"{code} {names_of(plan).get(code, '')}".strip()


def _aims(plan: Plan) -> Iterator[Indicator | Milestone]:
    yield from plan.indicators
    yield from plan.milestones
