"""Reports of the plan's year: what one says today, over its own period, beside the one before."""

from datetime import date, datetime

from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import MONTHS_A_YEAR, ReportingMonth, ReportPeriod, scope
from cchc_metrics.reports.content import Beside, compose
from cchc_metrics.reports.said import OpenTask, Report
from cchc_metrics.workflow import board
from cchc_metrics.workflow.office import Office, last_closed_month

# Each with the report before it, which it is compared with.
BEFORE = {
    ReportPeriod.Q1: None,
    ReportPeriod.H1: ReportPeriod.Q1,
    ReportPeriod.Q3: ReportPeriod.H1,
    ReportPeriod.YEAR: ReportPeriod.Q3,
}


def report(office: Office, period: ReportPeriod, today: date, made_at: datetime) -> Report:
    """What the report of a period says, as the record stands now."""
    before = BEFORE[period]
    as_of = known_month(office.plan, period, today)
    scored = board.scorecard(office, period, as_of, today)
    was = None
    if before is not None and not scored.scope.is_empty:
        was = board.scorecard(office, before, last_month(office.plan, before), today)
    beside = Beside(
        submissions=board.submissions(office, today), before=was, tasks=open_tasks(office.plan)
    )
    return compose(scored, made_at, beside, office.is_demonstration)


def known_month(plan: Plan, period: ReportPeriod, today: date) -> ReportingMonth:
    """The month up to which a report speaks: its last one, or the latest that is over by now."""
    return min(last_month(plan, period), last_closed_month(plan, today))


def last_month(plan: Plan, period: ReportPeriod) -> ReportingMonth:
    year = plan.calendar.year
    return ReportingMonth(year, scope(period, ReportingMonth(year, MONTHS_A_YEAR)).last)


def open_tasks(plan: Plan) -> tuple[OpenTask, ...]:
    """The plan's tasks, each by its first sentence."""
    names = {department.code: department.name for department in plan.departments}
    return tuple(
        OpenTask(task.code, _first_sentence(task.wording), names[task.lead], task.due_on, "")
        for task in plan.tasks
    )


def _first_sentence(wording: str) -> str:
    return f"{wording.partition('. ')[0].partition('; ')[0].rstrip('.')}."
