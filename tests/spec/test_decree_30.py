"""Nghị định 30/2020/NĐ-CP, Phụ lục I, as tables, against documents that were opened again."""

from datetime import UTC, date, datetime

import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Mm

from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.content import Beside, compose
from cchc_metrics.reports.documents.periodic import periodic_report
from cchc_metrics.reports.documents.widths import text_width
from cchc_metrics.reports.fields import Fields
from tests.charts import cards
from tests.reports.papers import Element, elements, named, reopened

MADE_AT = datetime(2026, 5, 4, 2, 5, tzinfo=UTC)
FILLED = Fields(
    number="5",
    day=date(2026, 1, 5),
    addressed_to=("Sở Nội vụ tỉnh Lai Châu",),
    signer="Người Ký Thử",
    recipients=("Như trên", "Lưu: VT, VHXH"),
)


@pytest.fixture(scope="module")
def document() -> Document:
    beside = Beside(before=cards.make_scorecard(ReportPeriod.Q1))
    return reopened(periodic_report(compose(cards.make_scorecard(), MADE_AT, beside), FILLED))


@pytest.fixture(scope="module")
def paper(document: Document) -> list[Element]:
    return elements(document)


# --- The page --------------------------------------------------------------------------------

MARGINS = {  # millimetres, least and most
    "top_margin": (20, 25),
    "bottom_margin": (20, 25),
    "left_margin": (30, 35),
    "right_margin": (15, 20),
}


@pytest.mark.parametrize("side", MARGINS)
def test_every_page_has_the_margins(document: Document, side: str) -> None:
    least, most = MARGINS[side]
    found = [round(getattr(section, side).mm, 1) for section in document.sections]
    assert all(least <= margin <= most for margin in found)


def test_paper_is_a4_upright(document: Document) -> None:
    sizes = {(round(s.page_width.mm), round(s.page_height.mm)) for s in document.sections}
    assert sizes == {(210, 297)}


