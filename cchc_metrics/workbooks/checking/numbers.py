"""Reads a count out of a cell: what is unambiguous is read, the rest is a problem, never a guess.

Counts are whole numbers of cases from 0. Text is read only where the Vietnamese and the English
way of writing a whole number cannot differ: `1.234` and `1,234` are 1234, for a count has no
decimals.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from cchc_metrics import words
from cchc_metrics.workbooks.checking.issues import quoted
from cchc_metrics.workbooks.grid import Cell, CellKind
from cchc_metrics.workbooks.once import Once

LARGEST_COUNT = 10**12

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,' ])[0-9]{3})(?:\1[0-9]{3})*")
_PLAIN = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")
_PERCENT = re.compile(r"[0-9]+(?:[.,][0-9]+)? ?%")
# Invisible characters that copying from web pages and old fonts leaves behind, and control
# characters, which no database has to take.
_CONTROLS = [code for code in range(0x20) if not chr(code).isspace()]
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *_CONTROLS])
_DASHES = dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212], "-")


@dataclass(frozen=True)
class Count:
    """What a cell gives: a value, or a problem's code; `note` where text was read as a number.

    All three empty means that the cell is blank.
    """

    value: int | None = None
    problem: str = ""
    found: str = ""
    expected: str = ""
    note: str = ""


def read_count(cell: Cell | None) -> Count:
    """The whole number in a cell, or why there is none."""
    if cell is None:
        return Count()
    if cell.kind is CellKind.NUMBER:
        return _from_number(cell)
    if cell.kind is CellKind.TEXT:
        return _from_text(cell.text)
    if cell.kind is CellKind.DATE:
        return Count(problem="E23", found=_shown_date(cell.text), expected=_typed_date(cell.text))
    problem = {CellKind.ERROR: "E21", CellKind.FORMULA_WITHOUT_VALUE: "E22"}.get(cell.kind, "E20")
    return Count(problem=problem, found=_shown(cell))


def _from_number(cell: Cell) -> Count:
    """Only problems are worded: that takes longer than the reading."""
    amount = Decimal(cell.text)
    if abs(amount) > LARGEST_COUNT:  # numbers of Excel may have 308 digits
        largest = words.number(LARGEST_COUNT)
        return Count(problem="E28", found=quoted(cell.text), expected=largest)
    if amount != amount.to_integral_value():
        return _fraction(amount, cell, words.number(amount))
    if amount < 0:
        return Count(problem="E25", found=words.number(amount))
    if amount and is_percent_format(cell.number_format):
        return Count(problem="E27", found=f"{words.number(amount * 100)}%")
    return Count(value=int(amount))


def _fraction(amount: Decimal, cell: Cell, shown: str) -> Count:
    if is_percent_format(cell.number_format):
        return Count(problem="E27", found=f"{words.number(amount * 100)}%")
    # An English Excel reads "1.234" as 1.234: offer the count that was meant.
    thousandfold = amount * 1000
    offered = thousandfold == thousandfold.to_integral_value() and amount > 1
    hint = f"; nếu là {words.number(int(thousandfold))} thì bỏ dấu phân cách" if offered else ""
    return Count(problem="E26", found=shown, expected=hint)


def _from_text(text: str) -> Count:
    if _has_other_digits(text):
        return Count(problem="E20", found=quoted(text))
    clean = cleaned(text)
    if not clean:
        return Count()
    if clean.startswith("-") and _PLAIN.fullmatch(clean[1:]):
        return Count(problem="E25", found=quoted(text))
    if _PERCENT.fullmatch(clean):
        return Count(problem="E27", found=quoted(text))
    if _PLAIN.fullmatch(clean) or _GROUPED.fullmatch(clean):
        return _from_digits(re.sub(r"\D", "", clean), text)
    problem = "E26" if _DECIMAL.fullmatch(clean) else "E20"
    return Count(problem=problem, found=quoted(text))


def _from_digits(digits: str, text: str) -> Count:
    value = int(digits)
    if value > LARGEST_COUNT:
        return Count(problem="E28", found=quoted(text), expected=words.number(LARGEST_COUNT))
    return Count(value=value, found=quoted(text), note=words.number(value))


def cleaned(text: str) -> str:
    """Text without invisible characters and odd spaces, with one kind of dash."""
    return _CLEANED[text]


def _clean(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_DASHES)
    return " ".join(plain.split())


_CLEANED = Once(_clean, len)


def is_percent_format(number_format: str) -> bool:
    """Whether Excel shows the cell as a percentage: a % outside quotes (`0.00"%"` is not one)."""
    return "%" in re.sub(r'"[^"]*"|\\.', "", number_format)


def _has_other_digits(text: str) -> bool:
    """Superscripts, fractions, Roman signs, other scripts' digits: NFKC would turn 10² into 102."""
    return any(
        unicodedata.category(c) in ("No", "Nl") or (c.isdigit() and not _is_plain_digit(c))
        for c in text
    )


def _is_plain_digit(character: str) -> bool:
    return unicodedata.normalize("NFKC", character).isascii()


def _shown(cell: Cell) -> str:
    if cell.kind is CellKind.BOOLEAN:
        return "giá trị ĐÚNG/SAI (TRUE/FALSE)"
    if cell.kind is CellKind.FORMULA_WITHOUT_VALUE:
        return "công thức chưa có kết quả"
    return quoted(cell.text)


def _shown_date(iso: str) -> str:
    year, month, day = iso[:10].split("-")
    return f"ngày {int(day)}/{int(month)}/{int(year)}"


def _typed_date(iso: str) -> str:
    _, month, day = iso[:10].split("-")
    return f"“{int(day)}/{int(month)}” hoặc “{int(month)}/{int(day)}”"
