"""The rows of a department's own sheet: label, indicator to confirm or correct, numbers as read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from cchc_metrics import words
from cchc_metrics.ui import waiting
from cchc_metrics.ui.drawing import plain
from cchc_metrics.ui.waiting import WaitingFile
from cchc_metrics.workbooks.foreign.answers import LEFT_OUT, Trace
from cchc_metrics.workbooks.foreign.proposal import (
    ProposedNumber,
    ProposedRow,
    ProposedSheet,
    cell_key,
)
from cchc_metrics.workbooks.foreign.terms import MatchKind, Part, State
from cchc_metrics.workflow.foreign import OwnSheet, meanings_offered, own_meaning
from cchc_metrics.workflow.office import Office

CONFIRM = "Xác nhận các dòng"
MOST_ROWS = 60
_WIDTHS = (4, 4, 4)
_NOT_TAKEN = "Không lấy dòng này"
_MATCHED = {
    MatchKind.CODE: "khớp mã",
    MatchKind.NAME: "khớp tên",
    MatchKind.REMEMBERED: "đã xác nhận trước đây",
    MatchKind.CONTEXT: "theo dòng trên",
}
_PARTS = {
    Part.WHOLE: "",
    Part.NUMERATOR: "tử số ",
    Part.DENOMINATOR: "mẫu số ",
    Part.RATE: "tỷ lệ ",
}


def rows(office: Office, file: WaitingFile, own: OwnSheet) -> None:
    """One table of a form: what is near has to be confirmed, all can be corrected."""
    every = [(sheet, row) for sheet, row in _all(own) if _is_shown(own, sheet, row)]
    if not every:
        return
    asked = [pair for pair in every if _is_asked(own, pair[1])]
    shown = every if len(every) <= MOST_ROWS else (asked or every)[:MOST_ROWS]
    offered = _offered(office, own)
    with st.form(f"dong-{file.id}"):
        for column, heading in zip(
            st.columns(_WIDTHS),
            ("Dòng trong biểu", "Chỉ tiêu của kế hoạch", "Số đọc được"),
            strict=True,
        ):
            column.markdown(f"**{heading}**")
        for sheet, row in shown:
            _row(file, own, sheet, row, offered)
        st.form_submit_button(
            CONFIRM if asked else "Đổi chỉ tiêu của các dòng",
            type="primary" if asked else "secondary",
            icon=":material/checklist:",
            on_click=_confirm,
            args=(file.id, tuple(row for _, row in shown if row.match is not MatchKind.CONTEXT)),
        )
    if len(shown) < len(every):
        more = words.number(len(every) - len(shown))
        st.caption(f"Còn {more} dòng nữa; dòng phải xác nhận hiện trước.")


def take_another(office: Office, file: WaitingFile, own: OwnSheet) -> None:
    """A row that matches nothing is given its indicator by hand."""
    others = {row.key: row for sheet, row in _all(own) if not _is_shown(own, sheet, row)}
    if not others:
        return
    offered = _offered(office, own)
    with st.expander("Lấy thêm một dòng không khớp chỉ tiêu nào"):
        with st.form(f"them-{file.id}", border=False):
            left, middle, right = st.columns((4, 4, 2), vertical_alignment="bottom")
            left.selectbox(
                "Dòng trong biểu",
                others,
                format_func=lambda key: f"{others[key].address}: {others[key].label}",
                key=f"them-dong-{file.id}",
            )
            middle.selectbox(
                "Chỉ tiêu của kế hoạch",
                offered,
                format_func=offered.__getitem__,
                key=f"them-chi-tieu-{file.id}",
            )
            right.form_submit_button("Lấy dòng này", on_click=_take, args=(file.id,))


def _all(own: OwnSheet) -> Iterator[tuple[ProposedSheet, ProposedRow]]:
    for sheet in own.proposal.sheets:
        for row in sheet.rows:
            yield sheet, row


def _is_asked(own: OwnSheet, row: ProposedRow) -> bool:
    return row.match is MatchKind.NEAR and row.key not in own.answers.rows


def _is_shown(own: OwnSheet, sheet: ProposedSheet, row: ProposedRow) -> bool:
    answered = row.key in own.answers.rows
    return answered or _is_asked(own, row) or bool(own_meaning(own, sheet, row))


def _offered(office: Office, own: OwnSheet) -> dict[str, str]:
    return {choice.code: choice.words for choice in meanings_offered(office.plan, own)}


def _row(
    file: WaitingFile,
    own: OwnSheet,
    sheet: ProposedSheet,
    row: ProposedRow,
    offered: Mapping[str, str],
) -> None:
    left, middle, right = st.columns(_WIDTHS)
    hidden = ", dòng ẩn" if row.is_hidden else ""
    how = plain(_how(own, row) + hidden)
    left.markdown(f"{plain(f'{row.address} · {row.label}')}  \n:small[{how}]")
    meaning = own_meaning(own, sheet, row)
    if row.match is MatchKind.CONTEXT:
        middle.markdown(plain(offered.get(meaning, meaning) or _NOT_TAKEN))
    else:
        options = {**offered, LEFT_OUT: _NOT_TAKEN}
        if meaning not in options:
            options = {meaning: f"{meaning} (của đơn vị khác)", **options}
        middle.selectbox(
            f"Chỉ tiêu của dòng {row.address}",
            options,
            index=list(options).index(meaning),
            format_func=options.__getitem__,
            label_visibility="collapsed",
            key=_key(file, row),
        )
    right.markdown(plain(_numbers(own, sheet, row.numbers)))


def _how(own: OwnSheet, row: ProposedRow) -> str:
    if row.key in own.answers.rows:
        return "đã xác nhận"
    if row.match is MatchKind.NEAR:
        return f"gần giống {row.score:.0f}%, cần xác nhận"
    return _MATCHED[row.match]


def _numbers(own: OwnSheet, sheet: ProposedSheet, numbers: Sequence[ProposedNumber]) -> str:
    """`tử số 90 (C5); mẫu số 150 (D5)`, or `T1: 8/10; T2: 12/20` of months in columns."""
    said = [number for number in numbers if number.reading.state is not State.BLANK]
    traces = {cell_key(each.sheet, each.cell): each for each in own.settled.traces[::-1]}
    if not sheet.is_wide:
        shown = [_number(each, traces.get(each.key)) for each in said]
        return "; ".join(shown) or "chưa có số"
    of_months: dict[int, list[str]] = {}
    for each in said:
        if each.month and each.part is not Part.RATE:
            of_months.setdefault(each.month, []).append(_value(each, traces.get(each.key)))
    months = sorted(of_months.items())
    return "; ".join(f"T{month}: {'/'.join(of)}" for month, of in months) or "chưa có số"


def _value(number: ProposedNumber, trace: Trace | None) -> str:
    """The number that was made of a cell or seems to be in it; else its text."""
    if trace is not None:
        return words.number(trace.value)
    is_number = number.reading.state is State.VALUE and number.part is not Part.RATE
    return words.number(number.reading.value) if is_number else f"“{number.raw}”"


def _number(number: ProposedNumber, trace: Trace | None) -> str:
    """With its part, its cell and how it was read."""
    how = number.reading.how
    if trace is not None:
        how = f"sửa tại chỗ, {trace.correction}" if trace.correction else trace.how
    notes = (number.address, how, "ẩn" if number.is_hidden else "")
    return f"{_PARTS[number.part]}{_value(number, trace)} ({', '.join(filter(None, notes))})"


def _confirm(file_id: str, shown: Sequence[ProposedRow]) -> None:
    """Take what stands in the table; a row that was clear and stays so needs no answer."""
    file = waiting.find(file_id)
    if file is None:
        return
    said = {row.key: str(st.session_state.get(_key(file, row), row.meaning)) for row in shown}
    new = {
        row.key: said[row.key]
        for row in shown
        if row.match is MatchKind.NEAR or said[row.key] != row.meaning
    }
    kept = {key: each for key, each in file.answers.rows.items() if key not in said}
    file.answer(replace(file.answers, rows=kept | new))


def _take(file_id: str) -> None:
    file = waiting.find(file_id)
    row, meaning = (st.session_state.get(f"them-{of}-{file_id}") for of in ("dong", "chi-tieu"))
    if file is not None and row and meaning:
        file.answer(replace(file.answers, rows={**file.answers.rows, row: meaning}))


def _key(file: WaitingFile, row: ProposedRow) -> str:
    return f"la-{file.id}-{row.key}"
