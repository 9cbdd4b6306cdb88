"""The periodic report (Quý I, 6 tháng, Quý III, năm) as an administrative document."""

from collections.abc import Iterable, Iterator, Sequence

from docx.document import Document

from cchc_metrics.reports import annexes
from cchc_metrics.reports import sentences as say
from cchc_metrics.reports.cells import Table
from cchc_metrics.reports.documents import frame, pictures
from cchc_metrics.reports.documents.grid import write_table
from cchc_metrics.reports.documents.package import packed
from cchc_metrics.reports.documents.placing import write_picture
from cchc_metrics.reports.fields import REPORT_SYMBOL, Fields, dated, numbered
from cchc_metrics.reports.said import LaggingPart, Report, Sentence

KIND = "BÁO CÁO"


def periodic_report(report: Report, fields: Fields) -> bytes:
    """The whole document; the same report and fields give the same bytes."""
    document = frame.new_document(report)
    frame.letterhead(document, report, fields, REPORT_SYMBOL)
    frame.title(document, KIND, report.subject)
    frame.addressed(document, fields.addressed_to)
    opening, *summed = report.opening
    write_sentence(document, opening)
    _results(document, report, summed)
    _lagging(document, report)
    _next(document, report)
    write_sentence(document, report.closing)
    frame.signature(document, fields)
    _annexes(document, report, fields)
    return packed(document, f"{KIND} {report.subject}", report.agency, report.made_at)


def write_sentence(document: Document, sentence: Sentence, mark: str = "") -> None:
    """A paragraph; a sentence that was emptied is left out."""
    if sentence.text.strip():
        frame.write(document, f"{mark}{sentence.text}", "Nội dung")


def _results(document: Document, report: Report, summed: Iterable[Sentence]) -> None:
    frame.heading(document, say.PARTS[0], 1)
    for sentence in summed:
        write_sentence(document, sentence)
    if report.overall.covered:
        write_picture(document, pictures.areas(report), 1)
    for area in report.areas:
        frame.heading(document, f"{area.number}. {area.name}", 2)
        head, *others = area.sentences
        write_sentence(document, head)
        for sentence in others:
            write_sentence(document, sentence, "- ")


def _lagging(document: Document, report: Report) -> None:
    frame.heading(document, say.PARTS[1], 1)
    write_sentence(document, report.lagging_opening)
    if any(report.result(part.code).pace is not None for part in report.lagging):
        write_picture(document, pictures.lagging(report), 2)
    for number, part in enumerate(report.lagging, start=1):
        state = say.lowered(report.result(part.code).status.label)
        frame.heading(document, f"{number}. {part.name} ({state})", 2)
        _lagging_part(document, part)
    if report.late:
        number = len(report.lagging) + 1
        frame.heading(document, f"{number}. Việc gửi số liệu của các đơn vị", 2)
        for sentence in report.late:
            write_sentence(document, sentence, "- ")


def _lagging_part(document: Document, part: LaggingPart) -> None:
    write_sentence(document, part.result, "a) Kết quả: ")
    for mark, heading, told in (
        ("b", "Nguyên nhân", part.causes),
        ("c", "Biện pháp", part.measures),
    ):
        kept = [sentence for sentence in told if sentence.text.strip()]
        if len(kept) == 1:
            write_sentence(document, kept[0], f"{mark}) {heading}: ")
        elif kept:
            lead = frame.write(document, f"{mark}) {heading}:", "Nội dung")
            lead.paragraph_format.keep_with_next = True
            for sentence in kept:
                write_sentence(document, sentence, "- ")


def _next(document: Document, report: Report) -> None:
    frame.heading(document, say.PARTS[2], 1)
    kept = [sentence for sentence in report.tasks if sentence.text.strip()]
    for number, sentence in enumerate(kept, start=1):
        write_sentence(document, sentence, f"{number}. ")


def _annexes(document: Document, report: Report, fields: Fields) -> None:
    found = list(_annex_tables(report))
    parent = (
        f"Báo cáo số {numbered(fields, REPORT_SYMBOL)} {dated(fields.day, report.year)}"
        f" của {frame.unbroken(report.agency, report.agency)}"
    )
    for number, (subject, table, widths) in enumerate(found, start=1):
        mark = "Phụ lục" if len(found) == 1 else f"Phụ lục {say.roman(number)}"
        frame.annex(document, mark, subject, parent)
        write_table(document, table, widths)


def _annex_tables(report: Report) -> Iterator[tuple[str, Table, Sequence[float]]]:
    """Title, table and the widths of its columns in millimetres."""
    name = report.period_name
    yield f"Kết quả các chỉ tiêu cải cách hành chính {name}", annexes.annex(report), _ANNEX
    if report.before is not None:
        before = report.before.period_name
        yield f"So sánh {name} với {before}", annexes.comparison(report), _COMPARISON
    if report.sendings:
        yield f"Tình hình gửi số liệu {name}", annexes.sendings(report), _SENDINGS


_ANNEX = (11, 56, 16, 16, 19, 20, 27)
_COMPARISON = (11, 62, 34, 34, 24)
_SENDINGS = (11, 62, 18, 18, 28, 28)
