"""The columns of a department's own sheet: what each seems to hold, to be put right by hand."""

from dataclasses import replace

import streamlit as st

from cchc_metrics.ui import waiting
from cchc_metrics.ui.drawing import plain
from cchc_metrics.ui.waiting import WaitingFile
from cchc_metrics.workbooks.foreign.proposal import ProposedColumn
from cchc_metrics.workbooks.foreign.terms import Role
from cchc_metrics.workflow.foreign import OwnSheet

_ROLES = {
    Role.LABEL: "tên chỉ tiêu",
    Role.CODE: "mã chỉ tiêu",
    Role.NUMERATOR: "tử số (đã thực hiện)",
    Role.DENOMINATOR: "mẫu số (tổng số)",
    Role.RATE: "tỷ lệ",
    Role.VALUE: "số liệu, dòng nói rõ là gì",
    Role.NOTE: "ghi chú",
    Role.ORDER: "số thứ tự",
    Role.UNIT: "đơn vị tính",
    Role.TARGET: "chỉ tiêu giao",
    Role.OTHER: "không dùng",
}
_SIDE_BY_SIDE = 3
_ONE_NUMBER_OF_TWO = "E44"


def columns(file: WaitingFile, own: OwnSheet) -> None:
    """A form with every column of every sheet; folded until something is wrong with them."""
    shown = [column for sheet in own.proposal.sheets for column in sheet.columns]
    is_wrong = any(issue.code == _ONE_NUMBER_OF_TWO for issue in own.settled.checked.issues)
    with st.expander("Các cột được hiểu là gì", expanded=is_wrong):
        with st.form(f"cac-cot-{file.id}", border=False):
            beside = st.columns(_SIDE_BY_SIDE)
            for number, column in enumerate(shown):
                with beside[number % _SIDE_BY_SIDE]:
                    st.selectbox(
                        plain(f"{column.letter} · {column.heading}"),
                        list(_ROLES),
                        index=list(_ROLES).index(column.role),
                        format_func=_ROLES.__getitem__,
                        key=_key(file, column),
                    )
            st.form_submit_button(
                "Đọc lại với các cột đã chọn", on_click=_read_so, args=(file.id, tuple(shown))
            )


def _read_so(file_id: str, shown: tuple[ProposedColumn, ...]) -> None:
    """A column that seems to hold what was chosen needs no answer."""
    file = waiting.find(file_id)
    if file is None:
        return
    said = {each.key: Role(st.session_state.get(_key(file, each), each.role)) for each in shown}
    roles = {each.key: said[each.key].value for each in shown if said[each.key] is not each.role}
    file.answer(replace(file.answers, columns={**file.answers.columns, **roles}))


def _key(file: WaitingFile, column: ProposedColumn) -> str:
    """With the role, so that a column which became another does not keep what it was before."""
    return f"cot-{file.id}-{column.key}-{column.role}"
