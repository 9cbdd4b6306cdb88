"""Decides once what a report says; the writers of .docx, .xlsx, .pptx and .csv say how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

import pandas as pd

from cchc_metrics import words
from cchc_metrics.plan.model import Kind, Plan
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, Scope
from cchc_metrics.reports import sentences as say
from cchc_metrics.reports.results import NOT_BEGUN, results
from cchc_metrics.reports.said import (
    Action,
    AreaPart,
    Before,
    Change,
    Explanation,
    LaggingPart,
    OpenTask,
    Report,
    Result,
    Sending,
    Sentence,
)
from cchc_metrics.scoring.progress import Progress
from cchc_metrics.scoring.reading import each, known
from cchc_metrics.scoring.receipts import SubmissionState
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.status import Status

SAMPLE_NOTE = "SỐ LIỆU MẪU – chỉ để dùng thử, không phải số liệu của xã"


@dataclass(frozen=True)
class Beside:
    """What stands beside the figures: who sent them (`submission_states`), the report before, why
    indicators lag, what is done about it, and tasks of the plan that are open.
    """

    submissions: pd.DataFrame | None = None
    before: Scorecard | None = None
    explanations: Sequence[Explanation] = ()
    actions: Sequence[Action] = ()
    tasks: Sequence[OpenTask] = ()


def compose(
    scorecard: Scorecard,
    made_at: datetime,
    beside: Beside | None = None,
    is_demonstration: bool = False,
) -> Report:
    """All that a report over the scorecard's period says."""
    beside, plan, scope = beside or Beside(), scorecard.plan, scorecard.scope
    name, is_empty = period_name(scope), _is_empty(scorecard)
    found = results(scorecard)
    flat = [result for of_area in found.values() for result in of_area]
    lagging = sorted((result for result in flat if result.lagging), key=lambda r: r.order)
    before, sendings = (
        _before(beside.before, flat),
        _sendings(plan, scope, beside.submissions),
    )
    warnings = [*([SAMPLE_NOTE] if is_demonstration else [])]
    return Report(
        agency=plan.commune.agency,
        title=f"TỔNG HỢP TIẾN ĐỘ CẢI CÁCH HÀNH CHÍNH NĂM {scope.year}",
        lines=(
            f"Kỳ báo cáo: {period_in_words(plan, scope)}",
            say.overall(scorecard.overall),
            f"Kế hoạch: {plan.title} (phiên bản {plan.version}). Lập lúc {words.moment(made_at)}.",
        ),
        warnings=tuple(warnings + [say.NO_FIGURES_NOTE] * is_empty),
        subject=f"Kết quả thực hiện công tác cải cách hành chính {name}",
        parent_agency=plan.commune.parent_agency,
        commune=plan.commune.name,
        province=plan.commune.province,
        focal=next((d.name for d in plan.departments if d.is_focal), ""),
        plan_title=plan.title,
        year=scope.year,
        period=scope.period,
        as_of=scope.as_of,
        period_name=name,
        days=days(plan, scope),
        made_at=made_at,
        is_empty=is_empty,
        is_sample=is_demonstration,
        overall=scorecard.overall,
        opening=_opening(plan, scope, scorecard, flat, is_empty),
        areas=_areas(scorecard, found, before),
        lagging_opening=Sentence("lagging", say.lagging_opening(len(lagging), len(flat))),
        lagging=tuple(_lagging(result, beside) for result in lagging),
        late=tuple(say.late_sentences(sendings)),
        sendings=sendings,
        before=before,
        tasks=tuple(say.focus_sentences(lagging, beside.tasks, plan.title)),
        closing=Sentence("closing", _closing(plan, name)),
    )


def period_name(scope: Scope) -> str:
    """`Quý I năm 2026`, `6 tháng đầu năm 2026`, `năm 2026`, `tháng 3/2026`."""
    match scope.period:
        case ReportPeriod.MONTH:
            return ReportingMonth(scope.year, scope.as_of).label
        case ReportPeriod.YEAR:
            return f"năm {scope.year}"
        case ReportPeriod.H1:
            return f"{scope.period.label} đầu năm {scope.year}"
    return f"{scope.period.label} năm {scope.year}"


def period_in_words(plan: Plan, scope: Scope) -> str:
    """`Quý I năm 2026, số liệu từ 15/12/2025 – 14/3/2026, tính đến tháng 3/2026`."""
    name = period_name(scope)
    known_until = f"tính đến {ReportingMonth(scope.year, scope.as_of).label}"
    if scope.is_empty:
        return f"{name}, {NOT_BEGUN}, {known_until}"
    window = plan.calendar.scope_window(scope)
    return f"{name}, số liệu từ {words.days(window.start, window.end)}, {known_until}"


