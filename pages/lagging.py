"""Chỉ tiêu chậm: worst first, why, with the arithmetic and how many cases are missing."""

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Permission
from cchc_metrics.ui import cached, closing, lagging
from cchc_metrics.ui.frame import heading
from cchc_metrics.ui.session import require

visitor = require(Permission.VIEW)

scorecard = cached.scorecard(*heading("Chỉ tiêu chậm"))
closing.notice(scorecard.scope.months)
rows = lagging.lagging_rows(scorecard)
if not rows:
    lagging.nothing_lags(scorecard)
else:
    st.write(
        f"Có **{words.number(len(rows))}** chỉ tiêu chậm, xếp từ nặng đến nhẹ: quá hạn chưa có số"
        " liệu, đi lùi, chậm, cần đẩy nhanh; cùng mức thì tiến độ thấp đứng trước."
    )
    for place, row in enumerate(rows, start=1):
        lagging.card(visitor, scorecard, place, row)
