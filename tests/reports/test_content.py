"""What the summary says before anybody writes it."""

from datetime import UTC, date, datetime

import pytest

from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.reports import tables
from cchc_metrics.reports.cells import Rate, amount_cell, rate_cell
from cchc_metrics.reports.content import SAMPLE_NOTE, Beside, compose, period_in_words
from cchc_metrics.reports.said import Action, Explanation, Sending
from cchc_metrics.reports.sentences import NO_FIGURES_NOTE, NONE_LAGGING, roman
from cchc_metrics.scoring.receipts import submission_states
from tests.builders import make_plan, make_receipt, month
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
            "năm 2026, số liệu từ 15/12/2025 – 14/4/2026, tính đến tháng 4/2026",
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
    assert SAMPLE_NOTE in compose(scorecard, MADE_AT, is_demonstration=True).warnings
    assert SAMPLE_NOTE not in compose(scorecard, MADE_AT).warnings


def test_an_empty_record_says_so():
    said = compose(cards.make_empty_scorecard(), MADE_AT)
    assert NO_FIGURES_NOTE in said.warnings
    assert tables.lagging(said).rows == () and tables.lagging(said).if_empty == NONE_LAGGING
    assert {cell for row in tables.overview(said).rows for cell in row[3:6]} == {None}
    assert any("chưa chấm được (0/2 chỉ tiêu)" in line for line in said.lines)


def test_the_title_lines_say_who_when_and_which_plan():
    said = compose(cards.make_scorecard(), MADE_AT)
    assert said.agency == "UBND xã Mù Cả"
    assert said.title == "TỔNG HỢP TIẾN ĐỘ CẢI CÁCH HÀNH CHÍNH NĂM 2026"
    assert said.lines[2].endswith("Lập lúc 09:05 ngày 4/5/2026.")


def test_worst_comes_first():
    scorecard = cards.make_scorecard()
    said = compose(scorecard, MADE_AT)
    assert [row[1] for row in tables.lagging(said).rows] == scorecard.lagging["indicator"].tolist()
    assert [row[0] for row in tables.lagging(said).rows] == [
        *range(1, len(tables.lagging(said).rows) + 1)
    ]


def test_each_row_says_which_months_it_speaks_of():
    scorecard = cards.make_scorecard(ReportPeriod.Q1)
    rows = {row[0]: row for row in tables.overview(compose(scorecard, MADE_AT)).rows}
    assert rows[cards.FALLING_SHORT][-1] == "Tháng 1–3; 2/3 tháng có số liệu"
    assert rows[cards.SILENT][-1] == "Tháng 1–3; 0/3 tháng có số liệu"
    assert rows["II.4-1"][-1] == ""


def test_what_stands_or_builds_up_speaks_of_the_year_so_far():
    scorecard = cards.make_scorecard(ReportPeriod.Q3, as_of=8)
    rows = {row[0]: row for row in tables.overview(compose(scorecard, MADE_AT)).rows}
    assert rows[cards.FALLING_SHORT][-1] == "Tháng 7–8; 0/2 tháng có số liệu"
    assert rows[cards.GROWING][-1] == "Tháng 1–8; 3/8 tháng có số liệu"


def test_a_period_that_has_not_begun_says_so():
    said = compose(cards.make_scorecard(ReportPeriod.Q3), MADE_AT)
    assert NO_FIGURES_NOTE in said.warnings
    assert {row[-1] for row in tables.overview(said).rows} == {"kỳ chưa bắt đầu", ""}


def test_numbers_are_those_of_the_scorecard_area_by_area():
    scorecard = cards.make_scorecard()
    rows = {row["indicator"]: row for row in scorecard.records()}
    results = compose(scorecard, MADE_AT).results
    assert sorted(r.code for r in results) == sorted(rows)
    for result in results:
        row = rows[result.code]
        for name in ("numerator", "denominator", "value", "target", "expected", "pace", "status"):
            assert getattr(result, name) == row[name], (result.code, name)


