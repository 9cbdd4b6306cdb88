"""Figures against the cells of the workbook they came in.

Where a figure is something else than its cell says, a reading has to tell so, and what the reading
says of the cell has to stand in the file.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from cchc_metrics import words
from cchc_metrics.plan.figures import ReadAs
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.verify import KeptFigure
from cchc_metrics.store.verify_readings import KeptReading
from cchc_metrics.workbooks.amending import amended, raw_text
from cchc_metrics.workbooks.checking.issues import quoted
from cchc_metrics.workbooks.checking.numbers import read_count
from cchc_metrics.workbooks.checking.recognise import Row, Table, recognise
from cchc_metrics.workbooks.foreign.answers import Correction
from cchc_metrics.workbooks.foreign.proposal import cell_key
from cchc_metrics.workbooks.grid import Book
from cchc_metrics.workbooks.layout import Form
from cchc_metrics.workbooks.opening.open import open_workbook
from cchc_metrics.workbooks.refusals import Refusal
from cchc_metrics.workflow.verify.findings import Check, Finding
from cchc_metrics.workflow.verify.own_sheets import difference, is_own_sheet


def figure_findings(
    file: str,
    content: bytes,
    figures: Sequence[KeptFigure],
    readings: Sequence[KeptReading],
    counts: frozenset[str],
) -> Iterator[Finding]:
    """Of all submissions that a file came with; `counts` are indicators without a denominator."""
    if not figures:
        return
    book = open_workbook(content)
    if isinstance(book, Refusal):
        problem = f"không mở được nên số liệu chưa đối chiếu ({book.message})"
        yield Finding(Check.FIGURES, file, problem)
        return
    form = recognise(book)
    for submission, of_submission in groupby(figures, key=lambda figure: figure.submission):
        its_figures = list(of_submission)
        its_readings = [each for each in readings if each.submission == submission]
        for reading in its_readings:
            yield from _raw_findings(file, book, reading)
        if is_own_sheet(its_readings):
            yield from _of_own_sheet(file, book, its_figures, its_readings, counts)
        else:
            table = _put_right(book, its_readings) or form
            yield from _of_form(file, table, its_figures, counts)


def _raw_findings(file: str, book: Book, reading: KeptReading) -> Iterator[Finding]:
    """The file has to say what the reading says that it says."""
    raw = raw_text(book, reading.sheet, reading.cell)
    if raw != reading.raw:
        problem = f"ô {reading.cell} của tệp là {quoted(raw)}, đang lưu là {quoted(reading.raw)}."
        yield Finding(Check.READINGS, _named(reading.indicator, reading.submission, file), problem)


def _put_right(book: Book, readings: Sequence[KeptReading]) -> Table | None:
    """The table with what was typed into its cells; None where nothing was."""
    typed = {
        cell_key(each.sheet, each.cell): Correction(each.taken_as, each.reason)
        for each in readings
        if each.kind == ReadAs.TYPED
    }
    return recognise(amended(book, typed)) if typed else None


def _of_own_sheet(
    file: str,
    book: Book,
    figures: Sequence[KeptFigure],
    readings: Sequence[KeptReading],
    counts: frozenset[str],
) -> Iterator[Finding]:
    for figure in figures:
        problem = difference(figure, book, readings, figure.indicator in counts)
        if problem:
            place = _named(figure.indicator, figure.submission, file)
            yield Finding(Check.FIGURES, place, problem)


def _of_form(
    file: str, table: Table | None, figures: Sequence[KeptFigure], counts: frozenset[str]
) -> Iterator[Finding]:
    """The figures of one submission against the table that it was read from."""
    if table is None:
        problem = "không nhận ra bảng số liệu nên số liệu chưa đối chiếu."
        yield Finding(Check.FIGURES, file, problem)
        return
    rows = {(row.code, row.month): row for row in reversed(table.rows)}
    for figure in figures:
        month = None if table.form is Form.MONTH else ReportingMonth.parse(figure.month).month
        problem = _difference(figure, table, rows.get((figure.indicator, month)), counts)
        if problem:
            place = _named(figure.indicator, figure.submission, file)
            yield Finding(Check.FIGURES, place, problem)


def _difference(figure: KeptFigure, table: Table, row: Row | None, counts: frozenset[str]) -> str:
    """What a figure says otherwise than its row in the workbook; empty where they agree."""
    if row is None:
        return "tệp không có dòng của chỉ tiêu này."
    kept_at = (figure.sheet, figure.numerator_cell, figure.denominator_cell)
    if kept_at != (table.sheet, row.numerator.address, row.denominator.address):
        return f"ghi nguồn sai ô; trong tệp là ô {row.numerator.address}, trang “{table.sheet}”."
    numerator = read_count(row.numerator.cell).value
    if figure.numerator != numerator:
        return _other("tử số", figure.numerator, row.numerator.address, numerator)
    denominator = read_count(row.denominator.cell).value
    is_count = figure.denominator is None and figure.indicator in counts
    if figure.denominator != denominator and not is_count:
        return _other("mẫu số", figure.denominator, row.denominator.address, denominator)
    # The twelve months of a year form share one note, so that only a month form tells its figure's.
    if table.form is Form.MONTH and figure.note != row.note:
        return "ghi chú khác với trong tệp."
    return ""


def _other(part: str, kept: int | None, cell: str, sent: int | None) -> str:
    return f"{part} đang lưu là {words.number(kept)}, ô {cell} của tệp đọc là {words.number(sent)}."


def _named(indicator: str, submission: int, file: str) -> str:
    return f"Số liệu {indicator} của lần nộp số {submission}, {file}"
