"""The slides in their order: overview, what lags, then an area a slide, worst first."""

from datetime import UTC
from io import BytesIO

from pptx import Presentation
from pptx import presentation as library
from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide
from pptx.util import Inches, Length

from cchc_metrics import words
from cchc_metrics.looks import LATE, QUIET
from cchc_metrics.plan.model import Kind
from cchc_metrics.reports import deck
from cchc_metrics.reports.deck import AreaSlide
from cchc_metrics.reports.packages import same_bytes
from cchc_metrics.reports.pptx.charts import Bars, add_bars
from cchc_metrics.reports.pptx.pieces import (
    BODY_HEIGHT,
    BODY_TOP,
    HEIGHT,
    MARGIN,
    RULE,
    WIDTH,
    Box,
    Cell,
    Words,
    add_table,
    add_words,
    new_slide,
)
from cchc_metrics.reports.said import LaggingPart, Report, Result
from cchc_metrics.reports.sentences import NO_FIGURES_NOTE, NONE_LAGGING, target_in_words

WHOLE = Box(MARGIN, BODY_TOP, Length(WIDTH - 2 * MARGIN), BODY_HEIGHT)
LEFT = Box(MARGIN, BODY_TOP, Inches(8.4), BODY_HEIGHT)
RIGHT = Box(Inches(9.1), BODY_TOP, Inches(3.75), BODY_HEIGHT)
# Below a short table there is room for reasons.
LEAST_ROOM, GAP = Inches(1.2), Inches(0.2)


def presentation(report: Report) -> bytes:
    """The same report gives the same bytes."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    _describe(made, report)
    _overview(made, report)
    for first in range(0, max(len(report.lagging), 1), deck.MOST_LINES):
        _lagging(made, report, report.lagging[first : first + deck.MOST_LINES], first)
    for area in deck.area_slides(report):
        _area(made, report, area)
    buffer = BytesIO()
    made.save(buffer)
    return same_bytes(buffer.getvalue(), report.made_at)


def _describe(made: library.Presentation, report: Report) -> None:
    moment = report.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about = made.core_properties
    about.title, about.author, about.last_modified_by = (
        deck.title(report),
        report.agency,
        report.agency,
    )
    about.created = about.modified = moment
    about.language, about.revision = "vi-VN", 1


def _foot(report: Report) -> str:
    """That there are no figures is said in full on the slides themselves."""
    told = [warning for warning in report.warnings if warning != NO_FIGURES_NOTE]
    return " · ".join((*told, deck.known_until(report)))


def _overview(made: library.Presentation, report: Report) -> None:
    notes = "\n".join((deck.known_until(report), *(s.text for s in report.opening)))
    slide = new_slide(made, deck.title(report), _foot(report), notes)
    areas = deck.worst_first(report)
    if report.overall.progress is None:
        told = report.warnings or (words.NOT_JUDGED.capitalize(),)
        add_words(slide, LEFT, [Words(text, 24, is_bold=True, colour=LATE) for text in told])
    else:
        bars = Bars(
            names=[
                f"{area.number}. {area.name} ({deck.coverage(area.progress)})" for area in areas
            ],
            values=[area.progress.progress for area in areas],
            targets=[None] * len(areas),
            late=[bool(area.lagging) for area in areas],
        )
        add_bars(slide, LEFT, bars, "Tiến độ các lĩnh vực, nơi có chỉ tiêu chậm đứng trước")
    _numbers(slide, report)


def _numbers(slide: Slide, report: Report) -> None:
    good, judged = deck.good_of_judged(report)
    overall = words.NOTHING
    if report.overall.progress is not None:
        overall = deck.progress_words(report.overall)
    numbers = (
        (overall, f"tiến độ chung, tính trên {deck.coverage(report.overall)}", RULE),
        (words.number(len(report.lagging)), "chỉ tiêu chậm", LATE if report.lagging else RULE),
        (
            words.number(good),
            f"đạt hoặc đúng tiến độ, trong {words.number(judged)} chỉ tiêu có mức giao",
            RULE,
        ),
    )
    said = [Words(report.agency, 18, is_bold=True)]
    for number, what, colour in numbers:
        said += [Words(number, 48, is_bold=True, colour=colour), Words(what, 18, colour=QUIET)]
    add_words(slide, RIGHT, said)


def _lagging(
    made: library.Presentation, report: Report, parts: tuple[LaggingPart, ...], first: int
) -> None:
    notes = "\n\n".join(map(_told, parts)) or NONE_LAGGING
    slide = new_slide(made, "Chỉ tiêu chậm, nặng nhất trước", _foot(report), notes)
    if not parts:
        # Nobody knows what lags where nothing was sent.
        said = NONE_LAGGING if not report.is_empty else report.warnings[-1]
        add_words(slide, WHOLE, [Words(said, 24)])
        return
    headings = ("TT", "Chỉ tiêu", "Trạng thái", "Kết quả", "Chỉ tiêu giao", "Còn thiếu", "Chủ trì")
    rows = [_headings(headings)]
    for place, part in enumerate(parts, start=first + 1):
        rows.append((_right(str(place)), *_lagging_row(report.result(part.code))))
    add_table(slide, WHOLE, (0.5, 3.6, 1.6, 2.1, 1.3, 1.1, 2.2), rows)


def _lagging_row(result: Result) -> tuple[Cell, ...]:
    missing = words.number(result.missing_cases) if result.missing_cases else words.NOTHING
    return (
        Words(f"{result.code} {result.name}", 16, is_bold=True),
        result.status,
        _right(_found(result)),
        _right(target_in_words(result) or words.NOTHING),
        _right(missing),
        Words(result.lead, 14),
    )


def _told(part: LaggingPart) -> str:
    """An indicator's arithmetic, its causes and what is done about it."""
    sentences = (part.result, *part.causes, *part.measures)
    return "\n".join((part.name, *(f"- {sentence.text}" for sentence in sentences)))


