"""Actions followed up: planned for what lags, put off, done or given up."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from cchc_metrics import words
from cchc_metrics.access.roles import Visitor
from cchc_metrics.store import actions
from cchc_metrics.store.actions import Action, ActionState, NewAction, action_history
from cchc_metrics.words import VIETNAM
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import require_answer
from cchc_metrics.workflow.reasons import NotDone, stated, tidied

LONGEST_ACTION, LONGEST_PERSON = 800, 120


@dataclass(frozen=True)
class FollowedAction:
    """An action with all its versions, the earliest first."""

    versions: tuple[Action, ...]

    @property
    def now(self) -> Action:
        return self.versions[-1]

    @property
    def is_open(self) -> bool:
        return self.now.state is ActionState.OPEN

    @property
    def first_due_on(self) -> date:
        """The day that was promised at first; a later one means that it was put off."""
        return self.versions[0].due_on


@dataclass(frozen=True)
class FollowUp:
    """What is said of an action: how it stands, what was done, and when it is due or ended."""

    state: ActionState
    outcome: str
    person: str
    due_on: date
    ended_on: date | None


def followed_actions(office: Office) -> list[FollowedAction]:
    """Every action of the plan, by number."""
    history = action_history(office.engine, office.commune, office.plan.code)
    grouped = groupby(history, key=lambda action: action.number)
    return [FollowedAction(tuple(versions)) for _, versions in grouped]


def most_urgent(found: Iterable[FollowedAction]) -> list[FollowedAction]:
    """Open ones by their day, so that the overdue come first; then the ended, latest first."""
    every = list(found)
    ended = [each for each in every if not each.is_open]
    return [
        *sorted(
            (each for each in every if each.is_open), key=lambda a: (a.now.due_on, a.now.number)
        ),
        *sorted(ended, key=lambda a: (a.now.ended_on or date.min, a.now.number), reverse=True),
    ]


def planned(new: NewAction, today: date) -> NewAction:
    """A new action as it is kept; raise NotDone where a part is missing or its day has passed."""
    if new.due_on < today:
        raise NotDone(
            f"Hạn hoàn thành {words.day(new.due_on)} đã qua. Chọn ngày từ hôm nay trở đi;"
            " chưa có gì thay đổi."
        )
    return replace(
        new,
        what=stated(new.what, "biện pháp", LONGEST_ACTION),
        person=stated(new.person, "người phụ trách", LONGEST_PERSON),
    )


def plan_action(office: Office, visitor: Visitor, new: NewAction, at: datetime) -> int:
    """Plan a further action for what was explained; answer with its number.

    Raise NotAllowed for who does not answer for the department, NotDone as `planned` does, and for
    one that is on its way already.
    """
    require_answer(visitor, new.department)
    kept = planned(new, at.astimezone(VIETNAM).date())
    if any(action.is_open and _same(action.now, kept) for action in followed_actions(office)):
        raise NotDone("Biện pháp này đã có và đang thực hiện; chưa có gì thay đổi.")
    return actions.plan_action(
        office.engine, office.commune, office.plan.code, kept, visitor.signature, at
    )


def follow_up(
    office: Office, visitor: Visitor, number: int, seen: int, said: FollowUp, at: datetime
) -> None:
    """Say how an action stands; `seen` is the version that stood on the page.

    Raise NotAllowed for who does not answer for its department; NotDone where it is not said what
    was done or why it is given up, or nothing is new; StoreError where it was changed meanwhile.
    """
    now = _current(office, number)
    require_answer(visitor, now.department)
    changed = _changed(now, said, at.astimezone(VIETNAM).date())
    if changed == now:
        raise NotDone("Nội dung không khác bản đang lưu; chưa có gì thay đổi.")
    signed = replace(changed, version=seen, done_by=visitor.signature, done_at=at)
    actions.follow_action(office.engine, office.commune, office.plan.code, signed)


def _same(one: NewAction, other: NewAction) -> bool:
    parts = (one.indicator, one.what, one.person, one.due_on)
    return parts == (other.indicator, other.what, other.person, other.due_on)


def _current(office: Office, number: int) -> Action:
    for action in followed_actions(office):
        if action.now.number == number:
            return action.now
    raise NotDone(f"Không có biện pháp số {number}. Tải lại trang rồi xem.")


def _changed(now: Action, said: FollowUp, today: date) -> Action:
    is_open = said.state is ActionState.OPEN
    asked = {ActionState.DONE: "kết quả đã làm", ActionState.DROPPED: "lý do thôi thực hiện"}
    if is_open:
        outcome = tidied(said.outcome, "kết quả", LONGEST_ACTION)
    else:
        outcome = stated(said.outcome, asked[said.state], LONGEST_ACTION)
    ended_on = None if is_open else said.ended_on or today
    if ended_on is not None and ended_on > today:
        raise NotDone(f"Ngày kết thúc {words.day(ended_on)} sau hôm nay; chưa có gì thay đổi.")
    return replace(
        now,
        state=said.state,
        outcome=outcome,
        person=stated(said.person, "người phụ trách", LONGEST_PERSON),
        due_on=said.due_on,
        ended_on=ended_on,
    )
