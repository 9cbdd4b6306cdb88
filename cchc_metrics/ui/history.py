"""What a department has sent, newest first, with the files as they were received."""

from collections.abc import Sequence

import streamlit as st

from cchc_metrics import words
from cchc_metrics.store.history import SubmissionEntry
from cchc_metrics.ui.drawing import table
from cchc_metrics.ui.overview import XLSX
from cchc_metrics.workflow import uploads
from cchc_metrics.workflow.office import Office


def history(office: Office, department: str) -> None:
    """Every submission of a department, and a way to each original."""
    entries = uploads.history(office, department)
    if not entries:
        st.caption("Đơn vị chưa nộp lần nào.")
        return
    rows = [
        (
            entry.month.label,
            _version(entry),
            words.moment(entry.sent_at),
            entry.sent_by,
            entry.file_name,
            words.number(entry.figure_count),
            entry.warnings_reason,
        )
        for entry in entries
    ]
    headings = ("Kỳ", "Lần nộp", "Thời điểm", "Người gửi", "Tệp", "Số chỉ tiêu", "Lý do cảnh báo")
    table(headings, rows)
    _original(office, entries)


def _version(entry: SubmissionEntry) -> str:
    return f"lần {entry.version}" + (" (đang dùng)" if entry.is_in_force else "")


def _original(office: Office, entries: Sequence[SubmissionEntry]) -> None:
    """The chosen submission's file, byte for byte."""
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    entry = left.selectbox(
        "Tải lại tệp gốc của lần nộp",
        entries,
        format_func=lambda e: f"{e.month.label.capitalize()}, {_version(e)}: {e.file_name}",
        key="tep-goc",
    )
    right.download_button(
        "Tải tệp gốc",
        data=lambda: _content(office, entry),
        file_name=entry.file_name,
        mime=XLSX,
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )


def _content(office: Office, entry: SubmissionEntry) -> bytes:
    file = uploads.sent_file(office, entry.file_sha256)
    assert file is not None, "a file is kept as long as its submission"
    return file.content
