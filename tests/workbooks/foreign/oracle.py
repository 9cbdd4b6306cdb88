"""Recomputes each figure from the book itself, by other means than the reader's.

Shares nothing with `cchc_metrics.workbooks.foreign`: letters without marks, whole words, and a
plain walk up the column and up the rows.
"""

import re
import unicodedata
from decimal import Decimal

from cchc_metrics.plan.figures import PlacedFigure
from cchc_metrics.plan.model import Plan
from cchc_metrics.workbooks.grid import Book, Cell, CellKind, Sheet, parse_address

_NUMERATOR = {"tu so", "ts", "da thuc hien"}
_DENOMINATOR = {"mau so", "ms", "phai thuc hien", "tong so"}
_GROUPED = re.compile(
    r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?:,[0-9]{3})+"
    r"|[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]{0,2}(?:'[0-9]{3})+"
)


def wrong_about(placed: PlacedFigure, book: Book, plan: Plan) -> str:
    """Why a figure is not what the book says; empty where it is."""
    figure = placed.figure
    sheet = next(s for s in book.sheets if s.name == placed.sheet)
    indicator = plan.indicator(figure.indicator)
    assert placed.denominator_cell is not None and figure.denominator is not None
    parts = (
        ("numerator", placed.numerator_cell, figure.numerator, _NUMERATOR),
        ("denominator", placed.denominator_cell, figure.denominator, _DENOMINATOR),
    )
    for part, where, value, heads in parts:
        row, column = parse_address(where)
        cell = sheet.cell(row, column)
        if cell is None or not sheet.visible:
            return f"{part}: nothing is shown at {where}"
        if said(cell, indicator.unit) != value:
            return f"{part}: {where} holds {cell.text!r}, not {value}"
        if indicator.code not in _named_row(sheet, row, plan):
            return f"{part}: row {row} is not of {indicator.code}"
        if not _says_part(sheet, row, column, heads):
            return f"{part}: nothing says that {where} is one"
        months = _months_above(sheet, row, column)
        if len(_all_months(sheet)) > 1 and months != {figure.month.month}:
            return f"{part}: {where} is of months {months}"
    return ""


def said(cell: Cell, unit: str) -> int | None:
    """The whole number that a cell says beyond doubt."""
    if cell.kind is CellKind.NUMBER:
        amount = Decimal(cell.text)
        shows_percent = "%" in re.sub(r'"[^"]*"', "", cell.number_format)
        return int(amount) if amount == int(amount) and (not shows_percent or not amount) else None
    text = " ".join(unicodedata.normalize("NFKC", cell.text).split())
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc"))
    odd = any(unicodedata.category(c) in ("No", "Nl") for c in cell.text)
    if cell.kind is not CellKind.TEXT or odd:
        return None
    number = re.match(r"[0-9][0-9.,' ]*", text)
    if number is None:
        return None
    digits, rest = number[0].strip(), text[number.end() :].strip()
    if rest and plain(rest) not in {plain(one) for one in (unit, *unit.split(","))}:
        return None
    if not (digits.isascii() and digits.isdigit()) and not _GROUPED.fullmatch(digits):
        return None
    return int(re.sub("[^0-9]", "", digits))


def plain(text: str) -> str:
    """Letters and digits without marks, with single spaces."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    kept = "".join(c if c.isalnum() else " " for c in parts if not unicodedata.combining(c))
    return " ".join(kept.split()).replace("y", "i")


def _names(text: str, plan: Plan) -> str | None:
    """The indicator whose name or code is all of a text but for an item's number before it.

    A code may have any words behind it, if they are not another indicator's name.

    With a percent sign a text says a rate, or something of its own; it is no name to the letter.
    """
    if "%" in text:
        return None
    words = plain(text)
    for indicator in plan.indicators:
        code, name = plain(indicator.code), plain(indicator.name)
        before = words.removesuffix(name).strip()
        if words.endswith(name) and (before == code or re.fullmatch(r"[0-9ivx ]*", before)):
            return indicator.code
        if "".join(words.split()) == "".join(code.split()):
            return indicator.code
    behind = {plain(i.code): i.code for i in plan.indicators}
    return next((c for code, c in behind.items() if re.match(rf"{code} [^\W\d]", words)), None)


def _named_row(sheet: Sheet, row: int, plan: Plan) -> set[str]:
    """The indicators that the row names, or the nearest row above that names any."""
    for at in range(row, 0, -1):
        cells = [c for (r, _), c in sorted(sheet.cells.items()) if r == at]
        texts = [cell.text for cell in cells if cell.kind is CellKind.TEXT]
        named = {code for text in texts if (code := _names(text, plan))}
        if named:
            return named
    return set()


def _says_part(sheet: Sheet, row: int, column: int, heads: set[str]) -> bool:
    """The row's own words, or the nearest heading above that is one of either part."""
    known = {plain(head) for head in heads}
    either = {plain(head) for head in _NUMERATOR | _DENOMINATOR}
    for (r, c), cell in sheet.cells.items():
        if r == row and c != column and _heading(cell) in known:
            return True
    for at in range(row - 1, 0, -1):
        words = _heading(sheet.cell(at, column))
        if words in either:
            return words in known
    return False


def _heading(cell: Cell | None) -> str:
    return plain(cell.text) if cell is not None and cell.kind is CellKind.TEXT else ""


def _month(text: str) -> int | None:
    match = re.fullmatch(r"(?:thang|t) ?([0-9]{1,2})(?: 2026)?", plain(text))
    return int(match[1]) if match and 1 <= int(match[1]) <= 12 else None


def _all_months(sheet: Sheet) -> set[int]:
    cells = [cell for (row, _), cell in sheet.cells.items() if cell.kind is CellKind.TEXT]
    return {month for cell in cells if (month := _month(cell.text))}


def _months_above(sheet: Sheet, row: int, column: int) -> set[int]:
    """The month of the nearest heading above, also where it is merged over several columns."""
    for at in range(row - 1, 0, -1):
        cell = sheet.cell(at, column) or _covering(sheet, at, column)
        if cell is not None and cell.kind is CellKind.TEXT and (month := _month(cell.text)):
            return {month}
    return set()


def _covering(sheet: Sheet, row: int, column: int) -> Cell | None:
    for merge in sheet.merges:
        start, _, end = merge.partition(":")
        (top, left), (bottom, right) = parse_address(start), parse_address(end)
        if top <= row <= bottom and left <= column <= right:
            return sheet.cell(top, left)
    return None
