"""What an office's own workbook seems to say: every reading with its cell, nothing decided.

Keys by which answers refer to things: a sheet by its name, a row by the `key` of its label's cell,
a number by the `key` of its cell (`cell_key`), a column by the `key` of its letter.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.foreign.terms import Legacy, MatchKind, Part, Role, Source, State
from cchc_metrics.workbooks.grid import Cell


@dataclass(frozen=True)
class Hint:
    """A department's code or a month (`2026-03`, or `2026` for a year), and where it was found."""

    value: str
    found: str
    source: Source
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Choice:
    """A possible answer: `code` goes into the answers, `words` on the button."""

    code: str
    words: str


@dataclass(frozen=True)
class Reading:
    """What a cell seems to say. `how` is empty where the file itself holds the number.

    `choices` are the possible readings where it is UNCLEAR or NOT_ARISEN, each a whole number,
    "5/12" for numerator and denominator, or "" for no figure; there may be none, and then a
    correction has to be typed.
    """

    state: State
    value: int | None = None
    how: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class ProposedNumber:
    """A cell that may hold a figure; `month` where the column or the sheet's layout says so.

    `group` is shared by cells that one answer settles, as all "-" of a sheet; else it is `key`.
    `is_in_line`: the row, not the column, says which part it is.
    """

    key: str
    address: str
    part: Part
    month: int | None
    raw: str
    reading: Reading
    cell: Cell | None
    group: str
    is_hidden: bool = False
    is_cumulative: bool = False
    is_in_line: bool = False


@dataclass(frozen=True)
class Candidate:
    """An indicator that a label may mean; `meaning` is a code, `score` 0 to 100."""

    meaning: str
    words: str
    score: float


@dataclass(frozen=True)
class ProposedRow:
    """A row of numbers with the indicator it seems to speak of.

    `meaning` is empty for NONE, otherwise an indicator's code, with its part behind a "#" where the
    row holds only one (`II.3-1#numerator`). `folded` is what a confirmed mapping is remembered by.
    A CONTEXT row takes the indicator of the row whose key is `parent`, and gives its `part`. Its
    numbers are read when somebody asks: of rows that mean nothing, nobody does.
    """

    key: str
    address: str
    label: str
    folded: str
    match: MatchKind
    meaning: str
    score: float
    candidates: tuple[Candidate, ...]
    read_numbers: Callable[[], Iterable[ProposedNumber]] = field(compare=False, repr=False)
    note: str = ""
    is_hidden: bool = False
    parent: str = ""
    part: Part = Part.WHOLE

    @cached_property
    def numbers(self) -> tuple[ProposedNumber, ...]:
        return tuple(self.read_numbers())


@dataclass(frozen=True)
class ProposedColumn:
    """A column of the table: its heading from top to bottom and what it seems to hold."""

    key: str
    letter: str
    heading: str
    role: Role
    month: int | None = None
    is_cumulative: bool = False
    scale: int = 1  # 1000 for "nghìn": not applied before it is confirmed


@dataclass(frozen=True)
class LeftOut:
    """Something that was not taken, with the reason in Vietnamese; no cell for a whole sheet."""

    sheet: str
    cell: str
    text: str
    reason: str


@dataclass(frozen=True)
class Conversion:
    """A label in a font of before Unicode, as the file holds it and as it was meant."""

    cell: str
    before: str
    after: str


@dataclass(frozen=True)
class ProposedSheet:
    """One table. `is_wide`: months stand in columns, so that the sheet needs no month of its own.

    `cumulative` says in Vietnamese why figures seem to be running totals since the month
    `cumulative_from`; it is empty if they do not.
    """

    name: str
    is_wide: bool
    header: tuple[int, int]
    columns: tuple[ProposedColumn, ...]
    rows: tuple[ProposedRow, ...]
    months: tuple[Hint, ...]
    departments: tuple[Hint, ...]
    left_out: tuple[LeftOut, ...]
    legacy: Legacy | None = None
    conversions: tuple[Conversion, ...] = ()
    cumulative: str = ""
    cumulative_from: int = 1


@dataclass(frozen=True)
class Proposal:
    """All tables of a foreign workbook; `left_out` are sheets that were not taken.

    `choices` are all meanings that a row may be given by hand.
    """

    sheets: tuple[ProposedSheet, ...]
    left_out: tuple[LeftOut, ...]
    choices: tuple[Choice, ...]
    has_macros: bool = False

    @property
    def months(self) -> tuple[Hint, ...]:
        return tuple(hint for sheet in self.sheets for hint in sheet.months)

    @property
    def departments(self) -> tuple[Hint, ...]:
        return tuple(hint for sheet in self.sheets for hint in sheet.departments)


def cell_key(sheet: str, address: str) -> str:
    """("Tháng 3", "D9") -> "Tháng 3!D9"."""
    return f"{sheet}!{address}"


def meaning_of(indicator: str, part: Part = Part.WHOLE) -> str:
    return indicator if part is Part.WHOLE else f"{indicator}#{part}"


def parse_meaning(meaning: str) -> tuple[str, Part]:
    """ "II.3-1#numerator" -> ("II.3-1", Part.NUMERATOR); ValueError for an unknown part."""
    indicator, _, part = meaning.partition("#")
    return indicator, Part(part) if part else Part.WHOLE


def month_of(hint: Hint) -> ReportingMonth | None:
    """The month of a hint; None where it names only a year."""
    try:
        return ReportingMonth.parse(hint.value)
    except ValueError:
        return None
