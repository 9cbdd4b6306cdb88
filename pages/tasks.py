"""Nhiệm vụ: tasks of section III and milestones of section II, with state, day and evidence."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import cached, progress, session
from cchc_metrics.ui.acting import announcement
from cchc_metrics.ui.session import require
from cchc_metrics.workflow.judging.progress import milestones_in_force, tasks_in_force

visitor = require(Permission.VIEW)

office = session.office()

st.title("Nhiệm vụ", anchor=False)
st.caption(
    "Nhiệm vụ ở mục III và các việc phải hoàn thành ở mục II của kế hoạch. Việc phải hoàn thành"
    " được chấm cùng các chỉ tiêu: xong là đạt, quá hạn là chậm; chưa đặt hạn thì chưa chấm."
)
announcement()
tabs = st.tabs(("Nhiệm vụ (mục III)", "Việc phải hoàn thành (mục II)"))
lists = (
    ("nhiem-vu", cached.listed(tasks_in_force)),
    ("viec", cached.listed(milestones_in_force)),
)
for tab, (key, found) in zip(tabs, lists, strict=True):
    with tab:
        progress.key_numbers(office, found)
        shown = progress.chosen(office, visitor, found, key)
        if shown:
            progress.item_table(office, visitor, shown)
            st.header("Báo cáo một việc", anchor=False)
            progress.one_item(office, visitor, shown, key)
        else:
            st.info("Không có việc nào như đã chọn.", icon=":material/search_off:")
