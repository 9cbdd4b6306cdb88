"""Locked months on the pages: said where they matter, locked and opened by the coordinator."""

from collections.abc import Callable, Sequence

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.ui import cached
from cchc_metrics.ui.acting import act
from cchc_metrics.ui.comparing import comparison
from cchc_metrics.ui.drawing import department_name, plain, table
from cchc_metrics.workflow import closing
from cchc_metrics.workflow.closing import Closed, Late, Span
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.reasons import LONGEST


def notice(months: Sequence[ReportingMonth]) -> None:
    """A quiet line on a board whose months are locked, or have figures that wait."""
    closed = cached.closed(tuple(months))
    if closed.months or closed.held:
        st.page_link("pages/submissions.py", label=_notice(months, closed), icon=":material/lock:")


def _notice(months: Sequence[ReportingMonth], closed: Closed) -> str:
    said = []
    if closed.months == tuple(months[: len(closed.months)]) and closed.months:
        said.append(f"Số liệu đã chốt đến hết {closed.months[-1].label}")
    elif closed.months:
        said.append(f"Số liệu đã chốt: {words.joined(month.label for month in closed.months)}")
    if closed.held:
        said.append(f"Có {words.number(closed.held)} lần nộp sau khi chốt, chưa tính")
    return ". ".join(said) + "."


def kept_apart(office: Office, month: ReportingMonth) -> None:
    """Said before a save: what comes after the lock does not count for now."""
    lock = closing.locked_months(office).get(month)
    moment = f" lúc {words.moment(lock.done_at)}" if lock else ""
    st.warning(
        f"{month.label.capitalize()} đã chốt{moment}: số liệu này được lưu riêng,"
        " chưa tính vào kết quả cho đến khi đầu mối tổng hợp mở chốt.",
        icon=":material/lock:",
    )


def late_figures(office: Office, visitor: Visitor) -> None:
    """What came after its month was locked, with what it would change."""
    st.header("Số liệu đến sau khi chốt", anchor=False)
    found = cached.listed(closing.late)
    if not found:
        st.caption("Không có số liệu nào đến sau khi chốt.")
        return
    st.caption(
        "Được lưu riêng, chưa tính vào kết quả; được tính khi đầu mối tổng hợp mở chốt kỳ đó."
    )
    for late in found:
        _late(office, late, visitor.may(Permission.TRACE))


def _late(office: Office, late: Late, with_sender: bool) -> None:
    entry = late.entry
    changed = sum(change.is_change for change in late.changes)
    name = department_name(office.plan, entry.department)
    sender = f" {entry.sent_by} gửi" if with_sender else " Gửi"
    title = (
        f"{name}, {entry.month.label}, lần {entry.version}:{sender} lúc"
        f" {words.moment(entry.sent_at)}, khác {words.number(changed)} chỉ tiêu"
    )
    with st.expander(plain(title)):
        if not late.is_latest:
            st.caption("Đã có lần nộp mới hơn; mở chốt thì lần mới hơn được tính.")
        comparison(office.plan, late.changes, "Đang tính", "Đến sau khi chốt")


def forms(office: Office, visitor: Visitor) -> None:
    """To lock months at their close, and to open them again with a reason."""
    st.header("Chốt và mở chốt số liệu", anchor=False)
    locking, opening = st.columns(2, gap="large")
    with locking:
        _form(
            ("Chốt số liệu", ":material/lock:"),
            cached.listed(closing.to_lock, office.today()),
            "Chưa có kỳ nào để chốt: kỳ đã kết thúc đều chốt rồi.",
            "Ghi chú (không bắt buộc)",
            lambda span, why: closing.lock(office, visitor, span.months, why, office.now()),
        )
    with opening:
        _form(
            ("Mở chốt số liệu", ":material/lock_open:"),
            cached.listed(closing.to_unlock),
            "Chưa có kỳ nào đang chốt.",
            "Lý do mở chốt (bắt buộc)",
            lambda span, why: closing.unlock(office, visitor, span.months, why, office.now()),
        )


def _form(
    button: tuple[str, str],
    spans: Sequence[Span],
    nothing: str,
    why: str,
    do: Callable[[Span, str], object],
) -> None:
    if not spans:
        st.caption(nothing)
        return
    verb, icon = button
    with st.form(verb, border=True):
        span = st.selectbox("Kỳ", spans, format_func=lambda span: span.label, key=f"ky-{verb}")
        reason = st.text_input(why, max_chars=LONGEST, key=f"ly-do-{verb}")
        if not st.form_submit_button(verb, icon=icon):
            return
    act(f"{verb}: {span.label}.", lambda: do(span, reason))


def lock_history(office: Office, visitor: Visitor) -> None:
    """Every locking and opening, with who did it and why for those who have an account."""
    found = cached.listed(closing.lock_history)
    if not found:
        return
    headings = ("Kỳ", "Việc", "Thời điểm", "Người thực hiện", "Lý do")
    rows = [
        (
            entry.month.label,
            "mở chốt" if entry.is_lifted else "chốt",
            words.moment(entry.done_at),
            entry.done_by,
            entry.reason or words.NOTHING,
        )
        for entry in found
    ]
    shown = len(headings) if visitor.may(Permission.TRACE) else 3
    with st.expander("Các lần chốt và mở chốt"):
        table(headings[:shown], [row[:shown] for row in rows])
