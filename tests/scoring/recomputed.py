"""A second, deliberately plain calculation of the scorecard: loops and fractions, no pandas.

Written from the scoring contract alone, so that it can guard the scores that the commune signs.
It shares with the product only the plan, the figures and the calendar.
"""

import math
from fractions import Fraction

from cchc_metrics.plan.model import Direction, Kind, TargetRule, Trajectory
from cchc_metrics.plan.periods import ReportingMonth

Z_SQUARED = Fraction("1.959963984540054") ** 2


def plain_scorecard(plan, figures, receipts, scope, today):
    figures, receipts = list(figures), list(receipts)
    rows = [
        _indicator_row(plan, indicator, figures, receipts, scope, today)
        for indicator in plan.indicators
    ]
    return rows + [_milestone_row(milestone, today) for milestone in plan.milestones]


def _indicator_row(plan, indicator, figures, receipts, scope, today):
    cells = _cells(plan, indicator, figures, receipts, scope, today)
    window = _window(indicator, scope)
    total = _total(indicator, cells, scope.year, window)
    value = _value(total)
    target, strict = _target(plan, indicator, cells, scope.year, window, scope.judged_month)
    expected = _expected(indicator, target, scope.judged_month)
    required, best = _outlook(indicator, cells, scope, target)
    reported = [key for key in cells if key[1] == scope.year and key[2] in window]
    counted = _months_counted(indicator, cells, scope.year, window)
    comparable = value is not None and target is not None
    return {
        "indicator": indicator.code,
        "area": indicator.area,
        "numerator": total[0] if total else None,
        "denominator": total[1] if total and indicator.kind is not Kind.COUNT else None,
        "value": _float(value),
        "target": _float(target),
        "strict": strict,
        "expected": _float(expected),
        "pace": _float(_pace(indicator, value, expected)) if comparable else None,
        "status": _status(plan, indicator, total, value, target, strict, expected),
        "required_rate": _float(required),
        "best_reachable": _float(best),
        "small_sample": _small_sample(plan, indicator, total, value, target),
        "missing_cases": _missing(indicator, total, target, strict) if comparable else None,
        "months_reported": len({month for _, _, month in reported}),
        "departments_reported": len({d for d, _, month in reported if month in counted}),
        "departments_expected": len(_departments(plan, indicator)),
    }


def _milestone_row(milestone, today):
    if milestone.done_on is not None and milestone.done_on <= today:
        status = "ACHIEVED"
    elif milestone.due_on is None:
        status = "NO_TARGET"
    elif milestone.due_on < today:
        status = "BEHIND"
    else:
        status = "ON_TRACK"
    row = dict.fromkeys(
        "indicator area numerator denominator value target strict expected pace status "
        "required_rate best_reachable small_sample missing_cases months_reported "
        "departments_reported departments_expected".split()
    )
    return row | {"indicator": milestone.code, "area": milestone.area, "status": status}


def _departments(plan, indicator):
    if indicator.kind is not Kind.ON_TIME_REPORTS:
        return indicator.departments
    typing = [
        d for i in plan.indicators if i.kind is not Kind.ON_TIME_REPORTS for d in i.departments
    ]
    return [d for d in indicator.departments if d in typing]


def _cells(plan, indicator, figures, receipts, scope, today):
    """{(department, year, month): [numerator, denominator]} of what is known at `as_of`."""
    cells = {}
    departments = _departments(plan, indicator)
    if indicator.kind is Kind.ON_TIME_REPORTS:
        for department in departments:
            for number in range(1, scope.as_of + 1):
                month = ReportingMonth(scope.year, number)
                due_on = plan.calendar.due_on(month)
                in_time = any(
                    r.department == department and r.month == month and r.sent_on <= due_on
                    for r in receipts
                )
                if due_on < today:
                    cells[department, scope.year, number] = [int(in_time), 1]
        return cells
    for figure in figures:
        if figure.indicator != indicator.code or figure.department not in departments:
            continue
        if figure.month.year == scope.year and figure.month.month > scope.as_of:
            continue
        if indicator.kind is not Kind.COUNT and figure.denominator is None:
            continue
        key = (figure.department, figure.month.year, figure.month.month)
        cell = cells.setdefault(key, [0, 0])
        cell[0] += figure.numerator
        cell[1] += figure.denominator or 0
    return cells


