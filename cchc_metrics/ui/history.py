"""What a department has sent: how it stands, its files, what differs, taking back."""

from collections.abc import Sequence

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.charts.wording import Links
from cchc_metrics.plan.model import Department, Plan
from cchc_metrics.store.history import SubmissionEntry
from cchc_metrics.ui import cached
from cchc_metrics.ui.acting import act
from cchc_metrics.ui.comparing import compared_table
from cchc_metrics.ui.drawing import plain, show_table, table
from cchc_metrics.ui.frame import Chosen, address
from cchc_metrics.ui.overview import XLSX
from cchc_metrics.workflow import corrections, uploads
from cchc_metrics.workflow.closing import locked_months
from cchc_metrics.workflow.office import Office, begun_months
from cchc_metrics.workflow.reasons import LONGEST

# Not that of the page for handing in: Streamlit drops from the address what the page left behind.
DEPARTMENT_KEY = "don-vi-nop"
_HEADINGS = (
    "Kỳ",
    "Lần nộp",
    "Trạng thái",
    "Thời điểm",
    "Người gửi",
    "Tệp",
    "Số chỉ tiêu",
    "Lý do cảnh báo",
)


def history(office: Office, department: str) -> None:
    """Every submission of a department, and the way to what can be done with one."""
    entries = cached.listed(uploads.history, department)
    if not entries:
        st.caption("Đơn vị chưa nộp lần nào.")
        return
    submission_table(entries)
    st.page_link(
        "pages/history.py",
        label="Tải tệp gốc, so sánh, rút hoặc khôi phục một lần nộp",
        icon=":material/history:",
        query_params={DEPARTMENT_KEY: office.plan.department(department).name},
    )


def addresses(plan: Plan, of: Chosen) -> Links:
    """For a chart, whose names lead to the page: department -> address."""
    return tuple(
        (department.code, address("lan-nop", of, **{DEPARTMENT_KEY: department.name}))
        for department in plan.reporting_departments
    )


def submission_table(entries: Sequence[SubmissionEntry]) -> None:
    rows = [
        (
            entry.month.label,
            f"lần {entry.version}",
            state_words(entry),
            words.moment(entry.sent_at),
            entry.sent_by,
            entry.file_name,
            words.number(entry.figure_count),
            entry.warnings_reason,
        )
        for entry in entries
    ]
    table(_HEADINGS, rows)


def state_words(entry: SubmissionEntry) -> str:
    if entry.is_withdrawn:
        return "đã rút"
    if entry.is_held:
        return "chờ mở chốt"
    return "đang dùng" if entry.is_in_force else "đã thay thế"


def pick_department(office: Office, visitor: Visitor) -> Department:
    """The own department at first."""
    departments = office.plan.reporting_departments
    own = [place for place, each in enumerate(departments) if each.code == visitor.department]
    department: Department = st.selectbox(
        "Đơn vị",
        departments,
        index=own[0] if own else 0,
        format_func=lambda department: department.name,
        key=DEPARTMENT_KEY,
        bind="query-params",
    )
    return department


def pick_month(office: Office, entries: Sequence[SubmissionEntry]) -> list[SubmissionEntry]:
    """The submissions of one month, or all of them."""
    months = [None, *begun_months(office.plan, office.today())[::-1]]
    month = st.selectbox(
        "Kỳ số liệu",
        months,
        format_func=lambda month: month.label.capitalize() if month else "Tất cả các kỳ",
        key="ky-da-nop",
        bind="query-params",
    )
    return [entry for entry in entries if month in (None, entry.month)]


def pick_submission(entries: Sequence[SubmissionEntry], label: str, key: str) -> SubmissionEntry:
    """Named by what never changes, so that it stays chosen when it is withdrawn."""
    known = {entry.id: entry for entry in entries}
    return known[st.selectbox(label, known, format_func=lambda id: _name(known[id]), key=key)]


def _name(entry: SubmissionEntry) -> str:
    return f"{entry.month.label.capitalize()}, lần {entry.version}: {entry.file_name}"


