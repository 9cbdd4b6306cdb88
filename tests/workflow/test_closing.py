"""Months at their close: who locks them, when, what is kept apart and what it would change."""

from datetime import date

import pytest
import sqlalchemy as sa

from cchc_metrics.access.roles import PUBLIC, Role, Visitor
from cchc_metrics.plan.figures import Figure
from cchc_metrics.store.errors import MovedOn, NotPossible
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow.board import sources
from cchc_metrics.workflow.closing import (
    Closed,
    closed_among,
    late,
    lock,
    lock_history,
    locked_months,
    to_lock,
    to_unlock,
    unlock,
)
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.reasons import NotDone
from tests.builders import month
from tests.workflow.officers import (
    COUNT,
    FEBRUARY,
    FLOW,
    JANUARY,
    MARCH,
    STOCK,
    at,
    month_sheet,
    open_with,
    read,
    save,
    send,
    whole_record,
)

OFFICER = Visitor("lan", "Lò Thị Lan", Role.OFFICER, "PVHXH")
COORDINATOR = Visitor("hoa", "Nguyễn Thị Hoa", Role.COORDINATOR)
LEADER = Visitor("chu", "Chủ tịch", Role.LEADER)
ADMIN = Visitor("quantri", "Quản trị", Role.ADMIN)
FIRST = {FLOW: (18, 20), STOCK: (1, 12), COUNT: (3, None)}
SECOND = {FLOW: (20, 25), STOCK: (1, 12), COUNT: (5, None)}
THIRD = {FLOW: (22, 25), STOCK: (2, 12), COUNT: (5, None)}
NOON = at("2026-04-20 05:00")
QUARTER = (JANUARY, FEBRUARY, MARCH)


@pytest.fixture
def office(database: sa.Engine) -> Office:
    return open_with(database)


def counted(office: Office) -> list[int]:
    return [found.figure.numerator for found in sources(office, FLOW, MARCH)]


def test_the_coordinator_locks_and_opens_with_a_reason(office: Office) -> None:
    send(office, JANUARY, FIRST)
    assert lock(office, COORDINATOR, (JANUARY,), "", NOON) == (JANUARY,)
    entry = locked_months(office)[JANUARY]
    assert (entry.done_by, entry.done_at, entry.reason) == ("Nguyễn Thị Hoa (hoa)", NOON, "")
    with pytest.raises(NotDone, match="Chưa ghi lý do"):
        unlock(office, COORDINATOR, (JANUARY,), "  ", NOON)
    assert unlock(office, COORDINATOR, (JANUARY,), "Đơn vị đính chính.", NOON) == (JANUARY,)
    assert locked_months(office) == {}
    assert [(e.is_lifted, e.reason) for e in lock_history(office)] == [
        (True, "Đơn vị đính chính."),
        (False, ""),
    ]


@pytest.mark.parametrize("visitor", [OFFICER, LEADER, ADMIN, PUBLIC], ids=lambda v: v.display_name)
def test_nobody_else_locks_or_opens(office: Office, visitor: Visitor) -> None:
    lock(office, COORDINATOR, (JANUARY,), "", NOON)
    before = whole_record(office.engine)
    for act in (lock, unlock):
        with pytest.raises(NotAllowed):
            act(office, visitor, (JANUARY, FEBRUARY), "Vẫn làm.", NOON)
    assert whole_record(office.engine) == before


@pytest.mark.parametrize(
    ("moment", "is_over"),
    # March ends with day 14; in Vietnam the 15th begins at 17:00 UTC.
    [("2026-03-14 16:59", False), ("2026-03-14 17:00", True)],
)
def test_a_month_is_locked_only_after_its_last_day(
    office: Office, moment: str, is_over: bool
) -> None:
    if is_over:
        assert lock(office, COORDINATOR, QUARTER, "", at(moment)) == QUARTER
    else:
        with pytest.raises(NotDone, match="đến hết ngày 14/3/2026"):
            lock(office, COORDINATOR, QUARTER, "", at(moment))
        assert locked_months(office) == {}


def test_what_can_be_locked_and_opened_is_offered_month_by_month_and_by_report(
    office: Office,
) -> None:
    day = date(2026, 3, 20)
    assert [span.label for span in to_lock(office, day)] == [
        "Tháng 3/2026",
        "Tháng 2/2026",
        "Tháng 1/2026",
        "Báo cáo quý I (tháng 1 đến tháng 3/2026)",
    ]
    assert to_unlock(office) == ()
    lock(office, COORDINATOR, (FEBRUARY,), "", NOON)
    assert [span.months for span in to_lock(office, day)] == [(MARCH,), (JANUARY,), QUARTER]
    assert [span.label for span in to_unlock(office)][:2] == [
        "Tháng 2/2026",
        "Báo cáo quý I (tháng 1 đến tháng 3/2026)",
    ]
    lock(office, COORDINATOR, QUARTER, "Chốt quý I.", NOON)
    assert to_lock(office, day) == ()
    with pytest.raises(NotPossible, match="đã được chốt từ trước"):
        lock(office, COORDINATOR, QUARTER, "", NOON)


def test_late_figures_stand_apart_with_what_they_would_change(office: Office) -> None:
    send(office, JANUARY, FIRST)
    lock(office, COORDINATOR, (JANUARY,), "", NOON)
    (second,), (third,) = (send(office, JANUARY, entries) for entries in (SECOND, THIRD))
    latest, earlier = late(office)
    assert (latest.entry.id, latest.is_latest) == (third, True)
    assert (earlier.entry.id, earlier.is_latest) == (second, False)
    changed = {change.indicator: change for change in latest.changes if change.is_change}
    assert set(changed) == {FLOW, STOCK, COUNT}
    assert changed[FLOW].old == Figure("PVHXH", FLOW, JANUARY, 18, 20)
    assert changed[FLOW].new == Figure("PVHXH", FLOW, JANUARY, 22, 25)
    assert not next(c for c in earlier.changes if c.indicator == STOCK).is_change
    assert counted(office) == [18]

    unlock(office, COORDINATOR, (JANUARY,), "Đơn vị đính chính.", NOON)
    assert (late(office), counted(office)) == ([], [22])


def test_a_department_that_first_sends_after_the_lock_is_late_with_all_it_has(
    office: Office,
) -> None:
    lock(office, COORDINATOR, (JANUARY,), "", NOON)
    send(office, JANUARY, FIRST)
    (only,) = late(office)
    assert only.is_latest
    assert [change.old for change in only.changes] == [None, None, None]


def test_a_board_is_told_what_of_its_months_is_locked_and_what_waits(office: Office) -> None:
    assert closed_among(office, QUARTER) == Closed((), 0)
    lock(office, COORDINATOR, (JANUARY, FEBRUARY), "", NOON)
    send(office, FEBRUARY, FIRST)
    assert closed_among(office, QUARTER) == Closed((JANUARY, FEBRUARY), 1)
    assert closed_among(office, (JANUARY, month(4))) == Closed((JANUARY,), 0)


def test_a_lock_after_the_preview_is_told_and_the_new_preview_knows_it(office: Office) -> None:
    expected = Expected("PVHXH", JANUARY)
    content = month_sheet(office, JANUARY, FIRST)
    seen_open = read(office, content, expected)
    lock(office, COORDINATOR, (JANUARY,), "", NOON)
    with pytest.raises(MovedOn, match="vừa được chốt"):
        save(office, seen_open)
    again = read(office, content, expected)
    assert again.months[0].seen.lock is not None
    save(office, again)
    assert (len(late(office)), counted(office)) == (1, [])
