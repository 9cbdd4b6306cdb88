"""Kế hoạch: targets with the document that sets them, tasks, duties, reporting calendar."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import areas, session
from cchc_metrics.ui import plan as plan_words
from cchc_metrics.ui.drawing import plain
from cchc_metrics.ui.session import require

require(Permission.VIEW)

plan = session.office().plan

st.title("Kế hoạch", anchor=False)
st.caption(plain(f"{plan.title}, bản {plan.version} trong hệ thống (mã {plan.code})."))
plan_words.assumptions(plan)
targets, tasks, organisation = st.tabs(("Chỉ tiêu", "Nhiệm vụ", "Tổ chức và lịch báo cáo"))
with targets:
    for area in plan.areas:
        st.subheader(plain(f"{area.number}. {area.name}"), anchor=False)
        plan_words.targets(plan, area)
        areas.milestones(plan, area.code)
with tasks:
    plan_words.tasks(plan)
with organisation:
    st.subheader("Lịch báo cáo", anchor=False)
    plan_words.calendar(plan)
    st.subheader("Trách nhiệm", anchor=False)
    plan_words.duties(plan)
