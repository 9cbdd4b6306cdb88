"""Whose sheet it is and for which months: what the file says against what the officer chose."""

from dataclasses import dataclass
from datetime import date

from cchc_metrics import words
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth, Window
from cchc_metrics.workbooks.checking.issues import Issue, quoted
from cchc_metrics.workbooks.checking.recognise import PlacedStamp, Table
from cchc_metrics.workbooks.layout import Form, Stamp, window_code, window_days

# Problems after which reading the rows would only add noise.
DECISIVE = frozenset({"E02", "E04", "E06", "E07"})


@dataclass(frozen=True)
class Expected:
    """What the officer chose; None leaves it to the file."""

    department: str | None = None
    month: ReportingMonth | None = None


@dataclass(frozen=True)
class Identity:
    """The sheet's department and the months it can speak of, with what is wrong about them."""

    department: str
    months: tuple[ReportingMonth, ...]
    issues: tuple[Issue, ...]

    @property
    def is_settled(self) -> bool:
        return not any(issue.code in DECISIVE for issue in self.issues)


def identify(table: Table, plan: Plan, expected: Expected, today: date) -> Identity:
    """Settle department and months; every disagreement is an issue at the stamp's own cell."""
    placed = table.stamps[0] if table.stamps else None
    if placed is not None and any(s.stamp != placed.stamp for s in table.stamps):
        return Identity("", (), (_conflict(table.stamps),))
    department, issues = _department(placed, plan, expected)
    months, more = _months(table, placed, plan, expected)
    issues += more
    if placed is not None:
        issues += _plan_issues(placed, plan)
    if table.form is Form.MONTH and months:
        issues += not_over(table.sheet, placed.cell if placed else "", plan, months[0], today)
    return Identity(department, months, tuple(issues))


def not_over(sheet: str, cell: str, plan: Plan, month: ReportingMonth, today: date) -> list[Issue]:
    """E09 for a month whose first day has not come, W07 for one whose last day is not over."""
    window = plan.calendar.window(month)
    if window.start > today:
        return [Issue("E09", sheet, cell, month.label, words.day(window.start))]
    if window.end >= today:
        return [Issue("W07", sheet, cell, month.label, words.day(window.end))]
    return []


def _conflict(stamps: tuple[PlacedStamp, ...]) -> Issue:
    shown, other = stamps[0], next(s for s in stamps if s.stamp != stamps[0].stamp)
    return Issue("E06", shown.sheet, shown.cell, quoted(shown.stamp.line), other.stamp.line)


def _department(
    placed: PlacedStamp | None, plan: Plan, expected: Expected
) -> tuple[str, list[Issue]]:
    known = {d.code: d.name for d in plan.reporting_departments}
    claimed = placed.stamp.department if placed else None
    chosen = expected.department or claimed
    if chosen is None:
        return "", [Issue("E07", "", "", "")]
    if placed is not None and (claimed != chosen or claimed not in known):
        names = known.get(chosen) or words.joined(known.values())
        found = f"mẫu của {known.get(claimed or '', quoted(claimed or ''))}"
        return chosen, [Issue("E02", placed.sheet, placed.cell, found, names)]
    return chosen, []


def _months(
    table: Table, placed: PlacedStamp | None, plan: Plan, expected: Expected
) -> tuple[tuple[ReportingMonth, ...], list[Issue]]:
    if table.form is Form.YEAR:
        return _year_months(table, placed, plan, expected)
    claimed = placed.stamp.month() if placed else None
    month = expected.month or claimed
    if month is None:
        return (), [Issue("E07", "", "", "")]
    if month.year != plan.calendar.year:
        return (month,), [_wrong_period(table, placed, month.label, f"năm {plan.calendar.year}")]
    if placed is not None and claimed != month:
        found = claimed.label if claimed else quoted(placed.stamp.period)
        return (month,), [_wrong_period(table, placed, f"mẫu {found}", month.label)]
    return (month,), []


def _year_months(
    table: Table, placed: PlacedStamp | None, plan: Plan, expected: Expected
) -> tuple[tuple[ReportingMonth, ...], list[Issue]]:
    year = str(plan.calendar.year)
    if placed is not None and placed.stamp.period != year:
        found = f"mẫu năm {placed.stamp.period}"
        return plan.calendar.months, [_wrong_period(table, placed, found, f"năm {year}")]
    if expected.month is not None:
        issue = _wrong_period(table, placed, f"mẫu cả năm {year}", expected.month.label)
        return plan.calendar.months, [issue]
    return plan.calendar.months, []


def _wrong_period(table: Table, placed: PlacedStamp | None, found: str, expected: str) -> Issue:
    sheet, cell = (placed.sheet, placed.cell) if placed else (table.sheet, "")
    return Issue("E03", sheet, cell, found, expected)


def _plan_issues(placed: PlacedStamp, plan: Plan) -> list[Issue]:
    stamp = placed.stamp
    if stamp.plan_code != plan.code:
        return [Issue("E04", placed.sheet, placed.cell, quoted(stamp.plan_code), plan.code)]
    issues = []
    if stamp.plan_version != plan.version:
        found = f"bản {stamp.plan_version}"
        issues.append(Issue("W03", placed.sheet, placed.cell, found, plan.version))
    window = _plan_window(stamp, plan)
    if window is not None and stamp.window != window_code(window):
        stamped = window_days(stamp.window)
        found = words.days(stamped.start, stamped.end) if stamped else quoted(stamp.window)
        days = words.days(window.start, window.end)
        issues.append(Issue("E05", placed.sheet, placed.cell, found, days))
    return issues


def _plan_window(stamp: Stamp, plan: Plan) -> Window | None:
    """The days that the plan gives to the stamp's period; None for a period of another kind."""
    month = stamp.month()
    if month is not None:
        return plan.calendar.window(month)
    if stamp.period != str(plan.calendar.year):
        return None
    months = plan.calendar.months
    return Window(plan.calendar.window(months[0]).start, plan.calendar.window(months[-1]).end)
