"""The plan and its record, opened together: what every other step of the workflow needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from cchc_metrics.access.oidc_settings import WrongProvider, provider_from
from cchc_metrics.plan.loading import load_plan, plan_path
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.database import Record, database_url, open_database
from cchc_metrics.store.engines import is_in_place
from cchc_metrics.store.record import is_demonstration, record_version, sync_departments
from cchc_metrics.words import VIETNAM

TODAY_VARIABLE = "CCHC_TODAY"


class WrongSetting(Exception):
    """A variable that cannot be read, a port that is taken; the text is for the reader."""


@dataclass(frozen=True)
class Office:
    """A plan with the record that its figures are kept in.

    `pretended_day` stands in for the real day in demonstrations, trainings and tests.
    """

    plan: Plan
    engine: Record
    pretended_day: date | None = None

    @property
    def commune(self) -> str:
        return self.plan.commune.code

    def now(self) -> datetime:
        """The moment in UTC."""
        moment = datetime.now(UTC)
        if self.pretended_day is None:
            return moment
        clock: time = moment.astimezone(VIETNAM).timetz()
        return datetime.combine(self.pretended_day, clock).astimezone(UTC)

    @staticmethod
    def real_now() -> datetime:
        """The moment on the clock on the wall: sessions and locks run out by it."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day in Vietnam."""
        return self.now().astimezone(VIETNAM).date()

    @property
    def record_version(self) -> int:
        """Grows with every act on figures: what was computed at it holds while it stays."""
        return record_version(self.engine, self.commune)

    @property
    def is_healthy(self) -> bool:
        """Whether the record answers, also to those who open it anew."""
        return self.record_version >= 0 and is_in_place(self.engine)

    @property
    def is_demonstration(self) -> bool:
        return is_demonstration(self.engine, self.commune)


def open_office(environment: Mapping[str, str]) -> Office:
    """Load the plan and open the record that `CCHC_PLAN` and `CCHC_DATABASE_URL` name.

    Raise PlanProblems, StoreError or WrongSetting, whose texts are for the reader.
    """
    pretended_day = _pretended_day(environment)
    _check_provider(environment)
    plan = load_plan(plan_path(environment))
    engine = open_database(database_url(environment))
    sync_departments(engine, plan)
    return Office(plan, engine, pretended_day)


def _check_provider(environment: Mapping[str, str]) -> None:
    try:
        provider_from(environment)
    except WrongProvider as problem:
        raise WrongSetting(str(problem)) from None


def _pretended_day(environment: Mapping[str, str]) -> date | None:
    text = environment.get(TODAY_VARIABLE, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongSetting(
            f"Biến {TODAY_VARIABLE} đang là “{text}”, phải là ngày dạng 2026-10-25."
        ) from None


def begun_months(plan: Plan, day: date) -> tuple[ReportingMonth, ...]:
    """The plan's reporting months that have begun by a day; its first one at least."""
    months = plan.calendar.months
    return tuple(m for m in months if plan.calendar.window(m).start <= day) or months[:1]


def last_closed_month(plan: Plan, day: date) -> ReportingMonth:
    """The latest reporting month whose days are over: the one departments now report."""
    months = plan.calendar.months
    closed = [month for month in months if plan.calendar.window(month).end < day]
    return closed[-1] if closed else months[0]
