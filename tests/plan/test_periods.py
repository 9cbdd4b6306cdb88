"""Reporting months, their days, the four reports and due days: 581/BNV-CCHC as tables."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_metrics.plan.periods import Calendar, ReportingMonth, ReportPeriod, Window, scope

COMMUNE = Calendar(2026, window_start_day=15, due_day=18)
PORTAL = Calendar(2026, window_start_day=1, due_day=5)
CALENDARS = st.builds(
    Calendar,
    year=st.integers(2001, 2099),
    window_start_day=st.one_of(st.just(1), st.just(15), st.integers(1, 28)),
    due_day=st.integers(1, 28),
)
REPORTS = {
    ReportPeriod.Q1: range(1, 4),
    ReportPeriod.H1: range(1, 7),
    ReportPeriod.Q3: range(7, 10),
    ReportPeriod.YEAR: range(1, 13),
}


def all_days(window: Window) -> list[date]:
    return [window.start + timedelta(n) for n in range((window.end - window.start).days + 1)]


@pytest.mark.parametrize(
    ("code", "month"),
    [
        ("2026-03", ReportingMonth(2026, 3)),
        (" 2026-12 ", ReportingMonth(2026, 12)),
        ("0999-01", ReportingMonth(999, 1)),
    ],
)
def test_a_month_is_written_year_first(code: str, month: ReportingMonth) -> None:
    assert ReportingMonth.parse(code) == month
    assert str(month) == code.strip()


@pytest.mark.parametrize("code", ["", "2026", "2026-3", "2026-00", "2026-13", "03-2026", "2026/03"])
def test_any_other_way_of_writing_a_month_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="NĂM-THÁNG"):
        ReportingMonth.parse(code)


def test_months_have_a_label_an_order_and_one_before() -> None:
    january = ReportingMonth(2026, 1)
    assert january.label == "tháng 1/2026"
    assert january.previous == ReportingMonth(2025, 12) < january < ReportingMonth(2026, 2)
    assert ReportingMonth(2026, 7).previous == ReportingMonth(2026, 6)


@pytest.mark.parametrize(
    ("calendar", "month", "start", "end"),
    [
        (COMMUNE, 1, date(2025, 12, 15), date(2026, 1, 14)),
        (COMMUNE, 3, date(2026, 2, 15), date(2026, 3, 14)),
        (COMMUNE, 12, date(2026, 11, 15), date(2026, 12, 14)),
        (PORTAL, 1, date(2026, 1, 1), date(2026, 1, 31)),
        (PORTAL, 2, date(2026, 2, 1), date(2026, 2, 28)),
        (PORTAL, 12, date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_the_days_of_a_month(calendar: Calendar, month: int, start: date, end: date) -> None:
    assert calendar.window(ReportingMonth(2026, month)) == Window(start, end)


def test_a_calendar_month_knows_leap_years() -> None:
    leap = Calendar(2028, window_start_day=1, due_day=5)
    assert leap.window(ReportingMonth(2028, 2)).end == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("period", "label", "start", "end"),
    [
        (ReportPeriod.Q1, "Quý I", date(2025, 12, 15), date(2026, 3, 14)),
        (ReportPeriod.H1, "6 tháng", date(2025, 12, 15), date(2026, 6, 14)),
        (ReportPeriod.Q3, "Quý III", date(2026, 6, 15), date(2026, 9, 14)),
        (ReportPeriod.YEAR, "Năm", date(2025, 12, 15), date(2026, 12, 14)),
        (ReportPeriod.MONTH, "Tháng", date(2026, 11, 15), date(2026, 12, 14)),
    ],
)
def test_the_days_of_a_report(period: ReportPeriod, label: str, start: date, end: date) -> None:
    judged = scope(period, ReportingMonth(2026, 12))
    assert period.label == label
    assert COMMUNE.scope_window(judged) == Window(start, end)


@pytest.mark.parametrize(
    ("period", "as_of", "months"),
    [
        (ReportPeriod.MONTH, 1, [1]),
        (ReportPeriod.MONTH, 8, [8]),
        (ReportPeriod.Q1, 1, [1]),
        (ReportPeriod.Q1, 3, [1, 2, 3]),
        (ReportPeriod.Q1, 4, [1, 2, 3]),
        (ReportPeriod.H1, 5, [1, 2, 3, 4, 5]),
        (ReportPeriod.H1, 12, [1, 2, 3, 4, 5, 6]),
        (ReportPeriod.Q3, 6, []),
        (ReportPeriod.Q3, 7, [7]),
        (ReportPeriod.Q3, 9, [7, 8, 9]),
        (ReportPeriod.Q3, 12, [7, 8, 9]),
        (ReportPeriod.YEAR, 2, [1, 2]),
        (ReportPeriod.YEAR, 12, list(range(1, 13))),
    ],
)
def test_a_report_holds_its_own_months_known_so_far(
    period: ReportPeriod, as_of: int, months: list[int]
) -> None:
    judged = scope(period, ReportingMonth(2026, as_of))
    assert [month.month for month in judged.months] == months
    assert {month.year for month in judged.months} <= {2026}
    assert judged.is_empty == (not months)
    assert judged.judged_month == (months[-1] if months else as_of)


@pytest.mark.parametrize(
    ("due_day", "month", "due_on"),
    [
        (18, 3, date(2026, 3, 18)),  # Wednesday
        (18, 1, date(2026, 1, 19)),  # the 18th is a Sunday
        (18, 4, date(2026, 4, 20)),  # a Saturday
        (18, 2, date(2026, 2, 23)),  # Tết until Friday the 20th, then a weekend
        (27, 4, date(2026, 4, 28)),  # day off for the Hùng kings' day, which is a Sunday
        (14, 3, date(2026, 4, 14)),  # the window ends on the 14th: due a month later
        (15, 3, date(2026, 3, 16)),  # the first day after the window, a Sunday
        (1, 8, date(2026, 9, 3)),  # 1 and 2 September are the National Day
        (18, 12, date(2026, 12, 18)),
        (1, 12, date(2027, 1, 4)),  # New Year's Day, then a weekend
    ],
)
def test_sheets_are_due_on_the_first_working_day_from_the_due_day(
    due_day: int, month: int, due_on: date
) -> None:
    calendar = Calendar(2026, window_start_day=15, due_day=due_day)
    assert calendar.due_on(ReportingMonth(2026, month)) == due_on


def test_a_due_day_on_the_holidays_of_30_april_and_1_may_moves_past_both() -> None:
    first_of_may = Calendar(2026, window_start_day=1, due_day=1)
    assert first_of_may.due_on(ReportingMonth(2026, 4)) == date(2026, 5, 4)
    last_of_april = Calendar(2026, window_start_day=15, due_day=30)
    assert last_of_april.due_on(ReportingMonth(2026, 4)) == date(2026, 5, 4)


@settings(deadline=None)
@given(CALENDARS)
def test_months_tile_the_year_without_gap_or_overlap(calendar: Calendar) -> None:
    windows = [calendar.window(month) for month in calendar.months]
    assert len(windows) == 12
    assert all(after.start - before.end == timedelta(1) for before, after in pairwise(windows))
    next_year = Calendar(calendar.year + 1, calendar.window_start_day, calendar.due_day)
    assert next_year.window(next_year.months[0]).start - windows[-1].end == timedelta(1)


@settings(deadline=None)
@given(CALENDARS)
def test_the_four_reports_are_exact_sums_of_months(calendar: Calendar) -> None:
    december = calendar.months[-1]
    for period, months in REPORTS.items():
        judged = scope(period, december)
        by_month = [
            day
            for number in months
            for day in all_days(calendar.window(ReportingMonth(calendar.year, number)))
        ]
        assert [month.month for month in judged.months] == list(months)
        assert all_days(calendar.scope_window(judged)) == by_month


@settings(deadline=None)
@given(CALENDARS, st.integers(1, 12))
def test_a_sheet_is_due_on_a_working_day_after_its_window(calendar: Calendar, number: int) -> None:
    month = ReportingMonth(calendar.year, number)
    due_on = calendar.due_on(month)
    assert due_on > calendar.window(month).end
    assert due_on.weekday() < 5


@settings(deadline=None)
@given(st.sampled_from(ReportPeriod), st.integers(1, 12))
def test_nothing_later_than_as_of_is_ever_judged(period: ReportPeriod, as_of: int) -> None:
    judged = scope(period, ReportingMonth(2026, as_of))
    assert all(month.month <= as_of for month in judged.months)
    assert 1 <= judged.judged_month <= as_of
