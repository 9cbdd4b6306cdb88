"""Lagging indicators in words: which, how badly, why with its arithmetic, what is missing."""

from typing import Any

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.charts.bullets import bullet
from cchc_metrics.scoring.frames import MILESTONE
from cchc_metrics.scoring.reading import each, known
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.status import Status
from cchc_metrics.ui import cached, explaining, session, sources
from cchc_metrics.ui.drawing import badge, chart, plain
from cchc_metrics.workflow.judging.aims import leads_of


def lagging_rows(scorecard: Scorecard) -> list[Any]:
    """What lags, worst first, as `each` gives it."""
    return cached.made(_lagging_rows, scorecard)


def _lagging_rows(scorecard: Scorecard) -> list[Any]:
    return each(scorecard.lagging)


def worst(scorecard: Scorecard, most: int) -> None:
    """The worst few with their reasons, and the way to the rest."""
    rows = lagging_rows(scorecard)
    if not rows:
        nothing_lags(scorecard)
        return
    for row in rows[:most]:
        st.markdown(f"**{plain(row.name)}** · {badge(Status(row.status))}")
        st.markdown(plain(row.reason))
        _source(row)
    more = len(rows) - most
    label = f"Xem cả {words.number(len(rows))} chỉ tiêu chậm" if more > 0 else "Xem chi tiết"
    st.page_link("pages/lagging.py", label=label, icon=":material/hourglass_top:")


def nothing_lags(scorecard: Scorecard) -> None:
    if scorecard.rows["value"].notna().any():
        st.success("Không có chỉ tiêu nào chậm trong kỳ này.", icon=":material/check_circle:")
    else:
        st.info("Chưa có số liệu để đánh giá trong kỳ này.", icon=":material/info:")


def card(visitor: Visitor, scorecard: Scorecard, place: int, row: Any) -> None:
    """One lagging indicator, `row` as `each` gives it: why, what is missing and done, who leads."""
    plan = scorecard.plan
    with st.container(border=True):
        left, right = st.columns([4, 1], gap="large")
        with left:
            st.markdown(f"## {place}. {plain(row.name)}")
            st.markdown(f"**{badge(Status(row.status))}** · {plain(plan.area(row.area).name)}")
            st.write(plain(" ".join([row.reason, row.forecast_text]).strip()))
            lead = plan.department(cached.made(leads_of, plan)[row.indicator]).name
            st.caption(plain(f"Chủ trì: {lead}. Mã {row.indicator}."))
            explaining.beside(session.office(), visitor, cached.account(scorecard), row.indicator)
            _source(row)
        missing = known(row.missing_cases)
        if missing:
            right.metric("Còn thiếu", words.number(missing))
            right.caption(plain(plan.indicator(row.indicator).unit))
        drawn = cached.figure(bullet, scorecard, row.indicator)
        chart(drawn, f"bullet-{row.indicator}", row.reason)


def _source(row: Any) -> None:
    """A milestone has no figures; its department reports whether it is done."""
    if row.kind != MILESTONE:
        sources.link(row.indicator)
