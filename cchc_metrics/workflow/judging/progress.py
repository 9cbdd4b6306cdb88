"""Tasks of section III and milestones of section II: state, day and evidence, as reported.

The lead department says how its items stand; the coordinator sets the day by which they are due.
"""

from dataclasses import dataclass
from datetime import date, datetime

from cchc_metrics import words
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.plan.model import Milestone, Task
from cchc_metrics.plan.progress import LONGEST_DOCUMENT, LONGEST_EVIDENCE, ProgressState
from cchc_metrics.store.progress import (
    NewProgress,
    ProgressReport,
    progress_history,
    report_progress,
)
from cchc_metrics.words import VIETNAM
from cchc_metrics.workflow.judging.in_force import latest_reports, plan_in_force
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require, require_answer
from cchc_metrics.workflow.reasons import NotDone, stated, tidied


@dataclass(frozen=True)
class ItemProgress:
    """A task or milestone as it stands; `report` is what says so, None while nobody has reported.

    `latest` is the version of the latest report, whether or not it stands, to write over.
    """

    item: Task | Milestone
    state: ProgressState
    due_on: date | None
    done_on: date | None
    evidence: str
    document: str
    report: ProgressReport | None
    latest: int

    def is_overdue(self, today: date) -> bool:
        """Not done, and its day has passed."""
        is_late = self.due_on is not None and self.due_on < today
        return is_late and self.state is not ProgressState.DONE


@dataclass(frozen=True)
class Progress:
    """What is said of a task or milestone. `done_on` only of what is done."""

    state: ProgressState
    due_on: date | None
    done_on: date | None
    evidence: str
    document: str


def tasks_in_force(office: Office) -> list[ItemProgress]:
    """The tasks of section III in the plan's order."""
    return _standing(office, plan_in_force(office).tasks)


def milestones_in_force(office: Office) -> list[ItemProgress]:
    """The milestones of section II in the plan's order."""
    return _standing(office, plan_in_force(office).milestones)


def item_history(office: Office, code: str) -> list[ProgressReport]:
    """Every report on a task or milestone, the latest first."""
    history = progress_history(office.engine, office.commune, office.plan.code)
    return [report for report in history if report.item == code][::-1]


def report(
    office: Office, visitor: Visitor, code: str, seen: int, said: Progress, at: datetime
) -> None:
    """Say how a task or milestone stands; `seen` is the version that stood on the page.

    Raise NotAllowed for who does not answer for the lead department, or sets a day without being
    coordinator; NotDone for what is done without day or evidence; StoreError where somebody has
    reported meanwhile.
    """
    now = _current(office, code)
    require_answer(visitor, now.item.lead)
    if said.due_on != now.due_on:
        require(visitor, Permission.SET_TARGETS)
    checked = checked_progress(said, at.astimezone(VIETNAM).date())
    if checked == Progress(now.state, now.due_on, now.done_on, now.evidence, now.document):
        raise NotDone("Nội dung không khác bản đang lưu; chưa có gì thay đổi.")
    new = NewProgress(code, now.item.lead, **vars(checked), seen=seen)
    report_progress(office.engine, office.commune, office.plan.code, new, visitor.signature, at)


def checked_progress(said: Progress, today: date) -> Progress:
    """As it is kept; raise NotDone for what is done without day or evidence."""
    evidence = tidied(said.evidence, "minh chứng", LONGEST_EVIDENCE)
    document = tidied(said.document, "số, ký hiệu văn bản", LONGEST_DOCUMENT)
    if said.state is not ProgressState.DONE:
        return Progress(said.state, said.due_on, None, evidence, document)
    if said.done_on is None:
        raise NotDone("Chưa ghi ngày hoàn thành; chưa có gì thay đổi.")
    if said.done_on > today:
        raise NotDone(
            f"Ngày hoàn thành {words.day(said.done_on)} sau hôm nay; chưa có gì thay đổi."
        )
    if not document:
        evidence = stated(evidence, "minh chứng hoặc văn bản", LONGEST_EVIDENCE)
    return Progress(said.state, said.due_on, said.done_on, evidence, document)


def _standing(
    office: Office, items: tuple[Task, ...] | tuple[Milestone, ...]
) -> list[ItemProgress]:
    standing = latest_reports(office)
    latest = {
        report.item: report.version
        for report in progress_history(office.engine, office.commune, office.plan.code)
    }
    return [_item(each, standing.get(each.code), latest.get(each.code, 0)) for each in items]


def _item(item: Task | Milestone, report: ProgressReport | None, latest: int) -> ItemProgress:
    if report is not None:
        return ItemProgress(
            item,
            report.state,
            report.due_on,
            report.done_on,
            report.evidence,
            report.document,
            report,
            latest,
        )
    done_on, evidence = (item.done_on, item.evidence) if isinstance(item, Milestone) else (None, "")
    state = ProgressState.NOT_STARTED if done_on is None else ProgressState.DONE
    return ItemProgress(item, state, item.due_on, done_on, evidence, "", None, latest)


def _current(office: Office, code: str) -> ItemProgress:
    plan = office.plan
    for each in (*tasks_in_force(office), *milestones_in_force(office)):
        if each.item.code == code:
            return each
    raise NotDone(f"Kế hoạch {plan.code} không có nhiệm vụ “{code}”. Chưa có gì thay đổi.")
