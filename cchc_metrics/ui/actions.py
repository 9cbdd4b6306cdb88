"""The actions of all departments: which are open, overdue, done; one of them followed up."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.plan.model import Plan
from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.store.actions import ActionState, NewAction
from cchc_metrics.store.explanations import Explanation
from cchc_metrics.ui.acting import act
from cchc_metrics.ui.drawing import department_name, numbers, plain, table
from cchc_metrics.ui.explaining import LATE_STATE, STATE_KEY, state_words
from cchc_metrics.workflow.judging.aims import leads_of, named
from cchc_metrics.workflow.judging.explaining import all_explanations
from cchc_metrics.workflow.judging.following import (
    LONGEST_ACTION,
    LONGEST_PERSON,
    FollowedAction,
    FollowUp,
    follow_up,
    followed_actions,
    plan_action,
)
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.reasons import given

State = TypeVar("State", ActionState, ProgressState)
Filter = Callable[[FollowedAction], bool]
ANY = "Tất cả"
_HEADINGS = ("Số", "Chỉ tiêu", "Biện pháp", "Đơn vị", "Phụ trách", "Hạn", "Tình trạng", "Kết quả")


def key_numbers(office: Office, found: Sequence[FollowedAction]) -> None:
    today = office.today()
    still = [action for action in found if action.is_open]
    late = [action for action in still if action.now.is_overdue(today)]
    done = [action for action in found if action.now.state is ActionState.DONE]
    of_all = f"trong {words.number(len(found))} biện pháp đã đặt"
    numbers(
        {
            "Đang thực hiện": (words.number(len(still)), of_all),
            "Quá hạn": (words.number(len(late)), f"tính đến {words.day(today)}"),
            "Đã xong": (words.number(len(done)), of_all),
        }
    )


def chosen(
    office: Office, visitor: Visitor, found: Sequence[FollowedAction]
) -> list[FollowedAction]:
    """The actions of a department (at first the own) in a state."""
    today = office.today()
    states: dict[str, Filter] = {
        ANY: lambda action: True,
        LATE_STATE: lambda action: action.now.is_overdue(today),
        "Đang thực hiện": lambda action: action.is_open,
        "Đã xong": lambda action: action.now.state is ActionState.DONE,
        "Thôi thực hiện": lambda action: action.now.state is ActionState.DROPPED,
    }
    left, right = st.columns(2)
    with left:
        department = pick_department(office.plan, visitor, "bien-phap-cua")
    state = right.selectbox("Tình trạng", states, key=STATE_KEY, bind="query-params")
    return [a for a in found if states[state](a) and department in ("", a.now.department)]


def pick_department(plan: Plan, visitor: Visitor, key: str) -> str:
    """A department's code, empty for all; an officer sees the own one first."""
    names = {"": ANY, **{department.code: department.name for department in plan.departments}}
    codes = list(names)
    own = visitor.department if visitor.department in names else ""
    found: str = st.selectbox(
        "Đơn vị", codes, index=codes.index(own or ""), format_func=lambda code: names[code], key=key
    )
    return found


def action_table(office: Office, found: Sequence[FollowedAction]) -> None:
    rows = [
        (
            words.number(action.now.number),
            named(office.plan, action.now.indicator),
            action.now.what,
            department_name(office.plan, action.now.department),
            action.now.person,
            _due(action),
            state_words(action, office.today()),
            action.now.outcome or words.NOTHING,
        )
        for action in found
    ]
    table(_HEADINGS, rows)


def _due(action: FollowedAction) -> str:
    now, first = action.now.due_on, action.first_due_on
    return words.day(now) + (f" (đã lùi từ {words.day(first)})" if now > first else "")


def one_action(office: Office, visitor: Visitor, found: Sequence[FollowedAction]) -> None:
    """An action with what it is for and how it went, and the form to follow it up."""
    if not found:
        st.caption("Chưa có biện pháp nào để theo dõi.")
        return
    known = {action.now.number: action for action in found}
    number = st.selectbox(
        "Chọn biện pháp",
        known,
        format_func=lambda n: f"Số {n} · {known[n].now.indicator}: {known[n].now.what[:90]}",
        key="bien-phap-so",
    )
    action = known[number]
    for version in reversed(action.versions):
        outcome = f": {version.outcome}" if version.outcome else ""
        st.caption(
            plain(
                f"{words.moment(version.done_at)}, {version.done_by}: {version.state.label},"
                f" hạn {words.day(version.due_on)}, phụ trách {version.person}{outcome}"
            )
        )
    if visitor.may_submit_for(action.now.department):
        _following(office, visitor, action)
    else:
        st.caption("Cán bộ của đơn vị và đầu mối tổng hợp cập nhật được biện pháp này.")


