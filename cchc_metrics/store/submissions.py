"""Submissions: a department's figures of one month, sent in a file; a later one supersedes.

Nothing is ever changed or deleted. In force is the highest version of a department's month.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, func, insert, select

from cchc_metrics.plan.figures import PlacedFigure
from cchc_metrics.plan.periods import ReportingMonth, Window
from cchc_metrics.store.audit import write_audit
from cchc_metrics.store.database import reading, writing
from cchc_metrics.store.errors import MovedOn
from cchc_metrics.store.files import StoredFile, keep_file
from cchc_metrics.store.in_force import is_in_force, its_file
from cchc_metrics.store.tables import figures, files, submissions

SUBMIT = "submit"  # the action in the audit log


@dataclass(frozen=True)
class NewSubmission:
    """What is about to be saved; `supersedes` is the version seen in the preview, 0 for none."""

    department: str
    month: ReportingMonth
    window: Window
    plan_code: str
    plan_version: str
    sent_by: str
    sent_at: datetime
    figures: tuple[PlacedFigure, ...]
    warnings_reason: str
    supersedes: int

    def __post_init__(self) -> None:
        owner = (self.department, self.month)
        strays = [p for p in self.figures if (p.figure.department, p.figure.month) != owner]
        if strays:
            raise ValueError(f"Figures of another department or month than {owner}: {strays!r}")


@dataclass(frozen=True)
class SubmissionEntry:
    """A saved submission without its figures. `warnings_reason` is empty where none was asked."""

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


def save_submissions(
    engine: Engine, commune: str, file: StoredFile, new: Sequence[NewSubmission]
) -> tuple[int, ...]:
    """Save what one file brings, all of it or nothing; answer with the new submissions' ids.

    Raise MovedOn where somebody saved another version since the preview, RecordBusy where the
    turn to write did not come.
    """
    if not new:
        raise ValueError("A file is kept for the sake of its submissions, and there are none.")
    with writing(engine, commune) as connection:
        keep_file(connection, commune, file, new[0].sent_at)
        return tuple(_save(connection, commune, file, each) for each in new)


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


def submission_in_force(
    engine: Engine, commune: str, department: str, month: ReportingMonth
) -> SubmissionEntry | None:
    """The submission that counts for a department's month; None before the first."""
    with reading(engine) as connection:
        return _find_in_force(connection, commune, department, month)


def _save(connection: Connection, commune: str, file: StoredFile, new: NewSubmission) -> int:
    """Add one submission, its figures and its audit row; raise MovedOn on a conflict."""
    current = _find_in_force(connection, commune, new.department, new.month)
    if (current.version if current else 0) != new.supersedes:
        raise _moved_on(new, current)
    submission_id = _insert_submission(connection, commune, file, new)
    if new.figures:
        rows = [_figure_row(commune, submission_id, placed) for placed in new.figures]
        connection.execute(insert(figures), rows)
    subject = f"{new.department} {new.month}"
    details = {
        "submission": submission_id,
        "version": new.supersedes + 1,
        "file": file.name,
        "sha256": file.sha256,
        "figures": len(new.figures),
        "warnings_reason": new.warnings_reason,
    }
    write_audit(connection, commune, new.sent_at, new.sent_by, SUBMIT, subject, details)
    return submission_id


def _moved_on(new: NewSubmission, current: SubmissionEntry | None) -> MovedOn:
    if current is None:
        return MovedOn(new.department, new.month)
    return MovedOn(new.department, new.month, current.sent_by, current.sent_at)


def _insert_submission(
    connection: Connection, commune: str, file: StoredFile, new: NewSubmission
) -> int:
    added = connection.execute(
        insert(submissions)
        .values(
            commune_code=commune,
            department_code=new.department,
            month=str(new.month),
            version=new.supersedes + 1,
            plan_code=new.plan_code,
            plan_version=new.plan_version,
            window_start=new.window.start,
            window_end=new.window.end,
            file_sha256=file.sha256,
            sent_by=new.sent_by,
            sent_at=new.sent_at,
            warnings_reason=new.warnings_reason or None,
        )
        .returning(submissions.c.id)
    )
    submission_id: int = added.scalar_one()
    return submission_id


def _figure_row(commune: str, submission_id: int, placed: PlacedFigure) -> dict[str, object]:
    return {
        "commune_code": commune,
        "submission_id": submission_id,
        "indicator_code": placed.figure.indicator,
        "numerator": placed.figure.numerator,
        "denominator": placed.figure.denominator,
        "note": placed.figure.note,
        "sheet": placed.sheet,
        "numerator_cell": placed.numerator_cell,
        "denominator_cell": placed.denominator_cell,
    }


def _entries(commune: str) -> Select[Any]:
    """Submissions with the name of their file, the number of their figures and their standing."""
    of_submission = figures.c.submission_id == submissions.c.id
    figure_count = select(func.count()).where(of_submission).scalar_subquery()
    return (
        select(
            submissions,
            files.c.name.label("file_name"),
            figure_count.label("figure_count"),
            is_in_force().label("is_in_force"),
        )
        .join_from(submissions, files, its_file())
        .where(submissions.c.commune_code == commune)
    )


def _find_in_force(
    connection: Connection, commune: str, department: str, month: ReportingMonth
) -> SubmissionEntry | None:
    query = _entries(commune).where(
        submissions.c.department_code == department,
        submissions.c.month == str(month),
        is_in_force(),
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else _entry(row)


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
    )
