"""The overview and the slides of areas: what lags first, in letters for the back of a room."""

from html import escape

from cchc_metrics import words
from cchc_metrics.looks import ACCENT
from cchc_metrics.reports.deck import (
    AreaSlide,
    beside,
    coverage,
    good_of_judged,
    known_until,
    large,
    progress_words,
    title,
    worst_first,
)
from cchc_metrics.reports.said import AreaPart, Report, Result
from cchc_metrics.scoring.progress import Progress
from cchc_metrics.ui.meeting import markup
from cchc_metrics.ui.meeting.markup import AREAS, OVERVIEW, bar, leading_to, plain_bar, slide, tile

# So few lines leave room for why each stands so.
ROOMY = 4


def overview(report: Report) -> str:
    """The plan as a whole: its progress, how many lag, and the way to each area."""
    areas = "".join(map(_area, worst_first(report)))
    warnings = "".join(f'<p class="canh-bao">{escape(text)}</p>' for text in report.warnings)
    body = (
        f'{warnings}{_on_paper(report)}<div class="hai-ben">'
        f'<div class="so-lon">{_numbers(report)}</div><ol class="dong">{areas}</ol></div>'
    )
    header = f'{markup.title(title(report))}<p class="tien-do">{escape(report.agency)}</p>'
    return slide(AREAS, OVERVIEW, header, body)


def _numbers(report: Report) -> str:
    good, judged = good_of_judged(report)
    overall = f"tiến độ chung, tính trên {coverage(report.overall)}"
    of_judged = f"đạt hoặc đúng tiến độ, trong {words.number(judged)} chỉ tiêu có mức giao"
    numbers = (
        ("chinh", _short(report.overall), overall),
        ("", words.number(len(report.lagging)), "chỉ tiêu chậm"),
        ("", words.number(good), of_judged),
    )
    return "".join(
        f'<p class="{look}"><strong>{escape(number)}</strong>{escape(what)}</p>'
        for look, number, what in numbers
    )


def _area(area: AreaPart) -> str:
    return leading_to(
        area.code,
        f'<span><span class="ten">{escape(f"{area.number}. {area.name}")}</span>'
        f"{plain_bar(area.progress.progress, ACCENT)}</span>"
        f'<span class="tien-do-linh-vuc">{_short(area.progress)}</span>'
        f'<span class="phan">{escape(coverage(area.progress))}</span>'
        f'<span class="phan">{_lagging(area)}</span>',
    )


def _short(progress: Progress) -> str:
    """Words would not fit where numbers stand large."""
    return words.NOTHING if progress.progress is None else progress_words(progress)


def code(area: AreaSlide) -> str:
    """What the slide is called; the second of an area is told apart."""
    return area.area.code if area.part == 1 else f"{area.area.code}-{area.part}"


def _on_paper(report: Report) -> str:
    """On the screen it stands at the foot."""
    return f'<p class="chi-in">{escape(known_until(report))}</p>'


def area_slide(report: Report, area: AreaSlide) -> str:
    header = (
        f"{markup.title(area.title)}"
        f'<p class="tien-do"><strong>{_short(area.area.progress)}</strong><br>'
        f"{escape(coverage(area.area.progress))} · {_lagging(area.area)}</p>"
    )
    is_roomy = len(area.results) <= ROOMY
    lines = "".join(_line(result, is_roomy) for result in area.results)
    look = "dong co-ly-do" if is_roomy else "dong"
    body = f'{_on_paper(report)}<ol class="{look}">{lines}</ol>'
    return slide(AREAS, code(area), header, body, above=OVERVIEW)


def _lagging(area: AreaPart) -> str:
    if area.lagging:
        return f'<b class="cham">{words.number(area.lagging)} chỉ tiêu chậm</b>'
    return words.NOT_JUDGED if area.progress.progress is None else "không có chỉ tiêu chậm"


def _line(result: Result, with_reason: bool) -> str:
    reason = f'<span class="vi-sao">{escape(result.reason)}</span>' if with_reason else ""
    figures = "".join(f"<span>{escape(text)}</span>" for text in beside(result))
    return leading_to(
        result.code,
        f"{tile(result.status)}"
        f'<span><span class="ten">{escape(result.name)}</span>{bar(result)}{reason}</span>'
        f'<span class="ket-qua">{escape(large(result))}</span>'
        f'<span class="phan">{figures}</span>',
    )
