"""Handing in, step by step, where a browser is not needed to see it."""

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.ui.waiting import MOST_BYTES, MOST_FILES, WaitingFile
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow.accounts import taken_at_word
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import history, read_upload, save_upload, template
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


def hand_in(page: AppTest, *contents: bytes) -> AppTest:
    return page.file_uploader[0].set_value([(NAME, content, "") for content in contents]).run()


def clear(page: AppTest) -> AppTest:
    return page.file_uploader[0].set_value([]).run()


def save(page: AppTest) -> AppTest:
    return save_button(page).click().run()


def save_button(page: AppTest) -> Button:
    return next(button for button in page.button if button.label == "Lưu số liệu")


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
    page.text_area[0].set_value("Chờ phần mềm một cửa sửa xong.")
    save(page)
    (entry,) = history(empty_record)
    assert entry.warnings_reason == "Chờ phần mềm một cửa sửa xong."


def test_somebody_elses_figures_are_compared_before_they_are_replaced(
    page: AppTest, empty_record: Office
) -> None:
    hand_in(page, sheet(empty_record, 120))
    send(empty_record, sheet(empty_record, 129), "Vàng Seo Páo")
    save(page)
    assert "Vàng Seo Páo đã lưu bản khác" in page.error[0].value
    compared = page.table[0].value
    differs = "thay đổi: tử số -9, tỷ lệ -6 điểm %"
    assert ("86% (129/150)", "80% (120/150)", differs) in zip(
        *(map(unescaped, compared[column]) for column in ("Đang lưu", "Trong tệp", "So sánh")),
        strict=True,
    )
    assert [entry.version for entry in history(empty_record, CODE)] == [1]
    save(page)
    assert not page.error
    assert [entry.version for entry in history(empty_record, CODE)] == [2, 1]


def test_what_somebody_else_saved_already_is_said_and_not_saved_again(
    page: AppTest, empty_record: Office
) -> None:
    hand_in(page, sheet(empty_record, 120))
    send(empty_record, sheet(empty_record, 120), "Vàng Seo Páo")
    save(page)
    assert "Vàng Seo Páo đã lưu bản khác" in page.error[0].value
    assert "trùng với số liệu đã lưu" in page.info[0].value


def send(office: Office, content: bytes, sender: str) -> None:
    """Save a file beside the page, as a colleague does."""
    colleague, expected = taken_at_word(sender), Expected(CODE, MARCH)
    upload = read_upload(office, NAME, content, expected, colleague, office.today())
    save_upload(office, upload, colleague, "", office.now())


def unescaped(cell: str) -> str:
    return cell.replace("\\", "")


def test_another_choice_is_checked_anew_without_uploading_again(
    page: AppTest, empty_record: Office
) -> None:
    hand_in(page, sheet(empty_record, 120))
    page.selectbox(key="ky-nop").set_value(ReportingMonth(2026, 2)).run()
    assert "Tệp có 1 lỗi" in unescaped(page.error[0].value)
    page.selectbox(key="ky-nop").set_value(MARCH).run()
    assert not page.error
    assert save_button(page)


def test_bytes_are_kept_only_while_the_file_may_still_be_saved(
    page: AppTest, empty_record: Office
) -> None:
    good = sheet(empty_record, 120)
    hand_in(page, good, b"%PDF-1.7 ")
    assert [file.content for file in kept(page)] == [good, b""]
    save(page)
    assert [(file.content, file.upload) for file in kept(page)] == [(b"", None)] * 2
    assert [file.getvalue() for file in page.file_uploader[0].value] == [b"", b""]


def kept(page: AppTest) -> list[WaitingFile]:
    return list(page.session_state["waiting-files"].values())


def test_nothing_waits_once_the_page_is_left(page: AppTest, empty_record: Office) -> None:
    hand_in(page, sheet(empty_record, 120))
    page.switch_page("pages/plan.py").run()
    assert kept(page) == []


def test_all_files_are_taken_off_at_once(page: AppTest, empty_record: Office) -> None:
    hand_in(page, sheet(empty_record, 120), b"%PDF-1.7 ")
    next(button for button in page.button if button.label == "Bỏ tất cả các tệp").click().run()
    assert kept(page) == []
    assert page.file_uploader[0].value == []


@pytest.mark.parametrize(
    "files", [[b"%PDF-1.7 "] * (MOST_FILES + 1), [b"%PDF-1.7 ".ljust(MOST_BYTES // 2)] * 3]
)
def test_what_is_too_much_at_once_is_not_taken(page: AppTest, files: list[bytes]) -> None:
    hand_in(page, *files)
    sentences = [unescaped(error.value) for error in page.error]
    assert all("Tệp là PDF" in sentence for sentence in sentences[:-1])
    assert sentences[-1].startswith("Chưa nhận tệp này: mỗi lần chỉ giữ được 20 tệp")


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
