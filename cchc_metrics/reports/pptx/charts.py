"""Native bar charts: whoever gets the slides can open their figures and change them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.slide import Slide
from pptx.util import Inches, Length, Pt

from cchc_metrics.looks import ACCENT, EDGE, INK, LOOKS
from cchc_metrics.reports.cells import rate_cell
from cchc_metrics.reports.pptx.pieces import FONT, Box, rgb
from cchc_metrics.scoring.status import Status

BAR_HEIGHT, LEGEND_HEIGHT = Inches(0.95), Inches(0.6)
LEAST_HEIGHT = Inches(2.2)
LABELS = 1.3  # room behind the longest bar
LATE_BAR = LOOKS[Status.BEHIND].colour


@dataclass(frozen=True)
class Bars:
    """One bar a name: rates 0..1, None where there is no value; `late` names stand out."""

    names: Sequence[str]
    values: Sequence[float | None]
    targets: Sequence[float | None]
    late: Sequence[bool]


def add_bars(slide: Slide, box: Box, bars: Bars, said: str) -> None:
    """Values, and beside them the targets where there are any; `said` is the alternative text."""
    data: Any = CategoryChartData(number_format="0%")
    data.categories = list(bars.names)
    data.add_series("Kết quả", bars.values, _percent_format(bars.values))
    has_targets = any(target is not None for target in bars.targets)
    if has_targets:
        data.add_series("Chỉ tiêu giao", bars.targets, _percent_format(bars.targets))
    height = min(box.height, max(BAR_HEIGHT * len(bars.names) + LEGEND_HEIGHT, LEAST_HEIGHT))
    # The library says that it answers with the chart; it is the frame around it.
    frame: Any = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, box.left, box.top, box.width, Length(height), data
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", said)
    chart = frame.chart
    chart.font.name, chart.font.size = FONT, Pt(14)
    chart.font.color.rgb = rgb(INK)
    chart.has_title = False
    chart.has_legend = has_targets
    if has_targets:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    _lay_out_axes(chart, bars)
    _colour(chart.plots[0], bars.late)


def _lay_out_axes(chart: Any, bars: Bars) -> None:
    drawn = [value for value in (*bars.values, *bars.targets) if value is not None]
    # The first name on top.
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = rgb(EDGE)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, max([1.0, *drawn]) * LABELS
    axis.has_major_gridlines, axis.visible = False, False


def _colour(plot: Any, late: Sequence[bool]) -> None:
    plot.gap_width, plot.overlap = 50, -5
    for series, colour in zip(plot.series, (ACCENT, EDGE), strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(colour)
        series.invert_if_negative = False
        labels = series.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
        labels.number_format_is_linked = True
    for place, is_late in enumerate(late):
        if is_late:
            fill = plot.series[0].points[place].format.fill
            fill.solid()
            fill.fore_color.rgb = rgb(LATE_BAR)


def _percent_format(values: Sequence[float | None]) -> str:
    """As many decimals as the values need: 99,96% is not labelled 100%."""
    digits = max((cell.digits for cell in map(rate_cell, values) if cell), default=0)
    return f"0.{'0' * digits}%" if digits else "0%"
