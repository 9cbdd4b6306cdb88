"""Nguồn số liệu: an indicator's figures of the year so far, each with file, cells and sender."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import session, sources
from cchc_metrics.ui.drawing import plain
from cchc_metrics.ui.frame import heading
from cchc_metrics.ui.session import require

visitor = require(Permission.VIEW)

office = session.office()
_, as_of = heading("Nguồn số liệu")
sources.back_to_meeting()
st.caption(f"Số liệu từng tháng, từ đầu năm đến {as_of.label}, tháng mới nhất trước.")
first, second, third = st.columns([5, 3, 2])
with first:
    indicator = sources.pick_indicator(office.plan)
if indicator.is_reported:
    st.caption(
        plain(f"Tử số: {indicator.numerator}. Mẫu số: {indicator.denominator or 'không có'}.")
    )
    with second:
        department = sources.pick_department(office.plan)
    with third:
        month = sources.pick_month(as_of)
    sources.figures(office, visitor, indicator, as_of, department, month)
else:
    st.caption("Hệ thống tự tính từ lần nộp đầu tiên chưa bị rút của mỗi kỳ.")
    sources.receipts(office, visitor, as_of)
