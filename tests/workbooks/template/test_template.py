"""The sheets that departments download: what stands in them, and that they are read back."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cchc_metrics.plan.model import Direction, Kind, Target
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.checking.recognise import recognise
from cchc_metrics.workbooks.grid import Book
from cchc_metrics.workbooks.layout import DATA_SHEET, META_SHEET, Form, Stamp
from cchc_metrics.workbooks.opening.open import open_workbook
from cchc_metrics.workbooks.template.build import build_template
from tests.builders import make_figure, make_indicator, make_plan, make_target, month
from tests.workbooks.filling import code_rows, header_columns, header_row

PLAN = make_plan(
    make_indicator("II.3-2"),
    make_indicator("II.3-4", targets=(), name="Thanh toán trực tuyến"),
    make_indicator("II.7-1", targets=(make_target(95, strict=True),)),
    make_indicator("II.7-9", kind=Kind.COUNT, denominator="", targets=()),
)
MARCH = month(3)


def sheet_of(content: bytes, name: str = DATA_SHEET) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(content))[name]
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.fixture(scope="module")
def march() -> Worksheet:
    return sheet_of(build_template(PLAN, "PVHXH", MARCH))


def test_the_head_names_the_department_the_days_and_the_due_day(march: Worksheet) -> None:
    head = [march.cell(row, 1).value for row in range(1, 7)]
    assert head[0] == "UBND XÃ MÙ CẢ"
    assert head[1] == "SỐ LIỆU CẢI CÁCH HÀNH CHÍNH THÁNG 3/2026"
    assert head[2] == "Đơn vị báo cáo: Phòng Văn hóa - Xã hội"
    assert head[3] == (
        "Kỳ số liệu: tháng 3/2026, từ ngày 15/2/2026 – 14/3/2026. Hạn gửi: 18/3/2026"
    )
    assert head[5] == "Mẫu · PVHXH · 2026-03 · ke-hoach-thu · bản 1 · 2026-02-15/2026-03-14"


def test_only_figures_and_notes_can_be_typed_into(march: Worksheet) -> None:
    columns, row = header_columns(march), code_rows(march)["II.3-2"]
    unlocked = {word for word, c in columns.items() if not march.cell(row, c).protection.locked}
    assert unlocked == {"Tử số", "Mẫu số", "Ghi chú"}
    assert march.protection.sheet and not march.protection.password


def test_a_count_has_no_denominator_to_type(march: Worksheet) -> None:
    columns, row = header_columns(march), code_rows(march)["II.7-9"]
    assert march.cell(row, columns["Mẫu số"]).protection.locked
    assert march.cell(row, columns["Tỷ lệ"]).value is None


def test_input_cells_refuse_what_is_no_count_in_vietnamese(march: Worksheet) -> None:
    row = code_rows(march)["II.3-2"]
    rule = next(r for r in march.data_validations.dataValidation if f"D{row}" in str(r.sqref))
    assert (rule.type, rule.operator or "between", rule.formula1) == ("whole", "between", "0")
    assert rule.promptTitle == "Nhập số đếm"
    assert rule.error == (
        "Ô này nhận số nguyên từ 0 trở lên, không kèm chữ, dấu %, phần thập phân."
    )


def test_the_definition_stands_beside_the_name_as_a_comment(march: Worksheet) -> None:
    comment = march.cell(code_rows(march)["II.3-2"], 2).comment
    assert comment is not None
    assert comment.text.startswith("II.3, gạch đầu dòng 2: Tỷ lệ số hóa")
    assert "Mẫu số: Tổng số hồ sơ tiếp nhận." in comment.text


def test_the_rate_is_computed_and_never_rounded_up(march: Worksheet) -> None:
    row = code_rows(march)["II.3-2"]
    formula = march.cell(row, header_columns(march)["Tỷ lệ"]).value
    assert formula == (
        f'=IF(OR(D{row}="",F{row}=""),"",IF(F{row}=0,"không phát sinh",ROUNDDOWN(D{row}/F{row},4)))'
    )


@pytest.mark.parametrize(
    ("code", "shown"),
    [("II.3-2", "100%"), ("II.3-4", "Chưa giao chỉ tiêu"), ("II.7-1", "Trên 95%")],
)
def test_the_target_in_force_is_printed(march: Worksheet, code: str, shown: str) -> None:
    assert march.cell(code_rows(march)[code], header_columns(march)["Chỉ tiêu giao"]).value == shown


def test_it_prints_on_a4_landscape_with_its_header_on_each_page(march: Worksheet) -> None:
    assert (march.page_setup.paperSize, march.page_setup.orientation) == (9, "landscape")
    assert march.page_setup.fitToHeight == 0 and march.sheet_properties.pageSetUpPr is not None
    assert march.print_title_rows == f"${header_row(march)}:${header_row(march)}"
    assert march.freeze_panes == f"C{header_row(march) + 1}"


def test_the_stamp_stands_three_times(march: Worksheet) -> None:
    content = build_template(PLAN, "PVHXH", MARCH)
    book = open_workbook(content)
    assert isinstance(book, Book)
    table = recognise(book)
    assert table is not None
    assert [placed.stamp for placed in table.stamps] == [Stamp.of(PLAN, "PVHXH", (MARCH,))] * 3
    hidden = openpyxl.load_workbook(io.BytesIO(content))[META_SHEET]
    assert hidden.sheet_state == "veryHidden"


def test_the_year_form_has_twelve_month_columns_and_three_lines_an_indicator() -> None:
    content = build_template(PLAN, "PVHXH", None)
    sheet = sheet_of(content)
    head = [sheet.cell(header_row(sheet), c).value for c in range(1, sheet.max_column + 1)]
    assert head[4:16] == [f"Tháng {m}" for m in range(1, 13)]
    lines = [sheet.cell(row, 3).value for row in range(8, 11)]
    assert lines == ["Tử số", "Mẫu số", "Tỷ lệ"]
    table = recognise(read(content))
    assert table is not None
    assert table.form is Form.YEAR and len(table.rows) == 4 * 12
    assert table.stamps[0].stamp.window == "2025-12-15/2026-12-14"


def test_recorded_figures_are_filled_in_with_their_rate() -> None:
    recorded = [make_figure(9_996, 10_000, at=3, note="=1+1")]
    content = build_template(PLAN, "PVHXH", MARCH, recorded)
    table = recognise(read(content))
    assert table is not None
    row = next(row for row in table.rows if row.code == "II.3-2")
    assert row.numerator.cell is not None and row.numerator.cell.text == "9996"
    assert row.stated.cell is not None and row.stated.cell.text == "0.9996"
    assert row.note == "=1+1"
    assert b"<f>1+1</f>" not in zipfile.ZipFile(io.BytesIO(content)).read(
        "xl/worksheets/sheet1.xml"
    )


def test_an_unknown_department_is_our_error() -> None:
    with pytest.raises(KeyError):
        build_template(PLAN, "XXX", MARCH)


@pytest.mark.parametrize(
    ("target", "kind", "direction", "words"),
    [
        (make_target(100), Kind.FLOW, Direction.HIGHER, "100%"),
        (make_target(80), Kind.FLOW, Direction.HIGHER, "tối thiểu 80%"),
        (make_target(95, strict=True), Kind.FLOW, Direction.HIGHER, "trên 95%"),
        (make_target(5), Kind.FLOW, Direction.LOWER, "tối đa 5%"),
        (make_target(5, strict=True), Kind.FLOW, Direction.LOWER, "dưới 5%"),
        (
            make_target(None),
            Kind.FLOW,
            Direction.HIGHER,
            "tăng so với cùng kỳ năm trước (chưa có thì so với các tháng đầu có số liệu)",
        ),
        (make_target(None), Kind.COUNT, Direction.LOWER, "giảm so với cùng kỳ năm trước"),
        (make_target(1200), Kind.COUNT, Direction.HIGHER, "tối thiểu 12"),
    ],
)
def test_targets_in_words(target: Target, kind: Kind, direction: Direction, words: str) -> None:
    assert target.in_words(kind, direction) == words


def test_a_stamp_line_is_read_back_or_not_at_all() -> None:
    stamp = Stamp.of(PLAN, "PVHXH", (ReportingMonth(2026, 3),))
    assert Stamp.parse(stamp.line) == stamp
    assert Stamp.parse("Mẫu · thiếu phần") is None


def read(content: bytes) -> Book:
    book = open_workbook(content)
    assert isinstance(book, Book)
    return book
