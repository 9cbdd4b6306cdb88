"""A scorecard as results: every cell of its frames as a plain value, area by area."""

from collections import defaultdict
from typing import Any

from cchc_metrics.plan.model import Direction, Indicator, Kind, Plan, Trajectory
from cchc_metrics.plan.periods import Scope
from cchc_metrics.reports.said import MonthResult, Result, Share
from cchc_metrics.scoring.reading import each, known
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.status import Status

NOT_BEGUN = "kỳ chưa bắt đầu"


def results(scorecard: Scorecard) -> dict[str, tuple[Result, ...]]:
    """The results of each area; indicators first, then milestones, in the plan's order."""
    months, shares = _months(scorecard), _shares(scorecard)
    found = defaultdict[str, list[Result]](list)
    for row in each(scorecard.rows):
        code = row.indicator
        found[row.area].append(_result(scorecard, row, months.get(code, ()), shares.get(code, ())))
    return {area.code: tuple(found[area.code]) for area in scorecard.plan.areas}


def _result(
    scorecard: Scorecard, row: Any, months: tuple[MonthResult, ...], shares: tuple[Share, ...]
) -> Result:
    plan = scorecard.plan
    copied = {name: known(getattr(row, name)) for name in _COPIED}
    return Result(
        **copied,
        code=row.indicator,
        unit=_units(plan).get(row.indicator, ""),
        lead=_leads(plan).get(row.indicator, ""),
        strict=bool(known(row.strict)),
        lower_is_better=_is_lower(plan, row),
        asked=_asked(plan, row),
        status=Status(row.status),
        small_sample=bool(known(row.small_sample)),
        window=_window(scorecard, row),
        forecast=known(row.forecast_text) or "",
        months=months,
        departments=shares,
    )


_COPIED = (
    "name",
    "area",
    "kind",
    "numerator",
    "denominator",
    "value",
    "target",
    "expected",
    "pace",
    "lagging",
    "order",
    "required_rate",
    "best_reachable",
    "missing_cases",
    "out_of_reach",
    "overdue",
    "reason",
)


def _units(plan: Plan) -> dict[str, str]:
    return {indicator.code: indicator.unit for indicator in plan.indicators}


def _leads(plan: Plan) -> dict[str, str]:
    """The name of the department that answers for an indicator or milestone."""
    names = {department.code: department.name for department in plan.departments}
    leads = {i.code: i.lead for i in plan.indicators} | {m.code: m.lead for m in plan.milestones}
    return {code: names.get(lead, "") for code, lead in leads.items()}


def _is_lower(plan: Plan, row: Any) -> bool:
    is_indicator = row.kind in list(Kind)
    return is_indicator and plan.indicator(row.indicator).direction is Direction.LOWER


def _asked(plan: Plan, row: Any) -> str:
    """`trên`, `dưới` or `tối đa`, where a target says so."""
    if known(row.target) is None:
        return ""
    if known(row.strict):
        return "dưới " if _is_lower(plan, row) else "trên "
    return "tối đa " if _is_lower(plan, row) else ""


def _window(scorecard: Scorecard, row: Any) -> str:
    """Which months a value speaks of, and in how many of them there were figures."""
    scope = scorecard.scope
    if row.kind not in list(Kind):
        return ""
    if scope.is_empty:
        return NOT_BEGUN
    first = _first_month(scope, scorecard.plan.indicator(row.indicator))
    months = f"Tháng {first}" if first == scope.last else f"Tháng {first}–{scope.last}"
    return f"{months}; {row.months_reported}/{scope.last - first + 1} tháng có số liệu"


def _first_month(scope: Scope, indicator: Indicator) -> int:
    """Stocks and rising trajectories are read since January, whatever the period."""
    of_year = indicator.kind is Kind.STOCK or indicator.trajectory is not Trajectory.FLAT
    return 1 if of_year else scope.first


def _months(scorecard: Scorecard) -> dict[str, tuple[MonthResult, ...]]:
    """The months that have come, also those that nobody reported."""
    found = defaultdict[str, list[MonthResult]](list)
    for row in each(scorecard.monthly[scorecard.monthly["status"].notna()]):
        copied = {name: known(getattr(row, name)) for name in _OF_A_MONTH}
        found[row.indicator].append(MonthResult(**copied, status=Status(row.status)))
    return {code: tuple(months) for code, months in found.items()}


_OF_A_MONTH = (
    "month",
    "reported",
    "numerator",
    "denominator",
    "value",
    "cum_numerator",
    "cum_denominator",
    "cum_value",
    "target",
    "expected",
)


def _shares(scorecard: Scorecard) -> dict[str, tuple[Share, ...]]:
    names = {department.code: department.name for department in scorecard.plan.departments}
    found = defaultdict[str, list[Share]](list)
    for row in each(scorecard.by_department):
        share = Share(
            names[row.department],
            known(row.numerator),
            known(row.denominator),
            known(row.value),
            known(row.months_reported),
            known(row.months_expected),
        )
        found[row.indicator].append(share)
    return {code: tuple(shares) for code, shares in found.items()}
