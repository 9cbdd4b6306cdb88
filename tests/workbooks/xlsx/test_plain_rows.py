"""Rows read without the parser are the rows that the parser reads, and nothing else is read so."""

import io
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_metrics.workbooks.grid import Book
from cchc_metrics.workbooks.opening.sniff import FileKind, sniff
from cchc_metrics.workbooks.refusals import Fault, RefusedFile
from cchc_metrics.workbooks.xlsx.book import read_book
from cchc_metrics.workbooks.xlsx.cells import CellValues
from cchc_metrics.workbooks.xlsx.parsing import Budget
from cchc_metrics.workbooks.xlsx.plain_rows import read_plain_rows
from cchc_metrics.workbooks.xlsx.styles import CellFormat
from tests.workbooks.foreign.looks.corpus import all_looks
from tests.workbooks.foreign.looks.looking import Look
from tests.workbooks.mutation import mutant, valid_workbook
from tests.workbooks.raw_package import Entry, styles, workbook, worksheet, zip_of
from tests.workbooks.reading import saved

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "data" / "samples").glob("*.xlsx"))
LOOKS = [look for look in all_looks() if sniff(look.build()) is FileKind.XLSX]
STYLES = styles('<xf numFmtId="0"/><xf numFmtId="14"/>')

Outcome = Book | tuple[Fault, str]


def outcome(data: bytes, budget: Budget | None = None) -> Outcome:
    try:
        return read_book(data, budget)
    except RefusedFile as refused:
        return refused.fault, refused.place


def rewritten(data: bytes, before_rows: bytes = b"") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [Entry(name, archive.read(name)) for name in archive.namelist()]
    return zip_of(
        [
            Entry(e.name, e.content.replace(b"<sheetData>", before_rows + b"<sheetData>", 1))
            if e.name.startswith("xl/worksheets/")
            else e
            for e in entries
        ]
    )


def for_the_parser(data: bytes) -> bytes:
    """The same workbook with a comment in each sheet, which only the parser can read."""
    return rewritten(data, b"<!-- -->")


def is_plain(sheet: str | bytes) -> bool:
    part = sheet.encode() if isinstance(sheet, str) else sheet
    values = CellValues(["một"] * 20, [CellFormat()] * 3, False)
    return read_plain_rows(part, values) is not None


@pytest.mark.parametrize("look", LOOKS, ids=[look.name for look in LOOKS])
def test_a_look_alike_is_the_same_both_ways(look: Look) -> None:
    assert outcome(look.build()) == outcome(for_the_parser(look.build()))


def test_the_samples_are_the_same_both_ways() -> None:
    assert SAMPLES
    for sample in SAMPLES:
        data = sample.read_bytes()
        assert isinstance(outcome(data), Book)
        assert outcome(data) == outcome(for_the_parser(data))


def assert_mutants_are_the_same_both_ways(seeds: range) -> None:
    for seed in seeds:
        try:
            data = rewritten(mutant(random.Random(seed)))
        except Exception:  # damaged as a file: neither way is taken
            continue
        assert outcome(data) == outcome(for_the_parser(data)), f"seed {seed}"


def test_mutants_are_the_same_both_ways() -> None:
    assert_mutants_are_the_same_both_ways(range(1_000))


@pytest.mark.long
def test_many_mutants_are_the_same_both_ways() -> None:
    assert_mutants_are_the_same_both_ways(range(1_000, 50_000))


# --- what is plain -------------------------------------------------------------------------------


def sheets_of(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        return [archive.read(name) for name in names if name.startswith("xl/worksheets/sheet")]


def of_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["một", 1, 2.5, "=B1/C1", True, None])
    book.active.row_dimensions[2].hidden = True
    book.active["A2"] = "hai"
    return saved(book)


def of_inline_strings() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Tử & mẫu", " hai ", 3])
    return buffer.getvalue()


EXCEL = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac"'
    ' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">'
    '<dimension ref="A1:B2"/><sheetData>{rows}</sheetData></worksheet>'
)
ROW_OF_EXCEL = (
    '<row r="1" spans="1:2" ht="15.75" thickBot="1" x14ac:dyDescent="0.3">'
    '<c r="A1" s="1" t="s"><v>0</v></c>'
    '<c r="B1"><f t="shared" ref="B1:B2" si="0">A1</f><v>1</v></c></row><row r="2" hidden="1"/>'
)


def test_what_common_programs_write_is_plain() -> None:
    for data in (valid_workbook(), of_openpyxl(), of_inline_strings()):
        assert outcome(data) == outcome(for_the_parser(data))
        assert is_plain(sheets_of(data)[0])
    assert is_plain(EXCEL.format(rows=ROW_OF_EXCEL))


