"""Kế hoạch: targets with their documents, set or taken back; tasks, duties, calendar."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import areas, cached, session
from cchc_metrics.ui import plan as plan_words
from cchc_metrics.ui import targets as set_targets
from cchc_metrics.ui.acting import announcement
from cchc_metrics.ui.drawing import plain
from cchc_metrics.ui.session import require

visitor = require(Permission.VIEW)

plan = cached.plan()

st.title("Kế hoạch", anchor=False)
st.caption(plain(f"{plan.title}, bản {plan.version} trong hệ thống (mã {plan.code})."))
announcement()
plan_words.assumptions(plan)
targets, changes, tasks, organisation = st.tabs(
    ("Chỉ tiêu", "Mức giao trong năm", "Nhiệm vụ", "Tổ chức và lịch báo cáo")
)
with targets:
    for area in plan.areas:
        st.header(plain(f"{area.number}. {area.name}"), anchor=False)
        plan_words.targets(plan, area)
        areas.milestones(plan, area.code)
with changes:
    set_targets.entered(session.office(), visitor, plan)
with tasks:
    plan_words.tasks(plan)
    st.page_link("pages/tasks.py", label="Tình trạng, minh chứng", icon=":material/checklist:")
with organisation:
    st.header("Lịch báo cáo", anchor=False)
    plan_words.calendar(plan)
    st.header("Trách nhiệm", anchor=False)
    plan_words.duties(plan)
