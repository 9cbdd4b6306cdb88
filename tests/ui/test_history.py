"""The page of what was sent: states, comparing, withdrawing and restoring with a reason."""

from collections.abc import Mapping

import pytest
from streamlit.testing.v1 import AppTest

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workflow.closing import lock
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import history
from tests.ui.conftest import COORDINATOR
from tests.ui.office import CODE, DEPARTMENT, INDICATOR, send_march
from tests.ui.opening import markdown_texts, open_page

MARCH = ReportingMonth(2026, 3)
OFFICER = Visitor("lan", "Phùng Thị Lan", Role.OFFICER, CODE)
STRANGER = Visitor("pan", "Lò Văn Pản", Role.OFFICER, "PKT")
LEADER = Visitor("chi", "Lỳ Văn Chí", Role.LEADER)
FIRST, SECOND = 120, 129  # of 150: 80% and 86%


@pytest.fixture
def sent_twice(empty_record: Office) -> Office:
    for numerator in (FIRST, SECOND):
        send_march(empty_record, numerator)
    return empty_record


def see_as(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: visitor)
    page = open_page("history")
    page.selectbox(key="don-vi-nop").select(DEPARTMENT)
    return page.run()


def states(page: AppTest) -> list[str]:
    return list(page.table[0].value["Trạng thái"])


def form_button(page: AppTest) -> object | None:
    return next((b for b in page.button if "lần nộp này" in b.label), None)


def turn(page: AppTest, reason: str) -> AppTest:
    page.text_area[0].set_value(reason)
    button = form_button(page)
    assert button is not None
    return button.click().run()  # type: ignore[attr-defined,no-any-return]


def said(page: AppTest) -> str:
    return "\n".join(markdown_texts(page)).replace("\\", "")


@pytest.mark.parametrize("visitor", [OFFICER, COORDINATOR], ids=lambda v: v.name)
def test_a_submission_is_withdrawn_and_restored_with_reasons_that_stay(
    sent_twice: Office, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = see_as(visitor, monkeypatch)
    assert states(page) == ["đang dùng", "đã thay thế"]
    assert "Sau khi rút, số liệu tháng 3/2026 tính theo lần nộp 1" in said(page)
    turn(page, "Gửi nhầm tệp.")
    assert "Đã rút lần nộp 2 của tháng 3/2026." in said(page)
    assert states(page) == ["đã rút", "đang dùng"]
    assert f"Rút: {visitor.signature}" in said(page) and "Gửi nhầm tệp." in said(page)
    assert "Sau khi khôi phục, số liệu tháng 3/2026 tính theo lần nộp 2" in said(page)
    turn(page, "Rút nhầm.")
    assert states(page) == ["đang dùng", "đã thay thế"]
    assert "Rút nhầm." in said(page)


def test_without_a_reason_nothing_is_withdrawn(
    sent_twice: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = turn(see_as(OFFICER, monkeypatch), "  ")
    assert "Chưa ghi lý do" in page.error[0].value
    assert not any(entry.is_withdrawn for entry in history(sent_twice))


@pytest.mark.parametrize("visitor", [STRANGER, LEADER], ids=lambda v: v.name)
def test_others_look_and_compare_and_are_offered_nothing_more(
    sent_twice: Office, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = see_as(visitor, monkeypatch)
    assert form_button(page) is None
    assert differences(page)[INDICATOR].startswith("thay đổi")


def test_a_locked_month_is_not_withdrawn_and_the_page_says_whom_to_ask(
    sent_twice: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(sent_twice, COORDINATOR, (MARCH,), "", sent_twice.now())
    page = see_as(OFFICER, monkeypatch)
    assert form_button(page) is None
    assert "đã chốt nên không rút hay khôi phục được" in page.info[0].value


def differences(page: AppTest) -> Mapping[str, str]:
    table = page.table[1].value
    codes = [code.replace("\\", "") for code in table["Mã"]]
    return dict(zip(codes, (c.replace("\\", "") for c in table["So sánh"]), strict=True))


def test_a_submission_is_compared_with_the_one_before_it(
    sent_twice: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = see_as(COORDINATOR, monkeypatch)
    found = differences(page)
    assert found.pop(INDICATOR) == "thay đổi: tử số +9, tỷ lệ +6 điểm %"
    assert set(found.values()) == {"giữ nguyên"}
    assert list(page.table[1].value.columns)[2:4] == ["Tháng 3/2026, lần 1", "Tháng 3/2026, lần 2"]


def test_the_page_for_handing_in_leads_here(sent_twice: Office) -> None:
    page = open_page("submit")
    page.selectbox(key="don-vi").select(DEPARTMENT).run()
    assert states(page) == ["đang dùng", "đã thay thế"]
    (link,) = [link for link in page.get("page_link") if "Tải tệp gốc" in link.proto.label]
    assert "don-vi-nop=" in link.proto.query_string
