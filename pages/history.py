"""Lần nộp: what a department has sent, its files, what differs, taking back and restoring."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import cached, history, session
from cchc_metrics.ui.acting import announcement
from cchc_metrics.ui.session import require
from cchc_metrics.workflow import uploads

visitor = require(Permission.TRACE)

office = session.office()

st.title("Lần nộp", anchor=False)
st.caption(
    "Mỗi lần lưu số liệu của một kỳ là một lần nộp, được giữ nguyên cùng tệp gốc. Lần mới nhất chưa"
    " bị rút được tính vào kết quả."
)
announcement()
left, right = st.columns(2)
with left:
    department = history.pick_department(office, visitor)
entries = cached.listed(uploads.history, department.code)
with right:
    shown = history.pick_month(office, entries)

if shown:
    history.submission_table(shown)
    st.header("Một lần nộp", anchor=False)
    entry = history.pick_submission(shown, "Chọn lần nộp", "lan-nop")
    history.one_submission(office, entry)
    comparing, turning = st.tabs(("So sánh", "Rút, khôi phục"))
    with comparing:
        history.compared(office, entry, entries)
    with turning:
        if visitor.may_submit_for(department.code):
            history.turning(office, visitor, entry, entries)
        else:
            st.caption("Chỉ cán bộ của đơn vị và đầu mối tổng hợp rút hoặc khôi phục được lần nộp.")
else:
    st.info("Chưa có lần nộp nào như đã chọn.", icon=":material/hourglass_empty:")
