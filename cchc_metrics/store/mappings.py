"""What the labels of a department's own sheets mean: confirmed once, remembered, forgotten again.

Each is an act that is added; of one label the latest decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select

from cchc_metrics.store.audit import write_audit
from cchc_metrics.store.database import reading, retried, writing
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.store.reading_tables import mappings

REMEMBER, FORGET = "remember_labels", "forget_label"  # the actions in the audit log


@dataclass(frozen=True)
class Meaning:
    """A label as it stood in a sheet, as it is compared, and what it means.

    `meaning` is an indicator's code, with one of its parts behind a "#" (`II.3-1#numerator`); empty
    where rows of this label are left out.
    """

    label: str
    folded: str
    meaning: str


@dataclass(frozen=True)
class Remembered(Meaning):
    """A meaning of a department, confirmed by whom and when."""

    department: str
    done_by: str
    done_at: datetime


def remember(
    connection: Connection,
    commune: str,
    department: str,
    meanings: Iterable[Meaning],
    by: str,
    at: datetime,
) -> None:
    """Add what is not remembered so already; `connection` carries the act they come with."""
    known = {each.folded: each.meaning for each in _in_force(connection, commune, department)}
    new = [each for each in meanings if known.get(each.folded) != each.meaning]
    if not new:
        return
    rows = [_row(commune, department, each, by, at) for each in new]
    connection.execute(insert(mappings), rows)
    told = {"labels": [vars(each) for each in new]}
    write_audit(connection, commune, at, by, REMEMBER, department, told)


@retried
def forget(
    engine: Engine,
    commune: str,
    department: str,
    folded: str,
    by: str,
    at: datetime,
    reason: str,
) -> Remembered:
    """Let a label mean nothing any more; answer with what it meant. Raise NotPossible for none."""
    with writing(engine, commune) as connection:
        known = {each.folded: each for each in _in_force(connection, commune, department)}
        if folded not in known:
            raise NotPossible("Tên này không còn được ghi nhớ; không có gì thay đổi.")
        found = known[folded]
        meaning = Meaning(found.label, found.folded, found.meaning)
        row = _row(commune, department, meaning, by, at)
        connection.execute(insert(mappings).values(row | {"is_lifted": True, "reason": reason}))
        told = {"labels": [vars(meaning)], "reason": reason}
        write_audit(connection, commune, at, by, FORGET, department, told)
        return found


def remembered(
    engine: Engine, commune: str, departments: Sequence[str] | None = None
) -> list[Remembered]:
    """What is remembered now, of some departments or all, by department and label."""
    with reading(engine) as connection:
        found = _in_force(connection, commune)
    wanted = [each for each in found if departments is None or each.department in departments]
    return sorted(wanted, key=lambda each: (each.department, each.folded))


def _row(
    commune: str, department: str, meaning: Meaning, by: str, at: datetime
) -> dict[str, object]:
    return {
        "commune_code": commune,
        "department_code": department,
        "label": meaning.label,
        "folded": meaning.folded,
        "meaning": meaning.meaning,
        "is_lifted": False,
        "done_by": by,
        "done_at": at,
        "reason": "",
    }


def _in_force(
    connection: Connection, commune: str, department: str | None = None
) -> list[Remembered]:
    query = select(mappings).where(mappings.c.commune_code == commune).order_by(mappings.c.id)
    if department is not None:
        query = query.where(mappings.c.department_code == department)
    latest = {(row.department_code, row.folded): row for row in connection.execute(query)}
    return [_remembered(row) for row in latest.values() if not row.is_lifted]


def _remembered(row: Row[Any]) -> Remembered:
    return Remembered(
        row.label,
        row.folded,
        row.meaning,
        row.department_code,
        row.done_by,
        row.done_at,
    )
