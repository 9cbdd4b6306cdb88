"""The last steps of handing in figures: what changes in the record, and the save."""

import streamlit as st

from cchc_metrics import words
from cchc_metrics.store.errors import StoreError
from cchc_metrics.ui import session, waiting
from cchc_metrics.ui.closing import kept_apart
from cchc_metrics.ui.comparing import comparison
from cchc_metrics.ui.progress import changes as progress_changes
from cchc_metrics.ui.waiting import WaitingFile
from cchc_metrics.workflow import uploads
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.previews import MonthPreview
from cchc_metrics.workflow.reasons import LONGEST, NotDone
from cchc_metrics.workflow.uploads import NotSaved, Upload


def previews(office: Office, upload: Upload) -> None:
    """What every month looks like now and after saving."""
    for preview in upload.changed_months:
        _preview(office, preview)


def _preview(office: Office, preview: MonthPreview) -> None:
    """What a month looks like now and after saving."""
    kind = "thay thế lần nộp trước" if preview.seen.in_force else "nộp lần đầu"
    if preview.seen.lock is not None:
        kind = "lưu riêng"
        kept_apart(office, preview.month)
    changed = words.number(sum(change.is_change for change in preview.changes))
    among = words.number(len(preview.changes))
    st.markdown(
        f"**{preview.month.label.capitalize()}** ({kind}): thay đổi {changed}/{among} chỉ tiêu."
    )
    comparison(office.plan, preview.changes, "Đang lưu", "Trong tệp")
    if preview.progress:
        st.markdown(f"Việc phải hoàn thành: thay đổi {words.number(len(preview.progress))} việc.")
        progress_changes(preview.progress)


def offer(file: WaitingFile, upload: Upload) -> None:
    """The button saves what stands above it, and nothing that was read since."""
    reason_key = f"reason-{file.id}"
    if upload.needs_reason:
        st.text_area("Lý do vẫn nộp khi có cảnh báo", max_chars=LONGEST, key=reason_key)
    st.button(
        "Lưu số liệu",
        type="primary",
        icon=":material/save:",
        # Pressed a second time, it is not the button beside a comparison that is new.
        key=f"save-{file.id}-{file.judged}",
        on_click=_save,
        args=(file.id, file.judged, reason_key),
    )


def _save(file_id: str, judged: int, reason_key: str) -> None:
    """Save a file before the page is drawn anew, which shows the success or the reason why not."""
    file, office = waiting.find(file_id), session.office()
    if file is None or file.upload is None or file.judged != judged:
        return
    upload, reason = file.upload, st.session_state.get(reason_key, "")
    try:
        uploads.save_upload(office, upload, session.visitor(), reason, office.now())
    except (NotSaved, NotDone, NotAllowed, StoreError) as problem:
        file.problem = str(problem)
        return
    file.end(saved=_saved(upload))


def _saved(upload: Upload) -> str:
    """What the save has brought: what counts at once, and what is kept apart."""
    counting, apart = (
        words.joined(p.month.label for p in upload.changed_months if (p.seen.lock is None) is open)
        for open in (True, False)
    )
    said = [f"Đã lưu số liệu {counting}. Biểu đồ đã được cập nhật."] if counting else []
    if apart:
        said.append(f"Đã lưu riêng số liệu {apart}; được tính khi đầu mối tổng hợp mở chốt.")
    return " ".join(said)
