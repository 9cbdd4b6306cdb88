"""A department's own sheet on the page: what was read where, what is asked, what is left out."""

from collections.abc import Iterator, Sequence

import streamlit as st

from cchc_metrics import words
from cchc_metrics.ui import own_columns, own_rows, session, waiting
from cchc_metrics.ui.drawing import plain, table
from cchc_metrics.ui.waiting import WaitingFile
from cchc_metrics.workbooks.foreign.answers import Asks, Question
from cchc_metrics.workbooks.foreign.proposal import Choice, LeftOut, ProposedSheet
from cchc_metrics.workbooks.foreign.questions import PLACES
from cchc_metrics.workflow.amending import LONGEST_TYPED
from cchc_metrics.workflow.checking import NO_ANSWERS
from cchc_metrics.workflow.foreign import OwnSheet, answered, typed_for
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.reasons import LONGEST, NotDone

# More choices than these stand in a list.
_MOST_BUTTONS = 4
# A sheet may hold thousands of what a page cannot.
_MOST_SHEETS, _MOST_QUESTIONS, _MOST_LISTED = 5, 15, 100


def confirm(office: Office, file: WaitingFile, own: OwnSheet) -> None:
    """Everything that was read of the sheet, with the questions at their place."""
    for sheet in own.proposal.sheets:
        st.markdown(plain(f"Trang “{sheet.name}”") + ": " + plain(_where(office, sheet)))
        _converted(sheet)
    for each in own.proposal.left_out[:_MOST_SHEETS]:
        st.caption(plain(f"Không đọc trang “{each.sheet}”: {each.reason}."))
    _questions(file, [each for each in own.settled.questions if each.asks is not Asks.ROW])
    own_rows.rows(office, file, own)
    _left_out(own.settled.left_out)
    own_rows.take_another(office, file, own)
    own_columns.columns(file, own)
    if file.answers != NO_ANSWERS:
        st.button(
            "Trả lời lại từ đầu",
            icon=":material/restart_alt:",
            key=f"again-{file.id}",
            on_click=_start_again,
            args=(file.id,),
        )


def _where(office: Office, sheet: ProposedSheet) -> str:
    """Where department and month stand in the sheet, or that they do not."""
    names = {each.code: each.short_name for each in office.plan.departments}
    said = [
        f"{what} “{hint.found}” ở {PLACES[hint.source]}"
        + (f" (ô {hint.cell})" if hint.cell else "")
        for what, hint in (
            *((f"đơn vị {names[hint.value]}:", hint) for hint in sheet.departments[:1]),
            *(("kỳ số liệu:", hint) for hint in sheet.months[:1]),
        )
    ]
    missing = [
        what
        for what, hints in (("đơn vị", sheet.departments), ("kỳ số liệu", sheet.months))
        if not hints and not (what == "kỳ số liệu" and sheet.is_wide)
    ]
    kind = "mỗi tháng một cột" if sheet.is_wide else "số liệu một tháng"
    silent = f"không ghi {words.joined(missing)}" if missing else ""
    return "; ".join(text for text in (kind, *said, silent) if text) + "."


def _converted(sheet: ProposedSheet) -> None:
    """Labels in an old font: before and after, so that a wrong conversion is seen."""
    if not sheet.conversions:
        return
    count = words.number(len(sheet.conversions))
    with st.expander(
        f"Đã chuyển {count} ô chữ từ phông {sheet.legacy} sang Unicode (không đổi số)"
    ):
        rows = [(each.cell, each.before, each.after) for each in sheet.conversions[:_MOST_LISTED]]
        table(("Ô", "Trong tệp", "Đọc thành"), rows)


def _questions(file: WaitingFile, questions: Sequence[Question]) -> None:
    for question in questions[:_MOST_QUESTIONS]:
        with st.container(border=True):
            place = f" (ô {words.joined((question.cell, *question.also))})" if question.cell else ""
            st.markdown(f":material/help: {plain(question.text + place)}")
            choices = _choices(question)
            if len(choices) > _MOST_BUTTONS:
                _list(file, question, choices)
            else:
                _buttons(file, question, choices)
            if question.asks is Asks.READING:
                with st.popover("Gõ số khác") if choices else st.container():
                    _another_number(file, question)
    if len(questions) > _MOST_QUESTIONS:
        more = words.number(len(questions) - _MOST_QUESTIONS)
        st.caption(f"Còn {more} câu hỏi nữa, hiện sau khi trả lời các câu trên.")


