"""What counts: the figures of submissions in force, and when each month was first sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, select

from cchc_metrics.plan.figures import Figure, PlacedFigure, Receipt
from cchc_metrics.plan.periods import MONTHS_A_YEAR, ReportingMonth
from cchc_metrics.store.database import reading
from cchc_metrics.store.standing import MonthState, is_first, is_in_force, month_state
from cchc_metrics.store.tables import figures, files, submissions
from cchc_metrics.words import VIETNAM


@dataclass(frozen=True)
class FigureInForce(PlacedFigure):
    """A figure that counts today, with the submission, file, person and time it leads back to."""

    submission_id: int
    file_sha256: str
    file_name: str
    sent_by: str
    sent_at: datetime


@dataclass(frozen=True)
class MonthInForce:
    """A department's month, its standing and its figures read at one moment."""

    state: MonthState
    figures: tuple[FigureInForce, ...]


def figures_in_force(
    engine: Engine, commune: str, year: int, months_to: int | None = None
) -> list[FigureInForce]:
    """The figures that count, months 1 to `months_to` (or all), by month, department, indicator."""
    last = MONTHS_A_YEAR if months_to is None else months_to
    with reading(engine) as connection:
        return _figures(connection, _in_year(commune, year, last))


def month_in_force(
    engine: Engine, commune: str, department: str, month: ReportingMonth
) -> MonthInForce:
    """How a department's month stands, for a preview to be compared with."""
    its_own = and_(
        submissions.c.commune_code == commune,
        submissions.c.department_code == department,
        submissions.c.month == str(month),
    )
    with reading(engine) as connection:
        state = month_state(connection, commune, department, month)
        return MonthInForce(state, tuple(_figures(connection, its_own)))


def receipts(engine: Engine, commune: str, year: int) -> list[Receipt]:
    """The day in Vietnam on which each department's month was first sent, by month, department.

    What was withdrawn counts as never sent; what came after a lock was sent, though late.
    """
    query = select(submissions.c.month, submissions.c.department_code, submissions.c.sent_at).where(
        _in_year(commune, year, MONTHS_A_YEAR), is_first()
    )
    with reading(engine) as connection:
        found = [
            Receipt(
                row.department_code,
                ReportingMonth.parse(row.month),
                row.sent_at.astimezone(VIETNAM).date(),
            )
            for row in connection.execute(query)
        ]
    return sorted(found, key=lambda receipt: (receipt.month, receipt.department))


def its_file() -> ColumnElement[bool]:
    """The file that a submission came in."""
    return and_(
        files.c.commune_code == submissions.c.commune_code,
        files.c.sha256 == submissions.c.file_sha256,
    )


def _in_year(commune: str, year: int, last_month: int) -> ColumnElement[bool]:
    # A list, not a range: how text sorts is up to the database.
    months = [str(ReportingMonth(year, number)) for number in range(1, last_month + 1)]
    return and_(submissions.c.commune_code == commune, submissions.c.month.in_(months))


def _figures(connection: Connection, of: ColumnElement[bool]) -> list[FigureInForce]:
    query = (
        select(
            figures,
            submissions.c.department_code,
            submissions.c.month,
            submissions.c.file_sha256,
            files.c.name.label("file_name"),
            submissions.c.sent_by,
            submissions.c.sent_at,
        )
        .join_from(figures, submissions, figures.c.submission_id == submissions.c.id)
        .join(files, its_file())
        .where(of, is_in_force())
    )
    found = [_figure_in_force(row) for row in connection.execute(query)]
    return sorted(found, key=lambda f: (f.figure.month, f.figure.department, f.figure.indicator))


def _figure_in_force(row: Row[Any]) -> FigureInForce:
    month = ReportingMonth.parse(row.month)
    figure = Figure(
        row.department_code, row.indicator_code, month, row.numerator, row.denominator, row.note
    )
    return FigureInForce(
        figure=figure,
        sheet=row.sheet,
        numerator_cell=row.numerator_cell,
        denominator_cell=row.denominator_cell,
        submission_id=row.submission_id,
        file_sha256=row.file_sha256,
        file_name=row.file_name,
        sent_by=row.sent_by,
        sent_at=row.sent_at,
    )
