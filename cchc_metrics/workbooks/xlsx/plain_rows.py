"""Rows that are written as every spreadsheet program writes them, read without an XML parser.

An .xlsx of 100,000 rows is nearly all such rows, and events for each of their four million tags
would be most of the time of an upload. Here a row is cut at its cells, and what a cell says beside
its address is looked up, because sheets say few things many times. Nothing is refused and nothing
is guessed: the least that is not of the plain form below, or that a limit forbids, gives None, and
the parser reads the sheet instead, which knows what is wrong and where.

    <row r="7" …><c r="A7" s="1" t="s"><v>12</v></c><c r="B7" s="2"><f>…</f><v>0.5</v></c></row>

Plain: UTF-8, no comments, no CDATA, no prefixes or namespaces of their own, no white space between
the tags, every row and cell with its address; of entities the five of XML itself and letters by
their numbers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from cchc_metrics.workbooks.grid import LAST_ROW, Cell, CellKind, parse_address
from cchc_metrics.workbooks.refusals import RefusedFile
from cchc_metrics.workbooks.xlsx.cells import CellValues
from cchc_metrics.workbooks.xlsx.ghosts import without_ghost_rows
from cchc_metrics.workbooks.xlsx.parsing import MAX_CELL_TEXT, Budget, is_true
from cchc_metrics.workbooks.xlsx.sheet import MAX_VALUE_COLUMN, MAX_VALUE_ROW

# Of a larger part, the pieces would not fit beside it into the memory of the reading process.
MAX_BYTES: Final = 64 * (1 << 20)

_START: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb'(?:<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="(?:yes|no)")?\?>\s*)?'
    rb'<worksheet((?: [A-Za-z0-9:]+="[^"<>]*")*)>'
)
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_ROW, _ROW_END, _CELL = '<row r="', "</row>", '<c r="'
# The one prefix that Excel writes into rows.
_PREFIX, _ITS_DECLARATION = "x14ac:", b' xmlns:x14ac="'

# Neither markup nor what a parser would refuse or change, as carriage returns.
_CHARACTERS: Final = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]++|&(?:amp|lt|gt|quot|apos);"
_FORMULA_TEXT: Final = f"(?:{_CHARACTERS})*+"
_TEXT: Final = f"(?:{_CHARACTERS}|&#[0-9]{{2,7}};)*+"
_ATTRIBUTES: Final = r'(?: (?:x14ac:)?[A-Za-z][A-Za-z0-9]*="[^"<>&\x00-\x1f\ufffe\uffff]*")*'
_ATTRIBUTE: Final = re.compile(r' ([A-Za-z0-9:]+)="([^"]*)"')
_ROW_HEAD: Final = re.compile(rf'([1-9][0-9]{{0,6}})"({_ATTRIBUTES})(/?)>')
_REST_OF_CELL: Final = re.compile(
    rf"({_ATTRIBUTES})(?:/>|>"
    rf"(<f({_ATTRIBUTES})/>)?"
    rf'(?:<v>({_TEXT})</v>|<is><t(?: xml:space="preserve")?>({_TEXT})</t></is>)?'
    r"</c>)"
)
# What a formula computes does not matter here, and without it most cells say the same as others.
_FORMULA: Final = re.compile(rf"(<f{_ATTRIBUTES})>{_FORMULA_TEXT}</f>")
_STYLE: Final = re.compile("[0-9]{1,9}")
_ENTITY: Final = re.compile("&(?:#([0-9]+)|([a-z]+));")
_MEANT: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


@dataclass
class PlainRows:
    """What stands between the bytes `start` and `end` of a part, inside its `sheetData`."""

    start: int
    end: int
    elements: int
    text_length: int = 0
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    old_fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)

    def fits(self, budget: Budget) -> bool:
        return (
            self.elements <= budget.elements
            and len(self.cells) <= budget.cells
            and self.text_length <= budget.text
        )

    def spend(self, budget: Budget) -> None:
        budget.elements -= self.elements
        budget.cells -= len(self.cells)
        budget.text -= self.text_length


class _NotPlain(Exception):
    """Something that only the parser can judge."""


def read_plain_rows(part: bytes, values: CellValues) -> PlainRows | None:
    """The rows of a worksheet's part if all of them are plain."""
    ends = _ends(part)
    if ends is None:
        return None
    start, end, tail = ends
    try:
        text = part[start:end].decode()
        if "xmlns" in text or (_PREFIX in text and _ITS_DECLARATION not in part[:start]):
            return None
        rows = PlainRows(start, tail, text.count("<") - text.count("</"))
        _Reading(values, rows).read(text)
    except (UnicodeDecodeError, _NotPlain, RefusedFile):
        return None
    return rows


