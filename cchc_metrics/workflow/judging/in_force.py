"""The plan that scoring sees: the plan file, with what the record holds since. The one place."""

from collections.abc import Iterable
from dataclasses import replace

from cchc_metrics import words
from cchc_metrics.plan.model import Indicator, Milestone, Plan, Target, TargetRule, Task
from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.store.progress import ProgressReport, progress_history
from cchc_metrics.store.targets import TargetDocument, TargetEntry, target_history
from cchc_metrics.workflow.office import Office


def plan_in_force(office: Office) -> Plan:
    """The plan with the targets that were entered and not taken back, and the latest reports.

    What the file gives stays where the record says nothing; an entered target takes the place of
    the file's where both hold from the same day.
    """
    plan = office.plan
    entered = target_history(office.engine, office.commune, plan.code)
    reports = latest_reports(office)
    return replace(
        plan,
        indicators=tuple(_with_targets(each, entered) for each in plan.indicators),
        milestones=tuple(_as_reported(each, reports.get(each.code)) for each in plan.milestones),
        tasks=tuple(_with_day(each, reports.get(each.code)) for each in plan.tasks),
    )


def latest_reports(office: Office) -> dict[str, ProgressReport]:
    """Of every task and milestone that was reported on, the latest report that stands."""
    history = progress_history(office.engine, office.commune, office.plan.code)
    return {report.item: report for report in history if report.is_standing}


def document_words(document: TargetDocument) -> str:
    """`Quyết định số 12/QĐ-UBND ngày 10/6/2026 của UBND tỉnh Lai Châu`."""
    return f"{document.number} ngày {words.day(document.signed_on)} của {document.agency}"


def as_target(entry: TargetEntry) -> Target:
    """An entered target as the plan's own are."""
    return Target(
        rule=TargetRule.FIXED,
        value=entry.value,
        strict=entry.is_strict,
        holds_from=entry.holds_from,
        document=document_words(entry.document),
    )


def _with_targets(indicator: Indicator, entered: Iterable[TargetEntry]) -> Indicator:
    by_day = {target.holds_from: target for target in indicator.targets}
    for entry in entered:
        if entry.indicator == indicator.code and entry.taken_back is None:
            by_day[entry.holds_from] = as_target(entry)
    return replace(indicator, targets=tuple(by_day[day] for day in sorted(by_day)))


def _as_reported(milestone: Milestone, report: ProgressReport | None) -> Milestone:
    if report is None:
        return milestone
    return replace(
        milestone,
        due_on=report.due_on,
        done_on=report.done_on if report.state is ProgressState.DONE else None,
        evidence="; ".join(text for text in (report.document, report.evidence) if text),
    )


def _with_day(task: Task, report: ProgressReport | None) -> Task:
    return task if report is None else replace(task, due_on=report.due_on)
