"""What the first page says in words: the numbers on top, who has not sent, where to begin."""

from functools import partial

import pandas as pd
import pyarrow as pa
import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.charts.wording import Links
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.scoring.receipts import SubmissionState
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.status import GOOD
from cchc_metrics.ui import cached
from cchc_metrics.ui.areas import AREA_KEY, area_label
from cchc_metrics.ui.drawing import numbers, plain, show_table, table_of
from cchc_metrics.ui.frame import Chosen, address
from cchc_metrics.workflow import board, exports
from cchc_metrics.workflow.office import Office

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
CSV = "text/csv"


def key_numbers(scorecard: Scorecard, submissions: pd.DataFrame) -> None:
    """Progress with its coverage, good and lagging indicators, sheets that are overdue."""
    numbers(cached.made(_key_numbers, scorecard, submissions))


def _key_numbers(scorecard: Scorecard, submissions: pd.DataFrame) -> dict[str, tuple[str, str]]:
    overall, rows = scorecard.overall, scorecard.rows
    judged = int(rows["target"].notna().sum())
    good = int((rows["status"].isin(GOOD) & rows["target"].notna()).sum())
    due = submissions[submissions["state"] != SubmissionState.NOT_DUE]
    missing = int((due["state"] == SubmissionState.MISSING).sum())
    late = int((due["state"] == SubmissionState.LATE).sum())
    return {
        "Tiến độ chung": (
            words.percent(overall.progress),
            f"tính trên {overall.covered}/{overall.total} chỉ tiêu có số liệu và mức giao",
        ),
        "Đạt hoặc đúng tiến độ": (
            words.number(good),
            f"trong {words.number(judged)} chỉ tiêu có mức giao",
        ),
        "Chỉ tiêu chậm": (
            words.number(len(scorecard.lagging)),
            "cần đẩy nhanh, chậm, đi lùi hoặc quá hạn chưa có số liệu",
        ),
        "Lượt quá hạn đến hôm nay": (
            words.number(missing),
            f"trong {words.number(len(due))} lượt đến hạn; {words.number(late)} lượt trễ hạn",
        ),
    }


def who_has_not_sent(plan: Plan, submissions: pd.DataFrame) -> None:
    """The departments whose sheets are overdue, by name; stale data is the death of a board."""
    said = cached.made(_overdue, plan, submissions)
    if said is None:
        st.info("Chưa kỳ nào đến hạn gửi.", icon=":material/event_upcoming:")
    elif not said:
        st.success("Các đơn vị đã gửi đủ số liệu đến hạn.", icon=":material/check_circle:")
    else:
        st.error(
            f"Quá hạn chưa gửi số liệu, tính đến hôm nay: {'; '.join(said)}.",
            icon=":material/mark_email_unread:",
        )


def _overdue(plan: Plan, submissions: pd.DataFrame) -> list[str] | None:
    """Each department with its overdue months; None before anything is due."""
    if (submissions["state"] == SubmissionState.NOT_DUE).all():
        return None
    missing = submissions[submissions["state"] == SubmissionState.MISSING]
    said = []
    for department in plan.reporting_departments:
        months = missing.loc[missing["department"] == department.code, "month"]
        if not months.empty:
            names = words.joined(str(month) for month in months)
            said.append(f"**{plain(department.name)}** (tháng {names})")
    return said


def what_is_not_counted(plan: Plan, as_of: ReportingMonth) -> None:
    """Figures that departments have sent and the plan does not ask them for any more."""
    found = cached.listed(board.uncounted, as_of)
    if not found:
        return
    names = {department.code: department.short_name for department in plan.departments}
    said = "; ".join(
        f"{names.get(department, department)}: {indicator} ({words.number(months)} tháng)"
        for (department, indicator), months in found.items()
    )
    st.warning(
        "Số liệu đã gửi nhưng không được tính, vì kế hoạch không còn giao đơn vị báo cáo chỉ tiêu:"
        f" {plain(said)}. Đề nghị kiểm tra mục departments của chỉ tiêu trong tệp kế hoạch.",
        icon=":material/rule:",
    )


def area_addresses(plan: Plan, of: Chosen) -> Links:
    """For the chart, whose names lead to the areas: area -> address."""
    return tuple(
        (area.code, address("linh-vuc", of, **{AREA_KEY: area_label(area)})) for area in plan.areas
    )


def downloads(office: Office, visitor: Visitor, scorecard: Scorecard) -> None:
    """The summary as .xlsx and .csv and slides, made only when asked for."""
    workbook, text, presentation = (
        partial(exports.summary_xlsx, office, scorecard),
        partial(exports.summary_text, office, scorecard),
        partial(exports.slides, office, visitor, scorecard),
    )
    files = (
        ("bảng tổng hợp (.xlsx)", exports.summary_name(scorecard, "xlsx"), XLSX, workbook),
        ("bảng tổng hợp (.csv)", exports.summary_name(scorecard, "csv"), CSV, text),
        ("trang trình chiếu (.pptx)", exports.slides_name(scorecard), PPTX, presentation),
    )
    for column, (what, name, kind, make) in zip(st.columns(len(files)), files, strict=True):
        column.download_button(
            f"Tải {what}",
            data=make,
            file_name=name,
            mime=kind,
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )


def submission_counts(plan: Plan, submissions: pd.DataFrame) -> None:
    """Per department: how many sheets were due, sent in time, late, missing."""
    show_table(cached.made(_counts, plan, submissions))


def _counts(plan: Plan, submissions: pd.DataFrame) -> pa.Table:
    rows = []
    for department in plan.reporting_departments:
        states = submissions.loc[submissions["department"] == department.code, "state"]
        on_time, late, missing = (
            int((states == state).sum())
            for state in (SubmissionState.ON_TIME, SubmissionState.LATE, SubmissionState.MISSING)
        )
        due = on_time + late + missing
        counts = (due, on_time, late, missing)
        shown = (words.number(count) for count in counts)
        rows.append((department.name, *shown, words.rate(on_time, due)))
    return table_of(
        ("Đơn vị", "Đến hạn", "Đúng hạn", "Trễ hạn", "Chưa gửi", "Tỷ lệ đúng hạn"), rows
    )
