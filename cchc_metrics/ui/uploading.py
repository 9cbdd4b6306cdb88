"""The steps of handing in figures: template, files, what is wrong with them, preview, save."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cchc_metrics import words
from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.errors import StoreError
from cchc_metrics.ui import session
from cchc_metrics.ui.drawing import plain, table
from cchc_metrics.ui.overview import XLSX
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.checking.issues import Issue, worst_first
from cchc_metrics.workflow import uploads
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.uploads import Change, MonthPreview, NotSaved, Upload

MOST_ISSUES = 20
NO_FIGURE = "chưa có"


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


def read_files(office: Office, files: Sequence[UploadedFile], expected: Expected) -> list[Upload]:
    """Read every file once, with progress; what was read before comes from the session."""
    version = office.record_version
    keys = [session.upload_key(file.getvalue(), expected, version) for file in files]
    session.forget_uploads(set(keys))
    progress, visitor = None, session.visitor()
    for done, (key, file) in enumerate(zip(keys, files, strict=True)):
        if session.read_upload(key) is None:
            text = f"Đang đọc tệp {done + 1}/{len(files)}: {plain(file.name)}"
            progress = progress or st.progress(0.0)
            progress.progress(done / len(files), text=text)
            content, day = file.getvalue(), office.today()
            try:
                found = uploads.read_upload(office, file.name, content, expected, visitor, day)
            except NotAllowed as refusal:
                st.error(f"{plain(file.name)}: {plain(str(refusal))}", icon=":material/lock:")
                continue
            session.keep_upload(key, found)
    if progress is not None:
        progress.empty()
    return [upload for key in keys if (upload := session.read_upload(key)) is not None]


def show_upload(office: Office, place: int, upload: Upload) -> None:
    """One file's result: refusal, issues with the marked file, or preview and save."""
    with st.container(border=True):
        st.markdown(f"##### :material/description: {plain(upload.file.name)}")
        message = session.saved_message(upload.file.sha256)
        if message:
            st.success(message, icon=":material/check_circle:")
            return
        _state(upload)
        if upload.checked is None:
            return
        _issues(upload.checked.issues)
        if upload.checked.issues:
            _marked_file(place, upload)
        if not upload.has_errors and upload.changed_months:
            for preview in upload.changed_months:
                _preview(office.plan, preview)
            _save(office, place, upload)


def _state(upload: Upload) -> None:
    text = plain(uploads.summary(upload))
    if upload.refusal is not None or upload.has_errors:
        st.error(text, icon=":material/block:")
    elif not upload.changed_months:
        st.info(text, icon=":material/info:")
    elif upload.needs_reason:
        st.warning(text, icon=":material/warning:")
    else:
        st.success(text, icon=":material/check_circle:")


def _issues(issues: Sequence[Issue]) -> None:
    """The first problems in a table: errors first, each with its cell, rule and cure."""
    if not issues:
        return
    rows = [
        (f"{i.severity.label} {i.code}", i.sheet, i.cell or "cả trang", i.found, i.rule, i.cure)
        for i in worst_first(issues)[:MOST_ISSUES]
    ]
    table(("Mức", "Trang", "Ô", "Đang là", "Quy định", "Cách sửa"), rows)
    if len(issues) > MOST_ISSUES:
        more = words.number(len(issues) - MOST_ISSUES)
        st.caption(f"Còn {more} mục nữa; xem đủ trong tệp đánh dấu.")


def _marked_file(place: int, upload: Upload) -> None:
    st.download_button(
        "Tải tệp đã đánh dấu",
        data=lambda: uploads.marked_file(upload),
        file_name=f"Danh-dau_{upload.file.name}",
        mime=XLSX,
        on_click="ignore",
        icon=":material/ink_highlighter:",
        key=f"marked-{place}",
    )


def _preview(plan: Plan, preview: MonthPreview) -> None:
    """What a month looks like now and after saving."""
    kind = "thay thế lần nộp trước" if preview.supersedes else "nộp lần đầu"
    changed = words.number(sum(change.is_change for change in preview.changes))
    among = words.number(len(preview.changes))
    st.markdown(
        f"**{preview.month.label.capitalize()}** ({kind}): thay đổi {changed}/{among} chỉ tiêu."
    )
    rows = [
        (
            change.indicator,
            plan.indicator(change.indicator).name,
            _shown(change.old),
            _shown(change.new),
            _compared(change),
        )
        for change in preview.changes
    ]
    table(("Mã", "Chỉ tiêu", "Đang lưu", "Trong tệp", "So sánh"), rows)


def _compared(change: Change) -> str:
    if not change.is_change:
        return "giữ nguyên"
    if change.old is None:
        return "thêm mới"
    return "bỏ số đã lưu" if change.new is None else "thay đổi"


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return NO_FIGURE
    if figure.denominator is None:
        return words.number(figure.numerator)
    return words.rate(figure.numerator, figure.denominator)


def _save(office: Office, place: int, upload: Upload) -> None:
    reason = ""
    if upload.needs_reason:
        reason = st.text_area("Lý do vẫn nộp khi có cảnh báo", key=f"reason-{place}")
    if not st.button("Lưu số liệu", type="primary", icon=":material/save:", key=f"save-{place}"):
        return
    try:
        uploads.save_upload(office, upload, session.visitor(), reason, office.now())
    except (NotSaved, NotAllowed, StoreError) as problem:
        st.error(plain(str(problem)), icon=":material/block:")
        return
    months = words.joined(preview.month.label for preview in upload.changed_months)
    session.say_saved(upload.file.sha256, f"Đã lưu số liệu {months}. Biểu đồ đã được cập nhật.")
    st.rerun()
