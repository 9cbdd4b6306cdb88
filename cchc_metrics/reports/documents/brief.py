"""One page for leaders before a meeting: where the plan stands, what lags, who has not sent."""

from docx.document import Document
from docx.shared import Mm

from cchc_metrics import words
from cchc_metrics.reports import annexes
from cchc_metrics.reports.documents import frame, pictures
from cchc_metrics.reports.documents.grid import write_table
from cchc_metrics.reports.documents.package import packed
from cchc_metrics.reports.documents.placing import write_picture
from cchc_metrics.reports.said import Report

TITLE = "TÓM TẮT TIẾN ĐỘ CẢI CÁCH HÀNH CHÍNH"
MOST_LAGGING = 5
_WIDTHS = (11, 58, 30, 21, 45)
_PICTURE_WIDTH = Mm(140)


def one_page_brief(report: Report) -> bytes:
    """Never longer than a page: what does not fit is counted."""
    document = frame.new_document(report)
    frame.write(document, report.agency.upper(), "Cơ quan ban hành")
    frame.write(document, TITLE, "Tên loại")
    frame.write(document, f"{report.period_name}; số liệu {report.days}".capitalize(), "Tóm tắt")
    for sentence in report.opening[1:]:
        frame.write(document, sentence.text, "Tóm tắt")
    if report.overall.covered:
        write_picture(document, pictures.areas(report), 1, _PICTURE_WIDTH)
    _lagging(document, report)
    _sendings(document, report)
    _unanswered(document, report)
    return packed(document, TITLE, report.agency, report.made_at)


def _lagging(document: Document, report: Report) -> None:
    frame.write(document, "Chỉ tiêu chậm nhất", "Mục tóm tắt")
    write_table(document, annexes.worst(report, MOST_LAGGING), _WIDTHS)
    others = len(report.lagging) - MOST_LAGGING
    if others > 0:
        frame.write(document, f"và {words.number(others)} chỉ tiêu chậm khác.", "Tóm tắt")


def _sendings(document: Document, report: Report) -> None:
    frame.write(document, "Đơn vị chưa gửi số liệu đã quá hạn", "Mục tóm tắt")
    owing = [
        f"{sending.name} (tháng {words.joined(map(str, sending.missing_months))})"
        for sending in report.sendings
        if sending.missing_months
    ]
    said = f"{words.joined(owing)}." if owing else "Không có."
    frame.write(document, said, "Tóm tắt")


def _unanswered(document: Document, report: Report) -> None:
    frame.write(document, "Chỉ tiêu chậm cần lãnh đạo chỉ đạo", "Mục tóm tắt")
    asked = {
        "Chưa có giải trình": [part.name for part in report.lagging if not part.explanations],
        "Chưa có biện pháp": [part.name for part in report.lagging if not part.actions],
        "Cả năm không còn đạt được mức giao": [
            result.name for result in report.results if result.lagging and result.out_of_reach
        ],
    }
    told = [f"{what}: {words.joined(names)}." for what, names in asked.items() if names]
    for text in told or ["Không có."]:
        frame.write(document, text, "Tóm tắt")
