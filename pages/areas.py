"""Lĩnh vực: an area's indicators against target and trajectory, one of them in detail."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.charts.bullets import bullets
from cchc_metrics.charts.departments import department_bars
from cchc_metrics.charts.trend import indicator_trend
from cchc_metrics.ui import areas, cached, closing, session, sources
from cchc_metrics.ui.drawing import chart, plain
from cchc_metrics.ui.frame import heading
from cchc_metrics.ui.session import require

require(Permission.VIEW)

office = session.office()
scorecard = cached.scorecard(*heading("Lĩnh vực"))
closing.notice(scorecard.scope.months)
area = areas.pick_area(office.plan)
drawn = cached.figure(bullets, scorecard, area, sources.addresses(office.plan))
chart(drawn, "bullets", "Kết quả từng chỉ tiêu so với mức giao và lộ trình")

indicator = areas.pick_indicator(office.plan, area)
if indicator is not None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader(plain(indicator.name), anchor=False)
        drawn = cached.figure(indicator_trend, scorecard, indicator.code)
        chart(drawn, "trend", f"Diễn biến: {indicator.name}")
    with right:
        areas.definition(scorecard, indicator)
        sources.link(indicator.code)
    if len(indicator.departments) > 1 and indicator.is_reported:
        st.subheader("Từng đơn vị", anchor=False)
        reporting = tuple(d for d in office.plan.departments if d.code in indicator.departments)
        drawn = cached.figure(department_bars, scorecard, indicator.code, reporting)
        chart(drawn, "departments", f"{indicator.name} theo đơn vị")
areas.milestones(office.plan, area)
