"""Files against their hashes, and figures against the cells of the workbooks they came in."""

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256

from cchc_metrics import words
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.database import Transaction
from cchc_metrics.store.verify import (
    KeptFigure,
    KeptFile,
    content_of,
    figures_of_file,
    kept_files,
    stray_figures,
)
from cchc_metrics.workbooks.checking.numbers import read_count
from cchc_metrics.workbooks.checking.recognise import Row, Table, recognise
from cchc_metrics.workbooks.layout import Form
from cchc_metrics.workbooks.opening.open import open_workbook
from cchc_metrics.workbooks.refusals import Refusal
from cchc_metrics.workflow.verify.acts import Told
from cchc_metrics.workflow.verify.findings import Check, Finding

_FILES_A_LINE = 25


def file_findings(
    connection: Transaction,
    commune: str,
    told: Told,
    counts: frozenset[str],
    tell: Callable[[str], None],
) -> Iterator[Finding]:
    """All files of a commune, one at a time; `counts` are indicators without a denominator."""
    missing = dict(told.files)
    files = kept_files(connection, commune)
    for done, file in enumerate(files, start=1):
        yield from _as_told(file, missing.pop(file.sha256, None))
        content = content_of(connection, commune, file.sha256)
        if (sha256(content).hexdigest(), len(content)) != (file.sha256, file.size):
            problem = "nội dung không còn đúng như khi nhận, nên số liệu trong tệp chưa đối chiếu."
            yield Finding(Check.FILES, _place(file), problem)
        else:
            figures = figures_of_file(connection, commune, file.sha256)
            yield from _figure_findings(file, content, figures, counts)
        if done % _FILES_A_LINE == 0 or done == len(files):
            tell(f"Xã {commune}: đã đối chiếu {done}/{len(files)} tệp.")
    for code, (name, _) in missing.items():
        yield Finding(Check.FILES, f"Tệp “{name}” (mã {code[:12]})", "tệp gốc không còn.")


def stray_findings(connection: Transaction, commune: str) -> Iterator[Finding]:
    for submission, indicator in stray_figures(connection, commune):
        place = f"Số liệu {indicator} của lần nộp số {submission}"
        yield Finding(Check.FIGURES, place, "không có lần nộp nào mang số này.")


def _as_told(file: KeptFile, told: tuple[str, datetime] | None) -> Iterator[Finding]:
    """A file is there for the submissions that the log tells of, under the first one's words."""
    if told is None:
        yield Finding(Check.FILES, _place(file), "không thuộc lần nộp nào mà nhật ký ghi.")
    elif told != (file.name, file.received_at):
        problem = f"tên tệp hoặc thời điểm nhận khác với nhật ký (“{told[0]}”)."
        yield Finding(Check.FILES, _place(file), problem)


def _figure_findings(
    file: KeptFile, content: bytes, figures: list[KeptFigure], counts: frozenset[str]
) -> Iterator[Finding]:
    if not figures:
        return
    book = open_workbook(content)
    if isinstance(book, Refusal):
        problem = f"không mở được nên số liệu chưa đối chiếu ({book.message})"
        yield Finding(Check.FIGURES, _place(file), problem)
        return
    table = recognise(book)
    if table is None:
        problem = "không nhận ra bảng số liệu nên số liệu chưa đối chiếu."
        yield Finding(Check.FIGURES, _place(file), problem)
        return
    rows = {(row.code, row.month): row for row in reversed(table.rows)}
    for figure in figures:
        month = None if table.form is Form.MONTH else ReportingMonth.parse(figure.month).month
        problem = _difference(figure, table, rows.get((figure.indicator, month)), counts)
        if problem:
            named = f"Số liệu {figure.indicator} của lần nộp số {figure.submission}"
            yield Finding(Check.FIGURES, f"{named}, {_place(file)}", problem)


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
    return f"{part} đang lưu là {words.number(kept)}, ô {cell} của tệp là {words.number(sent)}."


def _place(file: KeptFile) -> str:
    return f"Tệp “{file.name}” (mã {file.sha256[:12]})"
