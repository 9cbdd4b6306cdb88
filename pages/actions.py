"""Biện pháp: what is still to be explained, what is done about it, by whom and until when."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import actions, explaining, explanations, session
from cchc_metrics.ui.acting import announcement
from cchc_metrics.ui.session import require
from cchc_metrics.workflow.judging.following import followed_actions, most_urgent

visitor = require(Permission.TRACE)

office = session.office()
found = most_urgent(followed_actions(office))

st.title("Biện pháp", anchor=False)
st.caption(
    "Hết hạn gửi số liệu của mỗi tháng, đơn vị chủ trì giải trình từng chỉ tiêu còn chậm: nguyên"
    " nhân, biện pháp, người phụ trách, hạn hoàn thành."
)
announcement()
explaining.questions(office, visitor)

st.header("Các biện pháp", anchor=False)
if found:
    actions.key_numbers(office, found)
    shown = actions.chosen(office, visitor, found)
    if shown:
        actions.action_table(office, shown)
    else:
        st.info("Không có biện pháp nào như đã chọn.", icon=":material/search_off:")
else:
    shown = []
    st.info("Chưa có biện pháp nào được đặt.", icon=":material/hourglass_empty:")
following, adding, explained = st.tabs(("Một biện pháp", "Thêm biện pháp", "Giải trình đã ghi"))
with following:
    actions.one_action(office, visitor, shown)
with adding:
    actions.adding(office, visitor)
with explained:
    explanations.given_explanations(office, visitor)
