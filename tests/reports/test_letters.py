"""The letter that urges departments, and the page for leaders."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cchc_metrics.reports.content import Beside, compose
from cchc_metrics.reports.documents.brief import MOST_LAGGING, one_page_brief
from cchc_metrics.reports.documents.reminder import reminder_letter
from cchc_metrics.reports.fields import Fields
from cchc_metrics.reports.reminders import NOBODY
from cchc_metrics.reports.said import Report
from cchc_metrics.scoring.receipts import submission_states
from tests.builders import make_receipt
from tests.charts import cards
from tests.reports.papers import named, reopened, whole_text

MADE_AT = datetime(2026, 5, 4, 2, 5, tzinfo=UTC)
OFFICE, CULTURE = "Văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội"


@pytest.fixture(scope="module")
def report() -> Report:
    """Culture sent January in time and March late; the office sent nothing; six sheets are due."""
    receipts = [make_receipt(1, date(2026, 1, 16)), make_receipt(3, date(2026, 4, 9))]
    frame = submission_states(cards.make_every_case_plan(), receipts, cards.TODAY)
    return compose(cards.make_scorecard(), MADE_AT, Beside(submissions=frame))


def test_a_letter_has_its_place_in_the_layout_of_the_decree(report: Report) -> None:
    fields = Fields(number="7", day=date(2026, 5, 4), reply_by=date(2026, 5, 11))
    document = reopened(reminder_letter(report, fields))
    assert named(document, "Số, ký hiệu") == ["Số: 07/UBND-VHXH"]
    assert named(document, "Trích yếu công văn") == [
        "V/v đôn đốc gửi số liệu và thực hiện chỉ tiêu cải cách hành chính"
    ]
    assert named(document, "Tên loại") == []
    assert "trước ngày 11 tháng 5 năm 2026" in whole_text(document)


def test_it_goes_to_who_is_late_or_lags_and_tells_each_what_is_missing(report: Report) -> None:
    document = reopened(reminder_letter(report, Fields()))
    assert named(document, "Danh sách kính gửi") == [f"- {OFFICE};", f"- {CULTURE}."]
    assert named(document, "Heading 2") == [f"1. {OFFICE}", f"2. {CULTURE}"]
    text = whole_text(document)
    assert "Gửi ngay số liệu tháng 1, 2, 3 và 4 đã quá hạn." in text
    assert "Đã gửi chậm 1 kỳ (tháng 3); gửi đúng hạn các kỳ tới." in text
    assert "Sắp xếp bộ máy (chậm): Quá hạn 1/2/2026, chưa hoàn thành." in text
    assert "42/60 hồ sơ = 70%" in text and "còn thiếu 18 hồ sơ" in text


def test_it_may_go_to_one_department_alone(report: Report) -> None:
    document = reopened(reminder_letter(report, Fields(addressed_to=(OFFICE,))))
    assert named(document, "Kính gửi") == [f"Kính gửi: {OFFICE}"]
    assert named(document, "Heading 2") == [f"1. {OFFICE}"]
    assert "còn thiếu 18 hồ sơ" not in whole_text(document)


def test_opening_and_closing_may_be_in_other_words(report: Report) -> None:
    fields = Fields(opening="Lời mở đầu của xã.", closing="Lời kết của xã./.")
    said = named(reopened(reminder_letter(report, fields)), "Nội dung")
    assert (said[0], said[-1]) == ("Lời mở đầu của xã.", "Lời kết của xã./.")


def test_without_anybody_to_urge_it_says_so(report: Report) -> None:
    quiet = replace(report, lagging=(), sendings=())
    assert NOBODY in named(reopened(reminder_letter(quiet, Fields())), "Nội dung")


def test_the_page_for_leaders_names_the_worst_and_counts_the_others(report: Report) -> None:
    more = replace(report, lagging=report.lagging * 2)
    document = reopened(one_page_brief(more))
    (table,) = document.tables
    assert len(table.rows) == 1 + MOST_LAGGING
    assert table.rows[1].cells[1].text == more.lagging[0].name
    text = whole_text(document)
    assert f"và {len(more.lagging) - MOST_LAGGING} chỉ tiêu chậm khác." in text
    assert f"{OFFICE} (tháng 1, 2, 3 và 4)" in text
    assert "Chưa có giải trình: " in text and "Chưa có biện pháp: " in text


@pytest.mark.parametrize("write", [one_page_brief, lambda r: reminder_letter(r, Fields())])
def test_an_empty_record_gives_a_paper_that_says_so(write) -> None:
    report = compose(cards.make_empty_scorecard(), MADE_AT)
    text = whole_text(reopened(write(report)))
    assert "Chưa có số liệu nào được gửi trong kỳ này." in text or NOBODY in text


@pytest.mark.parametrize("write", [one_page_brief, lambda r: reminder_letter(r, Fields())])
def test_the_same_report_gives_the_same_bytes(write, report: Report) -> None:
    assert write(report) == write(report)
