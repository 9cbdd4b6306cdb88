"""The submissions of the record, newest first, each with how it stands and what it brought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, and_, func, select

from cchc_metrics.plan.figures import CellReading, Figure, PlacedFigure
from cchc_metrics.plan.periods import ReportingMonth, Window
from cchc_metrics.store.database import reading
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.store.in_force import its_file
from cchc_metrics.store.readings import FigureKey, readings_by_figure
from cchc_metrics.store.standing import is_held, is_in_force, is_withdrawn
from cchc_metrics.store.tables import figures, files, submissions, withdrawals

Readings = Mapping[FigureKey, tuple[CellReading, ...]]


@dataclass(frozen=True)
class SubmissionEntry:
    """A saved submission without its figures. `warnings_reason` is empty where none was asked.

    `is_held`: it came after its month was locked and waits until the month is opened. One that is
    neither in force nor withdrawn nor held was replaced by a later one.
    """

    id: int
    department: str
    month: ReportingMonth
    version: int
    plan_code: str
    plan_version: str
    window: Window
    file_sha256: str
    file_name: str
    sent_by: str
    sent_at: datetime
    warnings_reason: str
    figure_count: int
    is_in_force: bool
    is_withdrawn: bool
    is_held: bool


@dataclass(frozen=True)
class WithdrawalEntry:
    """A submission's withdrawal, or (`is_lifted`) its restoring: by whom, when and why."""

    is_lifted: bool
    done_by: str
    done_at: datetime
    reason: str


@dataclass(frozen=True)
class SentFigure(PlacedFigure):
    """A figure that was sent, whether or not it counts, with the submission that brought it."""

    submission: SubmissionEntry


def submission_history(
    engine: Engine,
    commune: str,
    department: str | None = None,
    month: ReportingMonth | None = None,
) -> list[SubmissionEntry]:
    """Every submission, newest first; of one department or one month where given."""
    query = _entries(commune)
    if department is not None:
        query = query.where(submissions.c.department_code == department)
    if month is not None:
        query = query.where(submissions.c.month == str(month))
    query = query.order_by(submissions.c.sent_at.desc(), submissions.c.id.desc())
    with reading(engine) as connection:
        return [_entry(row) for row in connection.execute(query)]


def held_submissions(engine: Engine, commune: str) -> list[SubmissionEntry]:
    """What came after its month was locked and waits for the month to be opened, newest first."""
    query = _entries(commune).where(is_held(), ~is_withdrawn())
    query = query.order_by(submissions.c.sent_at.desc(), submissions.c.id.desc())
    with reading(engine) as connection:
        return [_entry(row) for row in connection.execute(query)]


def get_submission(connection: Connection, commune: str, submission_id: int) -> SubmissionEntry:
    """One submission as it stands now; raise NotPossible where there is none."""
    query = _entries(commune).where(submissions.c.id == submission_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotPossible("Không tìm thấy lần nộp này trong cơ sở dữ liệu. Tải lại trang rồi xem.")
    return _entry(row)


def submitted_figures(engine: Engine, commune: str, submission_id: int) -> list[PlacedFigure]:
    """What a submission brought, whether or not it counts, by indicator."""
    query = (
        select(figures, submissions.c.department_code, submissions.c.month)
        .join_from(figures, submissions, figures.c.submission_id == submissions.c.id)
        .where(figures.c.commune_code == commune, figures.c.submission_id == submission_id)
    )
    of_submission = and_(submissions.c.commune_code == commune, submissions.c.id == submission_id)
    with reading(engine) as connection:
        read = readings_by_figure(connection, of_submission)
        found = [_placed(row, read) for row in connection.execute(query)]
    return sorted(found, key=lambda placed: placed.figure.indicator)


def withdrawals_of(engine: Engine, commune: str, submission_id: int) -> list[WithdrawalEntry]:
    """What was done to a submission, newest first."""
    query = (
        select(withdrawals)
        .where(withdrawals.c.commune_code == commune, withdrawals.c.submission_id == submission_id)
        .order_by(withdrawals.c.id.desc())
    )
    with reading(engine) as connection:
        return [
            WithdrawalEntry(row.is_lifted, row.done_by, row.done_at, row.reason)
            for row in connection.execute(query)
        ]


def sent_figures(
    engine: Engine, commune: str, indicator: str, months: Sequence[ReportingMonth]
) -> list[SentFigure]:
    """Every version of an indicator's figures, by month and department, the newest first."""
    of_submission = figures.c.submission_id == submissions.c.id
    in_months = submissions.c.month.in_([str(month) for month in months])
    query = (
        _entries(commune)
        .add_columns(figures)
        .join(figures, of_submission)
        .where(figures.c.indicator_code == indicator, in_months)
    )
    of_commune = and_(submissions.c.commune_code == commune, in_months)
    with reading(engine) as connection:
        read = readings_by_figure(connection, of_commune)
        found = [_sent(row, read) for row in connection.execute(query)]
    return sorted(found, key=lambda f: (f.figure.month, f.figure.department, -f.submission.version))


def _sent(row: Row[Any], read: Readings) -> SentFigure:
    return SentFigure(**vars(_placed(row, read)), submission=_entry(row))


def _placed(row: Row[Any], read: Readings) -> PlacedFigure:
    figure = Figure(
        row.department_code,
        row.indicator_code,
        ReportingMonth.parse(row.month),
        row.numerator,
        row.denominator,
        row.note,
    )
    readings = read.get((row.submission_id, row.indicator_code), ())
    cells = (row.sheet, row.numerator_cell, row.denominator_cell)
    return PlacedFigure(figure, *cells, readings=readings)


def _entries(commune: str) -> Select[Any]:
    """Submissions with the name of their file, the number of their figures and their standing."""
    of_submission = figures.c.submission_id == submissions.c.id
    counted = select(func.count()).where(of_submission).correlate(submissions)
    figure_count = counted.scalar_subquery()
    return (
        select(
            submissions,
            files.c.name.label("file_name"),
            figure_count.label("figure_count"),
            is_in_force().label("is_in_force"),
            is_withdrawn().label("is_withdrawn"),
            is_held().label("is_held"),
        )
        .join_from(submissions, files, its_file())
        .where(submissions.c.commune_code == commune)
    )


def _entry(row: Row[Any]) -> SubmissionEntry:
    return SubmissionEntry(
        id=row.id,
        department=row.department_code,
        month=ReportingMonth.parse(row.month),
        version=row.version,
        plan_code=row.plan_code,
        plan_version=row.plan_version,
        window=Window(row.window_start, row.window_end),
        file_sha256=row.file_sha256,
        file_name=row.file_name,
        sent_by=row.sent_by,
        sent_at=row.sent_at,
        warnings_reason=row.warnings_reason or "",
        figure_count=row.figure_count,
        is_in_force=bool(row.is_in_force),
        is_withdrawn=bool(row.is_withdrawn),
        is_held=bool(row.is_held),
    )
