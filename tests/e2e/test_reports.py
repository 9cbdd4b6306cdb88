"""A report in a real browser: filled in, reworded, taken as a file, sent, and taken again."""

from io import BytesIO

from docx import Document
from docx.document import Document as DocumentFile
from playwright.sync_api import Page, expect

from tests.e2e.server import Server
from tests.e2e.signing_in import office_of
from tests.e2e.steps import answered, download, visit
from tests.reports.papers import named
from tests.ui.office import send_march

TAKE = "Tải văn bản (.docx)"
NAME, NUMBERED = (
    "Báo cáo CCHC Quý I năm 2026.docx",
    "Báo cáo CCHC số 05-BC-UBND Quý I năm 2026.docx",
)


def test_a_report_on_its_way_out(page: Page, server: Server) -> None:
    with office_of(server) as office:
        send_march(office, 120)
    visit(page, server, "bao-cao", **{"van-ban": "Báo cáo Quý I"})
    a_file_carries_its_vietnamese_name(page)
    words_number_and_day_are_kept(page)
    what_was_sent_is_taken_again_after_the_figures_changed(page, server)


def a_file_carries_its_vietnamese_name(page: Page) -> None:
    name, content = download(page, TAKE)
    assert name == NAME
    assert named(opened(content), "Số, ký hiệu") == ["Số: ……/BC-UBND"]


def words_number_and_day_are_kept(page: Page) -> None:
    page.get_by_role("tab", name="Sửa câu").click()
    page.get_by_label("Lời mở đầu").fill("Lời mở đầu của xã.")
    press(page, "Lưu bản thảo")
    page.get_by_role("tab", name="Số, ngày, người ký").click()
    page.get_by_label("Số (ký hiệu").fill("5")
    page.get_by_role("spinbutton").locator("visible=true").first.click()
    page.keyboard.type("20042026")
    press(page, "Lưu bản thảo")
    name, content = download(page, TAKE)
    assert name == NUMBERED
    assert named(opened(content), "Nội dung")[0] == "Lời mở đầu của xã."
    assert named(opened(content), "Địa danh, ngày") == ["Mù Cả, ngày 20 tháng 4 năm 2026"]


def what_was_sent_is_taken_again_after_the_figures_changed(page: Page, server: Server) -> None:
    page.get_by_role("tab", name="Phát hành", exact=True).click()
    page.get_by_text("Văn bản đã được ký").click()
    _, before = download(page, TAKE)
    press(page, "Phát hành")
    with office_of(server) as office:
        send_march(office, 150)
    visit(page, server, "bao-cao", **{"van-ban": "Báo cáo Quý I"})
    page.get_by_role("tab", name="Đã phát hành").click()
    expect(page.get_by_role("table").last).to_contain_text("150/150 thành phần hồ sơ = 100%")
    sent = page.get_by_role("tabpanel").last
    with page.expect_download() as waiting:
        sent.get_by_role("button", name=TAKE).click()
    again = waiting.value
    assert again.suggested_filename == NUMBERED
    with open(again.path(), "rb") as file:
        assert file.read() == before


def press(page: Page, button: str) -> None:
    with answered(page):
        page.get_by_role("button", name=button, exact=True).locator("visible=true").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Đã")).to_be_visible()


def opened(content: bytes) -> DocumentFile:
    return Document(BytesIO(content))