def _ends(part: bytes) -> tuple[int, int, int] | None:
    """Where the rows begin and end, and where to go on behind empty ones."""
    first, *others = without_ghost_rows(part)
    body_end = len(first) if others else part.rfind(_CLOSE)
    is_plain = (
        len(part) <= MAX_BYTES
        and _START.match(part) is not None
        and part.count(_OPEN) == part.count(_CLOSE) == 1
        and b"<!" not in part
        and part.find(b"<?", 5) < 0
    )
    start = part.find(_OPEN) + len(_OPEN)
    return (start, body_end, part.rfind(_CLOSE)) if is_plain and start <= body_end else None


class _Reading:
    """One sheet being read: what a cell says is understood once for all cells that say it."""

    def __init__(self, values: CellValues, rows: PlainRows) -> None:
        self._values = values
        self._rows = rows
        self._columns: dict[str, int] = {}
        self._hidden: dict[str, bool] = {}
        self._said: dict[str, tuple[Cell, str] | None] = {}

    def read(self, text: str) -> None:
        before, *rows = _FORMULA.sub(r"\1/>", text).split(_ROW)
        kept = sum(map(self._read_row, rows))
        if before or kept != len(self._rows.cells):  # two cells with one address
            raise _NotPlain

    def _read_row(self, row: str) -> int:
        """How many cells were kept of what stands between one `<row r="` and the next."""
        head, *rests = row.removesuffix(_ROW_END).split(_CELL)
        digits, number = self._row_number(head, row, bool(rests))
        kept, length = 0, 0
        said, columns, cells = self._said, self._columns, self._rows.cells
        for rest in rests:
            reference, _, says = rest.partition('"')
            letters = reference.removesuffix(digits)
            column = columns.get(letters) if letters != reference else None
            if column is None:
                column = self._column(letters, reference, digits)
            found = said[says] if says in said else self._understood(says)
            if found is not None:
                cell, old_font = found
                cells[number, column] = cell
                kept += 1
                length += len(cell.text)
                if old_font:
                    self._rows.old_fonts[number, column] = old_font
        if kept and number > MAX_VALUE_ROW:
            raise _NotPlain
        self._rows.text_length += length
        return kept

    def _row_number(self, head: str, row: str, has_cells: bool) -> tuple[str, int]:
        match = _ROW_HEAD.fullmatch(head)
        if match is None or bool(match[3]) == row.endswith(_ROW_END) or (match[3] and has_cells):
            raise _NotPlain
        number, attributes = int(match[1]), match[2]
        if attributes not in self._hidden:
            self._hidden[attributes] = is_true(_attributes(attributes).get("hidden"))
        if number > LAST_ROW:
            raise _NotPlain
        if self._hidden[attributes] and number <= MAX_VALUE_ROW:
            self._rows.hidden_rows.add(number)
        return match[1], number

    def _column(self, letters: str, reference: str, digits: str) -> int:
        try:
            row, column = parse_address(reference)
        except ValueError as error:
            raise _NotPlain from error
        if row != int(digits) or column > MAX_VALUE_COLUMN:
            raise _NotPlain
        self._columns[letters] = column
        return column

    def _understood(self, says: str) -> tuple[Cell, str] | None:
        """The cell, with its font of before Unicode if it is a text in one; None for a blank."""
        match = _REST_OF_CELL.fullmatch(says)
        if match is None:
            raise _NotPlain
        attributes, formula, of_formula, value, inline = match.groups()
        _attributes(of_formula or "")
        given = _attributes(attributes)
        kind, style = given.get("t", "n"), given.get("s", "0")
        raw = _characters(value if value is not None else inline or "")
        other = inline if kind != "inlineStr" else value
        if other is not None or not _STYLE.fullmatch(style):
            raise _NotPlain
        self._said[says] = found = self._kept(kind, raw, int(style), formula is not None)
        return found

    def _kept(self, kind: str, raw: str, style: int, has_formula: bool) -> tuple[Cell, str] | None:
        if not raw and not has_formula:
            return None
        cell = self._values.cell(kind, raw, style, has_formula)
        if cell is None:
            return None
        if len(cell.text) > MAX_CELL_TEXT:
            raise _NotPlain
        return cell, self._values.old_font(style) if cell.kind is CellKind.TEXT else ""


@lru_cache(maxsize=2_000)
def _attributes(text: str) -> Mapping[str, str]:
    found = _ATTRIBUTE.findall(text)
    attributes = dict(found)
    # One of them twice; that of a row or a cell has been cut off with its address.
    if len(attributes) != len(found) or "r" in attributes:
        raise _NotPlain
    return attributes


def _characters(text: str) -> str:
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    if entity[2]:
        return _MEANT[entity[2]]
    code = int(entity[1])
    # The rest of Unicode, which holds what XML forbids, is for the parser to judge.
    if not 0x20 <= code < 0xD800:
        raise _NotPlain
    return chr(code)
