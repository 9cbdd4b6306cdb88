"""Why an indicator lagged at the close of a month: written anew, the latest version counts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select

from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.actions import NewAction, add_action
from cchc_metrics.store.database import reading, retried, writing
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.store.judging_acts import Act, write_act
from cchc_metrics.store.judging_tables import explanations


@dataclass(frozen=True)
class NewExplanation:
    """A cause about to be written; `seen` is the version it was written over, 0 for none.

    `indicator` may be the code of a milestone.
    """

    indicator: str
    month: ReportingMonth
    department: str
    cause: str
    seen: int = 0


@dataclass(frozen=True)
class Explanation:
    """A version of the cause, as the lead department gave it."""

    indicator: str
    month: ReportingMonth
    version: int
    department: str
    cause: str
    done_by: str
    done_at: datetime


@retried
def explain(
    engine: Engine,
    commune: str,
    plan: str,
    new: NewExplanation,
    planned: NewAction | None,
    by: str,
    at: datetime,
) -> None:
    """Add a version, and with it the action that it announces.

    Raise NotPossible where somebody has written another version meanwhile; then nothing is kept.
    """
    with writing(engine, commune) as connection:
        latest = _latest(connection, commune, plan, new)
        if latest != new.seen:
            raise NotPossible(
                "Giải trình này vừa có bản khác. Tải lại trang, xem bản mới rồi sửa tiếp;"
                " lần này chưa lưu gì."
            )
        row = {
            "commune_code": commune,
            "plan_code": plan,
            "indicator_code": new.indicator,
            "month": str(new.month),
            "version": latest + 1,
            "department_code": new.department,
            "cause": new.cause,
            "done_by": by,
            "done_at": at,
        }
        write_act(connection, explanations, Act.EXPLAIN, f"{new.indicator} {new.month}", row)
        if planned is not None:
            add_action(connection, commune, plan, planned, by, at)


def explanation_history(engine: Engine, commune: str, plan: str) -> list[Explanation]:
    """Every version of every explanation, by month, the earlier versions first."""
    query = (
        select(explanations)
        .where(explanations.c.commune_code == commune, explanations.c.plan_code == plan)
        .order_by(explanations.c.id)
    )
    with reading(engine) as connection:
        found = [_entry(row) for row in connection.execute(query)]
    return sorted(found, key=lambda entry: (entry.month, entry.indicator, entry.version))


def _latest(connection: Connection, commune: str, plan: str, new: NewExplanation) -> int:
    query = select(func.max(explanations.c.version)).where(
        explanations.c.commune_code == commune,
        explanations.c.plan_code == plan,
        explanations.c.indicator_code == new.indicator,
        explanations.c.month == str(new.month),
    )
    return connection.execute(query).scalar() or 0


def _entry(row: Row[Any]) -> Explanation:
    return Explanation(
        row.indicator_code,
        ReportingMonth.parse(row.month),
        row.version,
        row.department_code,
        row.cause,
        row.done_by,
        row.done_at,
    )
