"""What lags and why: who is still asked, the form to answer, what was said beside a figure."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.plan.model import Plan
from cchc_metrics.ui import cached
from cchc_metrics.ui.acting import act
from cchc_metrics.ui.drawing import badge, department_name, plain, table
from cchc_metrics.workflow.judging.account import Account
from cchc_metrics.workflow.judging.explaining import (
    LONGEST_CAUSE,
    Announced,
    Answer,
    Question,
    explain,
)
from cchc_metrics.workflow.judging.following import (
    LONGEST_ACTION,
    LONGEST_PERSON,
    FollowedAction,
)
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.reasons import given

QUESTION_KEY = "giai-trinh"
# How the page of actions names the choice in its address.
STATE_KEY, LATE_STATE = "tinh-trang", "Quá hạn"
LATE = {STATE_KEY: LATE_STATE}
_PAGE, _ICON = "pages/actions.py", ":material/contact_support:"


def notice(office: Office, visitor: Visitor, department: str | None = None) -> None:
    """On a board: what is still to be explained, by whom, and the way to do it.

    For an officer the own department's, for others everybody's; nothing for the public.
    """
    if not visitor.may(Permission.TRACE):
        return
    of = department or visitor.department
    found = [q for q in cached.questions() if of is None or q.department == of]
    if not found:
        return
    st.warning(_asked(office.plan, visitor, found), icon=_ICON)
    if visitor.may_submit_for(found[0].department):
        label, query = "Ghi giải trình và biện pháp", {QUESTION_KEY: found[0].code}
        st.page_link(_PAGE, label=label, icon=":material/edit_note:", query_params=query)


def late_actions(office: Office, visitor: Visitor) -> None:
    """On a board: how many actions are past their day, and the way to them.

    For an officer the own department's; nothing for the public.
    """
    if not visitor.may(Permission.TRACE):
        return
    of, today = visitor.department, office.today()
    late = [
        a for a in cached.actions() if a.now.is_overdue(today) and of in (None, a.now.department)
    ]
    if late:
        label = f"{words.number(len(late))} biện pháp quá hạn"
        st.page_link(_PAGE, label=label, icon=":material/alarm:", query_params=LATE)


def _asked(plan: Plan, visitor: Visitor, found: Sequence[Question]) -> str:
    until = f"đến hết {found[0].month.label}"
    if visitor.department is not None:
        names = words.joined(f"{q.code} {q.name}" for q in found)
        of_own = words.number(len(found))
        return f"Đơn vị cần giải trình **{of_own}** chỉ tiêu chậm {until}: {plain(names)}."
    said = []
    for department in plan.departments:
        count = sum(q.department == department.code for q in found)
        if count:
            said.append(f"**{plain(department.name)}** ({words.number(count)} chỉ tiêu)")
    return f"Chờ giải trình chỉ tiêu chậm {until}: {'; '.join(said)}."


def questions(office: Office, visitor: Visitor) -> None:
    """What is still to be explained, as a table, and the form for who answers for it."""
    found = cached.questions()
    if not found:
        st.success("Các chỉ tiêu chậm đều đã được giải trình.", icon=":material/check_circle:")
        return
    st.header(f"Cần giải trình đến hết {found[0].month.label}", anchor=False)
    own = [question for question in found if visitor.may_submit_for(question.department)]
    others = [question for question in found if question not in own]
    if own:
        _answering(office, visitor, own)
    if others:
        rows = [
            (
                q.code,
                q.name,
                q.status.label,
                department_name(office.plan, q.department),
                "đang có" if q.has_open_action else "chưa có",
            )
            for q in others
        ]
        table(("Mã", "Chỉ tiêu", "Trạng thái", "Đơn vị giải trình", "Biện pháp"), rows)


def _answering(office: Office, visitor: Visitor, own: Sequence[Question]) -> None:
    codes = [question.code for question in own]
    asked = st.query_params.get(QUESTION_KEY, "")
    question: Question = st.selectbox(
        f"Chỉ tiêu chậm chưa giải trình ({words.number(len(own))})",
        own,
        index=codes.index(asked) if asked in codes else 0,
        format_func=lambda q: f"{q.code} · {q.name}",
        key=f"cau-hoi-{'-'.join(codes)}",
    )
    lead = department_name(office.plan, question.department)
    st.markdown(f"**{badge(question.status)}** · {plain(lead)} chủ trì")
    st.write(plain(question.reason))
    if question.before is not None:
        st.caption(plain(f"Giải trình {question.before.month.label}: {question.before.cause}"))
    key = f"{question.code}-{question.month}"
    with st.form(f"giai-trinh-{key}", border=True):
        cause = st.text_area(
            "Nguyên nhân",
            question.before.cause if question.before else "",
            max_chars=LONGEST_CAUSE,
            key=f"nguyen-nhan-{key}",
        )
        action = _announcing(office.today(), key, question.has_open_action)
        if not st.form_submit_button("Lưu giải trình", icon=":material/save:", type="primary"):
            return
    _save(office, visitor, question, cause, action)


_Typed = tuple[str, str, date | None]


def _announcing(today: date, key: str, is_optional: bool) -> _Typed:
    """The action that goes with the cause; it may be left out where one is on its way."""
    more = " (không bắt buộc, đã có biện pháp đang thực hiện)" if is_optional else ""
    what = st.text_area(f"Biện pháp{more}", max_chars=LONGEST_ACTION, key=f"bien-phap-{key}")
    left, right = st.columns(2)
    person = left.text_input("Người phụ trách", max_chars=LONGEST_PERSON, key=f"nguoi-{key}")
    due_on = right.date_input(
        "Hạn hoàn thành", None, min_value=today, format="DD/MM/YYYY", key=f"han-{key}"
    )
    return what, person, due_on


def _save(office: Office, visitor: Visitor, question: Question, cause: str, typed: _Typed) -> None:
    what, person, due_on = typed

    def save() -> None:
        is_typed = bool(what.strip() or person.strip() or due_on)
        announced = Announced(what, person, given(due_on, "hạn hoàn thành")) if is_typed else None
        answer = Answer(question.code, question.month, cause, announced)
        explain(office, visitor, answer, office.now())

    act(f"Đã lưu giải trình {question.code} cho {question.month.label}.", save)


def beside(office: Office, visitor: Visitor, account: Account, code: str) -> None:
    """Beside an indicator: why it lags and what is done, for those who have an account."""
    if not visitor.may(Permission.TRACE):
        return
    lagging = next((one for one in account.lagging if one.code == code), None)
    explanation = lagging.explanation if lagging else None
    actions = [a for a in account.actions if a.now.indicator == code and (lagging or a.is_open)]
    if explanation is not None:
        who = department_name(office.plan, explanation.department)
        st.markdown(
            f"**Nguyên nhân** ({explanation.month.label}, {plain(who)}): {plain(explanation.cause)}"
        )
    elif lagging is not None:
        st.caption("Chưa có giải trình trong kỳ này.")
    for action in actions:
        st.markdown(f"**Biện pháp {action.now.number}**: {action_words(action, account.today)}")


def action_words(action: FollowedAction, today: date) -> str:
    """`Sửa máy quét. Lò Thị Lan, hạn 5/7/2026 · Đang thực hiện`, as Markdown."""
    now = action.now
    said = plain(f"{now.what.rstrip('.')}. {now.person}, hạn {words.day(now.due_on)}")
    outcome = f": {plain(now.outcome)}" if now.outcome else ""
    return f"{said} · **{state_words(action, today)}**{outcome}"


def state_words(action: FollowedAction, today: date) -> str:
    """`Quá hạn 5 ngày`, `Đã xong ngày 3/7/2026`, `Đang thực hiện`."""
    now = action.now
    if now.is_overdue(today):
        return f"Quá hạn {words.number((today - now.due_on).days)} ngày"
    return now.state.label + (f" ngày {words.day(now.ended_on)}" if now.ended_on else "")
