"""The rules of judging as they are read: what each says, its formula, its source, its example."""

from collections.abc import Sequence

import pyarrow as pa
import streamlit as st

from cchc_metrics import words
from cchc_metrics.plan.model import Plan
from cchc_metrics.scoring.method.rule import Rule
from cchc_metrics.ui import cached
from cchc_metrics.ui.drawing import plain, show_table, table_of


def link() -> None:
    """From a result to the rules that it follows."""
    st.page_link("pages/method.py", label="Cách tính", icon=":material/calculate:")


def contents(rules: Sequence[Rule]) -> None:
    """Links to all rules, for a long page."""
    links = [
        f"{place}. [{plain(rule.title)}](#{_anchor(place)})"
        for place, rule in enumerate(rules, start=1)
    ]
    with st.expander("Mục lục", icon=":material/toc:", expanded=True):
        half = -(-len(links) // 2)
        for column, part in zip(st.columns(2), (links[:half], links[half:]), strict=True):
            column.markdown("\n".join(part))


def one_rule(place: int, rule: Rule) -> None:
    st.header(f"{place}. {plain(rule.title)}", anchor=_anchor(place))
    st.write(plain(rule.says))
    if rule.formula:
        st.code(rule.formula, language=None, wrap_lines=True)
    with st.container(border=True):
        st.markdown(f"**Ví dụ.** {plain(rule.given)}")
        st.markdown("\n".join(f"- {plain(line)}" for line in rule.found))
    st.caption(f"Nguồn: {plain(rule.source)}")


def thresholds(plan: Plan) -> None:
    """The numbers that the rules turn on, as the plan file states them."""
    show_table(cached.made(_thresholds, plan))


def _thresholds(plan: Plan) -> pa.Table:
    bands, limits = plan.bands, plan.limits
    rows = [
        ("Đúng tiến độ từ", words.percent(bands.on_track), "on_track"),
        ("Cần đẩy nhanh từ", words.percent(bands.needs_acceleration), "needs_acceleration"),
        ("Mẫu nhỏ khi mẫu số dưới", words.number(bands.small_sample), "small_sample"),
        ("Khoảng tin cậy của mẫu nhỏ", f"{limits.sample_coverage}%", "sample_coverage"),
        ("Dự báo từ", f"{limits.forecast_from_months} tháng", "forecast_from_months"),
        (
            "Dự báo hết “sơ bộ” từ",
            f"{limits.forecast_firm_from_months} tháng",
            "forecast_firm_from_months",
        ),
        ("Khoảng dự báo", f"{limits.forecast_coverage}%", "forecast_coverage"),
        ("Nhận xét dao động từ", f"{limits.run_chart_from_points} tháng", "run_chart_from_points"),
        ("Chuỗi khác thường từ", f"{limits.run_length} tháng liền", "run_length"),
        ("Mốc “phải tăng” khi chưa có năm trước", f"{limits.base_months} tháng đầu", "base_months"),
        ("Ngày hạn gửi số liệu", f"ngày {plan.calendar.due_day}", "due_day"),
        (
            "Tháng báo cáo bắt đầu từ",
            f"ngày {plan.calendar.window_start_day}",
            "window_start_day",
        ),
    ]
    return table_of(("Ngưỡng", "Đang đặt", "Tên trong tệp kế hoạch"), rows)


def _anchor(place: int) -> str:
    return f"quy-tac-{place}"