def test_pages_are_numbered_in_the_top_margin_but_for_the_first(document: Document) -> None:
    section = document.sections[0]
    (number,) = section.header.paragraphs
    assert section.different_first_page_header_footer
    assert [p.text for p in section.first_page_header.paragraphs] in ([], [""])
    fields = [field.get(qn("w:instr")) for field in number._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE"]
    assert number.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert number.style.font.size.pt in (13, 14)
    assert section.header_distance < section.top_margin


def test_annexes_are_numbered_apart(document: Document) -> None:
    _, *annexes = document.sections
    assert annexes
    for section in annexes:
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


# --- The elements ----------------------------------------------------------------------------

# Element -> sizes that are allowed, bold, italic, in capitals.
LOOKS = {
    "Quốc hiệu": ((12, 13), True, False, True),
    "Tiêu ngữ": ((13, 14), True, False, False),
    "Cơ quan chủ quản": ((12, 13), False, False, True),
    "Cơ quan ban hành": ((12, 13), True, False, True),
    "Số, ký hiệu": ((13,), False, False, False),
    "Địa danh, ngày": ((13, 14), False, True, False),
    "Tên loại": ((13, 14), True, False, True),
    "Trích yếu": ((13, 14), True, False, False),
    "Kính gửi": ((13, 14), False, False, False),
    "Nội dung": ((13, 14), False, False, False),
    "Heading 1": ((13, 14), True, False, True),
    "Heading 2": ((13, 14), True, False, False),
    "Quyền hạn, chức vụ": ((13, 14), True, False, True),
    "Người ký": ((13, 14), True, False, False),
    "Nơi nhận": ((12,), True, True, False),
    "Danh sách nơi nhận": ((11,), False, False, False),
    "Phụ lục": ((14,), True, False, False),
    "Tên phụ lục": ((13, 14), True, False, True),
    "Kèm theo": ((13, 14), False, True, False),
}


@pytest.mark.parametrize("element", LOOKS)
def test_each_element_has_its_look(paper: list[Element], element: str) -> None:
    sizes, bold, italic, in_capitals = LOOKS[element]
    found = [each for each in paper if each.style == element]
    assert found
    for each in found:
        size, is_bold, is_italic = each.look
        assert size in sizes and (is_bold, is_italic) == (bold, italic), each.text
        assert not any(run.bold or run.italic or run.font.size for run in each.paragraph.runs)
        if in_capitals:
            assert each.text == each.text.upper()


def test_every_text_is_black_times_new_roman(document: Document, paper: list[Element]) -> None:
    for style in {element.style: element.paragraph.style for element in paper}.values():
        fonts = style.element.rPr.rFonts
        assert {
            fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")
        } == {"Times New Roman"}, style.name
        assert str(style.font.color.rgb) == "000000", style.name
        assert not [name for name in fonts.attrib if "heme" in name], style.name


ORDER = [
    "Cơ quan chủ quản",
    "Cơ quan ban hành",
    "Số, ký hiệu",
    "Quốc hiệu",
    "Tiêu ngữ",
    "Địa danh, ngày",
    "Tên loại",
    "Trích yếu",
    "Kính gửi",
    "Nội dung",
    "Heading 1",
    "Heading 2",
    "Nơi nhận",
    "Quyền hạn, chức vụ",
    "Người ký",
    "Phụ lục",
    "Tên phụ lục",
    "Kèm theo",
]


def test_elements_stand_in_the_order_of_the_decree(paper: list[Element]) -> None:
    first_seen = dict.fromkeys(element.style for element in paper if element.style in ORDER)
    assert list(first_seen) == ORDER


# Element above a line -> how much of its text the line is long, least and most.
LINES = {
    "Tiêu ngữ": (0.95, 1.1),
    "Cơ quan ban hành": (1 / 3, 1 / 2),
    "Trích yếu": (1 / 3, 1 / 2),
}


@pytest.mark.parametrize("above", LINES)
def test_lines_have_their_lengths(document: Document, paper: list[Element], above: str) -> None:
    place = next(n for n, element in enumerate(paper) if element.style == above)
    size, line = paper[place].look[0], paper[place + 1].paragraph
    assert line._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom")).get(qn("w:val")) == "single"
    room = _room(document, line)
    length = room - line.paragraph_format.left_indent - line.paragraph_format.right_indent
    least, most = LINES[above]
    assert least <= length / text_width(paper[place].text, size) <= most


def _room(document: Document, paragraph: object) -> int:
    parent = paragraph._parent
    if hasattr(parent, "_tc"):
        return parent.width
    section = document.sections[0]
    return section.page_width - section.left_margin - section.right_margin


def test_the_text_is_justified_with_its_first_line_indented(paper: list[Element]) -> None:
    form = next(e for e in paper if e.style == "Nội dung").paragraph.style.paragraph_format
    assert form.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert form.first_line_indent in (Cm(1), Mm(12.7))
    assert form.space_before.pt + form.space_after.pt >= 6
    assert 1 <= form.line_spacing <= 1.5


# --- What they say ---------------------------------------------------------------------------

WORDS = {
    "Quốc hiệu": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Tiêu ngữ": "Độc lập - Tự do - Hạnh phúc",
    "Cơ quan chủ quản": "UBND TỈNH LAI CHÂU",
    "Số, ký hiệu": "Số: 05/BC-UBND",
    "Địa danh, ngày": "Mù Cả, ngày 05 tháng 01 năm 2026",
    "Tên loại": "BÁO CÁO",
    "Trích yếu": "Kết quả thực hiện công tác cải cách hành chính năm 2026",
    "Kính gửi": "Kính gửi: Sở Nội vụ tỉnh Lai Châu",
    "Nơi nhận": "Nơi nhận:",
    "Người ký": "Người Ký Thử",
    "Phụ lục": "Phụ lục I",
}


@pytest.mark.parametrize("element", WORDS)
def test_fields_are_written_as_the_decree_writes_them(document: Document, element: str) -> None:
    assert named(document, element)[0] == WORDS[element]


def test_who_receives_and_who_signs(document: Document) -> None:
    listed = [text for text in named(document, "Danh sách nơi nhận") if text]
    assert listed == ["- Như trên;", "- Lưu: VT, VHXH."]
    signing = [text for text in named(document, "Quyền hạn, chức vụ") if text]
    assert signing == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


def test_annexes_name_the_document_that_they_belong_to(document: Document) -> None:
    of = "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 01 năm 2026 của UBND\xa0xã\xa0Mù\xa0Cả)"
    assert set(named(document, "Kèm theo")) == {of}


DAYS = {
    date(2026, 1, 5): "ngày 05 tháng 01 năm 2026",
    date(2026, 2, 28): "ngày 28 tháng 02 năm 2026",
    date(2026, 3, 9): "ngày 09 tháng 3 năm 2026",
    date(2026, 12, 10): "ngày 10 tháng 12 năm 2026",
    None: "ngày …… tháng …… năm 2026",
}


@pytest.mark.parametrize("day", DAYS)
def test_days_and_months_have_the_zeros_of_the_decree(day: date | None) -> None:
    report = compose(cards.make_empty_scorecard(), MADE_AT)
    document = reopened(periodic_report(report, Fields(day=day)))
    assert named(document, "Địa danh, ngày") == [f"Mù Cả, {DAYS[day]}"]


def test_what_is_not_known_stays_a_dotted_space() -> None:
    report = compose(cards.make_empty_scorecard(), MADE_AT)
    document = reopened(periodic_report(report, Fields()))
    assert named(document, "Số, ký hiệu") == ["Số: ……/BC-UBND"]
    assert set(named(document, "Người ký")[0]) == {"…"}
    assert named(document, "Kính gửi") == []
