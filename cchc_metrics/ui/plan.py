"""The plan in force in words: targets with their documents, tasks, duties, calendar."""

import pyarrow as pa
import streamlit as st

from cchc_metrics import words
from cchc_metrics.plan.model import Area, Indicator, Plan
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, scope
from cchc_metrics.ui import cached
from cchc_metrics.ui.drawing import plain, show_table, table_of

_REPORTS = (ReportPeriod.Q1, ReportPeriod.H1, ReportPeriod.Q3, ReportPeriod.YEAR)
_KINDS = {
    "flow": "cộng dồn các tháng",
    "stock": "số hiện trạng, lấy tháng mới nhất",
    "count": "số đếm, cộng dồn",
    "on_time_reports": "hệ thống tự tính từ các lần nộp",
}


def assumptions(plan: Plan) -> None:
    """What the plan leaves open, said plainly."""
    if plan.assumptions:
        with st.expander("Những điểm kế hoạch chưa nêu, chờ xã xác nhận", icon=":material/help:"):
            st.markdown("\n".join(f"- {plain(text)}" for text in plan.assumptions))


def targets(plan: Plan, area: Area) -> None:
    """The area's indicators with every target, its date and document."""
    given, wordings = cached.made(_targets, plan, area.code)
    if wordings:
        show_table(given)
    for title, details in wordings:
        with st.expander(title):
            st.markdown(details)


def _targets(plan: Plan, area: str) -> tuple[pa.Table, list[tuple[str, str]]]:
    found = [indicator for indicator in plan.indicators if indicator.area == area]
    headings = ("Mã", "Chỉ tiêu", "Mức giao", "Áp dụng từ", "Văn bản giao", "Đơn vị báo cáo")
    given = table_of(headings, [row for each in found for row in _target_rows(plan, each)])
    title = "{} · {}: nguyên văn và cách đếm"
    return given, [(title.format(i.code, plain(i.name)), _details(i)) for i in found]


def _target_rows(plan: Plan, indicator: Indicator) -> list[tuple[str, ...]]:
    reporting = words.joined(plan.department(d).short_name for d in indicator.departments)
    own = (indicator.code, indicator.name)
    if not indicator.targets:
        return [(*own, words.NO_TARGET, words.NOTHING, words.NOTHING, reporting)]
    return [
        (
            *own,
            target.in_words(indicator.kind, indicator.direction),
            words.day(target.holds_from),
            target.document,
            reporting,
        )
        for target in indicator.targets
    ]


def _details(indicator: Indicator) -> str:
    assumed = [indicator.assumption, *(target.assumption for target in indicator.targets)]
    lines = [
        f"*“{plain(indicator.wording)}”* ({plain(indicator.place)})",
        f"**Tử số**: {plain(indicator.numerator)}",
        f"**Mẫu số**: {plain(indicator.denominator)}" if indicator.denominator else "",
        f"**Cách cộng**: {_KINDS[indicator.kind]}",
        f"**Ghi chú**: {plain(indicator.note)}" if indicator.note else "",
        *(f"**Chờ xã xác nhận**: {plain(text)}" for text in assumed if text),
    ]
    return "\n\n".join(line for line in lines if line)


def tasks(plan: Plan) -> None:
    show_table(cached.made(_tasks, plan))


def _tasks(plan: Plan) -> pa.Table:
    rows = [
        (
            task.code,
            plan.area(task.area).name,
            task.wording,
            plan.department(task.lead).name,
            words.day(task.due_on) if task.due_on else "chưa đặt ngày",
        )
        for task in plan.tasks
    ]
    return table_of(("Mã", "Lĩnh vực", "Nhiệm vụ", "Chủ trì", "Hạn"), rows)


def duties(plan: Plan) -> None:
    show_table(cached.made(_duties, plan))


def _duties(plan: Plan) -> pa.Table:
    rows = [
        (
            duty.place,
            duty.wording,
            words.joined(plan.department(code).short_name for code in duty.departments),
        )
        for duty in plan.duties
    ]
    return table_of(("Vị trí", "Trách nhiệm", "Đơn vị"), rows)


def calendar(plan: Plan) -> None:
    """The four reports with the days that they cover."""
    show_table(cached.made(_calendar, plan))


def _calendar(plan: Plan) -> pa.Table:
    last = ReportingMonth(plan.calendar.year, 12)
    rows = []
    for period in _REPORTS:
        judged = scope(period, last)
        window = plan.calendar.scope_window(judged)
        cumulative = "không lũy kế" if period is ReportPeriod.Q3 else "lũy kế từ đầu năm"
        months = f"tháng {judged.first} đến tháng {judged.last}"
        rows.append((period.label, words.days(window.start, window.end), months, cumulative))
    return table_of(("Báo cáo", "Kỳ số liệu", "Tháng báo cáo", "Cách tính"), rows)
