"""Small submissions: a test names what matters to it, the rest has defaults."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, Table, func, select

from cchc_metrics.plan.figures import CellReading, Figure, PlacedFigure, ReadAs
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import Calendar, ReportingMonth
from cchc_metrics.store.files import StoredFile
from cchc_metrics.store.mappings import Meaning
from cchc_metrics.store.record import sync_departments
from cchc_metrics.store.standing import MonthState
from cchc_metrics.store.submissions import NewSubmission, save_submissions
from tests.builders import YEAR, make_plan, month

COMMUNE = "03451"
CALENDAR = Calendar(YEAR, window_start_day=15, due_day=18)


def at(text: str) -> datetime:
    """`2026-03-18 18:30` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def with_departments(engine: Engine, plan: Plan | None = None) -> Engine:
    sync_departments(engine, plan or make_plan())
    return engine


def make_file(content: bytes = b"workbook", name: str = "thang-1.xlsx") -> StoredFile:
    return StoredFile.of(name, content)


def make_placed(
    numerator: int = 191,
    denominator: int | None = 200,
    indicator: str = "II.3-2",
    department: str = "PVHXH",
    of: ReportingMonth | None = None,
    note: str = "",
    readings: tuple[CellReading, ...] = (),
) -> PlacedFigure:
    figure = Figure(department, indicator, of or month(1), numerator, denominator, note)
    denominator_cell = "" if denominator is None else "E8"
    return PlacedFigure(figure, "Số liệu", "D8", denominator_cell, readings=readings)


def make_reading(cell: str = "D8", raw: str = "911", **changes: Any) -> CellReading:
    """A cell that was put right in place."""
    reading = CellReading("Số liệu", cell, ReadAs.TYPED, raw, "191", "gõ nhầm")
    return replace(reading, **changes)


def make_submission(
    *placed: PlacedFigure,
    of: ReportingMonth | None = None,
    department: str = "PVHXH",
    **changes: Any,
) -> NewSubmission:
    """A submission of January, with one figure unless others are given.

    `supersedes` is the version it was previewed against, as long as all versions stand.
    """
    sent_month = of or month(1)
    version = changes.pop("supersedes", 0)
    fields: dict[str, Any] = {
        "window": CALENDAR.window(sent_month),
        "plan_code": "ke-hoach-thu",
        "plan_version": "1",
        "sent_by": "Nguyễn Thị Hoa",
        "sent_at": at("2026-01-16 03:00"),
        "figures": placed or (make_placed(department=department, of=sent_month),),
        "warnings_reason": "",
        "seen": MonthState(version, version),
    }
    return NewSubmission(department=department, month=sent_month, **(fields | changes))


def save(
    engine: Engine,
    *new: NewSubmission,
    file: StoredFile | None = None,
    meanings: Sequence[Meaning] = (),
) -> tuple[int, ...]:
    return save_submissions(engine, COMMUNE, file or make_file(), new, meanings)


def count_rows(engine: Engine, table: Table) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()
