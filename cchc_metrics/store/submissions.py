"""Saving submissions: a department's figures of one month, sent in a file.

Nothing is ever changed or deleted; which version counts, `standing` says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from cchc_metrics.plan.figures import PlacedFigure
from cchc_metrics.plan.periods import ReportingMonth, Window
from cchc_metrics.store.audit import write_audit
from cchc_metrics.store.database import retried, writing
from cchc_metrics.store.errors import MovedOn
from cchc_metrics.store.files import StoredFile, keep_file
from cchc_metrics.store.mappings import Meaning, remember
from cchc_metrics.store.progress import NewProgress, keep_sent_progress
from cchc_metrics.store.readings import keep_readings, told_readings
from cchc_metrics.store.standing import MonthState, month_state
from cchc_metrics.store.tables import departments, figures, submissions

SUBMIT = "submit"  # the action in the audit log


@dataclass(frozen=True)
class NewSubmission:
    """What is about to be saved; `seen` is how its month stood in the preview.

    `progress` is what the sheet reports on milestones.
    """

    department: str
    month: ReportingMonth
    window: Window
    plan_code: str
    plan_version: str
    sent_by: str
    sent_at: datetime
    figures: tuple[PlacedFigure, ...]
    warnings_reason: str
    seen: MonthState
    progress: tuple[NewProgress, ...] = ()

    def __post_init__(self) -> None:
        owner = (self.department, self.month)
        strays = [p for p in self.figures if (p.figure.department, p.figure.month) != owner]
        if strays:
            raise ValueError(f"Figures of another department or month than {owner}: {strays!r}")


@retried
def save_submissions(
    engine: Engine,
    commune: str,
    file: StoredFile,
    new: Sequence[NewSubmission],
    meanings: Sequence[Meaning] = (),
) -> tuple[int, ...]:
    """Save what one file brings, all of it or nothing; answer with the new submissions' ids.

    `meanings` are what its labels were confirmed to mean, remembered for the department. Raise
    MovedOn where the month no longer stands as in the preview, RecordBusy where the turn to
    write did not come, NotPossible where a milestone was reported on meanwhile.
    """
    if not new:
        raise ValueError("A file is kept for the sake of its submissions, and there are none.")
    with writing(engine, commune) as connection:
        first = new[0]
        keep_file(connection, commune, file, first.sent_at)
        saved = tuple(_save(connection, commune, file, each) for each in new)
        by, at = first.sent_by, first.sent_at
        remember(connection, commune, first.department, meanings, by, at)
        return saved


def _save(connection: Connection, commune: str, file: StoredFile, new: NewSubmission) -> int:
    """Add one submission, its figures and its audit row; raise MovedOn on a conflict."""
    if month_state(connection, commune, new.department, new.month) != new.seen:
        raise _moved_on(connection, commune, new)
    submission_id = _insert_submission(connection, commune, file, new)
    if new.figures:
        rows = [_figure_row(commune, submission_id, placed) for placed in new.figures]
        connection.execute(insert(figures), rows)
    keep_readings(connection, commune, submission_id, new.figures)
    subject = f"{new.department} {new.month}"
    details: dict[str, Any] = {
        "submission": submission_id,
        "version": new.seen.latest + 1,
        "file": file.name,
        "sha256": file.sha256,
        "figures": len(new.figures),
        "warnings_reason": new.warnings_reason,
        "after_lock": new.seen.lock is not None,
    }
    if told := told_readings(new.figures):
        details["readings"] = told
    write_audit(connection, commune, new.sent_at, new.sent_by, SUBMIT, subject, details)
    keep_sent_progress(
        connection,
        commune,
        new.plan_code,
        new.progress,
        new.sent_by,
        new.sent_at,
        submission_id,
    )
    return submission_id


def _moved_on(connection: Connection, commune: str, new: NewSubmission) -> MovedOn:
    """Who saved a later version than the one previewed, where that is what happened."""
    name = select(departments.c.name).where(
        departments.c.commune_code == commune, departments.c.code == new.department
    )
    later = (
        select(submissions.c.sent_by, submissions.c.sent_at)
        .where(
            submissions.c.commune_code == commune,
            submissions.c.department_code == new.department,
            submissions.c.month == str(new.month),
            submissions.c.version > new.seen.latest,
        )
        .order_by(submissions.c.version.desc())
        .limit(1)
    )
    department = connection.execute(name).scalar() or new.department
    saved = connection.execute(later).first()
    return MovedOn(department, new.month, *(saved or ()))


def _insert_submission(
    connection: Connection, commune: str, file: StoredFile, new: NewSubmission
) -> int:
    added = connection.execute(
        insert(submissions)
        .values(
            commune_code=commune,
            department_code=new.department,
            month=str(new.month),
            version=new.seen.latest + 1,
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
