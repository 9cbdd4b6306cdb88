"""A department's own sheet on the page: asked in place, answered, saved, not asked again."""

from collections.abc import Sequence

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.mappings import remembered
from cchc_metrics.ui.own_rows import MOST_ROWS
from cchc_metrics.workbooks.foreign.terms import Role as ColumnRole
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import history
from cchc_metrics.workflow.verify import verify
from tests.ui.opening import markdown_texts, open_page
from tests.workflow.own_sheets import (
    CENTRE,
    NEAR,
    NEAR_CODE,
    Rows,
    default_rows,
    own_sheet,
    workbook,
)

FEBRUARY, MARCH = ReportingMonth(2026, 2), ReportingMonth(2026, 3)
CONFIRM, SAVE, AGAIN = "Xác nhận các dòng", "Lưu số liệu", "Trả lời lại từ đầu"
NEAR_PICKER = "Chỉ tiêu của dòng B7"


@pytest.fixture
def page(empty_record: Office) -> AppTest:
    opened = open_page("submit")
    opened.selectbox(key="don-vi").set_value(empty_record.plan.department(CENTRE))
    return opened.run()


def hand_in(page: AppTest, content: bytes, month: ReportingMonth = MARCH) -> AppTest:
    page.selectbox(key="ky-nop").set_value(month).run()
    page.file_uploader[0].set_value([]).run()
    return page.file_uploader[0].set_value([("biểu.xlsx", content, "")]).run()


def button(page: AppTest, label: str) -> Button:
    return next(each for each in page.button if each.label.replace("\\", "") == label)


def press(page: AppTest, label: str) -> AppTest:
    shown = button(page, label).click().run()
    assert not shown.exception
    return shown


def save(page: AppTest) -> AppTest:
    page.text_area[0].set_value("Chưa có số của các chỉ tiêu khác.")
    return press(page, SAVE)


def labels(page: AppTest) -> list[str]:
    return [each.label for each in page.button]


def said(page: AppTest) -> str:
    return "\n".join(markdown_texts(page)).replace("\\", "")


