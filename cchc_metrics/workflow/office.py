"""The plan and its record, opened together: what every other step of the workflow needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Engine

from cchc_metrics.plan.loading import load_plan, plan_path
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.database import database_url, open_database
from cchc_metrics.store.record import is_demonstration, record_version, sync_departments
from cchc_metrics.words import VIETNAM


@dataclass(frozen=True)
class Office:
    """A plan with the record that its figures are kept in."""

    plan: Plan
    engine: Engine

    @property
    def commune(self) -> str:
        return self.plan.commune.code

    @property
    def record_version(self) -> int:
        """Grows with every act: what was computed at it still holds while it stays the same."""
        return record_version(self.engine, self.commune)

    @property
    def is_demonstration(self) -> bool:
        return is_demonstration(self.engine, self.commune)


def open_office(environment: Mapping[str, str]) -> Office:
    """Load the plan and open the record that `CCHC_PLAN` and `CCHC_DATABASE_URL` name.

    Raise PlanProblems or StoreError, whose texts are for the reader.
    """
    plan = load_plan(plan_path(environment))
    engine = open_database(database_url(environment))
    sync_departments(engine, plan)
    return Office(plan, engine)


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The day in Vietnam."""
    return now().astimezone(VIETNAM).date()


def current_month(plan: Plan, day: date) -> ReportingMonth:
    """The reporting month that runs on a day, or the plan's nearest one."""
    months = plan.calendar.months
    begun = [month for month in months if plan.calendar.window(month).start <= day]
    return begun[-1] if begun else months[0]


def last_closed_month(plan: Plan, day: date) -> ReportingMonth:
    """The latest reporting month whose days are over: the one departments now report."""
    months = plan.calendar.months
    closed = [month for month in months if plan.calendar.window(month).end < day]
    return closed[-1] if closed else months[0]
