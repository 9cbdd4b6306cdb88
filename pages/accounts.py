"""Tài khoản: who may come in; one-time passwords, locks, sessions, the public board."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import accounts, session
from cchc_metrics.ui.acting import announcement
from cchc_metrics.ui.session import require
from cchc_metrics.workflow.accounts import accounts as list_accounts

visitor = require(Permission.MANAGE_ACCOUNTS)

office = session.office()
entries = list_accounts(office, visitor)

st.title("Tài khoản", anchor=False)
st.caption("Mỗi người một tài khoản riêng; mọi việc ở trang này đều được ghi nhật ký.")
announcement()
accounts.account_table(office.plan, entries)

st.header("Việc với một tài khoản", anchor=False)
if entries:
    entry = accounts.chosen(entries)
    accounts.one_account(office, visitor, entry)
    accounts.changing(office, visitor, entry)

st.header("Phiên đang mở", anchor=False)
accounts.sessions(office, visitor)

st.header("Tạo tài khoản", anchor=False)
accounts.creation(office, visitor)

st.header("Người xem không có tài khoản", anchor=False)
accounts.public_board(office, visitor)
