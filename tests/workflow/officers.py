"""What officers do in a test: fill in a sheet, have it read, save it; and what the record holds."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from cchc_metrics.plan.model import Kind, Plan, Trajectory
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.record import sync_departments
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.foreign.answers import Answers
from cchc_metrics.workbooks.foreign.proposal import cell_key
from cchc_metrics.workbooks.layout import DATA_SHEET, DENOMINATOR, NUMERATOR
from cchc_metrics.workflow.accounts import taken_at_word
from cchc_metrics.workflow.amending import corrections_typed
from cchc_metrics.workflow.checking import NO_ANSWERS
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.uploads import Upload, read_upload, save_upload, template
from tests.builders import make_indicator, make_plan, month
from tests.workbooks.filling import fill, fill_year

# A flow that two departments report, a running total and a count: one of each kind.
FLOW, STOCK, COUNT = "II.3-2", "II.2-2", "II.9-9"
PLAN = make_plan(
    make_indicator(FLOW, departments=("PVHXH", "VPHDND")),
    make_indicator(STOCK, kind=Kind.STOCK, trajectory=Trajectory.LINEAR),
    make_indicator(COUNT, kind=Kind.COUNT, denominator="", targets=()),
)
JANUARY, FEBRUARY, MARCH = month(1), month(2), month(3)
TODAY = date(2026, 4, 20)
HOA, LAN = "Nguyễn Thị Hoa", "Lò Thị Lan"

Entries = Mapping[str, tuple[Any, Any]]


def at(text: str) -> datetime:
    """`2026-01-16 03:00` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def open_with(engine: sa.Engine, plan: Plan = PLAN, today: date = TODAY) -> Office:
    sync_departments(engine, plan)
    return Office(plan, engine, today)


def month_sheet(
    office: Office, of: ReportingMonth, entries: Entries, department: str = "PVHXH"
) -> bytes:
    """The month's template with indicator -> (numerator, denominator) typed in."""
    return fill(template(office, department, of), _typed(entries))


def _typed(entries: Entries) -> dict[tuple[str, str], Any]:
    return {
        (code, column): value
        for code, figures in entries.items()
        for column, value in zip((NUMERATOR, DENOMINATOR), figures, strict=True)
        if value is not None
    }


def year_sheet(
    office: Office,
    months: Mapping[ReportingMonth, Entries],
    department: str = "PVHXH",
    filled: bool = False,
) -> bytes:
    """The year's template with month -> indicator -> (numerator, denominator) typed in."""
    typed = {
        (code, line, of.month): value
        for of, entries in months.items()
        for (code, line), value in _typed(entries).items()
    }
    return fill_year(template(office, department, None, filled), typed)


def read(
    office: Office,
    content: bytes,
    expected: Expected | None = None,
    answers: Answers = NO_ANSWERS,
) -> Upload:
    sender = taken_at_word(HOA)
    return read_upload(
        office, "so-lieu.xlsx", content, expected or Expected(), sender, TODAY, answers
    )


def put_right(upload: Upload, cells: Mapping[str, str], reason: str = "gõ nhầm") -> Answers:
    """What an officer types in place of cells of the table: address -> text."""
    typed = {cell_key(DATA_SHEET, cell): text for cell, text in cells.items()}
    return Answers(corrections=corrections_typed(upload.rows, typed, reason))


def save(
    office: Office,
    upload: Upload,
    sent_by: str = HOA,
    reason: str = "",
    sent_at: str = "2026-01-16 03:00",
) -> tuple[int, ...]:
    return save_upload(office, upload, taken_at_word(sent_by), reason, at(sent_at))


def send(
    office: Office,
    of: ReportingMonth,
    entries: Entries,
    department: str = "PVHXH",
    **saving: Any,
) -> tuple[int, ...]:
    """A month's sheet filled in, read and saved in one go."""
    content = month_sheet(office, of, entries, department)
    return save(office, read(office, content, Expected(department, of)), **saving)


def whole_record(engine: sa.Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the database, to tell whether anything at all has changed."""
    names = sa.inspect(engine).get_table_names()
    with engine.connect() as connection:
        rows = {n: connection.execute(sa.text(f'SELECT * FROM "{n}"')).all() for n in names}
    return {name: sorted(map(tuple, found), key=repr) for name, found in rows.items()}