def pick_state(states: Sequence[State], now: State, key: str) -> State:
    """The state that is reported, at first the one that stands."""
    picked = st.radio(
        "Tình trạng",
        states,
        index=states.index(now),
        format_func=lambda state: state.label,
        horizontal=True,
        key=key,
    )
    return picked or now


def _following(office: Office, visitor: Visitor, action: FollowedAction) -> None:
    now, key = action.now, f"{action.now.number}-{action.now.version}"
    with st.form(f"theo-doi-{key}", border=True):
        state = pick_state(list(ActionState), now.state, f"tt-{key}")
        outcome = st.text_area(
            "Kết quả đã làm, hoặc lý do thôi thực hiện",
            now.outcome,
            max_chars=LONGEST_ACTION,
            key=f"kq-{key}",
        )
        person_at, due_at, ended_at = st.columns(3)
        person = person_at.text_input(
            "Người phụ trách", now.person, max_chars=LONGEST_PERSON, key=f"pt-{key}"
        )
        due_on = due_at.date_input("Hạn", now.due_on, format="DD/MM/YYYY", key=f"h-{key}")
        ended_on = ended_at.date_input(
            "Ngày xong hoặc thôi (không chọn là hôm nay)",
            now.ended_on,
            format="DD/MM/YYYY",
            key=f"kt-{key}",
        )
        if not st.form_submit_button("Cập nhật biện pháp", icon=":material/save:"):
            return
    said = FollowUp(state, outcome, person, due_on, ended_on)
    act(
        f"Đã cập nhật biện pháp số {now.number}: {state.label.lower()}.",
        lambda: follow_up(office, visitor, now.number, now.version, said, office.now()),
    )


def adding(office: Office, visitor: Visitor) -> None:
    """A further action for something that was explained."""
    if not visitor.may(Permission.SUBMIT_OWN):
        st.caption("Cán bộ của đơn vị và đầu mối tổng hợp đặt được biện pháp.")
        return
    own = _explained(office, visitor)
    if not own:
        st.caption("Biện pháp được đặt cùng giải trình; chưa có giải trình nào của đơn vị.")
        return
    # Another form once it was kept: empty, and deaf to a second press.
    key = len(followed_actions(office))
    with st.form(f"them-bien-phap-{key}", border=True):
        explained: Explanation = st.selectbox(
            "Cho chỉ tiêu đã giải trình",
            own,
            format_func=lambda e: f"{named(office.plan, e.indicator)} ({e.month.label})",
            key=f"them-cho-{key}",
        )
        what = st.text_area("Biện pháp", max_chars=LONGEST_ACTION, key=f"them-gi-{key}")
        left, right = st.columns(2)
        person = left.text_input(
            "Người phụ trách", max_chars=LONGEST_PERSON, key=f"them-nguoi-{key}"
        )
        due_on = right.date_input(
            "Hạn hoàn thành",
            None,
            min_value=office.today(),
            format="DD/MM/YYYY",
            key=f"them-han-{key}",
        )
        if not st.form_submit_button("Thêm biện pháp", icon=":material/add_task:"):
            return
    act(
        f"Đã thêm biện pháp cho {explained.indicator}.",
        lambda: _add(office, visitor, explained, what, person, due_on),
    )


def _add(
    office: Office,
    visitor: Visitor,
    explained: Explanation,
    what: str,
    person: str,
    due_on: date | None,
) -> None:
    department = leads_of(office.plan)[explained.indicator]
    day = given(due_on, "hạn hoàn thành")
    new = NewAction(explained.indicator, explained.month, department, what, person, day)
    plan_action(office, visitor, new, office.now())


def _explained(office: Office, visitor: Visitor) -> list[Explanation]:
    """The latest explanation of each indicator that the visitor answers for, the newest first."""
    leads = leads_of(office.plan)
    latest = {entry.indicator: entry for entry in all_explanations(office)}
    planned = [entry for entry in latest.values() if entry.indicator in leads]
    own = [entry for entry in planned if visitor.may_submit_for(leads[entry.indicator])]
    return sorted(own, key=lambda entry: (entry.month, entry.indicator), reverse=True)
