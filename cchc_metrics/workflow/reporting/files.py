"""Reports as files: what each is called, and its bytes.

The libraries that write them are loaded by who takes the first file, not by who looks at a page.
"""

import re
import unicodedata

from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.reports.fields import numbered
from cchc_metrics.reports.papers import Paper, PaperKind
from cchc_metrics.reports.said import Report
from cchc_metrics.reports.xlsx.summary import summary_workbook
from cchc_metrics.workflow.permissions import require

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES = {"docx": DOCX, "xlsx": XLSX, "pptx": PPTX}
BRIEF = "Tóm tắt"
# What Windows does not take in a name.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def paper_file(visitor: Visitor, paper: Paper, form: str = "docx") -> bytes:
    """A paper as .docx, or what it says as .xlsx or .pptx. Raise NotAllowed for who may not."""
    require(visitor, Permission.TAKE_REPORTS)
    return written(paper, form)


def written(paper: Paper, form: str) -> bytes:
    """The same paper gives the same bytes."""
    match form:
        case "xlsx":
            return summary_workbook(paper.report)
        case "pptx":
            from cchc_metrics.reports.pptx.writing import presentation

            return presentation(paper.report)
    if paper.kind is PaperKind.REMINDER:
        from cchc_metrics.reports.documents.reminder import reminder_letter

        return reminder_letter(paper.report, paper.fields)
    from cchc_metrics.reports.documents.periodic import periodic_report

    return periodic_report(paper.report, paper.fields)


def brief_file(visitor: Visitor, report: Report) -> bytes:
    """The page for leaders. Raise NotAllowed for who may not."""
    from cchc_metrics.reports.documents.brief import one_page_brief

    require(visitor, Permission.TAKE_REPORTS)
    return one_page_brief(report)


def paper_name(paper: Paper, form: str = "docx") -> str:
    """`Báo cáo CCHC số 05-BC-UBND Quý I năm 2026.docx`; without the number while there is none."""
    number = numbered(paper.fields, paper.kind.symbol)
    parts = [
        f"{paper.kind.label} CCHC",
        f"số {number}" if paper.fields.number.strip() else "",
        paper.report.period_name,
    ]
    return safe_name(" ".join(part for part in parts if part), form)


def brief_name(report: Report) -> str:
    """`Tóm tắt CCHC tháng 10-2026.docx`."""
    return safe_name(f"{BRIEF} CCHC tháng {report.as_of}/{report.year}", "docx")


def safe_name(name: str, suffix: str) -> str:
    """Vietnamese in one spelling of its letters, without what Windows refuses."""
    plain = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", name))
    return f"{plain.strip(' .-')}.{suffix}"
