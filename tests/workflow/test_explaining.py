"""A lagging indicator through two months: asked, explained, acted on, followed up, asked again."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from cchc_metrics.access.roles import PUBLIC, Visitor
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod
from cchc_metrics.store.actions import ActionState, NewAction
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.workflow.board import scorecard
from cchc_metrics.workflow.judging.account import Account, account
from cchc_metrics.workflow.judging.explaining import (
    Announced,
    Answer,
    Question,
    all_explanations,
    closed_month,
    correct_cause,
    explain,
    latest_versions,
    open_questions,
)
from cchc_metrics.workflow.judging.following import (
    FollowedAction,
    FollowUp,
    follow_up,
    followed_actions,
    most_urgent,
    plan_action,
)
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.reasons import NotDone
from cchc_metrics.workflow.verify import Check, verify
from tests.builders import month
from tests.workflow.judging_office import (
    ADMIN,
    COORDINATOR,
    DIGITISED,
    LEADER,
    OFFICER,
    ONLINE,
    PLAN,
    SIGNED,
    STRANGER,
    on,
    open_on,
    send_month,
    send_until,
)
from tests.workflow.officers import at, whole_record

MAY, JUNE = month(5), month(6)
# The sheets of May are due on 18/5/2026, those of June on 18/6/2026.
TODAY, NEXT = date(2026, 5, 20), date(2026, 6, 22)
NOON, NEXT_NOON = at("2026-05-20 05:00"), at("2026-06-22 05:00")
SCANNER = Announced("Sửa máy quét.", "Lò Thị Lan", date(2026, 6, 5))
MAYS = Answer(DIGITISED, MAY, "Máy quét hỏng từ 20/4.", SCANNER)


@pytest.fixture
def office(fresh_record: sa.Engine) -> Office:
    """Five months are sent; half of what should be digitised is."""
    opened = open_on(fresh_record, TODAY)
    send_until(opened, 5, digitised=50)
    return opened


def asked(office: Office) -> list[Question]:
    month = closed_month(office.plan, office.today())
    if month is None:
        return []
    return open_questions(office, scorecard(office, ReportPeriod.YEAR, month, office.today()))


def told(office: Office, of: ReportingMonth, period: ReportPeriod = ReportPeriod.YEAR) -> Account:
    return account(office, scorecard(office, period, of, office.today()))


def done(action: FollowedAction, outcome: str = "Đã sửa xong.") -> FollowUp:
    return FollowUp(
        ActionState.DONE, outcome, action.now.person, action.now.due_on, date(2026, 6, 3)
    )


@pytest.mark.parametrize(
    ("today", "closed"),
    [
        (date(2026, 1, 19), None),  # 18/1/2026 is a Sunday, so that January is due on Monday
        (date(2026, 1, 20), month(1)),
        (date(2026, 5, 18), month(4)),
        (date(2026, 5, 19), MAY),
        (date(2027, 3, 1), month(12)),
    ],
)
def test_a_month_is_closed_once_its_due_day_has_passed(
    today: date, closed: ReportingMonth | None
) -> None:
    assert closed_month(PLAN, today) == closed


def test_what_lags_at_the_close_is_asked_of_its_lead_department(office: Office) -> None:
    (question,) = asked(office)
    assert (question.code, question.month, question.department) == (DIGITISED, MAY, "PVHXH")
    assert question.reason.startswith("Chậm: 250/500 hồ sơ = 50%, chỉ tiêu 100%")
    assert (question.before, question.has_open_action) == (None, False)
    assert asked(on(office, date(2026, 1, 10))) == []


def test_departments_that_sent_nothing_explain_that(fresh_record: sa.Engine) -> None:
    found = asked(open_on(fresh_record, TODAY))
    assert [(q.code, q.department, q.status) for q in found] == [
        (DIGITISED, "PVHXH", "NO_DATA"),
        (ONLINE, "PVHXH", "NO_DATA"),
        (SIGNED, "VPHDND", "NO_DATA"),
    ]


def test_two_months_from_the_question_to_the_end(office: Office) -> None:
    explain(office, OFFICER, MAYS, NOON)
    assert asked(office) == []
    (action,) = followed_actions(office)
    assert (action.now.what, action.now.state, action.now.month) == (
        "Sửa máy quét.",
        ActionState.OPEN,
        MAY,
    )
    (lagging,) = told(office, MAY).lagging
    assert lagging.explanation is not None
    assert (lagging.explanation.cause, lagging.actions) == (MAYS.cause, (action,))

    later = on(office, NEXT)
    send_month(later, JUNE, 100)
    (again,) = asked(later)
    assert (again.month, again.has_open_action) == (JUNE, True)
    assert again.before is not None and again.before.cause == MAYS.cause
    assert told(later, JUNE).actions == (action,) and action.now.is_overdue(NEXT)

    follow_up(later, COORDINATOR, 1, 1, done(action), NEXT_NOON)
    (ended,) = followed_actions(later)
    assert (ended.now.state, ended.now.outcome, ended.now.ended_on) == (
        ActionState.DONE,
        "Đã sửa xong.",
        date(2026, 6, 3),
    )
    assert [version.done_by for version in ended.versions] == [
        "Lò Thị Lan (lan)",
        "Lò Thị Mai (mai)",
    ]
    june = Answer(DIGITISED, JUNE, "Còn hồ sơ tồn từ tháng 4.", None)
    with pytest.raises(NotDone, match="Chưa có biện pháp nào đang thực hiện"):
        explain(later, OFFICER, june, NEXT_NOON)
    extra = Announced("Quét bù hồ sơ tồn.", "Lò Thị Lan", date(2026, 7, 10))
    explain(later, OFFICER, replace(june, action=extra), NEXT_NOON)
    assert asked(later) == []
    assert [e.month for e in all_explanations(later)] == [MAY, JUNE]
    assert Check.JUDGING not in {finding.check for finding in verify(later).findings}


def test_each_report_has_the_explanation_of_its_own_months(office: Office) -> None:
    explain(office, OFFICER, MAYS, NOON)
    (of_half,) = told(office, JUNE, ReportPeriod.H1).lagging
    assert of_half.explanation is not None and of_half.explanation.month == MAY
    (of_quarter,) = told(office, JUNE, ReportPeriod.Q1).lagging
    assert of_quarter.explanation is None


def test_a_cause_is_put_right_by_a_further_version(office: Office) -> None:
    explain(office, OFFICER, MAYS, NOON)
    better = Answer(DIGITISED, MAY, "Máy quét hỏng, chưa có kinh phí.", None, seen=1)
    correct_cause(office, COORDINATOR, better, NOON)
    with pytest.raises(NotPossible, match="vừa có bản khác"):
        correct_cause(office, OFFICER, replace(better, cause="Khác."), NOON)
    with pytest.raises(NotDone, match="không khác bản đang lưu"):
        correct_cause(office, OFFICER, better, NOON)
    with pytest.raises(NotDone, match="Chưa có giải trình này để sửa"):
        correct_cause(office, OFFICER, replace(better, month=month(4)), NOON)
    assert [(e.version, e.cause) for e in all_explanations(office)] == [
        (1, MAYS.cause),
        (2, better.cause),
    ]
    assert told(office, MAY).lagging[0].explanation == all_explanations(office)[1]
    assert latest_versions(all_explanations(office)) == all_explanations(office)[1:]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (replace(MAYS, cause="  "), "Chưa ghi nguyên nhân"),
        (replace(MAYS, cause="x" * 1501), "Nguyên nhân dài 1501 ký tự"),
        (replace(MAYS, action=None), "Chưa có biện pháp nào"),
        (replace(MAYS, action=replace(SCANNER, what="")), "Chưa ghi biện pháp"),
        (replace(MAYS, action=replace(SCANNER, person="")), "Chưa ghi người phụ trách"),
        (replace(MAYS, action=replace(SCANNER, due_on=date(2026, 5, 19))), "19/5/2026 đã qua"),
        (replace(MAYS, month=JUNE), "Tháng 6/2026 chưa hết hạn gửi"),
        (replace(MAYS, code="II.9-9"), "không có chỉ tiêu “II.9-9”"),
    ],
    ids=str,
)
def test_what_is_no_answer_is_refused_and_nothing_kept(
    office: Office, answer: Answer, problem: str
) -> None:
    before = whole_record(office.engine)
    with pytest.raises(NotDone, match=problem):
        explain(office, COORDINATOR, answer, NOON)
    assert whole_record(office.engine) == before


def test_what_does_not_lag_needs_no_explanation(office: Office) -> None:
    with pytest.raises(NotDone, match="không chậm đến hết tháng 5/2026"):
        explain(office, COORDINATOR, replace(MAYS, code=SIGNED), NOON)


@pytest.mark.parametrize(
    "visitor", [STRANGER, LEADER, ADMIN, PUBLIC], ids=lambda visitor: visitor.display_name
)
def test_others_explain_plan_and_follow_nothing(office: Office, visitor: Visitor) -> None:
    explain(office, OFFICER, MAYS, NOON)
    (action,) = followed_actions(office)
    further = NewAction(DIGITISED, MAY, "PVHXH", "Thuê máy.", "Lò Thị Lan", date(2026, 6, 5))
    before = whole_record(office.engine)
    for act in (
        lambda: explain(office, visitor, replace(MAYS, seen=1), NOON),
        lambda: correct_cause(office, visitor, replace(MAYS, cause="Khác.", seen=1), NOON),
        lambda: plan_action(office, visitor, further, NOON),
        lambda: follow_up(office, visitor, 1, 1, done(action), NOON),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert whole_record(office.engine) == before


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"outcome": " "}, "Chưa ghi kết quả đã làm"),
        ({"state": ActionState.DROPPED, "outcome": ""}, "Chưa ghi lý do thôi thực hiện"),
        ({"ended_on": date(2026, 6, 23)}, "Ngày kết thúc 23/6/2026 sau hôm nay"),
        ({"person": ""}, "Chưa ghi người phụ trách"),
        ({"state": ActionState.OPEN, "outcome": ""}, "không khác bản đang lưu"),
    ],
    ids=str,
)
def test_a_follow_up_says_what_was_done(
    office: Office, changes: dict[str, object], problem: str
) -> None:
    explain(office, OFFICER, MAYS, NOON)
    (action,) = followed_actions(office)
    with pytest.raises(NotDone, match=problem):
        follow_up(office, OFFICER, 1, 1, replace(done(action), **changes), NEXT_NOON)  # type: ignore[arg-type]
    assert [len(a.versions) for a in followed_actions(office)] == [1]


def test_an_action_that_was_put_off_says_from_when(office: Office) -> None:
    explain(office, OFFICER, MAYS, NOON)
    (action,) = followed_actions(office)
    later = FollowUp(ActionState.OPEN, "Chờ linh kiện.", "Lò Thị Lan", date(2026, 7, 1), None)
    follow_up(office, OFFICER, 1, 1, later, NEXT_NOON)
    with pytest.raises(NotPossible, match="vừa được cập nhật"):
        follow_up(office, OFFICER, 1, 1, done(action), NEXT_NOON)
    (put_off,) = followed_actions(office)
    assert (put_off.first_due_on, put_off.now.due_on) == (SCANNER.due_on, date(2026, 7, 1))
    assert put_off.is_open and not put_off.now.is_overdue(NEXT)


def test_the_most_urgent_stand_first_and_what_ended_last(office: Office) -> None:
    explain(office, OFFICER, MAYS, NOON)
    for day in (date(2026, 8, 1), date(2026, 5, 25), date(2026, 6, 30)):
        further = NewAction(DIGITISED, MAY, "PVHXH", f"Đến {day}.", "Lò Thị Lan", day)
        plan_action(office, OFFICER, further, NOON)
    follow_up(office, OFFICER, 1, 1, done(followed_actions(office)[0]), NEXT_NOON)
    assert [a.now.number for a in most_urgent(followed_actions(office))] == [3, 4, 2, 1]


def test_what_is_on_its_way_is_not_planned_twice(office: Office) -> None:
    explain(office, OFFICER, MAYS, NOON)
    again = NewAction(DIGITISED, MAY, "PVHXH", f" {SCANNER.what}", SCANNER.person, SCANNER.due_on)
    with pytest.raises(NotDone, match="đã có và đang thực hiện"):
        plan_action(office, OFFICER, again, NOON)
    assert len(followed_actions(office)) == 1


def test_no_action_has_a_number_that_does_not_exist(office: Office) -> None:
    said = FollowUp(ActionState.DONE, "Xong.", "Lan", date(2026, 6, 1), None)
    with pytest.raises(NotDone, match="Không có biện pháp số 7"):
        follow_up(office, COORDINATOR, 7, 1, said, NOON)
