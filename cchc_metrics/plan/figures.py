"""What departments send, once it has been checked: figures, and the receipt of a sheet."""

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True)
class PlacedFigure:
    """A figure with the cells it was read from (`D8`); a count has no denominator's cell."""

    figure: Figure
    sheet: str
    numerator_cell: str
    denominator_cell: str | None
