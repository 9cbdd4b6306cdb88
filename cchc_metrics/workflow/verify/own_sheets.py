"""Figures of a department's own sheet against its cells and against how these were read.

Such a sheet is not recognised anew, for software learns: what was taken then is proved cell by
cell. The label that named the indicator is one of the readings.
"""

from collections.abc import Sequence

from cchc_metrics import words
from cchc_metrics.plan.figures import ReadAs
from cchc_metrics.store.verify import KeptFigure
from cchc_metrics.store.verify_readings import KeptReading
from cchc_metrics.workbooks.amending import cell_of
from cchc_metrics.workbooks.checking.numbers import read_count
from cchc_metrics.workbooks.foreign.proposal import parse_meaning
from cchc_metrics.workbooks.grid import Book

# What was done last to a cell's number decides.
_OF_NUMBERS = (ReadAs.TOTAL, ReadAs.TYPED, ReadAs.CHOSEN, ReadAs.RULE)


def is_own_sheet(readings: Sequence[KeptReading]) -> bool:
    """Whether the readings of a submission are of a sheet that is not our form."""
    return any(reading.kind == ReadAs.LABEL for reading in readings)


def difference(
    figure: KeptFigure, book: Book, readings: Sequence[KeptReading], is_count: bool
) -> str:
    """What a figure says otherwise than its cells as they were read; empty where they agree."""
    own = [each for each in readings if each.indicator == figure.indicator]
    named = {parse_meaning(each.taken_as)[0] for each in own if each.kind == ReadAs.LABEL}
    if named != {figure.indicator}:
        return "không có dòng nào được hiểu là chỉ tiêu này."
    parts: list[tuple[str, int | None, str]] = [("tử số", figure.numerator, figure.numerator_cell)]
    if not (is_count and figure.denominator is None):
        parts.append(("mẫu số", figure.denominator, figure.denominator_cell))
    for place, (part, kept, cell) in enumerate(parts):
        read = _number(book, figure.sheet, cell, own, place)
        if read != kept:
            shown = (words.number(kept), words.number(read))
            return f"{part} đang lưu là {shown[0]}, ô {cell} của tệp đọc là {shown[1]}."
    return ""


def _number(
    book: Book, sheet: str, cell: str, readings: Sequence[KeptReading], place: int
) -> int | None:
    """`place` is 0 for the numerator, 1 for the denominator of "12/15" in one cell."""
    at_cell = {each.kind: each for each in readings if (each.sheet, each.cell) == (sheet, cell)}
    for kind in _OF_NUMBERS:
        if kind in at_cell:
            numbers = at_cell[kind].taken_as.split("/")
            return int(numbers[place if len(numbers) > 1 else 0])
    return read_count(cell_of(book, sheet, cell)).value
