"""Handing in, step by step, where a browser is not needed to see it."""

import pytest
from streamlit.testing.v1 import AppTest

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import history, template
from tests.ui.office import CODE, INDICATOR, NUMERATOR, filled
from tests.ui.opening import markdown_texts, open_page

MARCH = ReportingMonth(2026, 3)
NAME = f"CCHC_{CODE}_2026-03.xlsx"


@pytest.fixture
def page(empty_record: Office) -> AppTest:
    """The page for handing in, with department and month chosen."""
    opened = open_page("submit")
    opened.selectbox(key="don-vi").set_value(empty_record.plan.department(CODE))
    opened.selectbox(key="ky-nop").set_value(MARCH)
    return opened.run()


def hand_in(page: AppTest, content: bytes) -> AppTest:
    return page.file_uploader(key="tep").set_value([(NAME, content, "")]).run()


def clear(page: AppTest) -> AppTest:
    return page.file_uploader(key="tep").set_value([]).run()


def save(page: AppTest) -> AppTest:
    return page.button(key="save-0").click().run()


def sheet(office: Office, numerator: int) -> bytes:
    return filled(template(office, CODE, MARCH), {(INDICATOR, NUMERATOR): numerator})


def test_a_saved_file_says_so_as_long_as_it_stays_on_the_page(
    page: AppTest, empty_record: Office
) -> None:
    save(hand_in(page, sheet(empty_record, 120)))
    assert "Đã lưu số liệu tháng 3/2026" in page.success[0].value
    assert "Đã lưu số liệu tháng 3/2026" in page.run().success[0].value


def test_the_same_file_again_brings_nothing_new(page: AppTest, empty_record: Office) -> None:
    first = sheet(empty_record, 120)
    save(hand_in(page, first))
    hand_in(clear(page), first)
    assert "trùng với số liệu đã lưu" in page.info[0].value


def test_an_earlier_file_can_be_sent_again_after_a_later_one(
    page: AppTest, empty_record: Office
) -> None:
    first, second = sheet(empty_record, 120), sheet(empty_record, 129)
    for content in (first, second, first):
        save(hand_in(clear(page), content))
        assert not page.exception
    sent = history(empty_record, CODE)
    assert [entry.version for entry in sent] == [3, 2, 1]


def test_warnings_are_saved_only_with_a_reason(page: AppTest, empty_record: Office) -> None:
    blank = {(INDICATOR, NUMERATOR): None, (INDICATOR, "Mẫu số"): None}
    hand_in(page, filled(template(empty_record, CODE, MARCH), blank))
    assert "có 1 cảnh báo cần nêu lý do" in "\n".join(markdown_texts(page))
    save(page)
    assert "Tệp có cảnh báo" in page.error[0].value
    assert history(empty_record) == []
    page.text_area(key="reason-0").set_value("Chờ phần mềm một cửa sửa xong.")
    save(page)
    (entry,) = history(empty_record)
    assert entry.warnings_reason == "Chờ phần mềm một cửa sửa xong."


def test_the_account_stands_beside_what_it_sent(page: AppTest, empty_record: Office) -> None:
    save(hand_in(page, sheet(empty_record, 120)))
    (entry,) = history(empty_record)
    assert entry.sent_by == "Lò Thị Mai (mai)"


def test_an_officer_hands_in_for_the_own_department_only(
    empty_record: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = Visitor("lan", "Phùng Thị Lan", Role.OFFICER, "PKT")
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: officer)
    departments = open_page("submit").selectbox(key="don-vi").options
    assert departments == [empty_record.plan.department("PKT").name]