def _window(indicator, scope):
    """The months that are judged."""
    if scope.last < scope.first:
        return []
    if indicator.kind is Kind.STOCK or indicator.trajectory is not Trajectory.FLAT:
        return list(range(1, scope.last + 1))
    return list(range(scope.first, scope.last + 1))


def _months_counted(indicator, cells, year, window):
    reported = sorted({m for _, y, m in cells if y == year and m in window})
    return reported[-1:] if indicator.kind is Kind.STOCK else reported


def _total(indicator, cells, year, window):
    """(N, D) of the window; None when no month was reported; a count has D = 1."""
    counted = _months_counted(indicator, cells, year, window)
    if not counted:
        return None
    numerator = denominator = 0
    for (_, cell_year, month), (top, bottom) in cells.items():
        if cell_year == year and month in counted:
            numerator += top
            denominator += bottom
    return numerator, 1 if indicator.kind is Kind.COUNT else denominator


def _value(total):
    return Fraction(*total) if total and total[1] else None


def _target(plan, indicator, cells, year, window, judged_month):
    last_day = plan.calendar.window(ReportingMonth(year, judged_month)).end
    in_force = [target for target in indicator.targets if target.holds_from <= last_day]
    if not in_force:
        return None, None
    target = in_force[-1]
    if target.rule is TargetRule.FIXED:
        return (None, None) if target.value is None else (target.value, target.strict)
    past = _value(_total(indicator, cells, year - 1, window))
    if past is None and indicator.kind is not Kind.COUNT:
        first = sorted({m for _, y, m in cells if y == year})[:3]
        if len(first) == 3 and window and window[-1] > first[-1]:
            past = _value(_total(indicator, cells, year, range(1, first[-1] + 1)))
    return (None, None) if past is None else (past, True)


def _expected(indicator, target, month):
    if target is None or indicator.trajectory is Trajectory.FLAT:
        return target
    if indicator.trajectory is Trajectory.STEPS and indicator.steps:
        return indicator.steps[min(month, len(indicator.steps)) - 1]
    return indicator.base + (target - indicator.base) * Fraction(month, 12)


def _pace(indicator, value, expected):
    """None where nothing is expected yet."""
    if indicator.trajectory is Trajectory.FLAT:
        if indicator.direction is Direction.LOWER:
            return expected / value if value else None
        return value / expected if expected else None
    distance = expected - indicator.base
    return (value - indicator.base) / distance if distance else None


def _met(indicator, value, target, strict):
    if indicator.direction is Direction.LOWER:
        return value < target if strict else value <= target
    return value > target if strict else value >= target


def _status(plan, indicator, total, value, target, strict, expected):
    if total is None:
        return "NO_DATA"
    if value is None:
        return "NOT_ARISEN"
    if target is None:
        return "NO_TARGET"
    if _met(indicator, value, target, strict):
        return "ACHIEVED"
    pace = _pace(indicator, value, expected)
    if pace is None:
        # Nothing is expected yet: on track unless it is on the wrong side of the start.
        start = Fraction(0) if indicator.trajectory is Trajectory.FLAT else indicator.base
        wrong = value > start if indicator.direction is Direction.LOWER else value < start
        return "MOVING_AWAY" if wrong else "ON_TRACK"
    if pace >= plan.bands.on_track:
        return "ON_TRACK"
    if pace >= plan.bands.needs_acceleration:
        return "NEEDS_ACCELERATION"
    return "BEHIND" if pace >= 0 else "MOVING_AWAY"


