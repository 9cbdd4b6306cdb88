"""Hệ thống: the latest backup, one more at the press of a button; the record's size and chain."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import session, system
from cchc_metrics.ui.session import require
from cchc_metrics.workflow.record_state import record_state

visitor = require(Permission.MANAGE_ACCOUNTS)

office = session.office()

st.title("Hệ thống", anchor=False)
st.header("Sao lưu", anchor=False)
system.backing_up(office, visitor)

st.header("Cơ sở dữ liệu", anchor=False)
system.record(record_state(office, visitor))