def one_submission(office: Office, entry: SubmissionEntry) -> None:
    """How a submission stands, what was done to it and why, and its file, byte for byte."""
    left, right = st.columns([3, 1], vertical_alignment="center")
    with left:
        st.markdown(
            f"**{state_words(entry).capitalize()}** · {plain(entry.sent_by)} gửi lúc"
            f" {words.moment(entry.sent_at)} · {words.number(entry.figure_count)} chỉ tiêu"
        )
        for done in cached.listed(corrections.acts_on, entry.id):
            what = "Khôi phục" if done.is_lifted else "Rút"
            said = f"{done.done_by} lúc {words.moment(done.done_at)}. Lý do: {done.reason}"
            st.caption(f"{what}: {plain(said)}")
    with right:
        original(office, entry, "Tải tệp gốc")


def original(office: Office, entry: SubmissionEntry, label: str) -> None:
    """A button for a submission's file."""
    st.download_button(
        plain(label),
        data=lambda: _content(office, entry),
        file_name=entry.file_name,
        mime=XLSX,
        on_click="ignore",
        icon=":material/download:",
        key=f"tep-goc-{entry.id}",
    )


def _content(office: Office, entry: SubmissionEntry) -> bytes:
    file = uploads.sent_file(office, entry.file_sha256)
    assert file is not None, "a file is kept as long as its submission"
    return file.content


def compared(office: Office, entry: SubmissionEntry, entries: Sequence[SubmissionEntry]) -> None:
    """A submission against another one of its department, at first the one before it."""
    # The order is stable: within each group the newest stays first.
    others = sorted(
        (other for other in entries if other.id != entry.id),
        key=lambda o: (
            o.month != entry.month,
            o.month == entry.month and o.version > entry.version,
        ),
    )
    if not others:
        st.caption("Đơn vị mới nộp một lần, chưa có lần nào khác để so sánh.")
        return
    other = pick_submission(others, "So sánh với", f"so-sanh-{entry.id}")
    changes = cached.listed(corrections.compare, other.id, entry.id)
    changed = sum(change.is_change for change in changes)
    st.caption(f"Khác nhau {words.number(changed)}/{words.number(len(changes))} chỉ tiêu.")
    sides = (_side(other), _side(entry))
    show_table(cached.made(compared_table, office.plan, changes, *sides))


def _side(entry: SubmissionEntry) -> str:
    return f"{entry.month.label.capitalize()}, lần {entry.version}"


def turning(
    office: Office, visitor: Visitor, entry: SubmissionEntry, entries: Sequence[SubmissionEntry]
) -> None:
    """A form to withdraw a submission, or to restore it; it says first what counts afterwards."""
    if entry.month in cached.listed(locked_months) and not entry.is_held:
        st.info(
            f"Số liệu {entry.month.label} đã chốt nên không rút hay khôi phục được. Đề nghị đầu mối"
            " tổng hợp mở chốt ở trang Tình hình nộp, ghi rõ lý do, rồi làm lại.",
            icon=":material/lock:",
        )
        return
    do, verb = (
        (corrections.restore, "khôi phục") if entry.is_withdrawn else (corrections.withdraw, "rút")
    )
    with st.form(f"{verb}-{entry.id}"):
        st.markdown(f"Sau khi {verb}, {plain(_afterwards(entry, entries))}")
        reason = st.text_area("Lý do (bắt buộc)", max_chars=LONGEST)
        if not st.form_submit_button(f"{verb.capitalize()} lần nộp này", icon=":material/undo:"):
            return
    act(
        f"Đã {verb} lần nộp {entry.version} của {entry.month.label}.",
        lambda: do(office, visitor, entry.id, reason, office.now()),
    )


def _afterwards(entry: SubmissionEntry, entries: Sequence[SubmissionEntry]) -> str:
    month = entry.month.label
    now = next((e for e in entries if e.month == entry.month and e.is_in_force), None)
    after = corrections.counting_after(entries, entry)
    if after is None:
        return (
            f"{month} không có lần nộp nào được tính; đơn vị coi như chưa gửi số liệu của kỳ này."
        )
    counting = f"số liệu {month} tính theo lần nộp {after.version} ({after.file_name})"
    is_same = now is not None and now.id == after.id
    return f"{counting} như hiện nay, kết quả không thay đổi." if is_same else f"{counting}."