def _outlook(indicator, cells, scope, target):
    """Required rate and best reachable, always of the year so far."""
    nothing = None, None
    if indicator.kind not in (Kind.FLOW, Kind.ON_TIME_REPORTS):
        return nothing
    if indicator.direction is Direction.LOWER or target is None or scope.last < scope.first:
        return nothing
    window = range(1, scope.last + 1)
    total = _total(indicator, cells, scope.year, window)
    if not total or not total[1] or scope.last == 12:
        return nothing
    n, d = total
    months_reported = len(_months_counted(indicator, cells, scope.year, window))
    dr = Fraction(d, months_reported) * (12 - scope.last)
    return (target * (d + dr) - n) / dr, (n + dr) / (d + dr)


def _missing(indicator, total, target, strict):
    n, d = total
    if indicator.direction is Direction.LOWER:
        allowed = math.floor(target * d)
        if strict and allowed == target * d:
            allowed -= 1
        return max(0, n - allowed)
    needed = math.ceil(target * d)
    if strict and needed == target * d:
        needed += 1
    return max(0, needed - n)


def _small_sample(plan, indicator, total, value, target):
    """Wilson's interval spans T exactly where the score test does not reject T."""
    if value is None or indicator.kind is Kind.COUNT:
        return None
    n, d = total
    if d < plan.bands.small_sample:
        return True
    if target is None or not 0 <= value <= 1:
        return False
    return (n - target * d) ** 2 < Z_SQUARED * target * (1 - target) * d


def _float(rate):
    return None if rate is None else float(rate)


# NIST/SEMATECH e-Handbook 1.3.6.7.2, the 90% column, from one degree of freedom on.
STUDENT = [3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372]


def plain_forecasts(plan, figures, receipts, scope, today):
    """(middle, low, high, verdict) of each indicator of a plan, None where there is none."""
    figures, receipts = list(figures), list(receipts)
    return [_forecast(plan, i, figures, receipts, scope, today) for i in plan.indicators]


def _forecast(plan, indicator, figures, receipts, scope, today):
    cells = _cells(plan, indicator, figures, receipts, scope, today)
    window = _window(indicator, scope)
    target, strict = _target(plan, indicator, cells, scope.year, window, scope.judged_month)
    months = sorted({m for _, y, m in cells if y == scope.year and m <= scope.judged_month})
    n, h, is_count = len(months), 12 - scope.judged_month, indicator.kind is Kind.COUNT
    if indicator.kind is Kind.STOCK or target is None or not window or n < 3 or h == 0:
        return None
    if _is_moving(indicator, plan, scope):
        return None
    x, cases = [], Fraction(0)
    for month in months:
        top, bottom = _total(indicator, cells, scope.year, [month])
        x.append(Fraction(top) if is_count else top - target * bottom)
        cases += bottom
    if not is_count and cases == 0:
        return None
    total, mean = sum(x), sum(x) / n
    middle = total + h * mean
    variance = sum((one - mean) ** 2 for one in x) / (n - 1)
    half = STUDENT[n - 2] * math.sqrt(variance * h * (1 + Fraction(h, n)))
    ends = [float(middle), float(middle) - half, float(middle) + half]
    goal = target if is_count else 0
    verdict = _verdict(indicator, strict, ends[1] - float(goal), ends[2] - float(goal))
    if is_count:
        return *(max(0.0, end) for end in ends), verdict
    year = float(cases * (1 + Fraction(h, n)))
    return *(min(1.0, max(0.0, float(target) + end / year)) for end in ends), verdict


def _is_moving(indicator, plan, scope):
    """A target that must rise is compared with the same months, not with a whole year."""
    last_day = plan.calendar.window(ReportingMonth(scope.year, scope.judged_month)).end
    in_force = [target for target in indicator.targets if target.holds_from <= last_day]
    return in_force[-1].rule is not TargetRule.FIXED


def _verdict(indicator, strict, low, high):
    if indicator.direction is Direction.LOWER:
        low, high = -high, -low
    if low > 0 or (low == 0 and not strict):
        return "LIKELY"
    return "UNLIKELY" if high < 0 or (high == 0 and strict) else "UNCERTAIN"
