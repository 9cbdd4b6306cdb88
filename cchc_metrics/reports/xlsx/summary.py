"""The summary: all indicators, the areas, a sheet an area, what lags, and the figures behind."""

from collections.abc import Sequence
from io import BytesIO

from xlsxwriter.workbook import Workbook

from cchc_metrics.reports import tables
from cchc_metrics.reports.cells import Table
from cchc_metrics.reports.said import AreaPart, Report, Result
from cchc_metrics.reports.tables import is_rate
from cchc_metrics.reports.xlsx import charts
from cchc_metrics.reports.xlsx.book import Looks, header_row, new_workbook, write_sheet
from cchc_metrics.reports.xlsx.charts import Cells

_ROWS_BETWEEN = 2
_GAP = 10


def summary_workbook(report: Report, figures: Table | None = None) -> bytes:
    """`figures` are those that departments sent, where they are asked for as well."""
    buffer = BytesIO()
    with new_workbook(buffer, report, report.made_at) as (workbook, looks):
        write_sheet(workbook, looks, report, tables.overview(report))
        _areas(workbook, looks, report)
        write_sheet(workbook, looks, report, tables.lagging(report))
        for area in report.areas:
            _area(workbook, looks, report, area)
        write_sheet(workbook, looks, report, tables.months(report))
        if figures is not None:
            write_sheet(workbook, looks, report, figures)
    return buffer.getvalue()


def _areas(workbook: Workbook, looks: Looks, report: Report) -> None:
    table = tables.areas(report)
    sheet = write_sheet(workbook, looks, report, table)
    # Table and chart belong on one page.
    sheet.fit_to_pages(1, 1)
    if table.rows:
        names, progress = _cells(report, table, ("Lĩnh vực", "Tiến độ"), len(table.rows))
        drawn = charts.bars(workbook, table.title, names, progress)
        sheet.insert_chart(header_row(report) + len(table.rows) + _ROWS_BETWEEN, 0, drawn)


def _area(workbook: Workbook, looks: Looks, report: Report, area: AreaPart) -> None:
    """The area's results, then what is reached against what is asked, and the way there."""
    table = tables.area(area)
    sheet = write_sheet(workbook, looks, report, table)
    sheet.fit_to_pages(1, 1)
    rates = [result for result in area.results if is_rate(result)]
    if all(result.value is None for result in rates):
        return
    cells = _cells(report, table, ("Mã", "Kết quả", "Chỉ tiêu giao"), len(rates))
    below = header_row(report) + len(table.rows) + _ROWS_BETWEEN
    drawn = charts.bars_with_targets(workbook, "Kết quả và chỉ tiêu giao", *cells)
    sheet.insert_chart(below, 0, drawn)
    way = charts.lines(workbook, "Kết quả lũy kế qua các tháng", _way(report, rates))
    sheet.insert_chart(below, 0, way, {"x_offset": charts.WIDTH + _GAP})


def _cells(report: Report, table: Table, headings: Sequence[str], rows: int) -> list[Cells]:
    """The first rows of some columns of a table."""
    first = header_row(report) + 1
    names = [column.heading for column in table.columns]
    return [Cells(table.name, names.index(name), first, first + rows - 1) for name in headings]


def _way(report: Report, rates: Sequence[Result]) -> list[tuple[str, Cells, Cells]]:
    """Each indicator's months among all of the sheet of months."""
    table = tables.months(report)
    months, values = _cells(report, table, ("Tháng", "Kết quả lũy kế"), 1)
    found, shown = [], {result.code for result in rates}
    offset = 0
    for result in report.results:
        span = len(result.months)
        if result.code in shown and span:
            own = [cells.below(offset, span) for cells in (months, values)]
            found.append((result.code, own[0], own[1]))
        offset += span
    return found
