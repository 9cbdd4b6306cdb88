"""Reading of honest workbooks: what was written is read, and openpyxl reads the same."""

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.packaging.custom import StringProperty

from cchc_metrics.workbooks.grid import Book, Cell, CellKind, Sheet
from cchc_metrics.workbooks.refusals import Fault, RefusedFile
from cchc_metrics.workbooks.xlsx.book import read_book
from cchc_metrics.workbooks.xlsx.parsing import Budget, parse_part
from cchc_metrics.workbooks.xlsx.strings import SharedStringReader
from tests.workbooks.mutation import valid_workbook
from tests.workbooks.raw_package import (
    MAIN,
    ONE_CELL,
    package,
    relationships,
    shared_strings,
    workbook,
    workbook_parts,
    workbook_xml,
    worksheet,
)
from tests.workbooks.reading import only_cell, only_sheet, saved, written

# --- as openpyxl reads it ----------------------------------------------------------------------


def by_openpyxl(data: bytes) -> list[dict[tuple[int, int], object]]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    sheets = [
        {
            (cell.row, cell.column): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    ]
    book.close()
    return sheets


def as_openpyxl_says(cell: Cell) -> object:
    match cell.kind:
        case CellKind.NUMBER:
            return pytest.approx(float(cell.text), rel=1e-14)
        case CellKind.DATE:
            return datetime.fromisoformat(cell.text)
        case CellKind.BOOLEAN:
            return cell.text == "1"
        case _:
            return cell.text


def fill_of_everything(book: Any) -> None:
    day, percent = book.add_format({"num_format": "d/m/yyyy"}), book.add_format({"num_format": 10})
    sheet = book.add_worksheet("Số liệu")
    for row, value in enumerate(["Tỷ lệ", " cách ", "dòng\nmới", "00123", "=1+1", "\t"]):
        sheet.write_string(row, 0, value)
    for row, number in enumerate([0, -1, 12, 0.95, 1 / 3, 1e-9, 123456789012345, 2.5e20]):
        sheet.write_number(row, 1, number, percent)
    for row, moment in enumerate([date(2026, 3, 1), datetime(2026, 12, 31, 23, 59, 58)]):
        sheet.write_datetime(row, 2, moment, day)
    sheet.write_boolean(0, 3, True)
    sheet.write_boolean(1, 3, False)
    sheet.write_formula(0, 4, "=B4", None, 0.95)
    sheet.write_formula(1, 4, '="a"&"b"', None, "ab")
    sheet.write_formula(2, 4, "=1/0", None, "#DIV/0!")
    sheet.write_formula(3, 4, "=1=1", None, True)
    book.add_worksheet("Trống")
    book.add_worksheet("Khác").write("AA90", "xa")


@pytest.mark.parametrize("in_cells", [False, True], ids=["shared", "inline"])
def test_a_workbook_of_xlsxwriter_is_read_as_openpyxl_reads_it(in_cells: bool) -> None:
    data = written(fill_of_everything, constant_memory=in_cells)
    assert_read_alike(data)


def test_a_workbook_of_openpyxl_is_read_as_openpyxl_reads_it() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Chỉ tiêu", 12, 0.1 + 0.2, True, datetime(2026, 3, 1, 8, 30), date(2026, 3, 1)])
    sheet.append([None, "#N/A", -7, "Đ", 1e15, "x" * 32_767])
    assert_read_alike(saved(book))


def assert_read_alike(data: bytes) -> None:
    expected = by_openpyxl(data)
    read = [
        {key: as_openpyxl_says(cell) for key, cell in sheet.cells.items()}
        for sheet in read_book(data).sheets
    ]
    assert read == expected


# --- what was written is read ------------------------------------------------------------------

# NUL stays escaped, a lone carriage return cannot be told from a line end in an attribute-free
# text, and halves of surrogate pairs are no characters.
WRITABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
WHOLE = st.integers(-(10**15) + 1, 10**15 - 1)
DECIMALS = st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False)


