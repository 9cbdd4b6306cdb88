"""The body of a table -> rows with their proposed indicators and numbers, and what is left out.

Parts of an indicator stand side by side in columns, or below each other in rows of their own; then
a row such as "Tử số" belongs to the row above it that names an indicator.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from cchc_metrics.workbooks.checking.numbers import cleaned
from cchc_metrics.workbooks.checking.recognise import is_blank
from cchc_metrics.workbooks.foreign.folding import bare, folded
from cchc_metrics.workbooks.foreign.headings import part_role
from cchc_metrics.workbooks.foreign.matching import NEAR_SCORE, Match, Matcher
from cchc_metrics.workbooks.foreign.numbers import read_number
from cchc_metrics.workbooks.foreign.proposal import (
    LeftOut,
    ProposedNumber,
    ProposedRow,
    Reading,
    cell_key,
    meaning_of,
    parse_meaning,
)
from cchc_metrics.workbooks.foreign.tables import NUMBER_ROLES, Table
from cchc_metrics.workbooks.foreign.terms import MatchKind, Part, Role, State
from cchc_metrics.workbooks.grid import Cell, CellKind, address, parse_address

_TOTAL = re.compile(
    r"(?:tong(?: cong| so)?|cong)(?: (?:muc |phan )?[ivx0-9]+)*(?: (?:toan (?:xa|don vi)|chung))?"
)
_HAS_DIGITS = re.compile("[0-9]")  # signatures and the like also stand below columns of numbers
_PARTS = {
    Role.NUMERATOR: Part.NUMERATOR,
    Role.DENOMINATOR: Part.DENOMINATOR,
    Role.RATE: Part.RATE,
}


@dataclass
class ReadBody:
    """Rows in reading order."""

    rows: list[ProposedRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def read_body(table: Table, matcher: Matcher) -> ReadBody:
    return _BodyReader(table, matcher).read()


class _BodyReader:
    """Walks down the rows and remembers which indicator was named last."""

    def __init__(self, table: Table, matcher: Matcher) -> None:
        self._table = table
        self._sheet = table.sheet
        self._matcher = matcher
        self._columns = [
            (column, heading)
            for column, heading in table.headings.items()
            if heading.role in NUMBER_ROLES
        ]
        self._merged = dict(_merged_labels(table))
        self._parent: ProposedRow | None = None
        self._read = ReadBody()
        self._keys: set[str] = set()
        self._codes, self._notes = table.columns(Role.CODE), table.columns(Role.NOTE)
        self._names = table.columns(Role.LABEL, Role.OTHER, Role.UNIT)
        # Whether the columns leave it to the rows which part a number is.
        self._in_lines = any(heading.role is Role.VALUE for _, heading in self._columns)
        own = (Role.LABEL, Role.CODE, Role.NOTE)
        self._beside = [c for c, heading in table.headings.items() if heading.role not in own]

    def read(self) -> ReadBody:
        for at in self._table.body_rows:
            label_at = self._label_row(at)
            label = self._text(label_at, self._table.label_column)
            code = next((text for c in self._codes if (text := self._text(at, c))), "")
            if _TOTAL.fullmatch(bare(label)) and not self._belongs(at, label):
                self._leave_out(at, label, "dòng tổng cộng, hệ thống tự cộng")
            elif label or code:
                self._read_row(at, label, code)
            else:
                self._leave_out(at, label, "dòng có số nhưng không có tên chỉ tiêu")
                if self._named_beside(at):
                    self._parent = None  # what follows may be of the indicator that stands there
        return self._read

    def _read_row(self, at: int, label: str, code: str) -> None:
        part = self._part(at, label)
        match = self._matcher.match(label, code)
        if part is not Part.WHOLE or match.kind in (MatchKind.NEAR, MatchKind.NONE):
            child = self._child(at, label, part, match)
            if child is not None:
                self._add(child)
                return
        row = self._row(at, label, match, part)
        holds_numbers = self._holds_numbers(at)
        # Otherwise a heading of a group: what follows is no part of what came before.
        is_named = match.kind is not MatchKind.NONE or holds_numbers or row.candidates
        self._parent = row if is_named else None
        if holds_numbers:
            self._add(row)

    def _child(self, at: int, label: str, part: Part, match: Match) -> ProposedRow | None:
        """The row as a part of the indicator named above; None where it is a row of its own."""
        parent = self._parent
        if parent is None or not self._in_lines:
            return None
        indicator = parse_meaning(parent.meaning)[0]
        if part is Part.WHOLE:
            part = _part_of(indicator, match)
        elif part_role(label) is Role.OTHER and folded(label) != parent.folded:
            return None
        if part is Part.WHOLE:
            return None
        meaning = meaning_of(indicator, part) if indicator else ""
        context = Match(MatchKind.CONTEXT, meaning, parent.score, match.candidates)
        row = self._row(at, label, context, part)
        if row.match is MatchKind.CONTEXT:
            row = replace(row, parent=parent.key)
        return row if self._holds_numbers(at) else None

    def _add(self, row: ProposedRow) -> None:
        """Rows that name an indicator stand before their parts, also without numbers."""
        parent = self._parent
        if row.parent and parent is not None and parent.key not in self._keys:
            self._keep(parent)
        self._keep(row)

    def _keep(self, row: ProposedRow) -> None:
        self._keys.add(row.key)
        self._read.rows.append(row)

    def _row(self, at: int, label: str, match: Match, part: Part) -> ProposedRow:
        label_address = address(at, self._table.label_column or self._columns[0][0])
        indicator, named = parse_meaning(match.meaning)
        named = part if indicator and part is not Part.WHOLE else named
        meaning = meaning_of(indicator, named)
        others = self._named_beside(at) - {indicator} if indicator else ()
        if others:
            match = self._matcher.torn(meaning, *(meaning_of(o, part) for o in sorted(others)))
        return ProposedRow(
            key=cell_key(self._sheet.name, label_address),
            address=label_address,
            label=label,
            folded=folded(label),
            match=match.kind,
            meaning=meaning,
            score=match.score,
            candidates=match.candidates,
            read_numbers=partial(self._numbers, at, named, self._matcher.unit(meaning)),
            note=" ".join(text for c in self._notes if (text := self._text(at, c))),
            is_hidden=at in self._sheet.hidden_rows,
            part=part,
        )

    def _numbers(self, at: int, part: Part, unit: str) -> Iterator[ProposedNumber]:
        for column, heading in self._columns:
            cell = self._sheet.cell(at, column)
            own_part = _PARTS.get(heading.role, part)
            reading = _read(cell, own_part, unit)
            key = cell_key(self._sheet.name, address(at, column))
            signs = reading.state is State.NOT_ARISEN and cell is not None
            yield ProposedNumber(
                key=key,
                address=address(at, column),
                part=own_part,
                month=heading.month if self._table.is_wide else None,
                raw="" if cell is None else cell.text,
                reading=reading,
                cell=cell,
                group=f"{self._sheet.name}!{folded(cell.text) or '-'}" if signs and cell else key,
                is_hidden=at in self._sheet.hidden_rows or column in self._sheet.hidden_columns,
                is_cumulative=heading.is_cumulative,
                is_in_line=heading.role is Role.VALUE,
            )

    def _part(self, at: int, label: str) -> Part:
        """The part that the label, or another text of the row, names."""
        if not self._in_lines:
            return Part.WHOLE
        texts = [label, *(self._text(at, c) for c in self._names)]
        roles = (part_role(text) for text in texts if text)
        return next((_PARTS[role] for role in roles if role in _PARTS), Part.WHOLE)

    def _named_beside(self, at: int) -> set[str]:
        """Indicators that cells beside the label name to the letter."""
        found = set()
        for column in self._beside:
            cell = self._sheet.cells.get((at, column))
            if cell is not None and cell.kind is CellKind.TEXT:
                found.add(self._matcher.exact(cell.text))
        return {code for code in found if code}

    def _belongs(self, at: int, label: str) -> bool:
        """ "Tổng số" below an indicator's name is its denominator, not the table's total."""
        return self._parent is not None and self._part(at, label) is not Part.WHOLE

    def _leave_out(self, at: int, label: str, reason: str) -> None:
        cells = [self._sheet.cell(at, column) for column, _ in self._columns]
        if any(c is not None and (c.is_formula or _HAS_DIGITS.search(c.text)) for c in cells):
            shown = address(at, self._table.label_column or self._columns[0][0])
            self._read.left_out.append(LeftOut(self._sheet.name, shown, label, reason))

    def _holds_numbers(self, at: int) -> bool:
        cells = self._sheet.cells
        return any(not is_blank(cells.get((at, column))) for column, _ in self._columns)

    def _label_row(self, at: int) -> int:
        return self._merged.get(at, at)

    def _text(self, at: int, column: int | None) -> str:
        cell = self._sheet.cell(at, column) if column is not None else None
        if cell is None or cell.kind not in (CellKind.TEXT, CellKind.NUMBER):
            return ""
        return cleaned(cell.text)


def _read(cell: Cell | None, part: Part, unit: str) -> Reading:
    """A rate is only compared with its parts, so it is kept as it stands."""
    if part is Part.RATE:
        return Reading(State.BLANK if cell is None or is_blank(cell) else State.VALUE)
    return read_number(cell, unit)


def _part_of(indicator: str, match: Match) -> Part:
    """The part whose definition the label is near to, if it is of the indicator named above."""
    for candidate in match.candidates:
        code, part = parse_meaning(candidate.meaning)
        if code == indicator and candidate.score >= NEAR_SCORE:
            return part
    return Part.WHOLE


def _merged_labels(table: Table) -> Iterator[tuple[int, int]]:
    """Rows covered by a label that is merged downwards -> the row where the label stands.

    A covered cell that holds a label of its own keeps it: two indicators must not become one.
    """
    for reference in table.sheet.merges:
        start, _, end = reference.partition(":")
        (top, left), (bottom, _) = parse_address(start), parse_address(end or start)
        if left == table.label_column and top > table.last_heading_row:
            for row in table.body_rows:
                if top < row <= bottom and is_blank(table.sheet.cell(row, left)):
                    yield row, top
