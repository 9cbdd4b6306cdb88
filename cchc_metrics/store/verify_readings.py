"""Readings of cells and meanings of labels as they are, to be laid beside the log and the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from cchc_metrics.store.reading_tables import mappings, readings
from cchc_metrics.store.tables import submissions


@dataclass(frozen=True)
class KeptReading:
    """A row of `readings`."""

    submission: int
    indicator: str
    sheet: str
    cell: str
    kind: str
    raw: str
    taken_as: str
    reason: str


@dataclass(frozen=True)
class KeptMeaning:
    """A row of `mappings`."""

    department: str
    label: str
    folded: str
    meaning: str
    is_lifted: bool
    done_by: str
    done_at: datetime
    reason: str


def kept_readings(connection: Connection, commune: str) -> Iterator[KeptReading]:
    query = select(readings).where(readings.c.commune_code == commune)
    yield from map(_reading, connection.execute(query.order_by(readings.c.submission_id)))


def readings_of_file(connection: Connection, commune: str, sha256: str) -> list[KeptReading]:
    """The readings of every submission that a file came with."""
    query = (
        select(readings)
        .join(submissions, submissions.c.id == readings.c.submission_id)
        .where(submissions.c.commune_code == commune, submissions.c.file_sha256 == sha256)
        .order_by(readings.c.submission_id, readings.c.sheet, readings.c.cell, readings.c.kind)
    )
    return [_reading(row) for row in connection.execute(query)]


def kept_mappings(connection: Connection, commune: str) -> Iterator[KeptMeaning]:
    query = select(mappings).where(mappings.c.commune_code == commune).order_by(mappings.c.id)
    for row in connection.execute(query):
        yield KeptMeaning(
            row.department_code,
            row.label,
            row.folded,
            row.meaning,
            bool(row.is_lifted),
            row.done_by,
            row.done_at,
            row.reason,
        )


def _reading(row: Row[Any]) -> KeptReading:
    return KeptReading(
        row.submission_id,
        row.indicator_code,
        row.sheet,
        row.cell,
        row.kind,
        row.raw,
        row.taken_as,
        row.reason,
    )