@settings(deadline=None, max_examples=60)
@given(texts=st.lists(WRITABLE, max_size=8), wholes=st.lists(WHOLE), decimals=st.lists(DECIMALS))
def test_texts_and_numbers_come_back_exactly(
    texts: list[str], wholes: list[int], decimals: list[Decimal]
) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for row, text in enumerate(texts):
            sheet.write_string(row, 0, text)
        for row, whole in enumerate(wholes):
            sheet.write_number(row, 1, whole)
        for row, number in enumerate(decimals):
            sheet.write_number(row, 2, float(number))

    cells = only_sheet(written(fill)).cells
    column = lambda number: [  # noqa: E731
        cell.text for (_, at), cell in sorted(cells.items()) if at == number
    ]
    assert column(1) == texts
    assert column(2) == [str(whole) for whole in wholes]
    assert [Decimal(text) for text in column(3)] == decimals


def test_formulas_keep_their_value_and_their_mark() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(1, 0, "=1+1", None, "")

    cells = only_sheet(written(fill)).cells
    assert cells[1, 1] == Cell(CellKind.NUMBER, "2", is_formula=True)
    assert cells[2, 1] == Cell(CellKind.FORMULA_WITHOUT_VALUE, "", is_formula=True)


@pytest.mark.parametrize("content", ["<f>B1</f>", "<f>B1</f><v/>", "<f>B1</f><v></v>", "<f/>"])
@pytest.mark.parametrize("kind", ["n", "str", "e", "b"])
def test_a_formula_that_was_never_computed_is_not_blank(kind: str, content: str) -> None:
    cell = only_cell(f'<row><c t="{kind}">{content}</c></row>')
    assert cell == Cell(CellKind.FORMULA_WITHOUT_VALUE, "", is_formula=True)


@pytest.mark.parametrize(
    "content", ["<c/>", "<c><v/></c>", '<c t="inlineStr"><is><t/></is></c>', '<c t="s"><v/></c>']
)
def test_blank_cells_are_absent(content: str) -> None:
    assert only_sheet(workbook(f"<row>{content}</row>")).cells == {}


def test_an_empty_shared_string_is_blank() -> None:
    strings = shared_strings("<si><t/></si>")
    assert only_cell('<row><c t="s"><v>0</v></c></row>', strings=strings) is None


def test_hidden_rows_columns_and_sheets_are_named() -> None:
    book = read_book(valid_workbook())
    assert [(sheet.name, sheet.visible) for sheet in book.sheets] == [
        ("Số liệu", True),
        ("_meta", False),
    ]
    assert book.sheets[0].hidden_rows == {4}
    assert book.sheets[0].hidden_columns == {3}
    assert book.sheets[0].merges == ("A12:C12",)


def test_what_is_hidden_beyond_the_data_is_not_listed() -> None:
    before = '<cols><col min="2" max="16384" hidden="1"/></cols>'
    rows = '<row r="1"><c r="C1"><v>1</v></c></row><row r="9" hidden="1"/>'
    sheet = only_sheet(workbook(sheet=worksheet(rows, before=before)))
    assert sheet.hidden_columns == {2, 3}
    assert sheet.hidden_rows == frozenset()


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_both_ways_of_hiding_a_sheet_count(state: str) -> None:
    listed = workbook_xml(f'<sheet name="A" state="{state}" r:id="rId1"/>')
    assert not only_sheet(workbook(workbook=listed)).visible


def test_custom_properties_of_both_writers() -> None:
    book = openpyxl.Workbook()
    book.custom_doc_props.append(StringProperty(name="tpl_dept", value="Phòng Kinh tế"))
    assert read_book(saved(book)).properties == {"tpl_dept": "Phòng Kinh tế"}
    assert read_book(valid_workbook()).properties == {"tpl_dept": "VPHDND"}


