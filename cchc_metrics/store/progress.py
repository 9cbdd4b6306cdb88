"""How tasks and milestones stand: state, days, evidence; the latest report that stands counts.

A report that came in a department's sheet stands as long as the submission does: a withdrawal takes
it back, and one that came after its month was locked waits for the opening.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, func, select

from cchc_metrics.plan.progress import ProgressState, SentProgress
from cchc_metrics.store.database import reading, retried, writing
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.store.judging_acts import Act, write_act
from cchc_metrics.store.judging_tables import progress
from cchc_metrics.store.standing import is_standing
from cchc_metrics.store.tables import submissions


@dataclass(frozen=True)
class NewProgress:
    """A report about to be written, whole; `seen` is the version it was written over, 0 for none.

    `document` is number and day of what proves it, `evidence` says it in words.
    """

    item: str
    department: str
    state: ProgressState
    due_on: date | None
    done_on: date | None
    evidence: str
    document: str
    seen: int = 0


@dataclass(frozen=True)
class ProgressReport:
    """A version of how a task or milestone stands; `submission` where it came in a sheet."""

    item: str
    version: int
    department: str
    state: ProgressState
    due_on: date | None
    done_on: date | None
    evidence: str
    document: str
    submission: int | None
    done_by: str
    done_at: datetime
    is_standing: bool


@retried
def report_progress(
    engine: Engine, commune: str, plan: str, new: NewProgress, by: str, at: datetime
) -> None:
    """Add a report; raise NotPossible where somebody has reported meanwhile."""
    with writing(engine, commune) as connection:
        _require_seen(connection, commune, plan, new)
        _write(connection, commune, plan, new, by, at, None)


def keep_sent_progress(
    connection: Connection,
    commune: str,
    plan: str,
    new: Sequence[NewProgress],
    by: str,
    at: datetime,
    submission: int,
) -> None:
    """Add the reports that a department's sheet brings, in the transaction of its submission.

    Raise NotPossible where somebody has reported on one of them meanwhile.
    """
    for each in new:
        _require_seen(connection, commune, plan, each)
        _write(connection, commune, plan, each, by, at, submission)


def progress_history(engine: Engine, commune: str, plan: str) -> list[ProgressReport]:
    """Every report, by item, the earlier versions first."""
    of_submission = and_(
        submissions.c.commune_code == progress.c.commune_code,
        submissions.c.id == progress.c.submission_id,
    )
    query = (
        select(progress, is_standing().label("stands"))
        .join_from(progress, submissions, of_submission, isouter=True)
        .where(progress.c.commune_code == commune, progress.c.plan_code == plan)
        .order_by(progress.c.item_code, progress.c.version)
    )
    with reading(engine) as connection:
        return [_entry(row) for row in connection.execute(query)]


def progress_of_file(
    connection: Connection, commune: str, sha256: str
) -> list[tuple[int, SentProgress]]:
    """What was kept of the sheets of milestones in a file, each with its submission."""
    query = (
        select(progress)
        .join(
            submissions,
            and_(
                submissions.c.commune_code == progress.c.commune_code,
                submissions.c.id == progress.c.submission_id,
            ),
        )
        .where(progress.c.commune_code == commune, submissions.c.file_sha256 == sha256)
        .order_by(progress.c.id)
    )
    return [
        (
            row.submission_id,
            SentProgress(
                row.item_code, ProgressState(row.state), row.done_on, row.document, row.evidence
            ),
        )
        for row in connection.execute(query)
    ]


def _require_seen(connection: Connection, commune: str, plan: str, new: NewProgress) -> None:
    if _latest(connection, commune, plan, new.item) != new.seen:
        raise NotPossible(
            f"{new.item} vừa được cập nhật. Tải lại trang, xem bản mới rồi làm tiếp;"
            " lần này chưa lưu gì."
        )


def _latest(connection: Connection, commune: str, plan: str, item: str) -> int:
    query = select(func.max(progress.c.version)).where(
        progress.c.commune_code == commune,
        progress.c.plan_code == plan,
        progress.c.item_code == item,
    )
    return connection.execute(query).scalar() or 0


def _write(
    connection: Connection,
    commune: str,
    plan: str,
    new: NewProgress,
    by: str,
    at: datetime,
    submission: int | None,
) -> None:
    row = {
        "commune_code": commune,
        "plan_code": plan,
        "item_code": new.item,
        "version": _latest(connection, commune, plan, new.item) + 1,
        "department_code": new.department,
        "state": new.state.value,
        "due_on": new.due_on,
        "done_on": new.done_on,
        "evidence": new.evidence,
        "document": new.document,
        "submission_id": submission,
        "done_by": by,
        "done_at": at,
    }
    write_act(connection, progress, Act.REPORT_PROGRESS, new.item, row)


def _entry(row: Row[Any]) -> ProgressReport:
    return ProgressReport(
        item=row.item_code,
        version=row.version,
        department=row.department_code,
        state=ProgressState(row.state),
        due_on=row.due_on,
        done_on=row.done_on,
        evidence=row.evidence,
        document=row.document,
        submission=row.submission_id,
        done_by=row.done_by,
        done_at=row.done_at,
        is_standing=row.submission_id is None or bool(row.stands),
    )
