"""Lĩnh vực: an area's indicators against target and trajectory, one of them in detail."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.charts.bullets import bullets
from cchc_metrics.charts.departments import department_bars
from cchc_metrics.charts.trend import indicator_trend
from cchc_metrics.ui import (
    areas,
    cached,
    closing,
    comparisons,
    explaining,
    method,
    session,
    sources,
)
from cchc_metrics.ui.drawing import chart, plain
from cchc_metrics.ui.frame import heading
from cchc_metrics.ui.session import require
from cchc_metrics.ui.what_if import what_if

visitor = require(Permission.VIEW)

office = session.office()
shown = heading("Lĩnh vực")
scorecard = cached.scorecard(*shown)
closing.notice(scorecard.scope.months)
area = areas.pick_area(office.plan)
links = cached.made(sources.addresses, office.plan, shown)
drawn = cached.figure(bullets, scorecard, area, links)
chart(drawn, "bullets", "Kết quả từng chỉ tiêu so với mức giao và lộ trình")

indicator = areas.pick_indicator(scorecard.plan, area)
if indicator is not None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header(plain(indicator.name), anchor=False)
        drawn = cached.figure(indicator_trend, scorecard, indicator.code)
        chart(drawn, "trend", f"Diễn biến: {indicator.name}")
        st.header("Nếu các tháng còn lại…", anchor=False)
        what_if(scorecard, indicator.code)
        st.header("So sánh", anchor=False)
        comparisons.with_the_past(scorecard, indicator)
        comparisons.with_the_country(scorecard, indicator)
        comparisons.ups_and_downs_of(scorecard, indicator)
    with right:
        areas.definition(scorecard, indicator)
        explaining.beside(office, visitor, cached.account(scorecard), indicator.code)
        sources.link(indicator.code)
        method.link()
    if len(indicator.departments) > 1 and indicator.is_reported:
        st.header("Từng đơn vị", anchor=False)
        reporting = tuple(d for d in office.plan.departments if d.code in indicator.departments)
        drawn = cached.figure(department_bars, scorecard, indicator.code, reporting)
        chart(drawn, "departments", f"{indicator.name} theo đơn vị")
areas.milestones(scorecard.plan, area)
