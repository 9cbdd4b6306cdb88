"""Nhật ký: who did what, when; the chain that shows whether it is still as it was written."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import journal, session
from cchc_metrics.ui.session import require

visitor = require(Permission.VIEW_JOURNAL)

office = session.office()

st.title("Nhật ký", anchor=False)
st.caption(
    "Mọi việc làm thay đổi số liệu đều ghi ở đây và không sửa, không xóa được. Giờ ghi theo giờ"
    " Việt Nam."
)
asked = journal.chosen(office, visitor)
journal.acts(office, visitor, asked)
journal.download(office, visitor, asked)

st.header("Chuỗi nhật ký", anchor=False)
journal.chain(office, visitor)
