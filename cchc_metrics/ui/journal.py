"""What is chosen from the audit log, the acts themselves, and the state of the chain."""

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.ui.drawing import table
from cchc_metrics.ui.overview import XLSX
from cchc_metrics.workflow import journal
from cchc_metrics.workflow.journal import JournalFilter
from cchc_metrics.workflow.office import Office

_ANY = ""
_HEADINGS = ("Số", "Thời điểm", "Người thực hiện", "Việc", "Chi tiết")


def chosen(office: Office, visitor: Visitor) -> JournalFilter:
    """Person, kind, days and words, side by side."""
    people, kinds = journal.people(office, visitor), journal.kinds(visitor)
    left, right = st.columns(2)
    person = left.selectbox(
        "Người thực hiện",
        [_ANY, *people],
        format_func=lambda name: people.get(name, "Mọi người"),
        key="nhat-ky-nguoi",
    )
    action = right.selectbox(
        "Loại việc",
        [_ANY, *kinds],
        format_func=lambda action: kinds.get(action, "Mọi việc"),
        key="nhat-ky-viec",
    )
    first, last, text = st.columns([1, 1, 2])
    first_day = first.date_input("Từ ngày", None, format="DD/MM/YYYY", key="nhat-ky-tu")
    last_day = last.date_input("Đến hết ngày", None, format="DD/MM/YYYY", key="nhat-ky-den")
    sought = text.text_input(
        "Đơn vị, kỳ, tên tệp, lý do…", max_chars=100, placeholder="PKT 2026-03", key="nhat-ky-chu"
    )
    return JournalFilter(person, action, first_day, last_day, sought)


def acts(office: Office, visitor: Visitor, asked: JournalFilter) -> None:
    """A page of the acts that are asked for, and all of them as a workbook."""
    first = journal.journal(office, visitor, asked)
    if not first.total:
        st.info("Không có việc nào như đã chọn.", icon=":material/search_off:")
        return
    st.caption(f"{words.number(first.total)} việc, mới nhất trước.")
    shown, pager = st.container(), st.container()
    page = 1
    if first.pages > 1:
        # Each choice has a pager of its own, so that another one begins with its first page.
        page = pager.pagination(first.pages, key=f"nhat-ky-trang-{asked!r}-{first.pages}")
    found = first if page == 1 else journal.journal(office, visitor, asked, page)
    with shown:
        table(_HEADINGS, [row.cells for row in found.rows])


def download(office: Office, visitor: Visitor, asked: JournalFilter) -> None:
    st.download_button(
        "Tải nhật ký đã chọn (.xlsx)",
        data=lambda: journal.journal_xlsx(office, visitor, asked),
        file_name=journal.journal_name(office.today()),
        mime=XLSX,
        on_click="ignore",
        icon=":material/download:",
    )


def chain(office: Office, visitor: Visitor) -> None:
    """The end of the chain; the whole is read only when asked for."""
    head = journal.chain_head(office, visitor)
    if not head.number:
        st.caption("Nhật ký chưa có dòng nào.")
        return
    st.caption(
        f"Dòng cuối là dòng số {words.number(head.number)}, có mã dưới đây. Chép số và mã ra nơi"
        " khác: sau này dòng ấy phải còn và đúng mã ấy, nếu không thì nhật ký đã bị cắt hoặc sửa."
    )
    st.code(head.hash, language=None)
    if st.button("Kiểm tra chuỗi", icon=":material/link:"):
        state = journal.chain_state(office, visitor)
        if not state.broken:
            st.success(
                f"Chuỗi nguyên vẹn: {words.number(state.head.number)} dòng nối tiếp nhau.",
                icon=":material/check_circle:",
            )
            return
        numbers = words.joined(words.number(number) for number in state.broken[:10])
        st.error(
            f"Chuỗi bị đứt ở {words.number(len(state.broken))} chỗ: dòng {numbers}. Báo quản trị"
            " viên chạy lệnh verify và đối chiếu với bản sao lưu.",
            icon=":material/link_off:",
        )
