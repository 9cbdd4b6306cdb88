"""How cells were read where they do not say it themselves, each kept with its figure.

They are added with their submission, which says who read them so and when; the log tells of them
in the same words.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select

from cchc_metrics.plan.figures import CellReading, PlacedFigure, ReadAs
from cchc_metrics.store.reading_tables import readings
from cchc_metrics.store.tables import submissions

# (submission, indicator)
FigureKey = tuple[int, str]


def keep_readings(
    connection: Connection, commune: str, submission_id: int, figures: Iterable[PlacedFigure]
) -> None:
    rows = [
        {
            "commune_code": commune,
            "submission_id": submission_id,
            "indicator_code": placed.figure.indicator,
            **_written(reading),
        }
        for placed in figures
        for reading in placed.readings
    ]
    if rows:
        connection.execute(insert(readings), rows)


def told_readings(figures: Iterable[PlacedFigure]) -> list[dict[str, str]]:
    """What the log tells of readings, in the order of the figures."""
    return [
        {"indicator": placed.figure.indicator, **_written(reading)}
        for placed in figures
        for reading in placed.readings
    ]


def _written(reading: CellReading) -> dict[str, str]:
    return {**vars(reading), "kind": reading.kind.value}


def readings_by_figure(
    connection: Connection, of_submissions: ColumnElement[bool]
) -> dict[FigureKey, tuple[CellReading, ...]]:
    """The readings of submissions, by figure; within one in the order of sheets and cells."""
    query = (
        select(readings)
        .join(submissions, submissions.c.id == readings.c.submission_id)
        .where(of_submissions)
    )
    found: defaultdict[FigureKey, list[CellReading]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.submission_id, row.indicator_code].append(_reading(row))
    return {key: tuple(sorted(each, key=_place)) for key, each in found.items()}


def _reading(row: Row[Any]) -> CellReading:
    return CellReading(row.sheet, row.cell, ReadAs(row.kind), row.raw, row.taken_as, row.reason)


def _place(reading: CellReading) -> tuple[str, str, str]:
    return reading.sheet, reading.cell, reading.kind
