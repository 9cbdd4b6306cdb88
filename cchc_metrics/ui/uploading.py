"""The first steps of handing in figures: template, files, what is wrong with them."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.ui import fixing, own_sheet, saving, session, waiting
from cchc_metrics.ui.drawing import plain, table
from cchc_metrics.ui.overview import XLSX
from cchc_metrics.ui.waiting import WaitingFile
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.checking.issues import Issue, worst_first
from cchc_metrics.workbooks.opening.open import MAX_FILE_BYTES
from cchc_metrics.workflow import uploads
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.uploads import Upload

MOST_ISSUES = 20


def templates(office: Office, department: str, month: ReportingMonth) -> None:
    """Three sheets to start from: the month's, the same with what is recorded, the year's."""
    choices = (
        (f"Mẫu {month.label}", month, False),
        (f"Mẫu {month.label}, điền sẵn số đã lưu", month, True),
        (f"Mẫu cả năm {month.year} (12 cột tháng)", None, True),
    )
    for column, (label, of_month, filled) in zip(st.columns(3), choices, strict=True):
        column.download_button(
            label,
            data=partial(uploads.template, office, department, of_month, filled),
            file_name=uploads.template_name(office.plan, department, of_month),
            mime=XLSX,
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
            key=f"template-{label}",
        )


def receive_files() -> list[WaitingFile]:
    """The uploader, and what stands in it."""
    st.caption(
        "Mẫu của hệ thống, hoặc biểu sẵn có của đơn vị: .xlsx, .xls, .xlsb, .ods, .csv. Tên tệp đặt"
        " thế nào cũng được."
    )
    st.file_uploader(
        "Chọn một hoặc nhiều tệp số liệu",
        accept_multiple_files=True,
        key=waiting.uploader_key(),
        max_upload_size=MAX_FILE_BYTES >> 20,
    )
    files = waiting.take_in()
    if len(files) > 1:
        st.button("Bỏ tất cả các tệp", icon=":material/delete:", on_click=waiting.forget)
    return files


def judge_files(office: Office, files: Sequence[WaitingFile], expected: Expected) -> None:
    """Read every file that waits, with progress; anew for another choice or a changed record."""
    version = office.record_version
    due = [f for f in files if f.is_waiting and not f.is_judged_for(expected, version)]
    if not due:
        return
    progress, visitor = st.progress(0.0), session.visitor()
    for done, file in enumerate(due):
        text = f"Đang đọc tệp {done + 1}/{len(due)}: {plain(file.name)}"
        progress.progress(done / len(due), text=text)
        if file.expected != expected:
            file.problem = ""  # it was about another choice
        _judge(office, file, expected, visitor)
        file.expected, file.version = expected, version
    progress.empty()


def _judge(office: Office, file: WaitingFile, expected: Expected, visitor: Visitor) -> None:
    """Read and compare a file; what cannot be read keeps only the sentence that says why."""
    day, answers = office.today(), file.answers
    file.judged += 1
    try:
        file.upload = uploads.read_upload(
            office, file.name, file.content, expected, visitor, day, answers
        )
    except NotAllowed as refusal:
        file.end(refused=str(refusal))
        return
    if file.upload.refusal is not None:
        file.end(refused=uploads.summary(file.upload))


def show_file(office: Office, file: WaitingFile) -> None:
    """What has become of a file, or its issues with the marked file, or preview and save."""
    with st.container(border=True):
        st.markdown(f"### :material/description: {plain(file.name)}")
        if file.saved:
            st.success(file.saved, icon=":material/check_circle:")
        elif file.refused:
            st.error(plain(file.refused), icon=":material/block:")
        elif file.upload is not None:
            _show_checked(office, file, file.upload)


def _show_checked(office: Office, file: WaitingFile, upload: Upload) -> None:
    _state(upload)
    if file.problem:
        st.error(plain(file.problem), icon=":material/block:")
    if upload.own_sheet is not None:
        own_sheet.confirm(office, file, upload.own_sheet)
    if upload.shown_issues:
        _issues(upload.shown_issues)
        _marked_file(file.id, upload)
    fixing.fix_in_place(office.plan, file, upload)
    if upload.has_errors or not upload.changed_months:
        return
    saving.previews(office, upload)
    saving.offer(file, upload)


def _state(upload: Upload) -> None:
    text = plain(uploads.summary(upload))
    if upload.questions:
        st.warning(text, icon=":material/help:")
    elif upload.has_errors:
        st.error(text, icon=":material/block:")
    elif not upload.changed_months:
        st.info(text, icon=":material/info:")
    elif upload.needs_reason:
        st.warning(text, icon=":material/warning:")
    else:
        st.success(text, icon=":material/check_circle:")


def _issues(issues: Sequence[Issue]) -> None:
    """The first problems in a table: errors first, each with its cell, rule and cure."""
    rows = [
        (f"{i.severity.label} {i.code}", i.sheet, i.cell or "cả trang", i.found, i.rule, i.cure)
        for i in worst_first(issues)[:MOST_ISSUES]
    ]
    table(("Mức", "Trang", "Ô", "Đang là", "Quy định", "Cách sửa"), rows)
    if len(issues) > MOST_ISSUES:
        more = words.number(len(issues) - MOST_ISSUES)
        st.caption(f"Còn {more} mục nữa; xem đủ trong tệp đánh dấu.")


def _marked_file(file_id: str, upload: Upload) -> None:
    st.download_button(
        "Tải tệp đã đánh dấu",
        data=lambda: uploads.marked_file(upload),
        file_name=uploads.marked_name(upload),
        mime=XLSX,
        on_click="ignore",
        icon=":material/ink_highlighter:",
        key=f"marked-{file_id}",
    )
