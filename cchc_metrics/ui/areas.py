"""One area and one indicator of it: what is counted, how it stands, what is to be done."""

import pyarrow as pa
import streamlit as st

from cchc_metrics import words
from cchc_metrics.plan.model import Area, Indicator, Plan
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.ui import cached
from cchc_metrics.ui.drawing import plain, show_table, table_of

AREA_KEY, INDICATOR_KEY = "linh-vuc", "chi-tieu"


def pick_area(plan: Plan) -> str:
    """The code of the area that stands in the picker and the address."""
    area = st.selectbox(
        "Lĩnh vực",
        plan.areas,
        format_func=area_label,
        key=AREA_KEY,
        bind="query-params",
    )
    return str(area.code)


def area_label(area: Area) -> str:
    """As the picker and the address name it."""
    return f"{area.number}. {area.name}"


def pick_indicator(plan: Plan, area: str) -> Indicator | None:
    """One of the area's indicators; None where it has milestones only."""
    indicators = [i for i in plan.indicators if i.area == area]
    if not indicators:
        return None
    chosen: Indicator = st.selectbox(
        "Xem chi tiết chỉ tiêu",
        indicators,
        format_func=lambda indicator: f"{indicator.code} · {indicator.name}",
        key=INDICATOR_KEY,
        bind="query-params",
    )
    return chosen


def definition(scorecard: Scorecard, indicator: Indicator) -> None:
    """The plan's words, what is counted, the target with its document, today's judgement."""
    st.markdown(cached.made(_definition, scorecard, indicator.code))


def _definition(scorecard: Scorecard, code: str) -> str:
    indicator = scorecard.plan.indicator(code)
    row = scorecard.rows.loc[scorecard.rows["indicator"] == code].iloc[0]
    target = scorecard.target_of(code)
    lines = [
        f"**{plain(str(row['reason']))}**",
        plain(str(row["forecast_text"])),
        f"*“{plain(indicator.wording)}”* ({plain(indicator.place)})",
        f"**Tử số**: {plain(indicator.numerator)}",
        f"**Mẫu số**: {plain(indicator.denominator)}" if indicator.denominator else "",
        f"**Ghi chú**: {plain(indicator.note)}" if indicator.note else "",
        f"**Căn cứ mức giao**: {plain(target.document)}" if target else "",
        f"**Chờ xã xác nhận**: {plain(indicator.assumption)}" if indicator.assumption else "",
    ]
    return "\n\n".join(line for line in lines if line)


def milestones(plan: Plan, area: str) -> None:
    """The area's aims that are done or not done."""
    if any(milestone.area == area for milestone in plan.milestones):
        st.header("Việc phải hoàn thành", anchor=False)
        show_table(cached.made(_milestones, plan, area))


def _milestones(plan: Plan, area: str) -> pa.Table:
    rows = [
        (
            m.code,
            m.name,
            m.wording,
            m.place,
            words.day(m.due_on) if m.due_on else "chưa đặt ngày",
            words.day(m.done_on) if m.done_on else "chưa ghi nhận",
        )
        for m in plan.milestones
        if m.area == area
    ]
    return table_of(("Mã", "Việc", "Nguyên văn", "Vị trí", "Hạn", "Hoàn thành"), rows)
