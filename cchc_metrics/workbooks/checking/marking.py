"""Gives the officer's own file back with its problems marked: colours, comments, a sheet "Lỗi".

openpyxl opens the whole file here, so this runs only in the disposable process of `isolation`, and
only on files that the bounded reader has accepted.
"""

import io
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cchc_metrics.words import writable
from cchc_metrics.workbooks.checking.issues import Issue, worst_first
from cchc_metrics.workbooks.checking.rule import Severity
from cchc_metrics.workbooks.layout import ISSUE_SHEET
from cchc_metrics.workbooks.template.sheet_writer import FONT

COLOURS = {Severity.ERROR: "F4A79D", Severity.WARNING: "F9DFA0", Severity.NOTE: "CFE3F5"}
AUTHOR = "Kiểm tra số liệu"
HEADINGS = ("STT", "Mức", "Mã", "Trang", "Ô", "Đang là", "Quy định", "Cách sửa")
_WIDTHS = (6, 11, 7, 14, 8, 30, 55, 55)
_FONT_SIZE, _LINE_HEIGHT = 12, 17
_HEADING_COLOUR = "E4ECF2"
_LINE = Side("thin", "9CA3AF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_COMMENT_WIDTH, _COMMENT_HEIGHT = 360, 140


def run(data: bytes, _arguments: Sequence[str]) -> bytes:
    """The operation of the disposable process: a line of issues as JSON, then the workbook."""
    header, _, content = data.partition(b"\n")
    return mark(content, [Issue(**plain) for plain in json.loads(header)])


def mark(content: bytes, issues: Sequence[Issue]) -> bytes:
    """The workbook with every issue at its cell and in a list; the list alone for no content."""
    book = openpyxl.load_workbook(io.BytesIO(content)) if content else openpyxl.Workbook()
    if ISSUE_SHEET in book.sheetnames:
        del book[ISSUE_SHEET]
    for (sheet, cell), found in _by_cell(issues).items():
        if sheet in book.sheetnames and isinstance(book[sheet], Worksheet):
            _mark_cell(book[sheet], cell, found)
    _write_list(book.create_sheet(ISSUE_SHEET), issues)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _by_cell(issues: Iterable[Issue]) -> dict[tuple[str, str], list[Issue]]:
    cells: dict[tuple[str, str], list[Issue]] = defaultdict(list)
    for issue in issues:
        if issue.cell:
            cells[issue.sheet, issue.cell].append(issue)
    return cells


def _mark_cell(sheet: Worksheet, address: str, issues: list[Issue]) -> None:
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        return
    cell.fill = PatternFill("solid", fgColor=COLOURS[worst_first(issues)[0].severity])
    text = "\n\n".join(f"{i.severity.label} {i.code}: {i.rule} {i.cure}" for i in issues)
    cell.comment = Comment(writable(text), AUTHOR, width=_COMMENT_WIDTH, height=_COMMENT_HEIGHT)


def _write_list(sheet: Worksheet, issues: Sequence[Issue]) -> None:
    sheet.append(HEADINGS)
    for number, i in enumerate(worst_first(issues), start=1):
        sheet.append([number])
        texts = (i.severity.label, i.code, i.sheet, i.cell, i.found, i.rule, i.cure)
        for column, text in enumerate(texts, start=2):
            cell = sheet.cell(number + 1, column)
            cell.value = writable(text)
            # Set as text: openpyxl would make a formula of anything that starts with "=".
            cell.data_type = "s"
    _dress_list(sheet)


def _dress_list(sheet: Worksheet) -> None:
    for letter, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for number, row in enumerate(sheet.iter_rows(), start=1):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.font = Font(name=FONT, size=_FONT_SIZE, bold=number == 1)
            cell.border = _BORDER
            if number == 1:
                cell.fill = PatternFill("solid", fgColor=_HEADING_COLOUR)
        # No office program fits the height of rows that another program has written.
        lines = (-(-len(str(c.value)) // w) for c, w in zip(row, _WIDTHS, strict=True))
        sheet.row_dimensions[number].height = _LINE_HEIGHT * max(lines)
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
