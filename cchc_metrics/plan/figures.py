"""What departments send, once it has been checked: figures, and the receipt of a sheet."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cchc_metrics.plan.periods import ReportingMonth


@dataclass(frozen=True)
class Figure:
    """One indicator's figures of one department in one reporting month.

    Numerator and denominator are whole numbers of cases; a count has no denominator. A row that a
    department leaves blank is no figure at all: `None` is never 0.
    """

    department: str
    indicator: str
    month: ReportingMonth
    numerator: int
    denominator: int | None
    note: str = ""


@dataclass(frozen=True)
class Receipt:
    """The day (in Vietnam) on which a department first sent a month that still stands."""

    department: str
    month: ReportingMonth
    sent_on: date


class ReadAs(StrEnum):
    """Why a figure is not simply what its cells say."""

    TYPED = "typed"  # the officer put the cell right
    RULE = "rule"  # a rule read the number out of what the cell says
    CHOSEN = "chosen"  # of several ways to read the cell, the officer chose one
    TOTAL = "total"  # the cell holds the year so far, without what earlier months brought
    LABEL = "label"  # the row's own words were confirmed to mean the indicator


@dataclass(frozen=True)
class CellReading:
    """What a cell says, what it was taken for, and why: part of the record of its figure.

    `raw` is the cell's text as the file has it, empty for a blank cell; `taken_as` a count, or an
    indicator's code.
    """

    sheet: str
    cell: str
    kind: ReadAs
    raw: str
    taken_as: str
    reason: str


@dataclass(frozen=True)
class PlacedFigure:
    """A figure with the cells it was read from (`D8`); a count has no denominator's cell.

    `readings` tell where it is something else than these cells say.
    """

    figure: Figure
    sheet: str
    numerator_cell: str
    denominator_cell: str | None
    readings: tuple[CellReading, ...] = field(default=(), kw_only=True)
