"""Tables as a clerk writes them -> rows of cells, for the tests of this folder.

    Tử số | Mẫu số | Trạng thái
    ------|--------|-----------
    95    | 100    | ACHIEVED

Cells are text without the spaces around it; "–" stands for what does not exist.
"""

from fractions import Fraction

NOTHING = "–"


def rows(table: str) -> list[tuple[str, ...]]:
    """The lines below the rule of dashes; an uneven line is a mistake in the table."""
    lines = [line.strip() for line in table.strip().splitlines() if line.strip()]
    width = lines[0].count("|")
    assert set(lines[1]) <= set("-|+ "), f"No rule below the heads: {lines[1]!r}"
    for line in lines[2:]:
        assert line.count("|") == width, f"Uneven line: {line!r}"
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines[2:]]


def whole(cell: str) -> int | None:
    return None if cell == NOTHING else int(cell.replace(".", ""))


def share(cell: str) -> Fraction | None:
    """`95,5%` -> 191/200; `2/3` -> 2/3."""
    if cell == NOTHING:
        return None
    if cell.endswith("%"):
        return Fraction(cell[:-1].replace(",", ".")) / 100
    return Fraction(cell.replace(",", "."))


def as_float(cell: str) -> float | None:
    found = share(cell)
    return None if found is None else float(found)


def yes(cell: str) -> bool:
    return {"có": True, "không": False}[cell]
