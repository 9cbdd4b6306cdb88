"""What is laid side by side to verify the record: its rows as they are, read in one transaction.

Nothing here trusts another table: every row comes back, also one that others do not know of. Long
tables are streamed; of a file's bytes one workbook is held at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select, union

from cchc_metrics.store.audit import AuditEntry, entry_of
from cchc_metrics.store.database import head_revision, schema_revision
from cchc_metrics.store.engines import damage
from cchc_metrics.store.guards import refuses_changes
from cchc_metrics.store.tables import (
    APPEND_ONLY,
    audit,
    figures,
    files,
    locks,
    submissions,
    withdrawals,
)

_ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class KeptSubmission:
    """A row of `submissions` with the number of its figures; the month as it is written."""

    id: int
    department: str
    month: str
    version: int
    file_sha256: str
    sent_by: str
    sent_at: datetime
    warnings_reason: str
    figures: int


@dataclass(frozen=True)
class KeptTurn:
    """A row of `withdrawals` (of a submission) or `locks` (of a month, up to a submission)."""

    submission: int
    month: str
    is_lifted: bool
    done_by: str
    done_at: datetime
    reason: str


@dataclass(frozen=True)
class KeptFile:
    """A row of `files` without its bytes."""

    sha256: str
    name: str
    size: int
    received_at: datetime


@dataclass(frozen=True)
class KeptFigure:
    """A row of `figures` with its submission's month."""

    submission: int
    month: str
    indicator: str
    numerator: int
    denominator: int | None
    note: str
    sheet: str
    numerator_cell: str
    denominator_cell: str


def is_current(connection: Connection) -> bool:
    """Whether the tables are those of this software."""
    return schema_revision(connection) == head_revision()


def damaged_parts(connection: Connection) -> list[str]:
    """What the database itself finds damaged in its file."""
    return damage(connection)


def unguarded_tables(connection: Connection) -> list[str]:
    """The tables that no longer refuse to have rows changed or removed."""
    return [table.name for table in APPEND_ONLY if not refuses_changes(connection, table.name)]


def communes(connection: Connection) -> list[str]:
    """Every commune that any row speaks of."""
    named = union(*(select(table.c.commune_code) for table in APPEND_ONLY))
    return sorted(connection.execute(named).scalars())


def logged_acts(connection: Connection, commune: str) -> Iterator[AuditEntry]:
    """The log in its order; details that cannot be read are none."""
    query = select(audit).where(audit.c.commune_code == commune).order_by(audit.c.number)
    yield from map(entry_of, _stream(connection, query))


def kept_submissions(connection: Connection, commune: str) -> Iterator[KeptSubmission]:
    """Submissions in the order in which they came."""
    of_submission = figures.c.submission_id == submissions.c.id
    count = select(func.count()).where(of_submission).scalar_subquery().label("figure_count")
    query = select(submissions, count).where(submissions.c.commune_code == commune)
    for row in _stream(connection, query.order_by(submissions.c.id)):
        yield KeptSubmission(
            row.id,
            row.department_code,
            row.month,
            row.version,
            row.file_sha256,
            row.sent_by,
            row.sent_at,
            row.warnings_reason or "",
            row.figure_count,
        )


def kept_withdrawals(connection: Connection, commune: str) -> Iterator[KeptTurn]:
    query = select(withdrawals).where(withdrawals.c.commune_code == commune)
    for row in _stream(connection, query.order_by(withdrawals.c.id)):
        yield KeptTurn(
            row.submission_id, "", bool(row.is_lifted), row.done_by, row.done_at, row.reason
        )


def kept_locks(connection: Connection, commune: str) -> Iterator[KeptTurn]:
    query = select(locks).where(locks.c.commune_code == commune)
    for row in _stream(connection, query.order_by(locks.c.id)):
        yield KeptTurn(
            row.last_submission_id,
            row.month,
            bool(row.is_lifted),
            row.done_by,
            row.done_at,
            row.reason,
        )


def kept_files(connection: Connection, commune: str) -> list[KeptFile]:
    """Files by hash, without their bytes."""
    columns = (files.c.sha256, files.c.name, files.c.size, files.c.received_at)
    query = select(*columns).where(files.c.commune_code == commune).order_by(files.c.sha256)
    return [
        KeptFile(row.sha256, row.name, row.size, row.received_at)
        for row in connection.execute(query)
    ]


def content_of(connection: Connection, commune: str, sha256: str) -> bytes:
    """The bytes that stand under a hash, whatever they are."""
    query = select(files.c.content).where(files.c.commune_code == commune, files.c.sha256 == sha256)
    return bytes(connection.execute(query).scalar_one())


def figures_of_file(connection: Connection, commune: str, sha256: str) -> list[KeptFigure]:
    """The figures of every submission that a file came with."""
    query = (
        select(figures, submissions.c.month)
        .join_from(figures, submissions, _its_submission())
        .where(submissions.c.commune_code == commune, submissions.c.file_sha256 == sha256)
        .order_by(figures.c.submission_id, figures.c.indicator_code)
    )
    return [
        KeptFigure(
            row.submission_id,
            row.month,
            row.indicator_code,
            row.numerator,
            row.denominator,
            row.note,
            row.sheet,
            row.numerator_cell,
            row.denominator_cell,
        )
        for row in connection.execute(query)
    ]


def stray_figures(connection: Connection, commune: str) -> list[tuple[int, str]]:
    """Figures of no submission of the commune: the number they name, and their indicator."""
    query = (
        select(figures.c.submission_id, figures.c.indicator_code)
        .join_from(figures, submissions, _its_submission(), isouter=True)
        .where(figures.c.commune_code == commune, submissions.c.id.is_(None))
        .order_by(figures.c.submission_id, figures.c.indicator_code)
    )
    return [(row.submission_id, row.indicator_code) for row in connection.execute(query)]


def _its_submission() -> Any:
    return and_(
        submissions.c.id == figures.c.submission_id,
        submissions.c.commune_code == figures.c.commune_code,
    )


def _stream(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    yield from connection.execute(query, execution_options={"yield_per": _ROWS_AT_ONCE})
