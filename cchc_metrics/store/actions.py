"""What is done about an indicator that lags: planned, followed up, ended; the latest counts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select

from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.database import reading, retried, writing
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.store.judging_acts import Act, write_act
from cchc_metrics.store.judging_tables import actions


class ActionState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ActionState.OPEN: "Đang thực hiện",
    ActionState.DONE: "Đã xong",
    ActionState.DROPPED: "Thôi thực hiện",
}


@dataclass(frozen=True)
class NewAction:
    """An action about to be planned for an indicator (or milestone) that lagged in a month."""

    indicator: str
    month: ReportingMonth
    department: str
    what: str
    person: str
    due_on: date


@dataclass(frozen=True)
class Action(NewAction):
    """An action as it stands at a version.

    `outcome` is what was done, or why it was given up; `ended_on` is None while it is open.
    """

    number: int
    version: int
    state: ActionState
    outcome: str
    ended_on: date | None
    done_by: str
    done_at: datetime

    def is_overdue(self, today: date) -> bool:
        """Open, and its day has passed."""
        return self.state is ActionState.OPEN and self.due_on < today


@retried
def plan_action(
    engine: Engine, commune: str, plan: str, new: NewAction, by: str, at: datetime
) -> int:
    """Add an action; answer with its number."""
    with writing(engine, commune) as connection:
        return add_action(connection, commune, plan, new, by, at)


def add_action(
    connection: Connection, commune: str, plan: str, new: NewAction, by: str, at: datetime
) -> int:
    """As `plan_action`, in a transaction of `database.writing`."""
    last = select(func.max(actions.c.number)).where(actions.c.commune_code == commune)
    number: int = (connection.execute(last).scalar() or 0) + 1
    action = Action(
        **vars(new),
        number=number,
        version=1,
        state=ActionState.OPEN,
        outcome="",
        ended_on=None,
        done_by=by,
        done_at=at,
    )
    _write(connection, commune, plan, action, Act.PLAN_ACTION)
    return number


@retried
def follow_action(engine: Engine, commune: str, plan: str, changed: Action) -> None:
    """Add the next version of an action; `changed` still carries the version it was made from.

    Raise NotPossible where there is none, or somebody has changed it meanwhile.
    """
    with writing(engine, commune) as connection:
        last = select(func.max(actions.c.version)).where(
            actions.c.commune_code == commune,
            actions.c.plan_code == plan,
            actions.c.number == changed.number,
        )
        if connection.execute(last).scalar() != changed.version:
            raise NotPossible(
                f"Biện pháp số {changed.number} vừa được cập nhật. Tải lại trang, xem bản mới rồi"
                " làm tiếp; lần này chưa lưu gì."
            )
        _write(connection, commune, plan, changed, Act.FOLLOW_ACTION, changed.version + 1)


def action_history(engine: Engine, commune: str, plan: str) -> list[Action]:
    """Every version of every action, by number, the earlier versions first."""
    query = (
        select(actions)
        .where(actions.c.commune_code == commune, actions.c.plan_code == plan)
        .order_by(actions.c.number, actions.c.version)
    )
    with reading(engine) as connection:
        return [_entry(row) for row in connection.execute(query)]


def _write(
    connection: Connection, commune: str, plan: str, action: Action, act: Act, version: int = 1
) -> None:
    row = {
        "commune_code": commune,
        "plan_code": plan,
        "number": action.number,
        "version": version,
        "indicator_code": action.indicator,
        "month": str(action.month),
        "department_code": action.department,
        "what": action.what,
        "person": action.person,
        "due_on": action.due_on,
        "state": action.state.value,
        "outcome": action.outcome,
        "ended_on": action.ended_on,
        "done_by": action.done_by,
        "done_at": action.done_at,
    }
    write_act(connection, actions, act, f"{action.indicator} {action.month}", row)


def _entry(row: Row[Any]) -> Action:
    return Action(
        indicator=row.indicator_code,
        month=ReportingMonth.parse(row.month),
        department=row.department_code,
        what=row.what,
        person=row.person,
        due_on=row.due_on,
        number=row.number,
        version=row.version,
        state=ActionState(row.state),
        outcome=row.outcome,
        ended_on=row.ended_on,
        done_by=row.done_by,
        done_at=row.done_at,
    )
