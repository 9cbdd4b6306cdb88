"""Tasks and milestones: who reports, what proves them, how milestones are scored by it."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from cchc_metrics.access.roles import PUBLIC, Visitor
from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.scoring.reading import each
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.workflow.board import scorecard
from cchc_metrics.workflow.judging.account import account
from cchc_metrics.workflow.judging.progress import (
    ItemProgress,
    Progress,
    item_history,
    milestones_in_force,
    report,
    tasks_in_force,
)
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.reasons import NotDone
from cchc_metrics.workflow.verify import verify
from tests.builders import month
from tests.workflow.judging_office import (
    ADMIN,
    COORDINATOR,
    LEADER,
    MILESTONE,
    OFFICER,
    STRANGER,
    TASK,
    on,
    open_on,
)
from tests.workflow.officers import at, whole_record

TODAY, NOON = date(2026, 6, 20), at("2026-06-20 05:00")
DUE = date(2026, 6, 30)
STARTED = Progress(ProgressState.IN_PROGRESS, None, None, "Đã họp.", "")
DONE = Progress(ProgressState.DONE, DUE, date(2026, 6, 18), "Đã sắp xếp xong.", "Văn bản thử số 2")


@pytest.fixture
def office(fresh_record: sa.Engine) -> Office:
    return open_on(fresh_record, TODAY)


def say(office: Office, visitor: Visitor, code: str, said: Progress, seen: int = 0) -> None:
    report(office, visitor, code, seen, said, NOON)


def set_day(office: Office, code: str = MILESTONE) -> None:
    say(office, COORDINATOR, code, Progress(ProgressState.NOT_STARTED, DUE, None, "", ""))


def milestone(office: Office) -> ItemProgress:
    (found,) = milestones_in_force(office)
    return found


def status(office: Office) -> str:
    card = scorecard(office, ReportPeriod.YEAR, month(6), office.today())
    (found,) = [row.status for row in each(card.rows) if row.indicator == MILESTONE]
    return str(found)


def test_a_milestone_is_scored_by_its_day_and_by_what_is_reported(office: Office) -> None:
    assert status(office) == "NO_TARGET"
    set_day(office)
    assert status(office) == "ON_TRACK"
    assert status(on(office, DUE)) == "ON_TRACK"
    late = on(office, date(2026, 7, 1))
    assert status(late) == "BEHIND"
    assert milestone(late).is_overdue(late.today())
    say(office, OFFICER, MILESTONE, DONE, seen=1)
    assert (status(office), status(late)) == ("ACHIEVED", "ACHIEVED")
    # What turns out not to be done is reported so.
    say(office, OFFICER, MILESTONE, replace(STARTED, due_on=DUE), seen=2)
    assert status(late) == "BEHIND"


def test_a_milestone_that_lags_is_to_be_explained(office: Office) -> None:
    set_day(office)
    late = on(office, date(2026, 7, 20))
    found = account(late, scorecard(late, ReportPeriod.YEAR, month(7), late.today()))
    assert MILESTONE in [one.code for one in found.lagging]
    assert found.milestones == (milestone(late),)


def test_a_task_has_state_evidence_and_day_and_its_reports_stay(office: Office) -> None:
    (before,) = tasks_in_force(office)
    assert (before.state, before.due_on, before.report) == (ProgressState.NOT_STARTED, None, None)
    set_day(office, TASK)
    say(office, OFFICER, TASK, replace(DONE, evidence="Hội nghị ngày 17/6."), seen=1)
    (task,) = tasks_in_force(office)
    assert (task.state, task.due_on, task.done_on, task.document) == (
        ProgressState.DONE,
        DUE,
        date(2026, 6, 18),
        "Văn bản thử số 2",
    )
    assert not task.is_overdue(date(2026, 12, 1))
    assert [(r.version, r.done_by) for r in item_history(office, TASK)] == [
        (2, "Lò Thị Lan (lan)"),
        (1, "Lò Thị Mai (mai)"),
    ]
    assert verify(office).findings == ()


def test_only_the_coordinator_sets_the_day(office: Office) -> None:
    with pytest.raises(NotAllowed, match="đặt mức giao, đặt hạn nhiệm vụ"):
        say(office, OFFICER, TASK, replace(STARTED, due_on=DUE))
    say(office, OFFICER, TASK, STARTED)
    (task,) = tasks_in_force(office)
    assert (task.state, task.due_on) == (ProgressState.IN_PROGRESS, None)


@pytest.mark.parametrize(
    "visitor", [STRANGER, LEADER, ADMIN, PUBLIC], ids=lambda visitor: visitor.display_name
)
def test_others_report_nothing(office: Office, visitor: Visitor) -> None:
    before = whole_record(office.engine)
    for code in (TASK, MILESTONE):
        with pytest.raises(NotAllowed):
            say(office, visitor, code, STARTED)
    assert whole_record(office.engine) == before


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (replace(DONE, done_on=None), "Chưa ghi ngày hoàn thành"),
        (replace(DONE, done_on=date(2026, 6, 21)), "21/6/2026 sau hôm nay"),
        (replace(DONE, evidence="", document=""), "Chưa ghi minh chứng hoặc văn bản"),
        (replace(DONE, evidence="x" * 801), "Minh chứng dài 801 ký tự"),
        (Progress(ProgressState.NOT_STARTED, None, None, "", ""), "không khác bản đang lưu"),
    ],
    ids=str,
)
def test_what_is_done_is_proved(office: Office, said: Progress, problem: str) -> None:
    with pytest.raises(NotDone, match=problem):
        say(office, COORDINATOR, MILESTONE, said)
    assert milestone(office).report is None


def test_a_day_without_being_done_is_not_kept(office: Office) -> None:
    say(office, COORDINATOR, MILESTONE, replace(DONE, state=ProgressState.IN_PROGRESS))
    assert milestone(office).done_on is None


def test_who_reports_over_what_he_has_not_seen_is_told(office: Office) -> None:
    say(office, OFFICER, TASK, STARTED)
    with pytest.raises(NotPossible, match="III.1 vừa được cập nhật"):
        say(office, OFFICER, TASK, replace(STARTED, evidence="Khác."))


def test_what_the_plan_does_not_have_is_not_reported(office: Office) -> None:
    with pytest.raises(NotDone, match="không có nhiệm vụ “III.99”"):
        say(office, COORDINATOR, "III.99", STARTED)
