"""Page Báo cáo: read, reworded, filled in, sent, compared with today; by whom."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.papers import PaperKind
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.reporting.composing import periodic
from cchc_metrics.workflow.reporting.drafting import Drafted, drafted
from cchc_metrics.workflow.reporting.sending import sent
from tests.ui.office import send_march
from tests.ui.opening import markdown_texts, open_page

Q1 = {"van-ban": "Báo cáo Quý I"}
LETTER, BRIEF = {"van-ban": "Công văn đôn đốc"}, {"van-ban": "Tóm tắt một trang"}
SAVE, SEND = "Lưu bản thảo", "Phát hành"
OPENING = "Lời mở đầu"


def labels(page: AppTest, kind: str) -> list[str]:
    return [element.label for element in page.get(kind)]


def box(page: AppTest, kind: str, begins: str) -> AppTest:
    found = page.get(kind)
    return next(each for each in found if each.label.replace("\\", "").startswith(begins))


def press(page: AppTest, label: str, place: int = 0) -> AppTest:
    """The forms of sentences and of fields both end with a button of the same name."""
    return [button for button in page.button if button.label == label][place].click().run()


def said(page: AppTest) -> str:
    return "\n".join(markdown_texts(page)).replace("\\", "")


def draft(office: Office) -> Drafted:
    report = periodic(office, ReportPeriod.Q1, office.today(), office.now())
    return drafted(office, PaperKind.PERIODIC, report)


def filled_in(number: str = "5") -> AppTest:
    """Number and day are typed and saved."""
    page = open_page("reports", **Q1)
    box(page, "text_input", "Số (").input(number)
    box(page, "date_input", "Ngày văn bản").set_value(date(2026, 4, 20))
    return press(page, SAVE, place=1)


def sent_off(page: AppTest) -> AppTest:
    box(page, "checkbox", "Văn bản đã được ký").check()
    return press(page, SEND)


# --- Reading ---------------------------------------------------------------------------------


def test_the_text_stands_on_the_page_as_it_will_on_paper(empty_record: Office) -> None:
    send_march(empty_record, 120)
    text = said(open_page("reports", **Q1))
    assert "Kết quả thực hiện công tác cải cách hành chính Quý I năm 2026" in text
    assert "Số hóa thành phần hồ sơ: 120/150 thành phần hồ sơ = 80%, chỉ tiêu 100%" in text
    for part in ("THEO BẢY LĨNH VỰC", "CHỈ TIÊU CHẬM VÀ NGUYÊN NHÂN", "TRỌNG TÂM KỲ TỚI"):
        assert part in text


def test_an_empty_period_says_so(empty_record: Office) -> None:
    assert "Chưa có số liệu nào được gửi trong kỳ này." in said(open_page("reports", **Q1))


def test_the_letter_names_who_is_late_and_the_brief_counts(empty_record: Office) -> None:
    assert "Gửi ngay số liệu tháng 1, 2 và 3 đã quá hạn." in said(open_page("reports", **LETTER))
    brief = open_page("reports", **BRIEF)
    assert not brief.exception
    assert labels(brief, "download_button") == ["Tải tóm tắt một trang (.docx)"]


@pytest.mark.parametrize(
    ("role", "takes", "writes"),
    [
        (Role.OFFICER, False, False),
        (Role.LEADER, True, False),
        (Role.ADMIN, True, False),
        (Role.COORDINATOR, True, True),
    ],
)
def test_each_role_has_what_it_may(
    role: Role,
    takes: bool,
    writes: bool,
    empty_record: Office,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visitor = Visitor("x", "Người Xem", role, "PVHXH" if role is Role.OFFICER else None)
    monkeypatch.setattr("cchc_metrics.ui.session.visitor", lambda: visitor)
    page = open_page("reports", **Q1)
    assert bool(page.get("download_button")) is takes
    assert (SEND in [button.label for button in page.button]) is writes
    assert ([tab.label for tab in page.tabs][-1:] == ["Đã phát hành"]) and not page.exception


# --- Rewording and filling in ----------------------------------------------------------------


def test_a_sentence_is_reworded_and_kept(empty_record: Office) -> None:
    page = open_page("reports", **Q1)
    box(page, "text_area", OPENING).input("Lời mở đầu của xã.")
    page = press(page, SAVE)
    assert page.success[0].value == "Đã lưu bản thảo\\."
    assert "Lời mở đầu của xã." in said(page)
    assert box(open_page("reports", **Q1), "text_area", OPENING).value == "Lời mở đầu của xã."
    assert len(draft(empty_record).draft.rewordings) == 1


def test_rewordings_of_other_parts_stay(empty_record: Office) -> None:
    page = open_page("reports", **Q1)
    box(page, "text_area", OPENING).input("Lời mở đầu của xã.")
    page = press(page, SAVE)
    box(page, "selectbox", "Phần").select("3. Cải cách thủ tục hành chính").run()
    box(page, "text_area", "Tiến độ lĩnh vực").input("Lĩnh vực có chuyển biến.")
    press(page, SAVE)
    texts = {each.text for each in draft(empty_record).draft.rewordings}
    assert texts == {"Lời mở đầu của xã.", "Lĩnh vực có chuyển biến."}


def test_what_was_typed_for_one_paper_does_not_stand_in_another(empty_record: Office) -> None:
    page = filled_in("5")
    assert box(page, "text_input", "Số (").value == "5"
    box(page, "selectbox", "Văn bản").select_index(1).run()
    assert box(page, "text_input", "Số (").value == ""


def test_a_rewording_whose_figures_changed_is_shown(empty_record: Office) -> None:
    send_march(empty_record, 120)
    page = open_page("reports", **Q1)
    box(page, "selectbox", "Phần").select("3. Cải cách thủ tục hành chính").run()
    box(page, "text_area", "Chỉ tiêu II.3-2").input("Đã số hóa 120 trên 150.")
    press(page, SAVE)
    send_march(empty_record, 130)
    warned = "\n".join(box.value for box in open_page("reports", **Q1).warning).replace("\\", "")
    assert "Số liệu đã đổi sau khi sửa câu này. Câu đã sửa: Đã số hóa 120 trên 150." in warned


def test_of_figures_that_changed_meanwhile_only_what_was_typed_is_kept(
    empty_record: Office,
) -> None:
    send_march(empty_record, 120)
    page = open_page("reports", **Q1)
    box(page, "selectbox", "Phần").select("3. Cải cách thủ tục hành chính").run()
    send_march(empty_record, 130)
    box(page, "text_area", "Tiến độ lĩnh vực").input("Lĩnh vực có chuyển biến.")
    page = press(page, SAVE)
    (kept,) = draft(empty_record).draft.rewordings
    assert kept.text == "Lĩnh vực có chuyển biến."
    assert "Số liệu đã đổi sau khi sửa câu này" in page.warning[0].value
    assert "130/150 thành phần hồ sơ" in box(page, "text_area", "Chỉ tiêu II.3-2").value


def test_boxes_follow_the_figures_while_nobody_presses_anything(empty_record: Office) -> None:
    send_march(empty_record, 120)
    page = open_page("reports", **Q1)
    box(page, "selectbox", "Phần").select("3. Cải cách thủ tục hành chính").run()
    send_march(empty_record, 130)
    assert "130/150" in box(page.run(), "text_area", "Chỉ tiêu II.3-2").value


def test_a_figure_that_changed_unseen_is_not_sent(empty_record: Office) -> None:
    send_march(empty_record, 120)
    page = filled_in()
    send_march(empty_record, 130)
    page = sent_off(page)
    assert "Số liệu vừa đổi" in page.error[0].value
    assert sent(empty_record) == [] and "130/150" in said(page)
    press(page, SEND)
    (paper,) = sent(empty_record)
    assert paper.paper.report.result("II.3-2").numerator == 130


def test_a_letter_keeps_its_own_words_and_who_it_goes_to(empty_record: Office) -> None:
    page = open_page("reports", **LETTER)
    box(page, "text_area", "Lời kết").input("Lời kết của xã./.")
    box(page, "multiselect", "Kính gửi").set_value(["Phòng Kinh tế"])
    page = press(page, SAVE)
    text = said(page)
    assert "Lời kết của xã./." in text and "1. Phòng Kinh tế" in text
    assert "2. " not in text
    assert box(page, "text_area", OPENING).value.startswith("Thực hiện Kế hoạch")


# --- Sending ---------------------------------------------------------------------------------


def test_a_paper_without_number_is_not_sent(empty_record: Office) -> None:
    page = sent_off(open_page("reports", **Q1))
    assert "Chưa ghi số và ngày văn bản" in page.error[0].value
    assert sent(empty_record) == []


def test_a_paper_that_nobody_says_is_signed_is_not_sent(empty_record: Office) -> None:
    page = press(filled_in(), SEND)
    assert "Chưa xác nhận văn bản đã được ký" in page.error[0].value
    assert sent(empty_record) == []


def test_what_was_sent_stands_in_the_list_with_what_has_changed_since(
    empty_record: Office,
) -> None:
    send_march(empty_record, 120)
    page = sent_off(filled_in())
    assert page.success[0].value == "Đã phát hành báo cáo\\."
    assert "giống như khi phát hành" in said(page)
    send_march(empty_record, 150)
    page = open_page("reports", **Q1)
    changes = page.table[-1].value
    rows = [tuple(str(c).replace("\\", "") for c in row) for row in changes.to_numpy()]
    assert (
        "II.3-2 Số hóa thành phần hồ sơ",
        "Kết quả",
        "120/150 thành phần hồ sơ = 80%",
        "150/150 thành phần hồ sơ = 100%",
    ) in rows
    (paper,) = sent(empty_record)
    assert paper.paper.report.result("II.3-2").numerator == 120
