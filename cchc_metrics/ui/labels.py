"""Labels of departments' own sheets that are remembered: who confirmed them, and forgetting one."""

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.plan.model import Department
from cchc_metrics.ui.acting import act
from cchc_metrics.ui.drawing import table
from cchc_metrics.workbooks.foreign.answers import LEFT_OUT
from cchc_metrics.workflow.labels import forget_label, meaning_words, remembered_labels
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.reasons import LONGEST


def pick_department(office: Office, visitor: Visitor) -> Department | None:
    """One of those that the visitor may send for; None where there is none."""
    own = [d for d in office.plan.reporting_departments if visitor.may_submit_for(d.code)]
    if not own:
        return None
    chosen: Department = st.selectbox(
        "Đơn vị", own, format_func=lambda department: department.name, key="ten-cua-don-vi"
    )
    return chosen


def remembered(office: Office, visitor: Visitor, department: str) -> None:
    """The table, and below it a form to forget one."""
    labels = remembered_labels(office, department)
    if not labels:
        st.info(
            "Chưa ghi nhớ tên nào. Khi nộp biểu của đơn vị, tên được xác nhận là chỉ tiêu nào thì"
            " được ghi nhớ ở đây, lần sau không hỏi lại.",
            icon=":material/label:",
        )
        return
    names = {**meaning_words(office.plan), LEFT_OUT: "Không phải chỉ tiêu, không lấy"}
    rows = [
        (
            each.label,
            names.get(each.meaning, each.meaning),
            each.done_by,
            words.moment(each.done_at),
        )
        for each in labels
    ]
    table(("Tên trong biểu", "Được hiểu là", "Người xác nhận", "Thời điểm"), rows)
    st.header("Bỏ ghi nhớ", anchor=False)
    with st.form("bo-ghi-nho"):
        known = {each.folded: each for each in labels}
        chosen = st.selectbox(
            "Tên trong biểu", known, format_func=lambda folded: known[folded].label
        )
        reason = st.text_input("Lý do (bắt buộc)", max_chars=LONGEST)
        if not st.form_submit_button("Bỏ ghi nhớ tên này", icon=":material/label_off:"):
            return
    act(
        f"Đã bỏ ghi nhớ tên “{known[chosen].label}”; lần nộp sau hệ thống sẽ hỏi lại.",
        lambda: forget_label(office, visitor, known[chosen], reason, office.now()),
    )