def _choices(question: Question) -> Sequence[Choice]:
    """Of departments, those that the visitor may send for."""
    if question.asks is not Asks.DEPARTMENT:
        return question.choices
    visitor = session.visitor()
    return [choice for choice in question.choices if visitor.may_submit_for(choice.code)]


def _buttons(file: WaitingFile, question: Question, choices: Sequence[Choice]) -> None:
    with st.container(horizontal=True):
        for choice in choices:
            st.button(
                plain(choice.words),
                type="primary" if choice.code == (question.proposed or None) else "secondary",
                key=f"{_key(file, question)}-{choice.code}",
                on_click=_answer,
                args=(file.id, question, choice.code),
            )


def _list(file: WaitingFile, question: Question, choices: Sequence[Choice]) -> None:
    said = {choice.code: choice.words for choice in choices}
    proposed = question.proposed or _chosen_beside(file, question)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            "Chọn",
            said,
            index=list(said).index(proposed) if proposed in said else None,
            format_func=said.__getitem__,
            placeholder="Chọn một mục",
            label_visibility="collapsed",
            width=320,
            key=_key(file, question),
        )
        st.button(
            "Xác nhận",
            type="primary",
            disabled=code is None,
            key=f"{_key(file, question)}-xac-nhan",
            on_click=_answer,
            args=(file.id, question, code),
        )


def _chosen_beside(file: WaitingFile, question: Question) -> str:
    """What was chosen on the page for all files, as a proposal."""
    is_month = question.asks is Asks.MONTH and file.expected is not None
    return str(file.expected.month) if is_month and file.expected and file.expected.month else ""


def _another_number(file: WaitingFile, question: Question) -> None:
    """None of the readings fits: the number is typed, and kept as a correction."""
    key = _key(file, question)
    with st.form(f"{key}-go", border=False):
        st.text_input(f"Số đúng của ô {question.cell}", max_chars=LONGEST_TYPED, key=f"{key}-so")
        st.text_input("Lý do sửa", max_chars=LONGEST, key=f"{key}-ly-do")
        st.form_submit_button("Dùng số này", on_click=_type, args=(file.id, question, key))


def _answer(file_id: str, question: Question, code: str) -> None:
    """Take an answer before the page is drawn anew; one that is no longer asked is none."""
    file = waiting.find(file_id)
    if file is not None and file.upload is not None and question in file.upload.questions:
        file.answer(answered(file.answers, question, code))


def _type(file_id: str, question: Question, key: str) -> None:
    file = waiting.find(file_id)
    if file is None:
        return
    number, reason = (str(st.session_state.get(f"{key}-{of}", "")) for of in ("so", "ly-do"))
    try:
        file.answer(typed_for(file.answers, question, number, reason))
    except NotDone as problem:
        file.problem = str(problem)


def _start_again(file_id: str) -> None:
    file = waiting.find(file_id)
    if file is not None:
        waiting.forget_entries(file)
        file.answer(NO_ANSWERS)


def _left_out(left_out: Sequence[LeftOut]) -> None:
    if left_out:
        with st.expander(f"Không lấy số liệu ở {words.number(len(left_out))} chỗ"):
            table(
                ("Trang", "Ô", "Nội dung", "Vì sao"), list(_left_out_rows(left_out[:_MOST_LISTED]))
            )


def _left_out_rows(left_out: Sequence[LeftOut]) -> Iterator[tuple[str, str, str, str]]:
    for each in left_out:
        yield each.sheet, each.cell or "cả trang", each.text, each.reason


def _key(file: WaitingFile, question: Question) -> str:
    return f"hoi-{file.id}-{question.asks}-{question.key}"