NOT_PLAIN = {
    "a comment": '<row r="1"><!-- --><c r="A1"><v>1</v></c></row>',
    "CDATA": '<row r="1"><c r="A1" t="str"><v><![CDATA[1]]></v></c></row>',
    "white space": '<row r="1"> <c r="A1"><v>1</v></c></row>',
    "an instruction": '<row r="1"><?a b?><c r="A1"><v>1</v></c></row>',
    "a forbidden character": '<row r="1"><c r="A1" t="str"><v>&#12;</v></c></row>',
    "half of a character": '<row r="1"><c r="A1" t="str"><v>&#55296;</v></c></row>',
    "an address without a row": '<row r="1"><c r="B1"/><c r="B"><v>1</v></c></row>',
    "an unknown entity": '<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>',
    "a carriage return": '<row r="1"><c r="A1" t="str"><v>a\rb</v></c></row>',
    "the end of CDATA": '<row r="1"><c r="A1" t="str"><v>]]></v></c></row>',
    "another namespace": '<row r="1"><c r="A1" xmlns="a"><v>1</v></c></row>',
    "an undeclared prefix": '<row r="1" x14ac:dyDescent="0.3"><c r="A1"><v>1</v></c></row>',
    "an attribute twice": '<row r="1"><c r="A1" s="0" s="0"><v>1</v></c></row>',
    "an attribute that is no name": '<row r="1"><c r="A1" 1s="0"><v>1</v></c></row>',
    "a cell's address twice": '<row r="1"><c r="A1" r="B1"><v>1</v></c></row>',
    "a row's number twice": '<row r="1" spans="1:2" r="2"><c r="A1"><v>1</v></c></row>',
    "a formula's attribute twice": '<row r="1"><c r="A1"><f si="0" si="1"/><v>1</v></c></row>',
    "a row without a number": '<row><c r="A1"><v>1</v></c></row>',
    "a cell without an address": '<row r="1"><c><v>1</v></c></row>',
    "a cell of another row": '<row r="1"><c r="A2"><v>1</v></c></row>',
    "the number of another row": '<row r="1"><c r="A11"><v>1</v></c></row>',
    "an address twice": '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "no address": '<row r="1"><c r="1"><v>1</v></c></row>',
    "too far down": '<row r="100001"><c r="A100001"><v>1</v></c></row>',
    "too far right": '<row r="1"><c r="ALM1"><v>1</v></c></row>',
    "no row of a sheet": '<row r="1048577"/>',
    "two values": '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
    "rich text": '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c></row>',
    "text for a number": '<row r="1"><c r="A1"><is><t>1</t></is></c></row>',
    "a value for a text": '<row r="1"><c r="A1" t="inlineStr"><v>1</v></c></row>',
    "no number": '<row r="1"><c r="A1"><v>1_0</v></c></row>',
    "no such style": '<row r="1"><c r="A1" s="9"><v>1</v></c></row>',
    "no such text": '<row r="1"><c r="A1" t="s"><v>20</v></c></row>',
    "a text too long": f'<row r="1"><c r="A1" t="str"><v>{"a" * 32_768}</v></c></row>',
    "a row that does not end": '<row r="1"><c r="A1"><v>1</v></c>',
    "a row that ends twice": '<row r="1"/></row>',
    "a cell outside rows": '<c r="A1"><v>1</v></c>',
    "an unknown element": '<row r="1"><c r="A1"><v>1</v></c></row><oops/>',
}


@pytest.mark.parametrize("rows", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_the_rest_is_left_to_the_parser(rows: str) -> None:
    assert not is_plain(worksheet(rows))
    plain = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert is_plain(worksheet(plain))


def test_limits_are_left_to_the_parser_too() -> None:
    data = workbook('<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>ab</v></c></row>')
    left, left_by_parser = Budget(), Budget()
    read_book(data, left)
    read_book(for_the_parser(data), left_by_parser)
    assert left == left_by_parser
    too_few = Budget().elements - left.elements - 1
    for limit in (Budget(cells=1), Budget(text=2), Budget(elements=too_few)):
        with pytest.raises(RefusedFile) as refused:
            read_book(data, limit)
        assert refused.value.fault is Fault.TOO_MUCH_CONTENT


def test_rows_of_another_namespace_are_not_ours() -> None:
    """Plain to look at, but the root's own prefix is the one that counts."""
    part = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetData xmlns="a"><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    )
    nested = (
        worksheet("")
        .replace("<sheetData>", "<a><sheetData>")
        .replace("</sheetData>", '<row r="1"><c r="A1"><v>1</v></c></row></sheetData></a>')
    )
    for sheet in (part, nested):
        book = read_book(workbook(sheet=sheet))
        assert book.sheets[0].cells == {}


# --- made sheets ---------------------------------------------------------------------------------

TEXTS = st.text(alphabet="aĐộ 0<&>\"'\n\t_x", max_size=6).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
SAYS = st.one_of(
    st.sampled_from(["/>", "></c>", ' s="1"/>', ' s="1"><v></v></c>', "><f/></c>", "><v/></c>"]),
    st.from_regex(r"-?[0-9]{1,4}(\.[0-9]{1,3})?(E[+-]?[0-9]{1,3})?", fullmatch=True).map(
        lambda number: f' s="1"><v>{number}</v></c>'
    ),
    st.integers(0, 3).map(lambda index: f' t="s"><v>{index}</v></c>'),
    TEXTS.map(lambda text: f' t="str"><f>A1&amp;"a"</f><v>{text}</v></c>'),
    TEXTS.map(lambda text: f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'),
    st.sampled_from(["1", "true", "2"]).map(lambda said: f' t="b"><v>{said}</v></c>'),
    st.sampled_from(["#N/A", "oops"]).map(lambda said: f' t="e"><v>{said}</v></c>'),
)
COLUMNS = st.sampled_from(["A", "B", "C", "AA", "ALL"])
ROWS = st.lists(
    st.tuples(
        st.integers(1, 12),
        st.sampled_from(["", ' hidden="1"', ' spans="1:3" ht="15"', ' hidden="0"']),
        st.lists(st.tuples(COLUMNS, SAYS), max_size=4, unique_by=lambda cell: cell[0]),
    ),
    max_size=5,
    unique_by=lambda row: row[0],
)


@settings(deadline=None, max_examples=150)
@given(ROWS)
def test_made_sheets_are_the_same_both_ways(
    rows: list[tuple[int, str, list[tuple[str, str]]]],
) -> None:
    xml = "".join(
        f'<row r="{number}"{attributes}>'
        + "".join(f'<c r="{column}{number}"{says}' for column, says in cells)
        + "</row>"
        for number, attributes, cells in rows
    )
    data = workbook(xml, strings=None, styles=STYLES)
    assert outcome(data) == outcome(for_the_parser(data))
