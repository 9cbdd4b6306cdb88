"""What the summary says: its title lines, its warnings and its tables. Writers only write."""

from dataclasses import dataclass
from datetime import datetime

from cchc_metrics import words
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, Scope
from cchc_metrics.reports import tables
from cchc_metrics.reports.cells import Table
from cchc_metrics.scoring.scorecard import Scorecard

SAMPLE_NOTE = "SỐ LIỆU MẪU – chỉ để dùng thử, không phải số liệu của xã"


@dataclass(frozen=True)
class Heading:
    """Lines above every table of a workbook, warnings among them."""

    agency: str
    title: str
    lines: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Summary(Heading):
    """The summary's heading and its tables in the order of the sheets."""

    overview: Table
    areas: Table
    months: Table
    lagging: Table


def summary(scorecard: Scorecard, made_at: datetime, is_demonstration: bool = False) -> Summary:
    plan = scorecard.plan
    warnings = [SAMPLE_NOTE] if is_demonstration else []
    if _is_empty(scorecard):
        warnings.append(tables.NO_FIGURES_NOTE)
    return Summary(
        agency=plan.commune.agency,
        title=f"TỔNG HỢP TIẾN ĐỘ CẢI CÁCH HÀNH CHÍNH NĂM {scorecard.scope.year}",
        lines=(
            f"Kỳ báo cáo: {period_in_words(plan, scorecard.scope)}",
            _overall(scorecard),
            f"Kế hoạch: {plan.title} (phiên bản {plan.version}). Lập lúc {words.moment(made_at)}.",
        ),
        warnings=tuple(warnings),
        overview=tables.overview(scorecard),
        areas=tables.areas(scorecard),
        months=tables.months(scorecard),
        lagging=tables.lagging(scorecard),
    )


def period_in_words(plan: Plan, scope: Scope) -> str:
    """`Quý I năm 2026, số liệu từ 15/12/2025 – 14/3/2026, tính đến tháng 3/2026`."""
    as_of = ReportingMonth(scope.year, scope.as_of).label
    if scope.period is ReportPeriod.MONTH:
        name = as_of
    elif scope.period is ReportPeriod.YEAR:
        name = f"Năm {scope.year}"
    else:
        name = f"{scope.period.label} năm {scope.year}"
    if scope.is_empty:
        return f"{name}, {tables.NOT_BEGUN}, tính đến {as_of}"
    window = plan.calendar.scope_window(scope)
    return f"{name}, số liệu từ {words.days(window.start, window.end)}, tính đến {as_of}"


def _overall(scorecard: Scorecard) -> str:
    overall = scorecard.overall
    coverage = f"{overall.covered}/{overall.total} chỉ tiêu"
    if overall.progress is None:
        return f"Tiến độ chung: {words.NOT_JUDGED} ({coverage})"
    return f"Tiến độ chung: {words.percent(overall.progress)}, tính trên {coverage}"


def _is_empty(scorecard: Scorecard) -> bool:
    """Whether departments sent nothing for the period; the on-time rate counts itself."""
    typed = [i.code for i in scorecard.plan.indicators if i.is_reported]
    rows = scorecard.rows[scorecard.rows["indicator"].isin(typed)]
    return not bool(rows["months_reported"].sum())
