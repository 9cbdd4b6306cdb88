"""Typed cells: text, a whole number, a Rate or a Status. None stays an empty cell, never 0."""

from collections.abc import Iterable
from dataclasses import dataclass

from cchc_metrics import words
from cchc_metrics.plan.model import Kind
from cchc_metrics.scoring.status import Status


@dataclass(frozen=True)
class Rate:
    """A ratio 0..1, the decimals its percentage needs so as not to lie, a word before it."""

    value: float
    digits: int
    prefix: str = ""


Cell = str | int | float | Rate | Status | None


@dataclass(frozen=True)
class Column:
    heading: str
    width: int
    is_long: bool = False  # text that may fold onto several lines


@dataclass(frozen=True)
class Table:
    """A sheet; `if_empty` is said where there is no row."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    if_empty: str


def amount_cell(kind: str, value: float | None, target: float | None = None) -> Cell:
    """A count stays a number; everything else is a rate."""
    if value is None or kind != Kind.COUNT:
        return rate_cell(value, () if target is None else (target,))
    return int(value) if value == int(value) else value


def rate_cell(value: float | None, limits: Iterable[float] = ()) -> Rate | None:
    """With as many decimals as words need: 99,96% is not printed as 100%."""
    if value is None:
        return None
    shown = words.percent(value, limits)
    return Rate(float(value), len(shown.rstrip("%").partition(",")[2]))


def shown(cell: Cell) -> str:
    """As people read it: a dash for what does not exist."""
    match cell:
        case None:
            return words.NOTHING
        case Status():
            return cell.label
        case str():
            return cell
        case Rate():
            return f"{cell.prefix}{words.percent_to(cell.value, cell.digits)}"
    return words.number(cell)
