"""A text as CSV and HTML have it -> a cell: a number only where nothing about it is in doubt."""

import re

from cchc_metrics.workbooks.grid import Cell, CellKind

# Not "007", "1.234" or "1e3": those stay text, and are judged as text in any workbook.
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")


def plain_cell(text: str) -> Cell | None:
    """None for nothing but spaces."""
    stripped = text.strip()
    if not stripped:
        return None
    return Cell(CellKind.NUMBER if _WHOLE.fullmatch(stripped) else CellKind.TEXT, stripped)
