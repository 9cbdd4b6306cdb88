"""What reports of the plan's year say today, over their own period, beside the one before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pandas as pd

from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import MONTHS_A_YEAR, ReportingMonth, ReportPeriod, scope
from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.reports.content import Beside, compose
from cchc_metrics.reports.said import Action, Explanation, OpenTask, Report
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.store import actions as planned
from cchc_metrics.workflow import board
from cchc_metrics.workflow.judging.account import Account, account
from cchc_metrics.workflow.judging.progress import ItemProgress
from cchc_metrics.workflow.office import Office, last_closed_month

# Each with the report before it that it is compared with: the year is cumulative, so not Quý III.
BEFORE = {
    ReportPeriod.Q1: None,
    ReportPeriod.H1: ReportPeriod.Q1,
    ReportPeriod.Q3: ReportPeriod.H1,
    ReportPeriod.YEAR: ReportPeriod.H1,
}


def periodic(office: Office, period: ReportPeriod, today: date, made_at: datetime) -> Report:
    """What the report of a period says, as the record stands now."""
    return composed(office, period, known_month(office.plan, period, today), today, made_at)


def year_so_far(office: Office, today: date, made_at: datetime) -> Report:
    """What letters and briefs speak of: the year until the latest month that is over."""
    as_of = last_closed_month(office.plan, today)
    return composed(office, ReportPeriod.YEAR, as_of, today, made_at)


def composed(
    office: Office, period: ReportPeriod, as_of: ReportingMonth, today: date, made_at: datetime
) -> Report:
    """A period known until a month."""
    return spoken(office, board.scorecard(office, period, as_of, today), made_at)


def spoken(office: Office, scored: Scorecard, made_at: datetime) -> Report:
    """A scored period with the report before it and what people have said about it."""
    before, today, was = BEFORE.get(scored.scope.period), scored.today, None
    if before is not None and not scored.scope.is_empty:
        was = board.scorecard(office, before, last_month(office.plan, before), today)
    beside = _beside(office.plan, account(office, scored), board.submissions(office, today), was)
    return compose(scored, made_at, beside, office.is_demonstration)


def shown_to(office: Office, visitor: Visitor, scored: Scorecard) -> Report:
    """The same for slides; a public board names nobody, so there it is figures alone."""
    if visitor.may(Permission.TRACE):
        return spoken(office, scored, office.now())
    report = compose(scored, office.now(), is_demonstration=office.is_demonstration)
    silent = (replace(part, causes=(), measures=()) for part in report.lagging)
    return replace(report, lagging=tuple(silent))


def _beside(
    plan: Plan, told: Account, submissions: pd.DataFrame, before: Scorecard | None
) -> Beside:
    """What people have said about the period, as reports say it."""
    names = {department.code: department.name for department in plan.departments}
    return Beside(
        submissions=submissions,
        before=before,
        explanations=[
            Explanation(one.code, one.explanation.cause, _named(names, one.explanation.department))
            for one in told.lagging
            if one.explanation is not None
        ],
        actions=[_action(each.now, names) for one in told.lagging for each in one.actions],
        tasks=[
            _open_task(each, names) for each in told.tasks if each.state is not ProgressState.DONE
        ],
    )


def _named(names: Mapping[str, str], department: str) -> str:
    """The code itself of a department that the plan has dropped."""
    return names.get(department, department)


def _action(action: planned.Action, names: Mapping[str, str]) -> Action:
    who = f"{_named(names, action.department)}, {action.person}"
    return Action(action.indicator, action.what, who, action.due_on, action.state.label)


def _open_task(task: ItemProgress, names: Mapping[str, str]) -> OpenTask:
    """A task by its first sentence; that nobody has reported on it is not worth a word."""
    said = task.item.wording.partition(". ")[0].partition("; ")[0].rstrip(".")
    state = task.state.label if task.report else ""
    return OpenTask(task.item.code, f"{said}.", names[task.item.lead], task.due_on, state)


def known_month(plan: Plan, period: ReportPeriod, today: date) -> ReportingMonth:
    """The month up to which a report speaks: its last one, or the latest that is over by now."""
    return min(last_month(plan, period), last_closed_month(plan, today))


def last_month(plan: Plan, period: ReportPeriod) -> ReportingMonth:
    year = plan.calendar.year
    return ReportingMonth(year, scope(period, ReportingMonth(year, MONTHS_A_YEAR)).last)
