"""Rows after the last value: formatted but empty, sometimes a million of them.

Formatting whole columns by hand leaves them in honest files; parsing them takes ten seconds, so
they are cut out of the XML first, where it is certain that nothing is lost.
"""

from typing import Final

# Below this the cut saves less than a tenth of a second, and ordinary files take the ordinary way.
_WORTH_CUTTING: Final = 1 << 20

_VALUE_ENDS: Final = (b"</v>", b"</t>", b"</f>", b"</is>", b"<f")
_EMPTY_TAGS: Final = (b"<row ", b"</row>", b"<c ", b"<c/>", b"</c>", b"<row>")
_SHEET_DATA_END: Final = b"</sheetData>"


def without_ghost_rows(part: bytes) -> list[bytes | memoryview]:
    """The sheet's XML in one piece, or in two with the empty rows between them left out.

    What is cut lies between the row of the last value and the end of the rows, and every tag in it
    is a row or a cell that contains nothing. Anything else (prefixes, UTF-16, comments) makes the
    count differ, and the part is then read as it is.
    """
    end = part.rfind(_SHEET_DATA_END)
    start = _after_last_value(part, end)
    if start < 0 or end - start < _WORTH_CUTTING:
        return [part]
    tags = sum(part.count(tag, start, end) for tag in _EMPTY_TAGS)
    if tags != part.count(b"<", start, end):
        return [part]
    whole = memoryview(part)
    return [whole[:start], whole[end:]]


def _after_last_value(part: bytes, end: int) -> int:
    """Where the row of the last value ends, or the rows begin if there is none; -1 if unclear."""
    last_value = max(part.rfind(mark, 0, max(end, 0)) for mark in _VALUE_ENDS)
    mark = b"<sheetData>" if last_value < 0 else b"</row>"
    found = part.find(mark, max(last_value, 0), max(end, 0))
    return found + len(mark) if found >= 0 else -1
