"""The tables that stand behind a report on paper: results, comparison, who has sent."""

from cchc_metrics import words
from cchc_metrics.plan.model import Kind
from cchc_metrics.reports.cells import Cell, Column, Table, amount_cell
from cchc_metrics.reports.said import Change, Report, Result
from cchc_metrics.reports.sentences import NO_FIGURES_NOTE, NONE_LAGGING, roman
from cchc_metrics.reports.tables import asked_cell

_ANNEX = (
    Column("TT", 6),
    Column("Chỉ tiêu", 40, is_long=True),
    Column("Tử số", 8),
    Column("Mẫu số", 8),
    Column("Tỷ lệ", 9),
    Column("Chỉ tiêu giao", 10),
    Column("Đánh giá", 14),
)
_COMPARISON = (
    Column("TT", 6),
    Column("Chỉ tiêu", 40, is_long=True),
    Column("Kỳ trước", 16),
    Column("Kỳ này", 16),
    Column("Tăng (+), giảm (-), điểm %", 14),
)
_WORST = (
    Column("TT", 6),
    Column("Chỉ tiêu", 34, is_long=True),
    Column("Kết quả", 20),
    Column("Chỉ tiêu giao", 10),
    Column("Đơn vị chủ trì", 26, is_long=True),
)
_SENDINGS = (
    Column("TT", 6),
    Column("Đơn vị", 34, is_long=True),
    Column("Kỳ đến hạn", 9),
    Column("Đúng hạn", 9),
    Column("Gửi chậm", 14),
    Column("Chưa gửi", 14),
)


def annex(report: Report) -> Table:
    """Every indicator below the heading of its area, which is a row of one cell."""
    rows: list[tuple[Cell, ...]] = []
    for area in report.areas:
        rows.append((f"{roman(area.number)}. {area.name}",))
        rows += [
            (
                f"{area.number}.{number}",
                result.name,
                result.numerator,
                result.denominator,
                amount_cell(result.kind, result.value, result.target),
                asked_cell(result),
                result.status,
            )
            for number, result in enumerate(area.results, start=1)
        ]
    return Table("Phụ lục", "Kết quả từng chỉ tiêu", _ANNEX, tuple(rows), NO_FIGURES_NOTE)


def comparison(report: Report) -> Table:
    """What has a value in this period and in the one before, or in one of them."""
    changes = report.before.changes if report.before else ()
    both = [(report.result(change.code), change) for change in changes]
    told = [pair for pair in both if (pair[0].value, pair[1].before_value) != (None, None)]
    rows = tuple(
        (
            place,
            result.name,
            _with_parts(result.kind, change.before_numerator, change.before_denominator),
            _with_parts(result.kind, result.numerator, result.denominator),
            _moved(result, change),
        )
        for place, (result, change) in enumerate(told, start=1)
    )
    return Table("So sánh", "So sánh với kỳ trước", _COMPARISON, rows, NO_FIGURES_NOTE)


def _with_parts(kind: str, numerator: int | None, denominator: int | None) -> str:
    if kind == Kind.COUNT and numerator is not None:
        return words.number(numerator)
    return words.rate(numerator, denominator)


def _moved(result: Result, change: Change) -> str:
    """`+25`, `-8,3`; of a count the difference of cases, of what cannot be compared a dash."""
    if result.kind == Kind.COUNT and result.numerator is not None:
        was = change.before_numerator
        return words.NOTHING if was is None else _signed(result.numerator - was)
    return words.NOTHING if change.points is None else _signed(round(change.points * 100, 1))


def _signed(amount: float) -> str:
    return f"{'+' if amount > 0 else ''}{words.number(amount)}"


def worst(report: Report, most: int) -> Table:
    """The first of what lags, for those who have a minute."""
    shown = [report.result(part.code) for part in report.lagging[:most]]
    rows = tuple(
        (
            place,
            result.name,
            _with_parts(result.kind, result.numerator, result.denominator),
            asked_cell(result),
            result.lead,
        )
        for place, result in enumerate(shown, start=1)
    )
    return Table("Chậm nhất", "Chỉ tiêu chậm nhất", _WORST, rows, NONE_LAGGING)


def sendings(report: Report) -> Table:
    rows = tuple(
        (
            place,
            sending.name,
            sending.due,
            sending.on_time,
            _months_named(sending.late_months),
            _months_named(sending.missing_months),
        )
        for place, sending in enumerate(report.sendings, start=1)
    )
    return Table("Gửi số liệu", "Tình hình gửi số liệu", _SENDINGS, rows, NO_FIGURES_NOTE)


def _months_named(months: tuple[int, ...]) -> str | None:
    return f"tháng {', '.join(map(str, months))}" if months else None