def days(plan: Plan, scope: Scope) -> str:
    """`từ ngày 15/12/2025 đến ngày 14/3/2026`; that it has not begun, where it has not."""
    if scope.is_empty:
        return NOT_BEGUN
    window = plan.calendar.scope_window(scope)
    return f"từ ngày {words.day(window.start)} đến ngày {words.day(window.end)}"


def _opening(
    plan: Plan, scope: Scope, scorecard: Scorecard, flat: Sequence[Result], is_empty: bool
) -> tuple[Sentence, ...]:
    agency, data = plan.commune.agency, f"số liệu {days(plan, scope)}"
    if scope.is_empty:
        data = NOT_BEGUN
    first = (
        f"Thực hiện {plan.title}, {agency} báo cáo kết quả thực hiện công tác cải cách hành chính"
        f" {period_name(scope)} ({data}) như sau:"
    )
    summed = f"{say.overall(scorecard.overall)}. {say.counts(flat)}"
    return (
        Sentence("opening", first),
        Sentence("overall", say.NO_FIGURES_NOTE if is_empty else summed),
    )


def _areas(
    scorecard: Scorecard, found: dict[str, tuple[Result, ...]], before: Before | None
) -> tuple[AreaPart, ...]:
    return tuple(_area(row, found[row.area], before) for row in each(scorecard.areas))


def _area(row: Any, of_area: tuple[Result, ...], before: Before | None) -> AreaPart:
    progress = Progress(known(row.progress), known(row.covered), known(row.total))
    lagging = known(row.lagging)
    head = Sentence(f"area/{row.area}", say.of_area(progress, lagging))
    sentences = (head, *(_result_sentence(result, before) for result in of_area))
    return AreaPart(row.area, known(row.number), row.name, progress, lagging, sentences, of_area)


def _result_sentence(result: Result, before: Before | None) -> Sentence:
    name = before.period_name if before else ""
    text = say.result_sentence(result, say.before_of(before, result.code), name)
    return Sentence(f"result/{result.code}", text)


def _lagging(result: Result, beside: Beside) -> LaggingPart:
    explanations = tuple(e for e in beside.explanations if e.indicator == result.code)
    actions = tuple(a for a in beside.actions if a.indicator == result.code)
    return LaggingPart(
        result.code,
        result.name,
        Sentence(f"lagging/{result.code}", say.arithmetic(result)),
        say.cause_sentences(result.code, result.lead, explanations),
        say.measure_sentences(result.code, actions),
        explanations,
        actions,
    )


def _before(scorecard: Scorecard | None, flat: Sequence[Result]) -> Before | None:
    """The same indicators in the report before; milestones have no value to compare."""
    if scorecard is None:
        return None
    was = {row.indicator: row for row in each(scorecard.rows)}
    changes = tuple(_change(result, was[result.code]) for result in flat if result.code in was)
    return Before(period_name(scorecard.scope), changes)


def _change(result: Result, was: Any) -> Change:
    numerator, denominator = known(was.numerator), known(was.denominator)
    points = None
    if result.kind != Kind.COUNT and result.numerator is not None and numerator is not None:
        points = _points(result.numerator, result.denominator, numerator, denominator)
    return Change(result.code, numerator, denominator, known(was.value), Status(was.status), points)


def _points(now: int, now_of: int | None, then: int, then_of: int | None) -> float | None:
    """The difference of two rates, from whole numbers; None where one of them is no rate."""
    if not now_of or not then_of:
        return None
    return float(Fraction(now, now_of) - Fraction(then, then_of))


def _sendings(plan: Plan, scope: Scope, frame: pd.DataFrame | None) -> tuple[Sending, ...]:
    """Each department's sheets of the period's months that are due."""
    if frame is None:
        return ()
    within = frame[frame["month"].between(scope.first, scope.last)]
    return tuple(
        _sending(department.code, department.name, within[within["department"] == department.code])
        for department in plan.reporting_departments
    )


def _sending(code: str, name: str, of_department: pd.DataFrame) -> Sending:
    def months(state: SubmissionState) -> tuple[int, ...]:
        return tuple(of_department.loc[of_department["state"] == state, "month"].tolist())

    on_time, late = months(SubmissionState.ON_TIME), months(SubmissionState.LATE)
    missing = months(SubmissionState.MISSING)
    due = len(on_time) + len(late) + len(missing)
    return Sending(code, name, due, len(on_time), late, missing)


def _closing(plan: Plan, name: str) -> str:
    return (
        f"Trên đây là báo cáo kết quả thực hiện công tác cải cách hành chính {name} của"
        f" {plan.commune.agency}./."
    )


def _is_empty(scorecard: Scorecard) -> bool:
    """Whether departments sent nothing for the period; the on-time rate counts itself."""
    typed = [i.code for i in scorecard.plan.indicators if i.is_reported]
    rows = scorecard.rows[scorecard.rows["indicator"].isin(typed)]
    return not bool(rows["months_reported"].sum())