def _area(made: library.Presentation, report: Report, area: AreaSlide) -> None:
    sentences = [sentence.text for sentence in area.area.sentences[:1]]
    reasons = [f"{result.code} {result.name}. {result.reason}" for result in area.results]
    slide = new_slide(made, area.title, _foot(report), "\n".join(sentences + reasons))
    measured = [r for r in area.results if r.value is not None and r.kind != Kind.COUNT]
    headings = ("Trạng thái", "Chỉ tiêu", "Kết quả", "Tử số/mẫu số", "Chỉ tiêu giao")
    rows = [_headings(headings), *map(_row, area.results)]
    place = LEFT if measured else WHOLE
    end = Length(add_table(slide, place, (1.6, 3.4, 1.05, 1.6, 1.15), rows) + GAP)
    _reasons(slide, Box(place.left, end, place.width, Length(WHOLE.top + WHOLE.height - end)), area)
    if measured:
        bars = Bars(
            names=[result.code for result in measured],
            values=[result.value for result in measured],
            targets=[result.target for result in measured],
            late=[result.lagging for result in measured],
        )
        add_bars(slide, RIGHT, bars, f"Kết quả và chỉ tiêu giao: {area.area.name}")


def _reasons(slide: Slide, box: Box, area: AreaSlide) -> None:
    """Why the worst stand so, as many of them as there is room for; the notes have all."""
    told = [f"{result.code}: {result.reason}" for result in area.results]
    room = box.height // LEAST_ROOM
    if told and room > 0:
        add_words(slide, box, [Words(text, 18) for text in told[:room]])


def _row(result: Result) -> tuple[Cell, ...]:
    return (
        result.status,
        Words(f"{result.code} {result.name}", 16),
        _right(deck.large(result) or words.NOTHING, is_bold=True),
        _right(_parts(result)),
        _right(target_in_words(result) or words.NOTHING),
    )


def _parts(result: Result) -> str:
    if result.numerator is None or result.denominator is None:
        return words.NOTHING
    return f"{words.number(result.numerator)}/{words.number(result.denominator)}"


def _found(result: Result) -> str:
    large = deck.large(result)
    return f"{large} ({_parts(result)})" if large and result.denominator else large or words.NOTHING


def _headings(texts: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(Words(text, 14, is_bold=True) for text in texts)


def _right(text: str, is_bold: bool = False) -> Words:
    return Words(text, 16, is_bold, align=PP_ALIGN.RIGHT)
