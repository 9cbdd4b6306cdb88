"""Cách tính: every rule of judging with its source and an example that is computed on the spot."""

import streamlit as st

from cchc_metrics.access.roles import Permission
from cchc_metrics.scoring.method import rules
from cchc_metrics.ui import cached, method, session
from cchc_metrics.ui.session import require

require(Permission.VIEW)

plan = session.office().plan

st.title("Cách tính", anchor=False)
st.caption(
    "Mọi kết quả trên các trang đều theo các quy tắc dưới đây. Số trong ví dụ là số giả định; kết"
    " quả của ví dụ do chính chương trình chấm điểm tính ra, theo ngưỡng của kế hoạch."
)
found = cached.made(rules, plan)
method.contents(found)
for place, rule in enumerate(found, start=1):
    method.one_rule(place, rule)
st.header("Các ngưỡng đang dùng", anchor="nguong")
method.thresholds(plan)
