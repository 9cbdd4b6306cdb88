"""Two sets of figures side by side, with what differs."""

from collections.abc import Sequence
from fractions import Fraction

import pyarrow as pa

from cchc_metrics import words
from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Plan
from cchc_metrics.ui.drawing import show_table, table_of
from cchc_metrics.workflow.changes import Change

NO_FIGURE = "chưa có"


def comparison(plan: Plan, changes: Sequence[Change], old: str, new: str) -> None:
    """One indicator a row; `old` and `new` head the two sides."""
    show_table(compared_table(plan, changes, old, new))


def compared_table(plan: Plan, changes: Sequence[Change], old: str, new: str) -> pa.Table:
    names = {indicator.code: indicator.name for indicator in plan.indicators}
    rows = [
        (
            change.indicator,
            names.get(change.indicator, "không còn trong kế hoạch"),
            shown(change.old),
            shown(change.new),
            _difference(change),
        )
        for change in changes
    ]
    return table_of(("Mã", "Chỉ tiêu", old, new, "So sánh"), rows)


def shown(figure: Figure | None) -> str:
    if figure is None:
        return NO_FIGURE
    if figure.denominator is None:
        return words.number(figure.numerator)
    return words.rate(figure.numerator, figure.denominator)


def _difference(change: Change) -> str:
    """`thay đổi: tử số +9, tỷ lệ +6 điểm %`."""
    if not change.is_change:
        return "giữ nguyên"
    if change.old is None:
        return "thêm mới"
    if change.new is None:
        return "bỏ số liệu"
    numerator = "số đếm" if change.new.denominator is None else "tử số"
    parts = [
        f"{name} {_signed(words.number(by))}"
        for name, by in ((numerator, change.numerator), ("mẫu số", change.denominator))
        if by
    ]
    if change.rate:
        points = words.percent(change.rate, [Fraction(0)]).removesuffix("%")
        parts.append(f"tỷ lệ {_signed(points)} điểm %")
    return f"thay đổi: {', '.join(parts) or 'ghi chú'}"


def _signed(number: str) -> str:
    return number if number.startswith("-") else f"+{number}"
