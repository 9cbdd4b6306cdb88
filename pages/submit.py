"""Nộp số liệu: template, upload, issues at their cells, preview old → new, save, history."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import explaining, session, uploading
from cchc_metrics.ui.history import history
from cchc_metrics.ui.session import require
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow.office import begun_months, last_closed_month

visitor = require(Permission.SUBMIT_OWN)

ONE_MONTH, BY_FILE = "Đúng kỳ đã chọn", "Theo kỳ ghi trong từng tệp (nhiều tháng, mẫu cả năm)"

office = session.office()
plan, today = office.plan, office.today()
departments = [d for d in plan.reporting_departments if visitor.may_submit_for(d.code)]
months = begun_months(plan, today)[::-1]

st.title("Nộp số liệu", anchor=False)
if not departments:
    st.info("Đơn vị của tài khoản này không phải báo cáo số liệu.", icon=":material/info:")
    st.stop()
left, middle, right = st.columns(3)
department = left.selectbox(
    "Đơn vị",
    departments,
    format_func=lambda department: department.name,
    key="don-vi",
    bind="query-params",
)
month = middle.selectbox(
    "Kỳ số liệu",
    months,
    index=months.index(last_closed_month(plan, today)),
    format_func=lambda month: month.label.capitalize(),
    key="ky-nop",
    bind="query-params",
)
right.text_input("Người gửi", value=visitor.display_name, disabled=True)
explaining.notice(office, visitor, department.code)

st.header("1. Tải mẫu", anchor=False)
uploading.templates(office, department.code, month)

st.header("2. Tải tệp số liệu lên", anchor=False)
scope = st.radio("Tệp là số liệu của", (ONE_MONTH, BY_FILE), horizontal=True)
files = uploading.receive_files()
if files:
    st.header("3. Kiểm tra và lưu", anchor=False)
    expected = Expected(department.code, month if scope == ONE_MONTH else None)
    uploading.judge_files(office, files, expected)
    for file in files:
        uploading.show_file(office, file)

st.header("Các lần đã nộp", anchor=False)
history(office, department.code)
