"""Locked months on the pages: said on boards and before a save, locked and opened with a form."""

import pytest
from streamlit.testing.v1 import AppTest

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workflow.closing import lock, locked_months
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import template
from tests.ui.conftest import COORDINATOR
from tests.ui.office import CODE, DEPARTMENT, INDICATOR, NUMERATOR, filled, send_march
from tests.ui.opening import chart_words, charts, markdown_texts, open_page

JANUARY, FEBRUARY, MARCH = (ReportingMonth(2026, number) for number in (1, 2, 3))
LEADER = Visitor("chi", "Lỳ Văn Chí", Role.LEADER)
HELD = "Có 1 lần nộp sau khi chốt, chưa tính"


@pytest.fixture
def locked(empty_record: Office) -> Office:
    """The first quarter, locked with one department's March in it."""
    send_march(empty_record, 120)
    lock(empty_record, COORDINATOR, (JANUARY, FEBRUARY, MARCH), "", empty_record.now())
    return empty_record


def labels(page: AppTest) -> list[str]:
    return [link.proto.label for link in page.get("page_link")]


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def said(page: AppTest) -> str:
    return "\n".join(markdown_texts(page)).replace("\\", "")


# --- Boards --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["overview", "areas", "lagging"])
def test_a_board_says_what_is_locked_and_what_waits(name: str, locked: Office) -> None:
    assert "Số liệu đã chốt đến hết tháng 3/2026." in labels(open_page(name))
    send_march(locked, 129)
    assert f"Số liệu đã chốt đến hết tháng 3/2026. {HELD}." in labels(open_page(name))
    alone = open_page(name, thang="Tháng 4/2026", ky="Riêng tháng")
    assert not [label for label in labels(alone) if "chốt" in label]


def test_locks_with_a_gap_are_named_one_by_one(empty_record: Office) -> None:
    lock(empty_record, COORDINATOR, (JANUARY, MARCH), "", empty_record.now())
    page = open_page("overview", thang="Tháng 4/2026")
    assert "Số liệu đã chốt: tháng 1/2026 và tháng 3/2026." in labels(page)


# --- Handing in ----------------------------------------------------------------------------------


def test_before_saving_for_a_locked_month_it_is_said_that_it_will_not_count(
    locked: Office,
) -> None:
    page = open_page("submit")
    page.selectbox(key="don-vi").select(DEPARTMENT)
    page.selectbox(key="ky-nop").set_value(MARCH).run()
    content = filled(template(locked, CODE, MARCH), {(INDICATOR, NUMERATOR): 129})
    page.file_uploader[0].set_value([("so-lieu.xlsx", content, "")]).run()
    (warning,) = [box.value for box in page.warning if "đã chốt" in box.value]
    assert warning.startswith("Tháng 3/2026 đã chốt lúc ")
    assert "được lưu riêng, chưa tính vào kết quả cho đến khi" in warning
    press(page, "Lưu số liệu")
    assert page.success[0].value == (
        "Đã lưu riêng số liệu tháng 3/2026; được tính khi đầu mối tổng hợp mở chốt."
    )
    assert list(page.table[0].value["Trạng thái"]) == ["chờ mở chốt", "đang dùng"]


# --- Locking and opening -------------------------------------------------------------------------


def test_the_coordinator_locks_a_report_and_opens_a_month_again(empty_record: Office) -> None:
    page = open_page("submissions")
    page.selectbox(key="ky-Chốt số liệu").select("Báo cáo quý I (tháng 1 đến tháng 3/2026)")
    press(page, "Chốt số liệu")
    assert list(locked_months(empty_record)) == [JANUARY, FEBRUARY, MARCH]
    assert "Chốt số liệu: Báo cáo quý I (tháng 1 đến tháng 3/2026)." in said(page)
    ticks = {text for spec in charts(page) for text in chart_words(spec) if "■" in text}
    assert ticks == {"T1<br>■", "T2<br>■", "T3<br>■", "■ Tháng đã chốt"}

    press(page, "Mở chốt số liệu")
    assert "Chưa ghi lý do" in page.error[-1].value
    page.text_input(key="ly-do-Mở chốt số liệu").set_value("Đơn vị đính chính.")
    press(page, "Mở chốt số liệu")
    assert list(locked_months(empty_record)) == [JANUARY, FEBRUARY]
    assert "Đơn vị đính chính." in said(page)


def test_late_figures_are_listed_with_what_they_would_change(locked: Office) -> None:
    assert "Không có số liệu nào đến sau khi chốt." in said(open_page("submissions"))
    send_march(locked, 129)
    page = open_page("submissions")
    (late,) = [box for box in page.expander if "lần 2" in box.label]
    assert "Vàng Seo Páo gửi lúc" in late.label.replace("\\", "")
    table = late.table[0].value
    changed = [row for row in table.to_numpy() if row[4].startswith("thay đổi")]
    assert [row[4].replace("\\", "") for row in changed] == ["thay đổi: tử số +9, tỷ lệ +6 điểm %"]


def test_others_see_locks_and_late_figures_but_no_forms(
    locked: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_march(locked, 129)
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: LEADER)
    page = open_page("submissions")
    assert [*page.button, *page.main.selectbox] == []
    assert [box.label for box in page.expander][-1] == "Các lần chốt và mở chốt"
