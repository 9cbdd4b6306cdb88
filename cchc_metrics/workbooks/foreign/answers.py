"""What the officer confirms or corrects, what is still asked, and what comes of it.

Answers are plain values that can be kept beside the file as JSON: with them and the file's bytes
the figures can be made again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workbooks.checking.check import Checked
from cchc_metrics.workbooks.foreign.proposal import Choice, LeftOut

LEFT_OUT = ""  # the answer for a row or a reading that gives no figure


class Asks(StrEnum):
    """What a question is about, and the field of `Answers` that settles it."""

    DEPARTMENT = "department"
    MONTH = "months"
    ROW = "rows"
    READING = "readings"
    CUMULATIVE = "cumulative"
    SCALE = "scales"
    SHEET = "sheets"
    COLUMN = "columns"


@dataclass(frozen=True)
class Correction:
    """A number typed in place of what a cell says; both are kept, with the reason."""

    text: str
    reason: str


@dataclass(frozen=True)
class Answers:
    """Confirmations, each by the key that the proposal gives (see `proposal`).

    `months` by sheet, "" for all of them (for a wide sheet any month of the year it is of); `rows`
    give a meaning or LEFT_OUT; `readings` by a number's `group` or `key`, the code of a choice;
    `cumulative` by sheet; `scales` by a column's key, whether its unit multiplies; `columns` by a
    column's key, its role (they change the proposal itself); `sheets` whether one is taken.
    """

    department: str | None = None
    months: Mapping[str, ReportingMonth] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    cumulative: Mapping[str, bool] = field(default_factory=dict)
    scales: Mapping[str, bool] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """Something only the officer knows. `proposed` is the choice that seems right, if any does.

    `also` are further cells of the sheet that the same answer settles.
    """

    asks: Asks
    key: str
    sheet: str
    cell: str
    text: str
    choices: tuple[Choice, ...]
    proposed: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trace:
    """How a figure's cell became its number: the file's text, its reading, what was done to it.

    `value` = `read` - `minus` where a running total was turned into a month; `correction` is the
    reason where the number was typed in place of the file's.
    """

    sheet: str
    cell: str
    indicator: str
    month: ReportingMonth
    raw: str
    read: int
    value: int
    how: str = ""
    minus: int = 0
    correction: str = ""


@dataclass(frozen=True)
class Settled:
    """Figures and issues as of our own template. Each open question also stands as an error.

    `mappings` are the confirmed rows to remember for the department: folded label -> meaning.
    """

    questions: tuple[Question, ...]
    checked: Checked
    traces: tuple[Trace, ...]
    left_out: tuple[LeftOut, ...]
    mappings: Mapping[str, str] = field(default_factory=dict)
