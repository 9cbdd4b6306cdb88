"""The question of every meeting: if the months left reach so much, where does the year end."""

from fractions import Fraction
from math import ceil

import streamlit as st

from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.what_if import YearSoFar, answer, arithmetic, year_so_far
from cchc_metrics.ui import cached
from cchc_metrics.ui.drawing import plain


@st.fragment
def what_if(scorecard: Scorecard, code: str) -> None:
    """A slider with its answer; turning it runs nothing else of the page."""
    so_far = cached.made(year_so_far, scorecard, code)
    if so_far is None:
        st.caption(_why_not(scorecard, code))
        return
    reached = _asked(so_far, f"neu-{code}")
    st.markdown(f"**{plain(answer(so_far, reached))}**")
    st.caption(plain(f"Cách tính: {arithmetic(so_far, reached)}"))


def _asked(so_far: YearSoFar, key: str) -> Fraction:
    left = so_far.months_left
    if so_far.is_count:
        usual = ceil(so_far.usual)
        label = f"Mỗi tháng trong {left} tháng còn lại thêm ({so_far.indicator.unit})"
        return Fraction(st.number_input(label, min_value=0, value=usual, step=1, key=key))
    label = f"Tỷ lệ đạt của {left} tháng còn lại"
    usual = min(round(so_far.usual * 100), 100)
    percent = st.slider(label, 0, 100, usual, format="%d%%", key=key)
    return Fraction(percent, 100)


def _why_not(scorecard: Scorecard, code: str) -> str:
    if scorecard.scope.judged_month == 12:
        return "Năm đã hết, không còn tháng nào để giả định."
    if scorecard.plan.indicator(code).kind == "stock":
        return "Chỉ tiêu lấy hiện trạng tháng mới nhất, không cộng dồn nên không có phép giả định."
    return "Chưa có số liệu để giả định."
