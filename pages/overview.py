"""Tổng quan: who has not sent, seven areas, what lags, every indicator month by month."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.charts.areas import area_progress
from cchc_metrics.charts.heat_map import status_heat_map
from cchc_metrics.ui import (
    cached,
    closing,
    explaining,
    guidance,
    lagging,
    overview,
    session,
    sources,
)
from cchc_metrics.ui.drawing import chart, on_phone
from cchc_metrics.ui.frame import heading
from cchc_metrics.ui.session import require

visitor = require(Permission.VIEW)

office = session.office()
shown = heading("Tổng quan")
scorecard = cached.scorecard(*shown)
submissions = cached.submissions()

closing.notice(scorecard.scope.months)
is_empty = submissions["sent_on"].isna().all()
if is_empty:
    guidance.first_steps(visitor)
overview.key_numbers(scorecard, submissions)
overview.who_has_not_sent(office.plan, submissions)
overview.what_is_not_counted(office.plan, shown[1])
explaining.notice(office, visitor)
explaining.late_actions(office, visitor)

left, right = st.columns([5, 4], gap="large")
with left:
    st.header("Tiến độ bảy lĩnh vực", anchor=False)
    links = cached.made(overview.area_addresses, office.plan, shown)
    progress = cached.figure(area_progress, scorecard, links)
    chart(progress, "areas", "Tiến độ và số chỉ tiêu được tính của bảy lĩnh vực")
with right:
    st.header("Chỉ tiêu chậm nhất", anchor=False)
    lagging.worst(scorecard, most=3)

st.header("Từng chỉ tiêu qua các tháng", anchor=False)
st.caption(
    "Trạng thái lũy kế từ đầu năm đến hết mỗi tháng; rê chuột vào ô để xem số liệu,"
    " bấm tên chỉ tiêu để xem nguồn."
)
links = cached.made(sources.addresses, office.plan, shown)
narrow = on_phone()
months = cached.figure(status_heat_map, scorecard, links, narrow)
chart(
    months,
    "heat-map-narrow" if narrow else "heat-map",
    "Trạng thái của từng chỉ tiêu đến hết mỗi tháng",
)

overview.downloads(office, visitor, scorecard)
if not is_empty:
    guidance.folded_steps(visitor)
