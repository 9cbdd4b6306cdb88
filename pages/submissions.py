"""Tình hình nộp: department × month, on time, late or missing."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.charts.submissions import submission_matrix
from cchc_metrics.ui import cached, closing, history, overview, session
from cchc_metrics.ui.acting import announcement
from cchc_metrics.ui.drawing import chart, on_phone
from cchc_metrics.ui.frame import chosen
from cchc_metrics.ui.session import require
from cchc_metrics.words import day

visitor = require(Permission.VIEW)

office = session.office()
plan = office.plan
frame = cached.submissions()
locked = tuple(month.month for month in cached.closed(plan.calendar.months).months)

st.title("Tình hình nộp số liệu", anchor=False)
st.caption(
    f"Năm {plan.calendar.year}, tính đến ngày {day(office.today())}. Hạn gửi: ngày"
    f" {plan.calendar.due_day} sau khi kỳ kết thúc; trùng ngày nghỉ thì lùi sang ngày làm việc"
    " kế tiếp. Đúng hạn tính theo lần nộp đầu tiên của kỳ."
)
announcement()
overview.who_has_not_sent(plan, frame)
may_trace = visitor.may(Permission.TRACE)
by_name = cached.made(history.addresses, plan, chosen()) if may_trace else ()
narrow = on_phone()
chart(
    cached.figure(submission_matrix, frame, plan.reporting_departments, locked, by_name, narrow),
    "submissions-narrow" if narrow else "submissions",
    "Tình hình nộp của từng đơn vị theo tháng",
)
overview.submission_counts(plan, frame)
closing.late_figures(office, visitor)
if visitor.may(Permission.LOCK):
    closing.forms(office, visitor)
closing.lock_history(office, visitor)
