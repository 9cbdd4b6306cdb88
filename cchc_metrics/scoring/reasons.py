"""One Vietnamese sentence a row, with arithmetic that a clerk can check with a calculator."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cchc_metrics.plan.model import Direction, Indicator, Kind, Milestone, Plan, Trajectory
from cchc_metrics.plan.periods import MONTHS_A_YEAR, ReportingMonth, ReportPeriod, Scope
from cchc_metrics.scoring.status import Status
from cchc_metrics.scoring.targets import Origin, origin_words
from cchc_metrics.words import day, number, percent

SMALL_SAMPLE = "mẫu nhỏ"
STILL_OWED = "còn số liệu quá hạn chưa gửi"


@dataclass(frozen=True)
class Facts:
    """What is known of one indicator; rates are exact, None where they do not exist."""

    indicator: Indicator
    status: Status
    numerator: int
    denominator: int
    value: Fraction | None
    target: Fraction | None
    strict: bool
    origin: Origin
    expected: Fraction | None
    pace: Fraction | None
    required_rate: Fraction | None
    best_reachable: Fraction | None
    out_of_reach: bool
    missing_cases: int
    is_small_sample: bool
    is_overdue: bool
    departments_reported: int
    departments_expected: int
    latest_month: int  # whose figure a stock is; of others the window's last


def indicator_reason(plan: Plan, scope: Scope, today: date, facts: Facts) -> str:
    match facts.status:
        case Status.NO_DATA:
            why = _no_data(plan, scope, today, facts)
            return f"{facts.status.label}: {why}."
        case Status.NOT_ARISEN:
            return _sentence("Không phát sinh trong kỳ", _owed(facts))
        case Status.NO_TARGET:
            return _sentence(f"{facts.status.label}: {_untargeted(plan, facts)}", _marks(facts))
    found = f"{facts.status.label}: {_result(facts)}, {_aim(plan, facts)}"
    return _sentence(found, [*_way(plan, scope, facts), *_marks(facts)])


def milestone_reason(milestone: Milestone, status: Status) -> str:
    match status:
        case Status.ACHIEVED:
            return f"{status.label}: hoàn thành ngày {day(milestone.done_on)}."
        case Status.BEHIND:
            return f"{status.label}: quá hạn {day(milestone.due_on)}, chưa hoàn thành."
        case Status.ON_TRACK:
            return f"{status.label}: hạn hoàn thành {day(milestone.due_on)}."
    return f"{status.label}: chưa đặt ngày hoàn thành."


def _sentence(head: str, additions: Iterable[str]) -> str:
    return "; ".join([head, *additions]) + "."


def _no_data(plan: Plan, scope: Scope, today: date, facts: Facts) -> str:
    if scope.is_empty:
        return "kỳ báo cáo chưa bắt đầu"
    if not facts.indicator.is_reported:
        return "chưa tháng nào đến hạn gửi"
    if not facts.indicator.departments:
        return "chưa phân công đơn vị báo cáo"
    months = (ReportingMonth(scope.year, m) for m in range(1, scope.judged_month + 1))
    due_days = [plan.calendar.due_on(month) for month in months]
    if facts.is_overdue:
        passed = max(due_on for due_on in due_days if due_on < today)
        return f"quá hạn gửi {day(passed)}, chưa có đơn vị nào báo cáo"
    return f"hạn gửi {day(due_days[-1])}"


def _untargeted(plan: Plan, facts: Facts) -> str:
    if facts.indicator.kind is Kind.COUNT:
        result = f"kết quả {_cases(facts.numerator, facts)}"
    else:
        parts = f"{number(facts.numerator)}/{_cases(facts.denominator, facts)}"
        result = f"kết quả {_amount(facts.value, facts)} ({parts})"
    if facts.origin is not Origin.AWAITED:
        return result
    first = f"{plan.limits.base_months} tháng đầu"
    return f"chưa có mức cùng kỳ năm trước hoặc {first} để so sánh, {result}"


def _result(facts: Facts) -> str:
    if facts.indicator.kind is Kind.COUNT:
        return _cases(facts.numerator, facts)
    parts = f"{number(facts.numerator)}/{_cases(facts.denominator, facts)}"
    return f"{parts} = {_amount(facts.value, facts, facts.target, facts.expected)}"


def _aim(plan: Plan, facts: Facts) -> str:
    lower = facts.indicator.direction is Direction.LOWER
    side = ("dưới " if lower else "trên ") if facts.strict else ("không quá " if lower else "")
    target = _amount(facts.target, facts, facts.value)
    return f"chỉ tiêu {side}{target}{_past(plan, facts.origin)}"


def _past(plan: Plan, origin: Origin) -> str:
    """Where a target that must rise takes its level from."""
    said = origin_words(plan, origin)
    return f" ({said})" if said else ""


def _way(plan: Plan, scope: Scope, facts: Facts) -> list[str]:
    """How far it has come, what is missing and what the months left must bring."""
    lower = facts.indicator.direction is Direction.LOWER
    if facts.status is Status.ACHIEVED:
        return _months_left(facts)
    if _is_topmost(facts) and not lower:
        return ["đã ở mức cao nhất có thể"]
    way = _pace(plan, scope, facts)
    if facts.missing_cases:
        verb = "vượt mức" if lower else "còn thiếu"
        way.append(f"{verb} {_cases(facts.missing_cases, facts)}")
    return way + _months_left(facts)


def _is_topmost(facts: Facts) -> bool:
    """100% that should rise: there are no cases to miss above it."""
    return facts.indicator.kind is not Kind.COUNT and facts.value == facts.target == 1


def _pace(plan: Plan, scope: Scope, facts: Facts) -> list[str]:
    bands = (plan.bands.on_track, plan.bands.needs_acceleration, Fraction(0))
    share = None if facts.pace is None else percent(facts.pace, _others(facts.pace, bands))
    if facts.indicator.trajectory is Trajectory.FLAT:
        return [f"đạt {share} mức phải có {_when(scope, facts)}"] if share else []
    level = _amount(facts.expected, facts, facts.value)
    way = f"mức phải có {_when(scope, facts)} là {level}{_line(scope, facts)}"
    start = _amount(facts.indicator.base, facts)
    if facts.status is Status.MOVING_AWAY:
        return [f"{way}, lùi so với mức xuất phát {start}"]
    if share is None:
        return [way]
    if facts.indicator.base == 0:
        return [f"{way}, mới đạt {share} mức đó" if _is_short(facts) else f"{way}, đạt {share}"]
    return [f"{way}, đi được {share} quãng đường từ {start}"]


def _line(scope: Scope, facts: Facts) -> str:
    """How the level came about: ` (20% + 80% × 6/12)`."""
    if facts.indicator.trajectory is Trajectory.STEPS:
        return " (lộ trình tháng của kế hoạch)"
    base, target = facts.indicator.base, facts.target or Fraction(0)
    share = f"{scope.judged_month}/{MONTHS_A_YEAR}"
    if base == 0:
        return f" ({_amount(target, facts)} × {share})"
    sign = "+" if target >= base else "−"
    return f" ({_amount(base, facts)} {sign} {_amount(abs(target - base), facts)} × {share})"


def _is_short(facts: Facts) -> bool:
    return facts.pace is not None and facts.pace < 1


def _when(scope: Scope, facts: Facts) -> str:
    year_so_far = (
        facts.indicator.kind is Kind.STOCK or facts.indicator.trajectory is not Trajectory.FLAT
    )
    if year_so_far or scope.first == 1 and scope.period is not ReportPeriod.MONTH:
        return f"đến hết tháng {scope.judged_month}"
    if scope.first == scope.last:
        return f"trong tháng {scope.last}"
    return f"từ tháng {scope.first} đến hết tháng {scope.last}"


def _months_left(facts: Facts) -> list[str]:
    required, best = facts.required_rate, facts.best_reachable
    if facts.out_of_reach:
        highest = _amount(best, facts, facts.target)
        return [f"dù các tháng còn lại đạt 100%, cả năm cao nhất {highest}"]
    if required is None or required <= 0 or facts.status is Status.ACHIEVED:
        return []
    above = "trên " if facts.strict else ""
    return [f"các tháng còn lại phải đạt {above}{_amount(required, facts)}"]


def _marks(facts: Facts) -> list[str]:
    return [*([SMALL_SAMPLE] if facts.is_small_sample else []), *_partial(facts), *_owed(facts)]


def _partial(facts: Facts) -> list[str]:
    """Of a stock one month counts, so whoever has not sent it yet is missing from the whole."""
    sent, all_of_them = facts.departments_reported, facts.departments_expected
    if facts.indicator.kind is not Kind.STOCK or sent >= all_of_them:
        return []
    return [f"mới tính {sent}/{all_of_them} đơn vị đã gửi số liệu tháng {facts.latest_month}"]


def _owed(facts: Facts) -> list[str]:
    return [STILL_OWED] if facts.is_overdue else []


def _cases(amount: int, facts: Facts) -> str:
    return f"{number(amount)} {facts.indicator.unit}"


def _amount(rate: Fraction | None, facts: Facts, *limits: Fraction | None) -> str:
    """A rate in percent, a count as a number; never on the wrong side of a limit."""
    if rate is None or facts.indicator.kind is not Kind.COUNT:
        return percent(rate, _others(rate, (*limits, Fraction(0))))
    return number(rate.numerator if rate.denominator == 1 else float(rate))


def _others(rate: Fraction | None, limits: Iterable[Fraction | None]) -> list[Fraction]:
    """The limits that differ from the rate: one that equals it sets no side to stand on."""
    return [limit for limit in limits if limit is not None and limit != rate]