def picker(page: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(each for each in page.selectbox if each.label == label)


def test_a_sheet_with_other_names_is_confirmed_saved_and_not_asked_again(
    page: AppTest, empty_record: Office
) -> None:
    hand_in(page, own_sheet(2), FEBRUARY)
    shown = said(page)
    assert "Biểu của đơn vị còn 1 điều phải xác nhận; chưa lưu số liệu nào." in shown
    assert "kỳ số liệu: “Tháng 2 năm 2026” ở đầu trang (ô A2)" in shown
    assert f"B7 · {NEAR}" in shown
    assert "tử số 1.234 (C6, chữ “1.234” đọc thành 1.234); mẫu số 1.500 (D6)" in shown
    assert "cần xác nhận" in shown and "khớp tên" in shown
    assert SAVE not in labels(page)
    press(page, CONFIRM)
    save(page)
    assert page.success[0].value.startswith("Đã lưu số liệu tháng 2/2026")

    hand_in(page, own_sheet(3, default_rows(91)))
    assert "đã xác nhận trước đây" in said(page)
    assert CONFIRM not in labels(page)
    save(page)
    assert [entry.month for entry in history(empty_record)] == [MARCH, FEBRUARY]
    assert [each.meaning for each in remembered(empty_record.engine, empty_record.commune)] == [
        NEAR_CODE
    ]
    assert verify(empty_record).findings == ()


def test_answers_stand_until_they_are_taken_back_and_nothing_is_stored(
    page: AppTest, empty_record: Office
) -> None:
    hand_in(page, own_sheet(rows=default_rows("(5)")))
    press(page, "Số 5")
    assert "còn 1 điều phải xác nhận" in said(page.run())
    press(page, CONFIRM)
    assert SAVE in labels(page.run())
    press(page, AGAIN)
    assert "còn 2 điều phải xác nhận" in said(page)
    assert history(empty_record) == []


def test_a_proposed_indicator_is_corrected_in_the_table(
    page: AppTest, empty_record: Office
) -> None:
    hand_in(page, own_sheet())
    offered = picker(page, NEAR_PICKER)
    assert offered.value == NEAR_CODE
    other = next(each for each in offered.options if each == "II.3-4 Thanh toán trực tuyến")
    offered.select(other)
    press(page, CONFIRM)
    save(page)
    (known,) = remembered(empty_record.engine, empty_record.commune)
    assert (known.label, known.meaning) == (NEAR, "II.3-4")


def test_a_row_that_matches_nothing_is_listed_and_can_be_taken_by_hand(page: AppTest) -> None:
    hand_in(page, own_sheet())
    press(page, CONFIRM)
    assert "không khớp chỉ tiêu nào của kế hoạch" in said(page)
    option = next(
        each
        for each in picker(page, "Chỉ tiêu của kế hoạch").options
        if each == "II.3-7 Phản ánh, kiến nghị được giải quyết"
    )
    picker(page, "Chỉ tiêu của kế hoạch").select(option)
    press(page, "Lấy dòng này")
    assert "thay đổi 4/4 chỉ tiêu" in said(page)


@pytest.mark.parametrize(
    ("cell", "answer", "shown"),
    [
        ("12/15", "Tử số 12, mẫu số 15", "80% (12/15)"),
        ("-", "“-” là không phát sinh (số 0)", "0% (0/150)"),
    ],
)
def test_possible_readings_are_buttons(page: AppTest, cell: str, answer: str, shown: str) -> None:
    rows: list[Sequence[object]] = [list(row) for row in default_rows(cell)]
    if "/" in cell:
        rows[0] = [*rows[0][:3], None]
    hand_in(page, own_sheet(rows=rows[:1]))
    press(page, answer)
    assert shown in said(page)


def test_a_number_none_of_the_readings_fits_is_typed_with_a_reason(
    page: AppTest, empty_record: Office
) -> None:
    hand_in(page, own_sheet(rows=default_rows("mười hai")[:1]))
    next(each for each in page.text_input if each.label == "Số đúng của ô C5").set_value("12")
    press(page, "Dùng số này")
    assert "Chưa ghi lý do" in said(page)
    next(each for each in page.text_input if each.label == "Lý do sửa").set_value("gõ bằng chữ")
    press(page, "Dùng số này")
    assert "8% (12/150)" in said(page)
    save(page)
    assert verify(empty_record).findings == ()


def test_another_month_in_the_title_is_asked_with_where_it_stands(page: AppTest) -> None:
    hand_in(page, own_sheet(2, default_rows()[:2]), MARCH)
    assert "là số liệu của tháng nào? (thấy “Tháng 2 năm 2026” ở đầu trang) (ô A2)" in said(page)
    assert picker(page, "Chọn").value == "2026-02"
    press(page, "Xác nhận")
    assert "Tháng 2/2026** (nộp lần đầu)" in said(page)


def test_a_month_that_nothing_names_is_proposed_as_chosen_above(page: AppTest) -> None:
    rows: Rows = [("TT", "Chỉ tiêu", "Tử số", "Mẫu số"), *default_rows()[:2]]
    hand_in(page, workbook({"Sheet1": rows}))
    assert "không ghi đơn vị và kỳ số liệu" in said(page)
    press(page, "Trung tâm Phục vụ hành chính công")
    assert picker(page, "Chọn").value == "2026-03"
    press(page, "Xác nhận")
    assert "thay đổi 2/2 chỉ tiêu" in said(page)


def test_hidden_sheets_and_sheets_without_a_table_are_said(page: AppTest) -> None:
    lines: Rows = [("Tháng 3 năm 2026",), ("TT", "Chỉ tiêu", "Tử số", "Mẫu số"), *default_rows()]
    hand_in(page, workbook({"Bieu 1": lines, "Ghi chép": [("ghi",)]}))
    assert "Không đọc trang “Ghi chép”: không thấy bảng" in said(page)
    (left_out,) = [box for box in page.expander if box.label.startswith("Không lấy số liệu ở")]
    reasons = list(left_out.table[0].value["Vì sao"])
    assert "không thấy bảng có cột tên chỉ tiêu và cột số liệu" in reasons


def test_a_column_that_was_taken_for_something_else_is_put_right(page: AppTest) -> None:
    lines: Rows = [("Tháng 3 năm 2026",), ("TT", "Chỉ tiêu", "Đã thực hiện", "Cần làm")]
    hand_in(page, workbook({CENTRE: [*lines, *default_rows(90, 1234)[:2]]}))
    assert SAVE not in labels(page)
    picker(page, "D · Cần làm").select("mẫu số (tổng số)")
    press(page, "Đọc lại với các cột đã chọn")
    assert "60% (90/150)" in said(page)
    press(page, AGAIN)
    assert SAVE not in labels(page)


def test_of_two_columns_that_say_the_same_one_is_chosen_and_may_be_changed(page: AppTest) -> None:
    heading = ("TT", "Chỉ tiêu", "Tử số", "Mẫu số", "Mẫu số")
    lines: Rows = [("Tháng 3 năm 2026",), heading, (1, "Hồ sơ trực tuyến", 90, 150, 120)]
    hand_in(page, workbook({CENTRE: lines}))
    assert "được hiểu như nhau. Lấy số ở cột nào? (ô D2 và E2)" in said(page)
    press(page, "Cột E: “120”")
    assert "75% (90/120)" in said(page)
    assert picker(page, "D · Mẫu số").value is ColumnRole.OTHER
    picker(page, "D · Mẫu số").select("mẫu số (tổng số)")
    picker(page, "E · Mẫu số").select("không dùng")
    press(page, "Đọc lại với các cột đã chọn")
    assert "60% (90/150)" in said(page)


def test_months_in_columns_are_shown_with_their_numbers(page: AppTest) -> None:
    parts = [f"{part} tháng {number}" for part in ("Tử số", "Mẫu số") for number in (1, 2)]
    heading = ("TT", "Chỉ tiêu", *parts)
    lines: Rows = [("Trung tâm Phục vụ hành chính công, năm 2026",), heading]
    hand_in(page, workbook({"Năm": [*lines, (1, "Hồ sơ trực tuyến", 8, "(5)", 10, 20)]}))
    assert "T1: 8/10; T2: “(5)”/20" in said(page)


def test_what_a_page_cannot_hold_comes_after_what_is_asked(page: AppTest) -> None:
    rows = [(at, NEAR, at, 100) for at in range(1, MOST_ROWS + 6)]
    hand_in(page, own_sheet(rows=[*rows, (99, "Hồ sơ trực tuyến", 1, 2)]))
    pickers = [each for each in page.selectbox if each.label.startswith("Chỉ tiêu của dòng")]
    assert len(pickers) == MOST_ROWS
    assert "Còn 6 dòng nữa; dòng phải xác nhận hiện trước." in said(page)


def test_several_sheets_and_files_are_confirmed_apart(page: AppTest, empty_record: Office) -> None:
    of_months = {
        f"Thang {number}": [
            ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",),
            (f"Tháng {number} năm 2026",),
            ("TT", "Chỉ tiêu", "Tử số", "Mẫu số"),
            *default_rows(80 + number)[:2],
        ]
        for number in (1, 2)
    }
    scope = next(each for each in page.radio if each.label == "Tệp là số liệu của")
    scope.set_value(scope.options[1]).run()
    page.file_uploader[0].set_value(
        [("hai tháng.xlsx", workbook(of_months), ""), ("biểu.xlsx", own_sheet(3), "")]
    ).run()
    assert said(page).count("phải xác nhận; chưa lưu số liệu nào") == 2
    for _ in range(3):
        press(page, "Xác nhận")
    press(page, CONFIRM)
    assert labels(page).count(SAVE) == 2
    page.text_area[0].set_value("Chưa có số khác.")
    press(page, SAVE)
    assert page.success[0].value.startswith("Đã lưu số liệu tháng 1/2026 và tháng 2/2026")
    save(page)
    assert len(history(empty_record)) == 3
    assert verify(empty_record).findings == ()


def test_an_officer_is_offered_the_own_department_only(
    empty_record: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = Visitor("lan", "Phùng Thị Lan", Role.OFFICER, CENTRE)
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: officer)
    page = hand_in(open_page("submit"), own_sheet(title="PHÒNG KINH TẾ"))
    assert "ghi là của Phòng Kinh tế. Có lấy trang này không?" in said(page)
    press(page, "Bỏ qua")
    assert SAVE not in labels(page)
    assert history(empty_record) == []
