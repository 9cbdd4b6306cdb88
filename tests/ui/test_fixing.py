"""A wrong number put right on the page for handing in: asked for, checked anew, saved, shown."""

import pytest
from streamlit.testing.v1 import AppTest

from cchc_metrics.access.roles import PUBLIC
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import history, template
from tests.ui.office import CODE, DENOMINATOR, DEPARTMENT, INDICATOR, NUMERATOR, filled
from tests.ui.opening import markdown_texts, open_page
from tests.ui.test_sources import sources_of

MARCH = ReportingMonth(2026, 3)
AGAIN, UNDO, SAVE = "Kiểm tra lại với số đã sửa", "Bỏ các số đã sửa", "Lưu số liệu"
TOLD = "Ô D10: trong tệp là “210”, sửa tại chỗ thành 120, lý do: gõ nhầm"


@pytest.fixture
def page(empty_record: Office) -> AppTest:
    """A sheet in which more is done than there was to do."""
    opened = open_page("submit")
    opened.selectbox(key="don-vi").set_value(empty_record.plan.department(CODE))
    opened.selectbox(key="ky-nop").set_value(MARCH).run()
    content = filled(template(empty_record, CODE, MARCH), {(INDICATOR, NUMERATOR): 210})
    return opened.file_uploader[0].set_value([("so-lieu.xlsx", content, "")]).run()


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def put_right(page: AppTest, typed: str, reason: str = "gõ nhầm") -> AppTest:
    field(page, f"{NUMERATOR} (ô D10)").set_value(typed)
    field(page, "Lý do sửa (bắt buộc)").set_value(reason)
    return press(page, AGAIN)


def field(page: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(each for each in page.text_input if each.label == label)


def said(page: AppTest) -> str:
    return "\n".join(markdown_texts(page)).replace("\\", "")


def test_a_wrong_number_is_put_right_saved_and_shown_with_its_source(
    page: AppTest, empty_record: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Tệp có 1 lỗi" in said(page)
    assert [field(page, f"{part}").value for part in ("Tử số (ô D10)", "Mẫu số (ô F10)")] == [
        "210",
        "150",
    ]
    put_right(page, "120")
    assert "Tệp hợp lệ, sẵn sàng lưu tháng 3/2026" in said(page)
    assert "gõ nhầm" in said(page)
    assert history(empty_record) == []
    press(page.run(), SAVE)
    assert page.success[0].value.startswith("Đã lưu số liệu tháng 3/2026")
    assert TOLD in said(sources_of(INDICATOR))
    assert TOLD[2:] in said(open_page("journal"))
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: PUBLIC)
    monkeypatch.setattr("cchc_metrics.workflow.permissions.is_public_board", lambda _office: True)
    assert "gõ nhầm" not in said(sources_of(INDICATOR))


def test_without_a_reason_nothing_is_put_right(page: AppTest) -> None:
    put_right(page, "120", "")
    assert "Chưa ghi lý do" in said(page)
    assert "Tệp có 1 lỗi" in said(page)


def test_what_was_put_right_can_be_taken_back(page: AppTest) -> None:
    put_right(page, "120")
    press(page, UNDO)
    assert "Tệp có 1 lỗi" in said(page)
    assert field(page, f"{NUMERATOR} (ô D10)").value == "210"


def test_a_row_without_a_problem_is_put_right_when_it_is_asked_for(
    page: AppTest, empty_record: Office
) -> None:
    put_right(page, "120")
    more = page.multiselect[0]
    more.select(next(each for each in more.options if each.startswith("II.3-3"))).run()
    field(page, f"{DENOMINATOR} (ô F11)").set_value("141")
    put_right(page, "120", "đếm thiếu")
    press(page, SAVE)
    assert history(empty_record, CODE)[0].figure_count == 11
    told = "Ô F11: trong tệp là “140”, sửa tại chỗ thành 141, lý do: đếm thiếu"
    assert told in said(sources_of("II.3-3"))


def test_another_month_is_checked_with_what_was_put_right(page: AppTest) -> None:
    put_right(page, "120")
    page.selectbox(key="ky-nop").set_value(ReportingMonth(2026, 2)).run()
    assert "Tệp phải là mẫu của kỳ đang nộp" in said(page)
    page.selectbox(key="ky-nop").set_value(MARCH).run()
    assert "Tệp hợp lệ" in said(page)


def test_a_good_sheet_offers_it_without_pushing(empty_record: Office) -> None:
    opened = open_page("submit")
    opened.selectbox(key="don-vi").select(DEPARTMENT)
    opened.selectbox(key="ky-nop").set_value(MARCH).run()
    content = filled(template(empty_record, CODE, MARCH))
    opened.file_uploader[0].set_value([("so-lieu.xlsx", content, "")]).run()
    (box,) = [box for box in opened.expander if box.label.startswith("Sửa tại chỗ")]
    assert not box.proto.expanded
    assert AGAIN not in [button.label for button in opened.button]
