"""What stands beside a status, calculated a second time: marks, order, areas, comparisons.

Like `recomputed`, with which it shares its loops: no pandas, and nothing of the product's scoring.
"""

from fractions import Fraction

from cchc_metrics.plan.model import Direction, Kind
from cchc_metrics.plan.periods import ReportingMonth
from tests.scoring import recomputed as plain

SEVERITY = (
    "overdue MOVING_AWAY BEHIND NEEDS_ACCELERATION ON_TRACK ACHIEVED NO_DATA NOT_ARISEN NO_TARGET"
).split()
BEHIND = ("NEEDS_ACCELERATION", "BEHIND", "MOVING_AWAY")


def plain_marks(plan, figures, receipts, scope, today):
    """[out_of_reach, overdue, lagging, order] of each indicator and milestone."""
    case = plan, list(figures), list(receipts), scope, today
    rows = plain.plain_scorecard(*case)
    marks = [_marks(*case, i, row) for i, row in zip(plan.indicators, rows, strict=False)]
    marks += [(False, False, row["status"] in BEHIND) for row in rows[len(plan.indicators) :]]
    worst_first = sorted(
        range(len(rows)), key=lambda place: _rank(rows[place], marks[place], place)
    )
    order = {place: rank for rank, place in enumerate(worst_first, start=1)}
    return [[*mark, order[place]] for place, mark in enumerate(marks)]


def _marks(plan, figures, receipts, scope, today, indicator, row):
    cells = plain._cells(plan, indicator, figures, receipts, scope, today)
    window = plain._window(indicator, scope)
    target, strict = plain._target(plan, indicator, cells, scope.year, window, scope.judged_month)
    required, _ = plain._outlook(indicator, cells, scope, target)
    out_of_reach = required is not None and (required > 1 or (strict and required == 1))
    owed = _overdue(plan, indicator, cells, scope, window, today)
    lagging = row["status"] in BEHIND or (row["status"] == "NO_DATA" and owed)
    return out_of_reach, owed, lagging


def _overdue(plan, indicator, cells, scope, window, today):
    due = [m for m in window if plan.calendar.due_on(ReportingMonth(scope.year, m)) < today]
    if not due:
        return False
    for department in plain._departments(plan, indicator):
        sent = [m for d, y, m in cells if d == department and y == scope.year]
        if indicator.kind is Kind.STOCK:
            if max((m for m in sent if m <= window[-1]), default=0) < due[-1]:
                return True
        elif not set(due) <= set(sent):
            return True
    return False


def _rank(row, mark, place):
    """A value of 0 towards a low target, like a milestone, has no pace and counts as 0."""
    _, overdue, lagging = mark
    late = row["status"] == "NO_DATA" and overdue and lagging
    return SEVERITY.index("overdue" if late else row["status"]), row["pace"] or 0.0, place


def plain_areas(plan, figures, receipts, scope, today):
    """(mean share, covered, total) of each area and, under None, of the plan."""
    rows = plain.plain_scorecard(plan, list(figures), list(receipts), scope, today)
    parts = [
        (row["area"], _share(indicator, row))
        for indicator, row in zip(plan.indicators, rows, strict=False)
    ]
    done = {"ACHIEVED": Fraction(1), "BEHIND": Fraction(0)}
    parts += [(row["area"], done.get(row["status"])) for row in rows[len(plan.indicators) :]]
    areas = {area.code: [p for code, p in parts if code == area.code] for area in plan.areas}
    return {code: _mean(shares) for code, shares in {**areas, None: [p for _, p in parts]}.items()}


def _share(indicator, row):
    value, target = row["value"], row["target"]
    if value is None or target is None:
        return None
    lower = indicator.direction is Direction.LOWER
    top, bottom = (target, value) if lower else (value, target)
    if bottom == 0:
        return Fraction(row["status"] == "ACHIEVED")
    return min(Fraction(1), Fraction(top) / Fraction(bottom))


def _mean(shares):
    counted = [share for share in shares if share is not None]
    return float(sum(counted) / len(counted)) if counted else None, len(counted), len(shares)


def plain_comparison(plan, figures, receipts, scope, today):
    """{(indicator, basis): (numerator, denominator)}; None where nobody reported."""
    figures, receipts = list(figures), list(receipts)
    found = {}
    for indicator in plan.indicators:
        cells = plain._cells(plan, indicator, figures, receipts, scope, today)
        year, month = scope.year, scope.judged_month
        before = (year, month - 1) if month > 1 else (year - 1, 12)
        window = plain._window(indicator, scope)
        parts = {
            "MONTH": _alone(indicator, cells, year, month),
            "MONTH_BEFORE": _alone(indicator, cells, *before),
            "WINDOW": plain._total(indicator, cells, year, window),
            "WINDOW_LAST_YEAR": plain._total(indicator, cells, year - 1, window),
        }
        is_count = indicator.kind is Kind.COUNT
        for basis, total in parts.items():
            told = (None, None) if total is None else (total[0], None if is_count else total[1])
            found[indicator.code, basis] = told
    return found


def _alone(indicator, cells, year, month):
    own = [parts for (_, y, m), parts in cells.items() if (y, m) == (year, month)]
    return (sum(top for top, _ in own), sum(bottom for _, bottom in own)) if own else None
