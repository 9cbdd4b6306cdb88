"""The four tables of the summary: which columns, which rows, in which order."""

from typing import Any

from cchc_metrics import words
from cchc_metrics.plan.model import Direction, Indicator, Kind, Plan, Trajectory
from cchc_metrics.reports.cells import Cell, Column, Rate, Table, amount_cell, rate_cell
from cchc_metrics.scoring.reading import each, known
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.scoring.status import Status

NO_FIGURES_NOTE = "Chưa có số liệu nào được gửi trong kỳ này."
NONE_LAGGING = "Không có chỉ tiêu nào chậm."
NOT_BEGUN = "kỳ chưa bắt đầu"


def overview(scorecard: Scorecard) -> Table:
    """Every indicator and milestone, in the plan's order."""
    rows = tuple(_overview_row(scorecard, row) for row in each(scorecard.rows))
    return Table("Tổng hợp", "Kết quả từng chỉ tiêu", _OVERVIEW, rows, NO_FIGURES_NOTE)


_OVERVIEW = (
    Column("Mã", 8),
    Column("Chỉ tiêu", 24, is_long=True),
    Column("Lĩnh vực", 19, is_long=True),
    Column("Tử số", 7),
    Column("Mẫu số", 7),
    Column("Kết quả", 9),
    Column("Chỉ tiêu giao", 10),
    Column("Mức phải có", 9),
    Column("Tiến độ", 9),
    Column("Trạng thái", 13, is_long=True),
    Column("Còn thiếu", 7),
    Column("Lý do", 46, is_long=True),
    Column("Kỳ số liệu", 15, is_long=True),
)
_AREAS = (
    Column("TT", 6),
    Column("Lĩnh vực", 46, is_long=True),
    Column("Tiến độ", 12),
    Column("Chỉ tiêu tính được", 12),
    Column("Tổng số chỉ tiêu", 12),
    Column("Chỉ tiêu chậm", 12),
    Column("Ghi chú", 22, is_long=True),
)
_MONTHS = (
    Column("Mã", 8),
    Column("Chỉ tiêu", 36, is_long=True),
    Column("Tháng", 8),
    Column("Tử số", 10),
    Column("Mẫu số", 10),
    Column("Kết quả tháng", 11),
    Column("Tử số lũy kế", 10),
    Column("Mẫu số lũy kế", 10),
    Column("Kết quả lũy kế", 11),
    Column("Chỉ tiêu giao", 11),
    Column("Mức phải có", 11),
    Column("Trạng thái lũy kế", 18),
    Column("Số liệu tháng", 16),
)
_LAGGING = (
    Column("TT", 6),
    Column("Mã", 8),
    Column("Chỉ tiêu", 34, is_long=True),
    Column("Trạng thái", 16, is_long=True),
    Column("Kết quả", 10),
    Column("Chỉ tiêu giao", 11),
    Column("Còn thiếu", 10),
    Column("Đơn vị chủ trì", 24, is_long=True),
    Column("Lý do", 60, is_long=True),
)


def _overview_row(scorecard: Scorecard, row: Any) -> tuple[Cell, ...]:
    plan = scorecard.plan
    target = known(row.target)
    return (
        row.indicator,
        row.name,
        plan.area(row.area).name,
        known(row.numerator),
        known(row.denominator),
        amount_cell(row.kind, known(row.value), target),
        _asked(plan, row),
        amount_cell(row.kind, known(row.expected)),
        rate_cell(known(row.pace)),
        Status(row.status),
        known(row.missing_cases),
        row.reason,
        _window(scorecard, row),
    )


def areas(scorecard: Scorecard) -> Table:
    rows = tuple(
        (
            area.number,
            area.name,
            rate_cell(known(area.progress)),
            known(area.covered),
            known(area.total),
            known(area.lagging),
            f"{area.covered}/{area.total} chỉ tiêu" if area.covered else words.NOT_JUDGED,
        )
        for area in each(scorecard.areas)
    )
    return Table("Lĩnh vực", "Tiến độ các lĩnh vực", _AREAS, rows, NO_FIGURES_NOTE)


def months(scorecard: Scorecard) -> Table:
    """The months that have come, also those that nobody reported: they say so."""
    come = scorecard.monthly[scorecard.monthly["status"].notna()]
    rows = tuple(_month_row(scorecard.plan, month) for month in each(come))
    return Table("Số liệu tháng", "Số liệu từng tháng", _MONTHS, rows, NO_FIGURES_NOTE)


def _month_row(plan: Plan, month: Any) -> tuple[Cell, ...]:
    indicator = plan.indicator(month.indicator)
    kind, target = indicator.kind, known(month.target)
    return (
        indicator.code,
        indicator.name,
        known(month.month),
        known(month.numerator),
        known(month.denominator),
        amount_cell(kind, known(month.value), target),
        known(month.cum_numerator),
        known(month.cum_denominator),
        amount_cell(kind, known(month.cum_value), target),
        amount_cell(kind, target),
        amount_cell(kind, known(month.expected)),
        Status(month.status),
        _month_note(month),
    )


def _month_note(month: Any) -> str:
    if not month.reported:
        return words.NO_FIGURES
    return words.NOT_ARISEN if known(month.denominator) == 0 else "có số liệu"


def lagging(scorecard: Scorecard) -> Table:
    plan = scorecard.plan
    leads = {i.code: i.lead for i in plan.indicators} | {m.code: m.lead for m in plan.milestones}
    names = {department.code: department.name for department in plan.departments}
    rows = tuple(
        (
            place,
            row.indicator,
            row.name,
            Status(row.status),
            amount_cell(row.kind, known(row.value), known(row.target)),
            _asked(plan, row),
            known(row.missing_cases),
            names.get(leads[row.indicator], ""),
            row.reason,
        )
        for place, row in enumerate(each(scorecard.lagging), start=1)
    )
    return Table("Chậm", "Chỉ tiêu chậm, nặng nhất trước", _LAGGING, rows, NONE_LAGGING)


def _window(scorecard: Scorecard, row: Any) -> str:
    """Which months a value speaks of, and in how many of them there were figures."""
    scope = scorecard.scope
    if row.kind not in list(Kind):
        return ""
    if scope.is_empty:
        return NOT_BEGUN
    speaks_of_year = _speaks_of_the_year(scorecard.plan.indicator(row.indicator))
    first, last = (1 if speaks_of_year else scope.first), scope.last
    months = f"Tháng {first}" if first == last else f"Tháng {first}–{last}"
    return f"{months}; {row.months_reported}/{last - first + 1} tháng có số liệu"


def _speaks_of_the_year(indicator: Indicator) -> bool:
    """Stocks and rising trajectories are read since January, whatever the period."""
    return indicator.kind is Kind.STOCK or indicator.trajectory is not Trajectory.FLAT


def _asked(plan: Plan, row: Any) -> Cell:
    """The target, with `trên`, `dưới` or `tối đa` before it where it says so."""
    target = known(row.target)
    if target is None:
        return None
    is_lower = plan.indicator(row.indicator).direction is Direction.LOWER
    is_strict = bool(known(row.strict))
    prefix = ("dưới " if is_strict else "tối đa ") if is_lower else ("trên " if is_strict else "")
    amount = amount_cell(row.kind, target)
    return Rate(amount.value, amount.digits, prefix) if isinstance(amount, Rate) else amount