def test_a_sentence_gives_the_rate_with_its_parts_and_its_target():
    said = {s.key: s.text for s in compose(cards.make_scorecard(), MADE_AT).sentences}
    assert said["result/II.7-1"] == (
        "Chỉ tiêu II.7-1: 2.499/2.500 hồ sơ = 99,96%, chỉ tiêu trên 95%; đạt."
    )
    assert said["area/II.3"] == "Tiến độ lĩnh vực: 70%, tính trên 1/3 chỉ tiêu; 1 chỉ tiêu chậm."
    assert said["result/II.3-1"] == "Chỉ tiêu II.3-1: 21/30 hồ sơ = 70%; chưa giao chỉ tiêu."
    assert said["result/II.3-7"] == "Chỉ tiêu II.3-7: không phát sinh trong kỳ, chỉ tiêu 100%."
    assert said["result/II.5-1"] == "Chỉ tiêu II.5-1: chưa có số liệu, chỉ tiêu 100%."
    assert said["result/II.7-2"] == "Chỉ tiêu II.7-2: 6 hồ sơ, chỉ tiêu 12; chậm."
    assert said["result/II.4-1"] == ("Sắp xếp bộ máy: quá hạn 1/2/2026, chưa hoàn thành; chậm.")


@pytest.mark.parametrize(
    ("number", "said"), [(1, "I"), (7, "VII"), (9, "IX"), (10, "X"), (14, "XIV"), (99, "XCIX")]
)
def test_areas_are_numbered_as_far_as_a_plan_may_have_them(number, said):
    assert roman(number) == said


def test_keys_of_sentences_are_all_different():
    keys = [s.key for s in compose(cards.make_scorecard(), MADE_AT).sentences]
    assert len(keys) == len(set(keys))


def test_the_report_before_is_compared_by_whole_numbers():
    beside = Beside(before=cards.make_scorecard(ReportPeriod.Q1))
    report = compose(cards.make_scorecard(), MADE_AT, beside)
    assert report.before.period_name == "Quý I năm 2026"
    said = {s.key: s.text for s in report.sentences}
    assert said["result/II.2-2"].endswith("Quý I năm 2026: 25% (15/60), tăng 8,3 điểm phần trăm.")
    assert said["result/II.3-1"].endswith("Quý I năm 2026: 70% (14/20), không đổi.")
    assert "Quý I" not in said["result/II.5-1"]


def test_what_was_explained_stands_beside_what_lags_and_nothing_is_made_up():
    explained = Explanation(cards.FALLING_SHORT, "Máy quét hỏng từ tháng 2", "Phòng VH-XH")
    action = Action(cards.FALLING_SHORT, "Sửa máy.", "Văn phòng", date(2026, 5, 20), "Đang làm")
    beside = Beside(explanations=[explained], actions=[action])
    parts = {p.code: p for p in compose(cards.make_scorecard(), MADE_AT, beside).lagging}
    told = parts[cards.FALLING_SHORT]
    assert [s.text for s in told.causes] == ["Máy quét hỏng từ tháng 2 (Phòng VH-XH)."]
    assert [s.text for s in told.measures] == ["Sửa máy (Văn phòng, hạn 20/5/2026, đang làm)."]
    silent = parts[cards.SILENT]
    assert [s.text for s in silent.causes] == ["Chưa có giải trình của Phòng Văn hóa - Xã hội."]
    assert (silent.explanations, silent.actions) == ((), ())


def test_who_was_late_is_told_by_months_of_the_period():
    plan = cards.make_every_case_plan()
    receipts = [make_receipt(1, date(2026, 1, 16)), make_receipt(2, date(2026, 3, 30))]
    frame = submission_states(plan, receipts, cards.TODAY)
    report = compose(cards.make_scorecard(ReportPeriod.Q1), MADE_AT, Beside(submissions=frame))
    assert report.sendings == (
        Sending("VPHDND", "Văn phòng HĐND và UBND", 3, 0, (), (1, 2, 3)),
        Sending("PVHXH", "Phòng Văn hóa - Xã hội", 3, 1, (2,), (3,)),
    )
