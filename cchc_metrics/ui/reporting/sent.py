"""Papers that were sent: as they went out, and what has changed since."""

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.reports.papers import Paper
from cchc_metrics.ui import cached
from cchc_metrics.ui.drawing import plain, table
from cchc_metrics.ui.reporting import downloads
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.reporting.sending import changed_since, sent

_CHANGES = ("Chỉ tiêu", "Nội dung", "Khi phát hành", "Hiện nay")


def sent_papers(office: Office, visitor: Visitor) -> None:
    """A table of all, and one of them with its files and what differs today."""
    found = sent(office)
    if not found:
        st.info("Chưa phát hành văn bản nào.", icon=":material/hourglass_empty:")
        return
    headings = ("Văn bản", "Ngày văn bản", "Phát hành lúc", "Người phát hành")
    table(
        headings,
        [
            (
                each.name,
                words.day(each.dated_on),
                words.moment(each.sent_at),
                each.sent_by,
            )
            for each in found
        ],
    )
    chosen = st.selectbox("Xem văn bản", found, format_func=lambda each: each.name, key="da-gui")
    if chosen.paper is None:
        st.error(
            "Nội dung đã lưu của văn bản này không đọc được nữa. Báo quản trị chạy đối chiếu"
            " (lệnh verify) và phục hồi từ bản sao lưu.",
            icon=":material/error:",
        )
        return
    downloads.paper(visitor, chosen.paper, f"gui-{chosen.id}")
    _changes(office, chosen.paper)


def _changes(office: Office, paper: Paper) -> None:
    st.header("Thay đổi từ khi phát hành", anchor=False)
    report = paper.report
    as_of = ReportingMonth(report.year, report.as_of)
    found = changed_since(paper, cached.scorecard(report.period, as_of))
    if not found:
        st.caption("Số liệu, chỉ tiêu giao và đánh giá hiện nay giống như khi phát hành.")
        return
    st.caption(
        f"Có {words.number(len(found))} thay đổi. Văn bản đã phát hành vẫn giữ số liệu cũ; nếu cần"
        " đính chính, phát hành văn bản mới với số khác."
    )
    table(_CHANGES, [(f"{c.code} {c.name}", c.what, c.then, c.now) for c in found])
    st.caption(plain(f"So sánh ngày {words.day(office.today())}."))
