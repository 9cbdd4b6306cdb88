"""Tên đã ghi nhớ: what labels of a department's own sheets mean, confirmed by whom, forgotten."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import labels, session
from cchc_metrics.ui.acting import announcement
from cchc_metrics.ui.session import require

visitor = require(Permission.SUBMIT_OWN)

office = session.office()

st.title("Tên đã ghi nhớ", anchor=False)
st.caption(
    "Tên chỉ tiêu trong biểu của đơn vị đã được xác nhận khi nộp. Bỏ ghi nhớ thì lần nộp sau hỏi"
    " lại; số liệu đã nộp không thay đổi."
)
announcement()
department = labels.pick_department(office, visitor)
if department is None:
    st.info("Đơn vị của tài khoản này không phải báo cáo số liệu.", icon=":material/info:")
else:
    labels.remembered(office, visitor, department.code)
