"""How the cells of a department's own sheet became its figures, to be kept and proved with them."""

from collections.abc import Iterator
from dataclasses import replace

from cchc_metrics.plan.figures import CellReading, PlacedFigure, ReadAs
from cchc_metrics.workbooks.amending import cell_of, raw_text
from cchc_metrics.workbooks.checking.numbers import read_count
from cchc_metrics.workbooks.foreign.answers import Trace
from cchc_metrics.workbooks.foreign.entries import meaning_in_force
from cchc_metrics.workbooks.foreign.proposal import cell_key, parse_meaning
from cchc_metrics.workbooks.foreign.terms import MatchKind
from cchc_metrics.workbooks.grid import Book
from cchc_metrics.workflow.foreign import OwnSheet, rows_of

_MATCHED = {
    MatchKind.CODE: "khớp mã chỉ tiêu",
    MatchKind.NAME: "khớp tên chỉ tiêu",
    MatchKind.REMEMBERED: "đã xác nhận từ lần trước",
    MatchKind.CONTEXT: "thuộc chỉ tiêu ở dòng trên",
}
_CONFIRMED = "người gửi xác nhận"
_OF_PAIR = "ghi cùng ô với tử số"


def with_own_readings(own: OwnSheet, book: Book) -> tuple[PlacedFigure, ...]:
    """The figures, each with how its cells were read and which label named its indicator."""
    return tuple(
        replace(placed, readings=tuple(_readings(own, book, placed)))
        for placed in own.settled.checked.figures
    )


def _readings(own: OwnSheet, book: Book, placed: PlacedFigure) -> Iterator[CellReading]:
    figure = placed.figure
    traces = [
        trace
        for trace in own.settled.traces
        if (trace.indicator, trace.month, trace.sheet)
        == (figure.indicator, figure.month, placed.sheet)
    ]
    cells = dict.fromkeys(trace.cell for trace in traces)
    for cell in cells:
        yield from _of_cell(own, book, [trace for trace in traces if trace.cell == cell])
    yield from _labels(own, book, placed, set(cells))


def _of_cell(own: OwnSheet, book: Book, traces: list[Trace]) -> Iterator[CellReading]:
    """One cell gives one number, or numerator and denominator of "12/15"."""
    first = traces[0]
    raw = raw_text(book, first.sheet, first.cell)
    read = "/".join(str(trace.read) for trace in traces)
    if first.correction:
        yield CellReading(first.sheet, first.cell, ReadAs.TYPED, raw, read, first.correction)
    elif first.how or not _says(book, first):
        kind = ReadAs.CHOSEN if _is_chosen(own, first) else ReadAs.RULE
        why = first.how or _OF_PAIR
        yield CellReading(first.sheet, first.cell, kind, raw, read, why)
    if any(trace.minus for trace in traces):
        value = "/".join(str(trace.value) for trace in traces)
        minus = "/".join(str(trace.minus) for trace in traces)
        why = f"lũy kế {read} trừ {minus} của các tháng trước"
        yield CellReading(first.sheet, first.cell, ReadAs.TOTAL, raw, value, why)


def _says(book: Book, trace: Trace) -> bool:
    """Whether the cell itself says the number, without any rule of this part."""
    return read_count(cell_of(book, trace.sheet, trace.cell)).value == trace.read


def _is_chosen(own: OwnSheet, trace: Trace) -> bool:
    keys = {
        key
        for row in rows_of(own.proposal)
        for number in row.numbers
        if number.key == cell_key(trace.sheet, trace.cell)
        for key in (number.key, number.group)
    }
    return not keys.isdisjoint(own.answers.readings)


def _labels(
    own: OwnSheet, book: Book, placed: PlacedFigure, cells: set[str]
) -> Iterator[CellReading]:
    """The rows that the figure's cells stand in, and the row above that names their indicator."""
    sheet = next(each for each in own.proposal.sheets if each.name == placed.sheet)
    rows = {row.key: row for row in sheet.rows}
    own_rows = [row for row in sheet.rows if any(n.address in cells for n in row.numbers)]
    above = [rows[row.parent] for row in own_rows if row.parent in rows]
    for row in {each.key: each for each in [*above, *own_rows]}.values():
        meaning = meaning_in_force(row, rows, own.answers) or ""
        if parse_meaning(meaning)[0] == placed.figure.indicator:
            raw = raw_text(book, sheet.name, row.address)
            why = _CONFIRMED if row.key in own.answers.rows else _MATCHED.get(row.match, _CONFIRMED)
            yield CellReading(sheet.name, row.address, ReadAs.LABEL, raw, meaning, why)
