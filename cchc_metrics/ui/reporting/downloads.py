"""Papers as files, made only when a button asks for one."""

import streamlit as st

from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.reports.papers import Paper, PaperKind
from cchc_metrics.reports.said import Report
from cchc_metrics.workflow.reporting import files

_LABELS = {
    "docx": "Tải văn bản (.docx)",
    "xlsx": "Tải số liệu (.xlsx)",
    "pptx": "Tải trang trình chiếu (.pptx)",
}


def paper(visitor: Visitor, shown: Paper, key: str) -> None:
    """A report in its three forms, a letter as a document."""
    if not _may_take(visitor):
        return
    forms = tuple(_LABELS) if shown.kind is PaperKind.PERIODIC else ("docx",)
    with st.container(horizontal=True):
        for form in forms:
            st.download_button(
                _LABELS[form],
                data=lambda form=form: files.paper_file(visitor, shown, form),  # type: ignore[misc]
                file_name=files.paper_name(shown, form),
                mime=files.MEDIA_TYPES[form],
                on_click="ignore",
                icon=":material/download:",
                key=f"tai-{key}-{form}",
            )


def brief(visitor: Visitor, report: Report) -> None:
    if not _may_take(visitor):
        return
    st.download_button(
        "Tải tóm tắt một trang (.docx)",
        data=lambda: files.brief_file(visitor, report),
        file_name=files.brief_name(report),
        mime=files.DOCX,
        on_click="ignore",
        icon=":material/download:",
    )


def _may_take(visitor: Visitor) -> bool:
    may = visitor.may(Permission.TAKE_REPORTS)
    if not may:
        st.caption("Lãnh đạo, đầu mối tổng hợp và quản trị tải được tệp.")
    return may
