"""A sheet as an office keeps it, before it is written in one format or another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

Value = str | int | float | bool | date | None
Rows = Sequence[Sequence[Value]]


@dataclass(frozen=True)
class Drawn:
    """Rows from 1; addresses for what is said of single cells."""

    rows: Rows
    name: str = "Sheet1"
    merges: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    number_formats: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    errors: Sequence[str] = ()
    visible: bool = True
