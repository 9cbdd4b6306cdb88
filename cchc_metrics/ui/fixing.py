"""Cells of a file put right on the page: small slips need no way back to Excel."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from cchc_metrics.plan.model import Plan
from cchc_metrics.ui import waiting
from cchc_metrics.ui.drawing import plain, table
from cchc_metrics.ui.waiting import WaitingFile
from cchc_metrics.workbooks.foreign.answers import Correction
from cchc_metrics.workflow.amending import (
    LONGEST_TYPED,
    FixableCell,
    FixableRow,
    corrections_typed,
)
from cchc_metrics.workflow.reasons import LONGEST, NotDone
from cchc_metrics.workflow.uploads import Upload

# A year form has twelve rows an indicator.
_MOST_ROWS = 20


def fix_in_place(plan: Plan, file: WaitingFile, upload: Upload) -> None:
    """A form for the cells that are wrong or asked for, and what was put right so far."""
    if not upload.rows:
        return
    wrong = [row for row in upload.rows if row.is_wrong or row.is_amended]
    with st.expander(
        "Sửa tại chỗ một vài số (không phải mở lại Excel)",
        expanded=any(row.is_wrong or row.is_amended for row in upload.rows),
        icon=":material/edit:",
    ):
        st.caption(
            "Tệp gốc được giữ nguyên; số sửa được lưu bên cạnh, kèm lý do, người sửa và thời điểm."
        )
        asked = _ask_for_others(file, [row for row in upload.rows if row not in wrong])
        _form(plan, file, [*wrong[:_MOST_ROWS], *asked])
        _typed(file, upload)


def _ask_for_others(file: WaitingFile, others: Sequence[FixableRow]) -> list[FixableRow]:
    known = {(row.indicator, row.month): row for row in others if row.month}
    chosen = st.multiselect(
        "Sửa thêm dòng khác",
        known,
        format_func=lambda key: f"{key[0]} · {key[1].label}",
        placeholder="Chọn chỉ tiêu",
        key=f"fix-more-{file.id}",
    )
    return [known[key] for key in chosen]


def _form(plan: Plan, file: WaitingFile, rows: Sequence[FixableRow]) -> None:
    if not rows:
        return
    names = {indicator.code: indicator.name for indicator in plan.indicators}
    with st.form(f"fix-{file.id}", border=False):
        for row in rows:
            name = names.get(row.indicator, "")
            month = f", {row.month.label}" if row.month else ""
            st.markdown(plain(f"{row.indicator} · {name}{month}, trang “{row.sheet}”"))
            for column, cell in zip(st.columns(3), row.cells, strict=False):
                with column:
                    _input(file, cell)
        st.text_input("Lý do sửa (bắt buộc)", max_chars=LONGEST, key=_reason_key(file))
        st.form_submit_button(
            "Kiểm tra lại với số đã sửa",
            icon=":material/rule:",
            on_click=_retype,
            args=(file.id, tuple(rows)),
        )


def _input(file: WaitingFile, cell: FixableCell) -> None:
    st.text_input(
        f"{cell.part} (ô {cell.address})",
        value=cell.typed or cell.raw[:LONGEST_TYPED],
        max_chars=LONGEST_TYPED,
        key=_key(file, cell.key),
    )


def _retype(file_id: str, rows: Sequence[FixableRow]) -> None:
    """Take what stands in the form, before the page is drawn anew."""
    file = waiting.find(file_id)
    if file is None or file.upload is None:
        return
    keys = [cell.key for row in rows for cell in row.cells]
    typed = {key: str(st.session_state.get(_key(file, key), "")) for key in keys}
    reason = str(st.session_state.get(_reason_key(file), ""))
    try:
        _correct(file, corrections_typed(file.upload.rows, typed, reason))
    except NotDone as problem:
        file.problem = str(problem)


def _typed(file: WaitingFile, upload: Upload) -> None:
    """What was put right, and the way back."""
    rows = [
        (
            row.indicator,
            f"{cell.part}, ô {cell.address}",
            cell.raw or "ô trống",
            cell.typed,
            cell.reason,
        )
        for row in upload.rows
        for cell in row.cells
        if cell.typed
    ]
    if rows:
        table(("Chỉ tiêu", "Ô", "Trong tệp", "Sửa thành", "Lý do"), rows)
        st.button(
            "Bỏ các số đã sửa",
            icon=":material/undo:",
            key=f"unfix-{file.id}",
            on_click=_forget,
            args=(file.id,),
        )


def _forget(file_id: str) -> None:
    file = waiting.find(file_id)
    if file is not None:
        for key in file.answers.corrections:
            st.session_state.pop(_key(file, key), None)
        _correct(file, {})


def _correct(file: WaitingFile, corrections: Mapping[str, Correction]) -> None:
    file.answer(replace(file.answers, corrections=corrections))


def _key(file: WaitingFile, cell: str) -> str:
    return f"fix-{file.id}-{cell}"


def _reason_key(file: WaitingFile) -> str:
    return f"fix-reason-{file.id}"
