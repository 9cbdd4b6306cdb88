"""Explanation: at a month's close the lead department of what lags is asked for cause and action.

A month is closed once the day has passed by which its sheets were due. What lags then is asked for
by the year so far, the same for everybody, whatever report is looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from cchc_metrics.access.roles import Visitor
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod
from cchc_metrics.scoring.reading import each
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.status import Status
from cchc_metrics.store import explanations
from cchc_metrics.store.actions import NewAction
from cchc_metrics.store.explanations import Explanation, NewExplanation, explanation_history
from cchc_metrics.words import VIETNAM
from cchc_metrics.workflow.board import scorecard
from cchc_metrics.workflow.judging.aims import leads_of
from cchc_metrics.workflow.judging.following import followed_actions, planned
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require_answer
from cchc_metrics.workflow.reasons import NotDone, stated

LONGEST_CAUSE = 1500


@dataclass(frozen=True)
class Question:
    """What a lead department is asked: why `code` lags at the close of `month`.

    `code` is an indicator's or a milestone's, `reason` the sentence with its arithmetic. `before`
    is the latest explanation of an earlier month, `has_open_action` whether one is on its way.
    """

    code: str
    name: str
    month: ReportingMonth
    department: str
    status: Status
    reason: str
    before: Explanation | None
    has_open_action: bool


@dataclass(frozen=True)
class Announced:
    """The action that an explanation announces: what is done, by whom, until when."""

    what: str
    person: str
    due_on: date


@dataclass(frozen=True)
class Answer:
    """What a department answers; `seen` is the version of the cause that stood on the page."""

    code: str
    month: ReportingMonth
    cause: str
    action: Announced | None
    seen: int = 0


def closed_month(plan: Plan, today: date) -> ReportingMonth | None:
    """The latest month whose sheets were due before today; None before the first."""
    due = [month for month in plan.calendar.months if plan.calendar.due_on(month) < today]
    return due[-1] if due else None


def open_questions(office: Office, at_close: Scorecard) -> list[Question]:
    """What lags in `at_close`, the year judged for the last month that is closed, and is not
    explained yet; worst first.
    """
    month = ReportingMonth(at_close.scope.year, at_close.scope.as_of)
    history = all_explanations(office)
    answered = {entry.indicator for entry in history if entry.month == month}
    before = {entry.indicator: entry for entry in history if entry.month < month}
    leads = leads_of(at_close.plan)
    acting = {action.now.indicator for action in followed_actions(office) if action.is_open}
    return [
        Question(
            row.indicator,
            row.name,
            month,
            leads[row.indicator],
            Status(row.status),
            row.reason,
            before.get(row.indicator),
            row.indicator in acting,
        )
        for row in each(at_close.lagging)
        if row.indicator not in answered
    ]


def explain(office: Office, visitor: Visitor, answer: Answer, at: datetime) -> None:
    """Write the cause, and with it the action that is announced: both or neither.

    Raise NotAllowed for who does not answer for the lead department; NotDone where the indicator
    does not lag, the cause is missing, or no action is on its way; StoreError where somebody has
    written another version meanwhile.
    """
    department = _lead(office.plan, answer.code)
    require_answer(visitor, department)
    today = at.astimezone(VIETNAM).date()
    _require_lagging(office, answer, today)
    cause = stated(answer.cause, "nguyên nhân", LONGEST_CAUSE)
    _keep(office, visitor, answer, cause, _action(office, answer, department, today), at)


def correct_cause(office: Office, visitor: Visitor, answer: Answer, at: datetime) -> None:
    """Write a further version of a cause, whether or not the indicator still lags.

    Raise NotAllowed as `explain` does; NotDone where nothing was explained yet, or nothing is new;
    StoreError where somebody has written another version meanwhile.
    """
    require_answer(visitor, _lead(office.plan, answer.code))
    cause = stated(answer.cause, "nguyên nhân", LONGEST_CAUSE)
    before = latest_explanation(all_explanations(office), answer.code, (answer.month,))
    if before is None:
        raise NotDone("Chưa có giải trình này để sửa; chưa có gì thay đổi.")
    if before.cause == cause:
        raise NotDone("Nội dung không khác bản đang lưu; chưa có gì thay đổi.")
    _keep(office, visitor, answer, cause, None, at)


def latest_versions(history: Iterable[Explanation]) -> list[Explanation]:
    """Of a history as `all_explanations` gives it, the last version of each month's."""
    return list({(entry.month, entry.indicator): entry for entry in history}.values())


def all_explanations(office: Office) -> list[Explanation]:
    """Every version of every explanation of the plan, by month, the earlier versions first."""
    return explanation_history(office.engine, office.commune, office.plan.code)


def latest_explanation(
    history: Iterable[Explanation], code: str, months: Iterable[ReportingMonth]
) -> Explanation | None:
    """The latest version of the latest of these months in which an indicator was explained."""
    among = set(months)
    found = [entry for entry in history if entry.indicator == code and entry.month in among]
    return max(found, key=lambda entry: (entry.month, entry.version), default=None)


def _lead(plan: Plan, code: str) -> str:
    leads = leads_of(plan)
    if code not in leads:
        raise NotDone(f"Kế hoạch không có chỉ tiêu “{code}”. Chưa có gì thay đổi.")
    return leads[code]


def _keep(
    office: Office,
    visitor: Visitor,
    answer: Answer,
    cause: str,
    action: NewAction | None,
    at: datetime,
) -> None:
    department = _lead(office.plan, answer.code)
    new = NewExplanation(answer.code, answer.month, department, cause, answer.seen)
    explanations.explain(
        office.engine, office.commune, office.plan.code, new, action, visitor.signature, at
    )


def _require_lagging(office: Office, answer: Answer, today: date) -> None:
    last = closed_month(office.plan, today)
    if last is None or answer.month > last:
        raise NotDone(
            f"{answer.month.label.capitalize()} chưa hết hạn gửi số liệu nên chưa giải trình được."
            " Chưa có gì thay đổi."
        )
    lagging = scorecard(office, ReportPeriod.YEAR, answer.month, today).lagging
    if answer.code not in set(lagging["indicator"]):
        raise NotDone(
            f"{answer.code} không chậm đến hết {answer.month.label} nên không phải giải trình."
            " Chưa có gì thay đổi."
        )


def _action(office: Office, answer: Answer, department: str, today: date) -> NewAction | None:
    if answer.action is not None:
        announced = answer.action
        return planned(
            NewAction(
                answer.code,
                answer.month,
                department,
                announced.what,
                announced.person,
                announced.due_on,
            ),
            today,
        )
    planned_before = [a for a in followed_actions(office) if a.now.indicator == answer.code]
    if not any(action.is_open for action in planned_before):
        raise NotDone(
            "Chưa có biện pháp nào đang thực hiện cho chỉ tiêu này. Ghi biện pháp, người phụ trách"
            " và hạn rồi làm lại; chưa có gì thay đổi."
        )
    return None
