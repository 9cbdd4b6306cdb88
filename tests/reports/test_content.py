"""What the summary says before anybody writes it."""

from datetime import UTC, datetime

import pytest

from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.reports.cells import Rate, amount_cell, rate_cell
from cchc_metrics.reports.content import SAMPLE_NOTE, period_in_words, summary
from cchc_metrics.reports.tables import NO_FIGURES_NOTE, NONE_LAGGING
from tests.builders import make_plan, month
from tests.charts import cards

MADE_AT = datetime(2026, 5, 4, 2, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("period", "as_of", "text"),
    [
        (
            ReportPeriod.Q1,
            10,
            "Quý I năm 2026, số liệu từ 15/12/2025 – 14/3/2026, tính đến tháng 10/2026",
        ),
        (
            ReportPeriod.YEAR,
            4,
            "Năm 2026, số liệu từ 15/12/2025 – 14/4/2026, tính đến tháng 4/2026",
        ),
        (
            ReportPeriod.MONTH,
            3,
            "tháng 3/2026, số liệu từ 15/2/2026 – 14/3/2026, tính đến tháng 3/2026",
        ),
        (ReportPeriod.Q3, 4, "Quý III năm 2026, kỳ chưa bắt đầu, tính đến tháng 4/2026"),
    ],
)
def test_a_period_is_said_with_its_days(period, as_of, text):
    assert period_in_words(make_plan(), scope(period, month(as_of))) == text


@pytest.mark.parametrize(
    ("value", "limits", "digits"),
    [(0.955, (), 1), (0.9996, (), 2), (1.0, (), 0), (0.9499, (0.95,), 2), (0.5, (), 0)],
)
def test_a_rate_brings_the_decimals_it_needs(value, limits, digits):
    assert rate_cell(value, limits) == Rate(value, digits)


def test_a_count_stays_a_whole_number():
    assert amount_cell("count", 12.0) == 12
    assert amount_cell("count", None) is None
    assert amount_cell("flow", None) is None


def test_sample_figures_are_called_so():
    scorecard = cards.make_scorecard()
    assert SAMPLE_NOTE in summary(scorecard, MADE_AT, is_demonstration=True).warnings
    assert SAMPLE_NOTE not in summary(scorecard, MADE_AT).warnings


def test_an_empty_record_says_so():
    said = summary(cards.make_empty_scorecard(), MADE_AT)
    assert NO_FIGURES_NOTE in said.warnings
    assert said.lagging.rows == () and said.lagging.if_empty == NONE_LAGGING
    assert {cell for row in said.overview.rows for cell in row[3:6]} == {None}
    assert any("chưa chấm được (0/2 chỉ tiêu)" in line for line in said.lines)


def test_the_title_lines_say_who_when_and_which_plan():
    said = summary(cards.make_scorecard(), MADE_AT)
    assert said.agency == "UBND xã Mù Cả"
    assert said.title == "TỔNG HỢP TIẾN ĐỘ CẢI CÁCH HÀNH CHÍNH NĂM 2026"
    assert said.lines[2].endswith("Lập lúc 09:05 ngày 4/5/2026.")


def test_worst_comes_first():
    scorecard = cards.make_scorecard()
    said = summary(scorecard, MADE_AT)
    assert [row[1] for row in said.lagging.rows] == scorecard.lagging["indicator"].tolist()
    assert [row[0] for row in said.lagging.rows] == [*range(1, len(said.lagging.rows) + 1)]


def test_each_row_says_which_months_it_speaks_of():
    scorecard = cards.make_scorecard(ReportPeriod.Q1)
    rows = {row[0]: row for row in summary(scorecard, MADE_AT).overview.rows}
    assert rows[cards.FALLING_SHORT][-1] == "Tháng 1–3; 2/3 tháng có số liệu"
    assert rows[cards.SILENT][-1] == "Tháng 1–3; 0/3 tháng có số liệu"
    assert rows["II.4-1"][-1] == ""


def test_what_stands_or_builds_up_speaks_of_the_year_so_far():
    scorecard = cards.make_scorecard(ReportPeriod.Q3, as_of=8)
    rows = {row[0]: row for row in summary(scorecard, MADE_AT).overview.rows}
    assert rows[cards.FALLING_SHORT][-1] == "Tháng 7–8; 0/2 tháng có số liệu"
    assert rows[cards.GROWING][-1] == "Tháng 1–8; 3/8 tháng có số liệu"


def test_a_period_that_has_not_begun_says_so():
    said = summary(cards.make_scorecard(ReportPeriod.Q3), MADE_AT)
    assert NO_FIGURES_NOTE in said.warnings
    assert {row[-1] for row in said.overview.rows} == {"kỳ chưa bắt đầu", ""}
