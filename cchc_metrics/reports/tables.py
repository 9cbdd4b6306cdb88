"""The tables of a report: which columns, which rows, in which order."""

import re
from collections.abc import Iterable

from cchc_metrics import words
from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Indicator, Kind, Plan
from cchc_metrics.reports.cells import Cell, Column, Rate, Table, amount_cell, rate_cell
from cchc_metrics.reports.said import AreaPart, MonthResult, Report, Result
from cchc_metrics.reports.sentences import NO_FIGURES_NOTE, NONE_LAGGING
from cchc_metrics.scoring.frames import MILESTONE

LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def overview(report: Report) -> Table:
    """Every indicator and milestone, in the plan's order."""
    rows = tuple(_overview_row(area, result) for area in report.areas for result in area.results)
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
_LEFT_OUT = ("Lĩnh vực", "Kỳ số liệu")
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
_FIGURES = (
    Column("Tháng", 15),
    Column("Đơn vị", 34, is_long=True),
    Column("Mã", 8),
    Column("Chỉ tiêu", 38, is_long=True),
    Column("Tử số", 10),
    Column("Mẫu số", 10),
    Column("Kết quả", 11),
    Column("Đơn vị tính", 20, is_long=True),
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


def _overview_row(area: AreaPart, result: Result) -> tuple[Cell, ...]:
    return (
        result.code,
        result.name,
        area.name,
        result.numerator,
        result.denominator,
        amount_cell(result.kind, result.value, result.target),
        asked_cell(result),
        amount_cell(result.kind, result.expected),
        rate_cell(result.pace),
        result.status,
        result.missing_cases,
        result.reason,
        result.window,
    )


def area(part: AreaPart) -> Table:
    """One area's results, rates first, so that a chart can take them together."""
    kept = [n for n, column in enumerate(_OVERVIEW) if column.heading not in _LEFT_OUT]
    rows = [_overview_row(part, result) for result in sorted(part.results, key=_rates_first)]
    return Table(
        _sheet_name(f"{part.number}. {part.name}"),
        f"{part.number}. {part.name}",
        tuple(_OVERVIEW[n] for n in kept),
        tuple(tuple(row[n] for n in kept) for row in rows),
        NO_FIGURES_NOTE,
    )


def is_rate(result: Result) -> bool:
    return result.kind not in (Kind.COUNT, MILESTONE)


def _rates_first(result: Result) -> bool:
    return not is_rate(result)


def _sheet_name(name: str) -> str:
    """Without what sheets may not be called, and no longer than they may be."""
    allowed = " ".join(_NOT_IN_NAMES.sub(" ", name).split())
    return allowed if len(allowed) <= LONGEST_NAME else f"{allowed[: LONGEST_NAME - 1].rstrip()}…"


def areas(report: Report) -> Table:
    rows = tuple(_area_row(area) for area in report.areas)
    return Table("Lĩnh vực", "Tiến độ các lĩnh vực", _AREAS, rows, NO_FIGURES_NOTE)


def _area_row(area: AreaPart) -> tuple[Cell, ...]:
    covered, total = area.progress.covered, area.progress.total
    return (
        area.number,
        area.name,
        rate_cell(area.progress.progress),
        covered,
        total,
        area.lagging,
        f"{covered}/{total} chỉ tiêu" if covered else words.NOT_JUDGED,
    )


def months(report: Report) -> Table:
    """The months that have come, also those that nobody reported: they say so."""
    rows = tuple(_month_row(result, month) for result in report.results for month in result.months)
    return Table("Số liệu tháng", "Số liệu từng tháng", _MONTHS, rows, NO_FIGURES_NOTE)


def _month_row(result: Result, month: MonthResult) -> tuple[Cell, ...]:
    kind, target = result.kind, month.target
    return (
        result.code,
        result.name,
        month.month,
        month.numerator,
        month.denominator,
        amount_cell(kind, month.value, target),
        month.cum_numerator,
        month.cum_denominator,
        amount_cell(kind, month.cum_value, target),
        amount_cell(kind, target),
        amount_cell(kind, month.expected),
        month.status,
        _month_note(month),
    )


def _month_note(month: MonthResult) -> str:
    if not month.reported:
        return words.NO_FIGURES
    return words.NOT_ARISEN if month.denominator == 0 else "có số liệu"


def lagging(report: Report) -> Table:
    rows = tuple(
        (
            place,
            result.code,
            result.name,
            result.status,
            amount_cell(result.kind, result.value, result.target),
            asked_cell(result),
            result.missing_cases,
            result.lead,
            result.reason,
        )
        for place, part in enumerate(report.lagging, start=1)
        for result in (report.result(part.code),)
    )
    return Table("Chậm", "Chỉ tiêu chậm, nặng nhất trước", _LAGGING, rows, NONE_LAGGING)


def figures(plan: Plan, sent: Iterable[Figure]) -> Table:
    """What departments sent, as it counts: one row a month, department and indicator."""
    departments = {department.code: department.name for department in plan.departments}
    indicators = {indicator.code: indicator for indicator in plan.indicators}
    rows = tuple(
        _figure_row(figure, departments.get(figure.department, figure.department), indicator)
        for figure in sent
        if (indicator := indicators.get(figure.indicator)) is not None
    )
    return Table("Số liệu gốc", "Số liệu của từng đơn vị", _FIGURES, rows, NO_FIGURES_NOTE)


def _figure_row(figure: Figure, department: str, indicator: Indicator) -> tuple[Cell, ...]:
    rate = figure.numerator / figure.denominator if figure.denominator else None
    return (
        figure.month.label,
        department,
        indicator.code,
        indicator.name,
        figure.numerator,
        figure.denominator,
        rate_cell(rate),
        indicator.unit,
    )


def asked_cell(result: Result) -> Cell:
    """The target, with `trên`, `dưới` or `tối đa` before it where it says so."""
    if result.target is None:
        return None
    amount = amount_cell(result.kind, result.target)
    return Rate(amount.value, amount.digits, result.asked) if isinstance(amount, Rate) else amount
