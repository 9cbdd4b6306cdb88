"""Workbooks and slides, opened again: rows by their headings, bars by their names, all words."""

from collections.abc import Iterator
from typing import Any

# Heading of a sheet -> column of `Scorecard.rows`.
COLUMNS = {
    "Mã": "indicator",
    "Chỉ tiêu": "name",
    "Tử số": "numerator",
    "Mẫu số": "denominator",
    "Kết quả": "value",
    "Chỉ tiêu giao": "target",
    "Mức phải có": "expected",
    "Tiến độ": "pace",
    "Còn thiếu": "missing_cases",
    "Lý do": "reason",
}


def sheet_rows(sheet: Any, first: str = "Mã") -> list[dict[str, Any]]:
    """Heading -> cell, a dict for each row below the headings."""
    rows = list(sheet.iter_rows())
    top = next(n for n, row in enumerate(rows) if first in (row[0].value, row[1].value))
    names = [cell.value for cell in rows[top]]
    body = (dict(zip(names, row, strict=True)) for row in rows[top + 1 :])
    return [row for row in body if row[names[0]].value is not None]


def written(value: Any) -> Any:
    """A number as a workbook keeps it: with 16 digits."""
    return float(f"{value:.16G}") if isinstance(value, float) else value


def texts(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def slide_rows(slide: Any) -> dict[str, dict[str, str]]:
    """Rows by the code that stands before the indicator's name, cells by their headings."""
    (found,) = (shape.table for shape in slide.shapes if shape.has_table)
    headings, *rows = [[cell.text for cell in row.cells] for row in found.rows]
    named = [dict(zip(headings, row, strict=True)) for row in rows]
    return {row["Chỉ tiêu"].split(" ")[0]: row for row in named}


def chart(slide: Any) -> Any:
    return next((shape.chart for shape in slide.shapes if shape.has_chart), None)


def bars(slide: Any) -> dict[str, dict[str, float | None]]:
    """Series -> name -> value; no chart has no bars."""
    found = chart(slide)
    if found is None:
        return {}
    (plot,) = found.plots
    names = list(plot.categories)
    return {one.name: dict(zip(names, one.values, strict=True)) for one in plot.series}
