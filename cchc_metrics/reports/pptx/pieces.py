"""What slides are made of: one size of page, titles, texts, tables, the line at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches, Length, Pt

from cchc_metrics.looks import HEADING_FILL, INK, LIGHT, PAPER, PRINTED, QUIET, bare
from cchc_metrics.scoring.status import Status
from cchc_metrics.words import writable

# 16:9, as screens and projectors are.
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
FONT = "Arial"
RULE = LIGHT.press
MARGIN = Inches(0.5)
BODY_TOP, BODY_HEIGHT = Inches(1.3), Inches(5.5)
ROW_HEIGHT, ROOMY_ROW_HEIGHT = Inches(0.66), Inches(0.82)
# A heading and four rows leave room for larger letters.
ROOMY, LARGER = 5, 2
_TITLE_ONLY = 5  # the layout of the library's own template


@dataclass(frozen=True)
class Box:
    """Where something stands."""

    left: Length
    top: Length
    width: Length
    height: Length


@dataclass(frozen=True)
class Words:
    """A text and its look; `size` in points."""

    text: str
    size: int
    is_bold: bool = False
    colour: str = INK
    align: PP_ALIGN = PP_ALIGN.LEFT


def new_slide(presentation: Presentation, title: str, foot: str, notes: str) -> Slide:
    """A slide with its title, the line at its foot and what the speaker may say."""
    slide: Slide = presentation.slides.add_slide(presentation.slide_layouts[_TITLE_ONLY])
    heading = slide.shapes.title
    assert heading is not None, "the layout has a title"
    heading.left, heading.top = MARGIN, Inches(0.3)
    heading.width, heading.height = Length(WIDTH - 2 * MARGIN), Inches(0.85)
    say(heading.text_frame, [Words(title, 28, is_bold=True, colour=RULE)], MSO_ANCHOR.MIDDLE)
    number = f"{len(presentation.slides)}"
    top, height = Inches(7.0), Inches(0.36)
    add_words(slide, Box(MARGIN, top, Inches(11), height), [Words(foot, 12, colour=QUIET)])
    add_words(
        slide,
        Box(Inches(11.83), top, Inches(1), height),
        [Words(number, 12, colour=QUIET, align=PP_ALIGN.RIGHT)],
    )
    spoken = slide.notes_slide.notes_text_frame
    assert spoken is not None, "the notes of the library's own template have a text"
    spoken.text = writable(notes)
    return slide


def add_words(slide: Slide, box: Box, words: Sequence[Words]) -> None:
    frame = slide.shapes.add_textbox(box.left, box.top, box.width, box.height).text_frame
    say(frame, words)


def say(frame: Any, words: Sequence[Words], anchor: MSO_ANCHOR = MSO_ANCHOR.TOP) -> None:
    """Fill a text frame, a paragraph each."""
    frame.word_wrap, frame.vertical_anchor = True, anchor
    for place, one in enumerate(words):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = one.align
        run = paragraph.add_run()
        run.text = writable(one.text)
        font = run.font
        font.name, font.size, font.bold = FONT, Pt(one.size), one.is_bold
        font.color.rgb = rgb(one.colour)
        # Else every word would be underlined as an English mistake.
        font.language_id = MSO_LANGUAGE_ID.VIETNAMESE


Cell = Words | Status


def add_table(
    slide: Slide, box: Box, widths: Sequence[float], rows: Sequence[Sequence[Cell]]
) -> Length:
    """A table whose first row is its heading; `widths` are shares of the box's width.

    It is as high as its rows need, few of them in larger letters; the answer is where it ends.
    """
    is_roomy = len(rows) <= ROOMY
    height = Length((ROOMY_ROW_HEIGHT if is_roomy else ROW_HEIGHT) * len(rows))
    frame = slide.shapes.add_table(len(rows), len(widths), box.left, box.top, box.width, height)
    table = frame.table
    table.horz_banding = False
    for place, share in enumerate(widths):
        table.columns[place].width = Length(int(box.width * share / sum(widths)))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            _fill(table.cell(row, column), cell, row == 0, LARGER if is_roomy else 0)
    return Length(box.top + height)


def rgb(colour: str) -> RGBColor:
    made: RGBColor = RGBColor.from_string(bare(colour))
    return made


def _fill(cell: Any, said: Cell, is_heading: bool, larger: int) -> None:
    if isinstance(said, Status):
        look = PRINTED[said]
        fill, words = look.colour, Words(said.label, 14, is_bold=True, colour=look.text)
    else:
        fill, words = HEADING_FILL if is_heading else PAPER, said
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(fill)
    cell.margin_left = cell.margin_right = Inches(0.07)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    say(cell.text_frame, [replace(words, size=words.size + larger)], MSO_ANCHOR.MIDDLE)
