"""From an empty record to charts and the summary, through the browser, with files alone."""

import csv
import io

import openpyxl
from playwright.sync_api import Page, expect

from tests.e2e.server import Server
from tests.e2e.steps import (
    SAVE,
    answered,
    chart_text,
    choose,
    download,
    go_to,
    issue_rows,
    result,
    save,
    sign,
    take_back,
    upload,
    verdict,
    visit,
)
from tests.ui.office import CODE, DEPARTMENT, INDICATOR, NUMERATOR, NUMERATOR_CELL, filled
from tests.workbooks.filling import fill

MARCH, APRIL = f"CCHC_{CODE}_2026-03.xlsx", f"CCHC_{CODE}_2026-04.xlsx"
BY_FILE = "Theo kỳ ghi trong từng tệp (nhiều tháng, mẫu cả năm)"


def test_an_officer_gets_from_an_empty_record_to_charts_with_files_alone(
    page: Page, server: Server
) -> None:
    visit(page, server)
    expect(page.get_by_text("Chưa có số liệu nào.")).to_be_visible()
    with answered(page):
        page.get_by_role("link", name="Đến trang Nộp số liệu").click()
    choose(page, "Đơn vị", DEPARTMENT)
    choose(page, "Kỳ số liệu", "Tháng 3/2026")

    marked = upload_with_one_mistake(page)
    assert server.rows("submissions") == 0
    correct_and_save(page, server, marked)
    see_the_figure_in_the_charts(page)
    find_the_figure_in_the_summary(page)
    send_two_months_at_once(page)
    assert (server.rows("submissions"), server.rows("files")) == (3, 3)


def upload_with_one_mistake(page: Page) -> bytes:
    """The message names cell, rule and cure, and so does the marked file, which is answered."""
    name, template = download(page, "Mẫu tháng 3/2026")
    assert name == MARCH
    upload(page, (MARCH, filled(template, {(INDICATOR, NUMERATOR): 190})))

    shown = result(page, MARCH)
    expect(verdict(shown)).to_contain_text("Tệp có 1 lỗi; chưa lưu số liệu nào.")
    expect(issue_rows(shown)).to_have_count(1)
    for said in (
        "Lỗi E30",
        NUMERATOR_CELL,
        "Tử số không được lớn hơn mẫu số (tử số 190, mẫu số 150).",
        "Kiểm tra lại hai số; có thể đã nhập nhầm cột.",
    ):
        expect(issue_rows(shown)).to_contain_text(said)
    expect(page.get_by_role("button", name=SAVE)).to_have_count(0)

    name, marked = download(page, "Tải tệp đã đánh dấu")
    assert name == f"Danh-dau_{MARCH}"
    book = openpyxl.load_workbook(io.BytesIO(marked))
    cell = book["Số liệu"][NUMERATOR_CELL]
    assert cell.fill.fgColor.rgb == "00F4A79D"
    assert cell.comment is not None and "E30" in cell.comment.text
    assert book["Lỗi"]["E2"].value == NUMERATOR_CELL
    take_back(page, MARCH)
    return marked


def correct_and_save(page: Page, server: Server, marked: bytes) -> None:
    """Correct the marked file itself; see what will change; nothing is saved without a name."""
    corrected = fill(marked, {(INDICATOR, NUMERATOR): 120})
    upload(page, (MARCH, corrected))
    shown = result(page, MARCH)
    expect(verdict(shown)).to_contain_text("Tệp hợp lệ, sẵn sàng lưu tháng 3/2026.")
    preview = shown.get_by_role("row").filter(has_text=INDICATOR)
    for said in ("Số hóa thành phần hồ sơ", "chưa có", "80% (120/150)", "thêm mới"):
        expect(preview).to_contain_text(said)
    not_arisen = shown.get_by_role("row").filter(has_text="II.3-7")
    expect(not_arisen).to_contain_text("không phát sinh")

    sign(page, "Lò Thị Mai (mẫu)")
    save(page, MARCH)
    expect(shown).to_contain_text("Đã lưu số liệu tháng 3/2026. Biểu đồ đã được cập nhật.")
    sent = page.get_by_role("row").filter(has_text="Lò Thị Mai")
    expect(sent.get_by_role("cell", name="lần 1", exact=True)).to_be_visible()
    expect(sent.get_by_role("cell", name="đang dùng", exact=True)).to_be_visible()
    page.get_by_role("link", name="Tải tệp gốc, so sánh, rút hoặc khôi phục").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lần nộp")
    assert download(page, "Tải tệp gốc") == (MARCH, corrected)


