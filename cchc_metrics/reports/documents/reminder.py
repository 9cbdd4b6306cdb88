"""The letter that urges departments, as an administrative document (công văn)."""

from docx.document import Document

from cchc_metrics.reports.documents import frame
from cchc_metrics.reports.documents.package import packed
from cchc_metrics.reports.fields import LETTER_SYMBOL, Fields
from cchc_metrics.reports.reminders import ABOUT, NOBODY, Urged, closing, opening, urged
from cchc_metrics.reports.said import Report


def reminder_letter(report: Report, fields: Fields) -> bytes:
    """A letter to those named in `addressed_to`, or to all who are late or lag."""
    found = [each for each in urged(report) if _is_named(each, fields)]
    document = frame.new_document(report)
    frame.letterhead(document, report, fields, LETTER_SYMBOL, ABOUT)
    frame.addressed(document, fields.addressed_to or [each.department for each in found])
    frame.write(document, opening(report, fields) if found else NOBODY, "Nội dung")
    for number, each in enumerate(found, start=1):
        frame.heading(document, f"{number}. {each.department}", 2)
        _write(document, each)
    if found:
        frame.write(document, closing(report, fields), "Nội dung")
    frame.signature(document, fields)
    return packed(document, ABOUT, report.agency, report.made_at)


def _is_named(each: Urged, fields: Fields) -> bool:
    return not fields.addressed_to or each.department in fields.addressed_to


def _write(document: Document, each: Urged) -> None:
    asked = [("Về gửi số liệu", each.owed), ("Về chỉ tiêu chậm", each.lagging)]
    told = [(heading, lines) for heading, lines in asked if lines]
    for mark, (heading, lines) in zip("ab", told, strict=False):
        lead = frame.write(document, f"{mark}) {heading}:", "Nội dung")
        lead.paragraph_format.keep_with_next = True
        for line in lines:
            frame.write(document, f"- {line}", "Nội dung")
