"""What every document has: letterhead, kind and subject, signature, recipients, page numbers."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from cchc_metrics.reports.documents.styles import STYLES, TEXT_WIDTH, dress
from cchc_metrics.reports.documents.widths import text_width
from cchc_metrics.reports.fields import BLANK, Fields, dated, numbered, place_of
from cchc_metrics.reports.said import Report
from cchc_metrics.words import writable

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_LEFT_SIDE = Mm(62)
_RIGHT_SIDE = Length(TEXT_WIDTH - _LEFT_SIDE)
# "1/3 to 1/2 of the text above", says the decree of the lines below agency and subject.
_PART_OF_TEXT = 0.42
_SIGNING_ROOM = 4  # empty lines for signature and seal


def new_document(report: Report) -> DocumentFile:
    """A page with the decree's margins and styles; where figures are samples, each page says so."""
    document = Document()
    dress(document)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    _number_pages(section)
    if report.is_sample:
        for footer in (section.footer, section.first_page_footer):
            footer.paragraphs[0].style = "Lưu ý"
            footer.paragraphs[0].text = report.warnings[0]
    return document


def letterhead(
    document: DocumentFile, report: Report, fields: Fields, symbol: str, about: str = ""
) -> None:
    """Agency and number on the left, country, motto, place and day on the right."""
    left, right = sides(document)
    first(left, short_agency(report.parent_agency).upper(), "Cơ quan chủ quản")
    agency = unbroken(report.agency, report.commune).upper()
    write(left, agency, "Cơ quan ban hành")
    _rule(left, _LEFT_SIDE, agency, "Cơ quan ban hành", _PART_OF_TEXT)
    write(left, f"Số: {numbered(fields, symbol)}", "Số, ký hiệu")
    if about:
        write(left, about, "Trích yếu công văn")
    first(right, COUNTRY, "Quốc hiệu")
    write(right, MOTTO, "Tiêu ngữ")
    _rule(right, _RIGHT_SIDE, MOTTO, "Tiêu ngữ", 1.0)
    place = place_of(report.commune)
    write(right, f"{place}, {dated(fields.day, report.year)}", "Địa danh, ngày")


def title(document: DocumentFile, kind: str, subject: str) -> None:
    """The kind in capitals and what it is about, with a line below."""
    write(document, kind, "Tên loại")
    write(document, subject, "Trích yếu")
    _rule(document, TEXT_WIDTH, subject, "Trích yếu", _PART_OF_TEXT)


def addressed(document: DocumentFile, receivers: Sequence[str]) -> None:
    """`Kính gửi: …` on one line, or a list below it; nothing where nobody is named."""
    if len(receivers) == 1:
        write(document, f"Kính gửi: {receivers[0]}", "Kính gửi")
    elif receivers:
        ends = [*[";"] * (len(receivers) - 1), "."]
        listed = [f"- {receiver}{end}" for receiver, end in zip(receivers, ends, strict=True)]
        write(document, "Kính gửi:", "Kính gửi")
        for line in listed:
            write(document, line, "Danh sách kính gửi")


def signature(document: DocumentFile, fields: Fields) -> None:
    """Who receives it on the left; who signs, in which capacity, on the right."""
    write(document, "", "Danh sách nơi nhận")
    left, right = sides(document)
    first(left, "Nơi nhận:", "Nơi nhận")
    ends = [*[";"] * (len(fields.recipients) - 1), "."]
    for receiver, end in zip(fields.recipients, ends, strict=False):
        write(left, f"- {receiver.rstrip('.;')}{end}", "Danh sách nơi nhận")
    for number, line in enumerate(fields.capacity or ("",)):
        if number:
            write(right, line, "Quyền hạn, chức vụ")
        else:
            first(right, line, "Quyền hạn, chức vụ")
    for _ in range(_SIGNING_ROOM):
        write(right, "", "Quyền hạn, chức vụ")
    write(right, fields.signer or BLANK * 3, "Người ký")


def annex(document: DocumentFile, mark: str, subject: str, parent: str) -> None:
    """A new page with numbers of its own, its title and the document that it belongs to."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    # Where the schema wants it; Word calls a file damaged whose elements stand in another order.
    section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")
    write(document, mark, "Phụ lục")
    write(document, subject.upper(), "Tên phụ lục")
    write(document, f"(Kèm theo {parent})", "Kèm theo")


def sides(document: DocumentFile) -> tuple[Any, Any]:
    """Two cells side by side without borders, which stay on one page."""
    table = document.add_table(1, 2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, (_LEFT_SIDE, _RIGHT_SIDE), strict=True):
        (cell,) = column.cells
        column.width = cell.width = width
        _no_padding(cell)
    mark_row(table.rows[0], "cantSplit")
    left, right = table.rows[0].cells
    return left, right


def write(container: Any, text: str, style: str) -> Any:
    """Add a paragraph to a document or a cell."""
    return _styled(container.add_paragraph(writable(text)), style)


def heading(document: DocumentFile, text: str, level: int) -> None:
    document.add_heading(writable(text), level)


def first(cell: Any, text: str, style: str) -> None:
    """Write into the empty paragraph that a cell begins with."""
    paragraph = cell.paragraphs[0]
    paragraph.text = writable(text)
    _styled(paragraph, style)


def _styled(paragraph: Any, style: str) -> Any:
    """The style goes in by its name in the file: looking up hundreds of them takes seconds."""
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def mark_row(row: Any, kind: str) -> None:
    """`tblHeader`: repeated on each page; `cantSplit`: kept on one."""
    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{kind}"))


def _no_padding(cell: Any) -> None:
    margins = OxmlElement("w:tcMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    cell._tc.get_or_add_tcPr().append(margins)


def short_agency(name: str) -> str:
    """`UBND tỉnh Lai Châu`: the agency above is named shortly."""
    return name.replace("Ủy ban nhân dân", "UBND")


def unbroken(text: str, name: str) -> str:
    """The same text, in which a name stays on one line."""
    return text.replace(name, name.replace(" ", "\u00a0"))


def _rule(container: Any, room: Length, text: str, style: str, part: float) -> None:
    """A centred line below a text, as long as a part of it: the border of a flat paragraph."""
    length = Length(int(text_width(text, STYLES[style].size) * part))
    paragraph = container.add_paragraph()
    form = paragraph.paragraph_format
    form.first_line_indent = Pt(0)
    form.left_indent = form.right_indent = Length(max(int(room - length), 0) // 2)
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def _number_pages(section: Any) -> None:
    """Arabic, centred in the top margin, on every page but the first."""
    paragraph = section.header.paragraphs[0]
    paragraph.style = "Số trang"
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
