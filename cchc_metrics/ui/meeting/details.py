"""One indicator a slide: why it stands so, its months, and the figures of each department, which
lead to their files.
"""

from collections.abc import Mapping, Sequence
from html import escape

from cchc_metrics import words
from cchc_metrics.charts.wording import value_text
from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Department, Kind, Plan
from cchc_metrics.reports.deck import AreaSlide, beside, large
from cchc_metrics.reports.said import LaggingPart, MonthResult, Result
from cchc_metrics.scoring.frames import MILESTONE
from cchc_metrics.ui import sources
from cchc_metrics.ui.meeting.areas import code
from cchc_metrics.ui.meeting.markup import DETAILS, share, slide, tile, title

# Figures by indicator, department and number of the month.
Sent = Mapping[tuple[str, str, int], Figure]


def detail(
    plan: Plan, area: AreaSlide, result: Result, told: LaggingPart | None, sent: Sent
) -> str:
    """`told` is what people have said about one that lags."""
    where = f"{result.code} · {area.area.name}"
    header = f'{title(result.name)}<p class="tien-do">{escape(where)}</p>'
    lines = _told(told) if told else []
    months = "" if result.kind == MILESTONE else _months(plan, result, sent, len(lines))
    body = _summary(plan, result, lines) + months
    return slide(DETAILS, result.code, header, body, above=code(area))


def _told(part: LaggingPart) -> list[str]:
    """Causes and measures, a line each; where nobody has said anything, that is said."""
    said = (("Nguyên nhân", part.causes), ("Biện pháp", part.measures))
    return [
        f'<p class="da-noi"><b>{kind}:</b> {escape(" ".join(one.text for one in sentences))}</p>'
        for kind, sentences in said
        if sentences
    ]


def _summary(plan: Plan, result: Result, told: Sequence[str]) -> str:
    found = f"<strong>{escape(large(result))}</strong>" if large(result) else ""
    figures = "".join(f"<p>{escape(text)}</p>" for text in beside(result))
    return (
        f'<div class="tom-tat"><div class="so">{found}{figures}{tile(result.status)}</div>'
        f'<div><p class="ly-do">{escape(result.reason)}</p>'
        f'<p class="dinh-nghia">{escape(_definition(plan, result))}</p>{"".join(told)}</div></div>'
    )


def _definition(plan: Plan, result: Result) -> str:
    if result.kind == MILESTONE:
        (aim,) = (milestone for milestone in plan.milestones if milestone.code == result.code)
        return f"“{aim.wording}” ({aim.place}). Chủ trì: {result.lead}."
    indicator = plan.indicator(result.code)
    below = f" Mẫu số: {indicator.denominator}." if indicator.denominator else ""
    return f"Tử số: {indicator.numerator}.{below} Chủ trì: {result.lead}."


def _months(plan: Plan, result: Result, sent: Sent, lines_above: int) -> str:
    """The commune's months as columns and figures, then those of each department."""
    months, indicator = result.months, plan.indicator(result.code)
    rows = [_columns(result), *_of_commune(result)]
    rows += [
        _of_department(result, plan.department(department), sent)
        for department in indicator.departments
        if indicator.is_reported
    ]
    headings = "".join(f'<th scope="col">T{month.month}</th>' for month in months)
    return (
        f'<table class="thang" style="--hang:{len(rows) - 1 + lines_above}">'
        f"<colgroup><col>{'<col>' * len(months)}</colgroup>"
        f"<thead><tr><td></td>{headings}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _columns(result: Result) -> str:
    """As high as each month's rate, with the target across; counts by the greatest, without one."""
    is_count = result.kind == Kind.COUNT
    values = [month.value for month in result.months if month.value]
    top = max([0.0 if is_count else 1.0, *values]) or 1.0
    cells = []
    for month in result.months:
        target = None if is_count else month.target
        column = _sized("i", "cao", month.value, top)
        cells.append(f"<td>{column}{_sized('b', 'den', target, top)}</td>")
    return f'<tr class="cot" aria-hidden="true"><td></td>{"".join(cells)}</tr>'


def _sized(tag: str, size: str, value: float | None, top: float) -> str:
    return "" if value is None else f'<{tag} style="--{size}:{share(value / top)}"></{tag}>'


def _of_commune(result: Result) -> list[str]:
    is_stock = result.kind == Kind.STOCK
    alone = [_figures(result, month, month.numerator, month.denominator) for month in result.months]
    rows = [_row("Hiện trạng" if is_stock else "Từng tháng", alone)]
    if not is_stock:
        so_far = [
            _figures(result, month, month.cum_numerator, month.cum_denominator)
            for month in result.months
        ]
        rows.append(_row("Lũy kế", so_far))
    return rows


def _of_department(result: Result, department: Department, sent: Sent) -> str:
    cells = []
    for month in result.months:
        figure = sent.get((result.code, department.code, month.month))
        if figure is None:
            cells.append(words.NOTHING)
            continue
        said = _figures(result, month, figure.numerator, figure.denominator)
        where = escape(sources.address_from_meeting(result.code, department.code, figure.month))
        cells.append(f'<a href="{where}" target="_self">{said}</a>')
    return _row(department.short_name, cells)


def _row(name: str, cells: Sequence[str]) -> str:
    return f'<tr><th scope="row">{escape(name)}</th>{"".join(f"<td>{c}</td>" for c in cells)}</tr>'


def _figures(
    result: Result, month: MonthResult, numerator: int | None, denominator: int | None
) -> str:
    """A rate over its parts; 0/0 is no rate, and no figure is a dash."""
    if numerator is None:
        return words.NOTHING
    if result.kind == Kind.COUNT:
        return words.number(numerator)
    rate = value_text(result.kind, numerator / denominator, month.target) if denominator else ""
    return (
        f"{rate or words.NOTHING}"
        f"<small>{words.number(numerator)}/{words.number(denominator)}</small>"
    )