def see_the_figure_in_the_charts(page: Page) -> None:
    go_to(page, "Lĩnh vực")
    choose(page, "Lĩnh vực", "3. Cải cách thủ tục hành chính")
    expect(chart_text(page, "120/150 = 80%")).to_be_visible()
    expect(chart_text(page, "Không phát sinh")).to_be_visible()
    choose(page, "Xem chi tiết chỉ tiêu", f"{INDICATOR} · Số hóa thành phần hồ sơ")
    page.get_by_test_id("stMain").get_by_role("link", name="Nguồn số liệu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nguồn số liệu")
    source = page.get_by_role("row").filter(has_text="Lò Thị Mai")
    expect(source).to_contain_text("80% (120/150)")
    expect(source).to_contain_text("Số liệu, ô D10/F10")


def find_the_figure_in_the_summary(page: Page) -> None:
    go_to(page, "Tổng quan")
    expect(page.get_by_text("Chưa có số liệu nào.")).to_have_count(0)
    name, workbook = download(page, "Tải bảng tổng hợp (.xlsx)")
    assert name == "Tong-hop-CCHC_2026-04_Y.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(workbook), data_only=True)["Tổng hợp"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert summary_figures(rows) == (120, 150)

    name, text = download(page, "Tải bảng tổng hợp (.csv)")
    assert name == "Tong-hop-CCHC_2026-04_Y.csv"
    lines = csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";")
    assert summary_figures(list(lines)) == ("120", "150")


def summary_figures(rows: list[list[object]]) -> tuple[object, object]:
    """Numerator and denominator of the indicator, found by the words of the heading."""
    headings = next(row for row in rows if row and row[0] == "Mã")
    found = next(row for row in rows if row and row[0] == INDICATOR)
    return found[headings.index("Tử số")], found[headings.index("Mẫu số")]


def send_two_months_at_once(page: Page) -> None:
    """A second month and the first one corrected: two files, each with its own result."""
    go_to(page, "Nộp số liệu")
    _, march = download(page, "Mẫu tháng 3/2026, điền sẵn số đã lưu")
    choose(page, "Kỳ số liệu", "Tháng 4/2026")
    _, april = download(page, "Mẫu tháng 4/2026")
    with answered(page):
        page.get_by_text(BY_FILE).click()
    upload(
        page,
        (MARCH, fill(march, {(INDICATOR, NUMERATOR): 129})),
        (APRIL, filled(april)),
    )
    changed = result(page, MARCH).get_by_role("row").filter(has_text="thay đổi")
    expect(changed).to_have_count(1)
    expect(result(page, MARCH)).to_contain_text("thay thế lần nộp trước): thay đổi 1/11 chỉ tiêu.")
    expect(changed).to_contain_text("80% (120/150)")
    expect(changed).to_contain_text("86% (129/150)")
    expect(result(page, APRIL)).to_contain_text("sẵn sàng lưu tháng 4/2026")
    save(page, MARCH)
    expect(result(page, MARCH)).to_contain_text("Đã lưu số liệu tháng 3/2026.")
    save(page, APRIL)
    expect(result(page, APRIL)).to_contain_text("Đã lưu số liệu tháng 4/2026.")

    sent = page.get_by_role("row").filter(has_text="Lò Thị Mai")
    expect(sent).to_have_count(3)
    for month, version in (("tháng 3/2026", "lần 2"), ("tháng 4/2026", "lần 1")):
        in_force = sent.filter(has_text="đang dùng").filter(has_text=month)
        expect(in_force.get_by_role("cell", name=version, exact=True)).to_be_visible()
    go_to(page, "Lĩnh vực")
    expect(chart_text(page, "249/300 = 83%")).to_be_visible()
