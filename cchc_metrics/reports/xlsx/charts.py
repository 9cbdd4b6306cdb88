"""Native charts of the sheets' own cells: whoever corrects a figure sees the chart follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.workbook import Workbook

from cchc_metrics.looks import ACCENT, EDGE, LIGHT, SERIES
from cchc_metrics.reports.xlsx.book import FONT

# One line a colour, apart in lightness too; more than these repeat.
LINES = SERIES[:7]
_GRID = {"visible": True, "line": {"color": LIGHT.line, "width": 0.75}}
_PERCENT_AXIS = {"min": 0, "num_format": "0%", "major_gridlines": _GRID}
# Two of them stand side by side below a table.
WIDTH, HEIGHT = 560, 380
_LETTERS = {"name": FONT, "size": 11}


@dataclass(frozen=True)
class Cells:
    """A column of cells: sheet, column, first and last row, all from 0."""

    sheet: str
    column: int
    first: int
    last: int

    def below(self, rows: int, span: int) -> "Cells":
        """As many cells as `span`, so many rows further down."""
        return Cells(self.sheet, self.column, self.first + rows, self.first + rows + span - 1)

    @property
    def place(self) -> list[Any]:
        return [self.sheet, self.first, self.column, self.last, self.column]


def bars(workbook: Workbook, title: str, names: Cells, values: Cells) -> Any:
    """One bar a name, the first on top; a name without a value has no bar."""
    chart = workbook.add_chart({"type": "bar"})
    _add(chart, "Tiến độ", names, values, ACCENT)
    chart.set_legend({"none": True})
    chart.set_size({"width": 2 * WIDTH, "height": HEIGHT})
    return _upright(chart, title)


def bars_with_targets(
    workbook: Workbook, title: str, names: Cells, values: Cells, targets: Cells
) -> Any:
    chart = workbook.add_chart({"type": "bar"})
    _add(chart, "Kết quả", names, values, ACCENT)
    _add(chart, "Chỉ tiêu giao", names, targets, EDGE)
    chart.set_legend({"position": "bottom", "font": _LETTERS})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    return _upright(chart, title)


def _add(chart: Any, name: str, names: Cells, values: Cells, colour: str) -> None:
    chart.add_series(
        {
            "name": name,
            "categories": names.place,
            "values": values.place,
            "fill": {"color": colour},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )


def _upright(chart: Any, title: str) -> Any:
    _say(chart, title)
    chart.set_x_axis({**_PERCENT_AXIS, "max": 1})
    chart.set_y_axis({"reverse": True, "num_font": _LETTERS})
    return chart


def lines(workbook: Workbook, title: str, series: Sequence[tuple[str, Cells, Cells]]) -> Any:
    """Names with their months and values; a month without a value is a gap, never a 0."""
    chart = workbook.add_chart({"type": "line"})
    for place, (name, months, values) in enumerate(series):
        colour = LINES[place % len(LINES)]
        chart.add_series(
            {
                "name": name,
                "categories": months.place,
                "values": values.place,
                "line": {"color": colour, "width": 2.25},
                "marker": {"type": "circle", "size": 6, "fill": {"color": colour}},
            }
        )
    _say(chart, title)
    chart.show_blanks_as("gap")
    chart.set_x_axis({"name": "Tháng", "name_font": _LETTERS, "num_font": _LETTERS})
    chart.set_y_axis({**_PERCENT_AXIS, "max": 1})
    chart.set_legend({"position": "bottom", "font": _LETTERS})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    return chart


def _say(chart: Any, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 14}})