def test_rich_text_is_joined_and_phonetic_hints_left_out() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = CellRichText("một ", TextBlock(InlineFont(b=True), "hai"), " ba")
    cell = only_sheet(saved(book)).cell(1, 1)
    assert cell is not None and cell.text == "một hai ba"
    hinted = shared_strings("<si><r><t>12</t></r><rPh><t>x</t></rPh><phoneticPr/></si>")
    cell = only_cell('<row><c t="s"><v>0</v></c></row>', strings=hinted)
    assert cell is not None and cell.text == "12"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a_x000D_b", "a\rb"),
        ("_x005F_x0041_", "_x0041_"),
        ("_x0041_", "A"),
        ("_xD800_", "_xD800_"),
        ("_x0000_", "_x0000_"),
        ("_x41_", "_x41_"),
        (" giữ  nguyên ", " giữ  nguyên "),
        ("Cu\u0309a \u00a0\u200b", "Cu\u0309a \u00a0\u200b"),
    ],
)
def test_characters_stay_as_written_and_escapes_are_undone(raw: str, text: str) -> None:
    for content in (f't="str"><v>{raw}</v>', f't="inlineStr"><is><t>{raw}</t></is>'):
        cell = only_cell(f"<row><c {content}</c></row>")
        assert cell is not None and cell.text == text


def test_text_past_excels_limit_is_refused_but_not_its_escapes() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet().write_string(0, 0, "\x01" * 32_767)

    cell = only_sheet(written(fill)).cell(1, 1)
    assert cell is not None and len(cell.text) == 32_767


def test_charts_are_passed_over_and_macro_sheets_reported() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("A").write(0, 0, 1)
        sheet, chart = book.add_chartsheet("B"), book.add_chart({"type": "line"})
        chart.add_series({"values": "=A!$A$1"})
        sheet.set_chart(chart)

    assert [sheet.name for sheet in read_book(written(fill)).sheets] == ["A"]
    listed = '<sheet name="A" r:id="rId1"/><sheet name="B" r:id="rId2"/>'
    links = relationships(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "xlMacrosheet", "m/sheet1.xml")
    )
    book = read_book(workbook(workbook=workbook_xml(listed), workbook_rels=links))
    assert book.has_macros and len(book.sheets) == 1


@pytest.mark.parametrize(
    "target",
    ["/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml", "../xl/worksheets/SHEET1.xml"],
)
def test_targets_may_be_absolute_relative_and_of_another_case(target: str) -> None:
    links = relationships(("rId1", "worksheet", target))
    cell = only_sheet(workbook(workbook_rels=links)).cell(1, 1)
    assert cell == Cell(CellKind.NUMBER, "12")


def test_a_workbook_need_not_have_strings_styles_or_properties() -> None:
    assert read_book(package(workbook_parts())) == Book(
        (Sheet("Số liệu", True, {(1, 1): Cell(CellKind.NUMBER, "12")}),)
    )


def test_ghost_rows_are_cut_only_where_nothing_is_lost() -> None:
    ghosts = "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(2, 60_000))
    last = '<row r="70000"><c r="B70000" t="str"><v>cuối</v></c></row>'
    after = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    for rows, expected in (
        (ONE_CELL + ghosts, {(1, 1): "12"}),
        (ONE_CELL + ghosts + last, {(1, 1): "12", (70_000, 2): "cuối"}),
        (ONE_CELL + ghosts + "<!-- <c/> -->", {(1, 1): "12"}),
        (ghosts, {}),
    ):
        sheet = only_sheet(workbook(sheet=worksheet(rows, after=after)))
        assert {key: cell.text for key, cell in sheet.cells.items()} == expected
        assert sheet.merges == ("A1:B1",)


def test_a_limit_met_inside_a_sheet_names_the_sheet() -> None:
    deep = f'<worksheet xmlns="{MAIN}">' + "<a>" * 70
    with pytest.raises(RefusedFile) as raised:
        read_book(workbook(sheet=deep))
    assert raised.value.fault is Fault.TOO_MUCH_CONTENT
    assert raised.value.place == "Trang “Số liệu”"


def test_the_number_of_elements_is_limited_over_all_parts() -> None:
    budget = Budget(elements=10)
    part = shared_strings("<si><t>a</t></si>").encode()
    for _ in range(3):
        parse_part([part], SharedStringReader(budget), budget)
    with pytest.raises(RefusedFile) as raised:
        parse_part([part], SharedStringReader(budget), budget)
    assert raised.value.fault is Fault.TOO_MUCH_CONTENT
