"""An indicator held against the month before, last year, the whole country; its ups and downs."""

from fractions import Fraction
from typing import Any

import pyarrow as pa
import streamlit as st

from cchc_metrics import words
from cchc_metrics.charts.run_chart import indicator_run_chart
from cchc_metrics.charts.wording import figures_text
from cchc_metrics.plan.model import Indicator, Kind, Trajectory
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.scoring.comparing import Basis
from cchc_metrics.scoring.reading import known
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.ups_and_downs import comment, ups_and_downs
from cchc_metrics.ui import cached
from cchc_metrics.ui.drawing import chart, plain, show_table, table_of


def with_the_past(scorecard: Scorecard, indicator: Indicator) -> None:
    """This month and the one before, this window and last year's; shown, never judged."""
    show_table(cached.made(_past, scorecard, indicator.code))
    st.caption("Tháng cao, tháng thấp hơn tháng trước là chuyện thường; không dùng để chấm.")


def _past(scorecard: Scorecard, code: str) -> pa.Table:
    indicator = scorecard.plan.indicator(code)
    frame = scorecard.comparison
    found = frame[frame["indicator"] == code].set_index("basis")
    scope = scorecard.scope
    month = ReportingMonth(scope.year, scope.judged_month)
    rows = [
        _row(indicator, _months(month), found, _MONTHS),
        _row(
            indicator,
            f"{_window(scorecard, indicator)} và cùng kỳ {scope.year - 1}",
            found,
            _WINDOWS,
        ),
    ]
    return table_of(("So sánh", "Nay", "Trước", "Chênh lệch"), rows)


_MONTHS = (Basis.MONTH, Basis.MONTH_BEFORE)
_WINDOWS = (Basis.WINDOW, Basis.WINDOW_LAST_YEAR)


def _row(
    indicator: Indicator, what: str, found: Any, bases: tuple[Basis, Basis]
) -> tuple[str, str, str, str]:
    now, before = (found.loc[basis.value] for basis in bases)
    texts = [
        figures_text(indicator.kind, known(side["numerator"]), known(side["denominator"]))
        for side in (now, before)
    ]
    return what, texts[0], texts[1], _difference(indicator, now, before)


def _difference(indicator: Indicator, now: Any, before: Any) -> str:
    """`+4,9 điểm %`, or cases of a count; a dash where one of the two does not exist."""
    values = [_exact(indicator, side) for side in (now, before)]
    if values[0] is None or values[1] is None:
        return words.NOTHING
    change = values[0] - values[1]
    sign = "+" if change > 0 else "−" if change < 0 else ""
    if indicator.kind is Kind.COUNT:
        return f"{sign}{words.number(int(abs(change)))} {indicator.unit}"
    return f"{sign}{words.percent(abs(change)).removesuffix('%')} điểm %"


def _exact(indicator: Indicator, side: Any) -> Fraction | None:
    numerator, denominator = known(side["numerator"]), known(side["denominator"])
    if indicator.kind is Kind.COUNT:
        return None if numerator is None else Fraction(numerator)
    return Fraction(numerator, denominator) if denominator else None


def _months(month: ReportingMonth) -> str:
    """`Tháng 10 và tháng 9/2026`; the year of both where it is not the same."""
    before = month.previous
    own = f"Tháng {month.month}" if before.year == month.year else month.label.capitalize()
    return f"{own} và {before.label}"


def _window(scorecard: Scorecard, indicator: Indicator) -> str:
    """The months judged: of what stands or builds up those of the year so far."""
    scope = scorecard.scope
    if scope.is_empty:
        return "Kỳ này"
    if indicator.kind is Kind.STOCK:
        return f"Hiện trạng đến hết tháng {scope.last}"
    first = scope.first if indicator.trajectory is Trajectory.FLAT else 1
    if first == scope.last:
        return f"Riêng tháng {first}"
    return f"{'Lũy kế' if first == 1 else 'Cộng'} tháng {first}–{scope.last}"


def with_the_country(scorecard: Scorecard, indicator: Indicator) -> None:
    """The national line where one is known: a note with its source, which judges nothing."""
    line = indicator.national
    if line is None:
        return
    target = scorecard.target_of(indicator.code)
    own = target.in_words(indicator.kind, indicator.direction) if target else words.NO_TARGET
    st.caption(
        plain(
            f"Mức chung cả nước: {words.percent(line.value)} ({line.source}). Kế hoạch của xã:"
            f" {own}; hệ thống chấm theo kế hoạch của xã."
        )
    )


def ups_and_downs_of(scorecard: Scorecard, indicator: Indicator) -> None:
    """Whether a month is out of the ordinary; its chart where there are months enough."""
    found = cached.made(ups_and_downs, scorecard, indicator.code)
    if found is None:
        return
    st.caption(plain(comment(scorecard.plan, found)))
    if found.chart is not None:
        with st.expander(
            f"Biểu đồ dao động {len(found.values)} tháng", icon=":material/ssid_chart:"
        ):
            drawn = cached.figure(indicator_run_chart, scorecard, indicator.code)
            chart(drawn, "run-chart", f"Dao động từng tháng: {indicator.name}")
