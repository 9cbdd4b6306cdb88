"""How each element of an administrative document looks: a Word style each, by Nghị định 30/2020.

Sizes lie within the ranges of Phụ lục I; of two that are allowed the larger one is taken.
"""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
BLACK = RGBColor(0, 0, 0)
_CENTRE, _JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_LEFT = WD_ALIGN_PARAGRAPH.LEFT

# A4, and margins within 20–25 (top, bottom), 30–35 (left) and 15–20 mm (right).
PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)
NUMBER_FROM_TOP = Mm(10)
TEXT_WIDTH = Length(PAGE_WIDTH - LEFT - RIGHT)


@dataclass(frozen=True)
class Look:
    """Size in points; space before and after in points; `indent` of the first line."""

    size: float
    align: WD_ALIGN_PARAGRAPH = _CENTRE
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    indent: Length = Mm(0)
    lines: float = 1.0
    with_next: bool = False


# The name in Word -> its look. Headings carry their level, for the navigation of long reports.
STYLES = {
    "Quốc hiệu": Look(13, bold=True),
    "Tiêu ngữ": Look(14, bold=True),
    "Cơ quan chủ quản": Look(13),
    "Cơ quan ban hành": Look(13, bold=True),
    "Số, ký hiệu": Look(13, before=4),
    "Địa danh, ngày": Look(14, italic=True, before=4),
    "Trích yếu công văn": Look(12, before=2),
    "Tên loại": Look(14, bold=True, before=18, with_next=True),
    "Trích yếu": Look(14, bold=True, with_next=True),
    "Kính gửi": Look(14, before=6, after=2, with_next=True),
    "Danh sách kính gửi": Look(14, _LEFT, indent=Mm(58), with_next=True),
    "Nội dung": Look(14, _JUSTIFIED, before=3, after=3, indent=Mm(12.7), lines=1.1),
    "Tên hình": Look(13, italic=True, after=8),
    "Hình": Look(13, before=8, after=2, with_next=True),
    "Quyền hạn, chức vụ": Look(14, bold=True, with_next=True),
    "Người ký": Look(14, bold=True),
    "Nơi nhận": Look(12, _LEFT, bold=True, italic=True),
    "Danh sách nơi nhận": Look(11, _LEFT),
    "Phụ lục": Look(14, bold=True, with_next=True),
    "Tên phụ lục": Look(14, bold=True, with_next=True),
    "Kèm theo": Look(14, italic=True, after=10, with_next=True),
    "Đầu bảng": Look(12, bold=True, before=2, after=2),
    "Ô chữ": Look(12, _LEFT, before=1, after=1),
    "Ô số": Look(12, before=1, after=1),
    "Số trang": Look(14),
    "Lưu ý": Look(11, bold=True),
    "Tóm tắt": Look(13, _JUSTIFIED, before=2, after=2),
    "Mục tóm tắt": Look(13, _LEFT, bold=True, before=6, after=3, with_next=True),
}
HEADINGS = {
    "Heading 1": Look(14, _JUSTIFIED, True, False, 10, 4, Mm(12.7), 1.1, True),
    "Heading 2": Look(14, _JUSTIFIED, True, False, 6, 3, Mm(12.7), 1.1, True),
}


def dress(document: Document) -> None:
    """Give a new document its page, its language and its styles."""
    _set_page(document.sections[0])
    _dress(document.styles["Normal"], Look(14, _LEFT))
    for name, look in STYLES.items():
        _dress(document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), look)
    for name, look in HEADINGS.items():
        _dress(document.styles[name], look)


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = section.footer_distance = NUMBER_FROM_TOP


def _dress(style: Any, look: Look) -> None:
    font, paragraph = style.font, style.paragraph_format
    _set_font(style)
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = BLACK
    paragraph.alignment = look.align
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.first_line_indent = look.indent
    paragraph.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    paragraph.line_spacing = look.lines
    paragraph.keep_with_next = look.with_next
    paragraph.widow_control = True


def _set_font(style: Any) -> None:
    """One font for all scripts, in place of those of a theme, and the language."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in [name for name in fonts.attrib if "heme" in name]:
        del fonts.attrib[theme]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = properties.makeelement(qn("w:lang"), {qn("w:val"): LANGUAGE})
    properties.append(language)
