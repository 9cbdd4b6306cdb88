"""Putting right what was sent: who may, with what reason, what counts then, what differs."""

from dataclasses import replace
from fractions import Fraction

import pytest
import sqlalchemy as sa

from cchc_metrics.access.roles import PUBLIC, Role, Visitor
from cchc_metrics.store.errors import NotPossible
from cchc_metrics.store.history import SubmissionEntry
from cchc_metrics.workflow import closing
from cchc_metrics.workflow.board import sources
from cchc_metrics.workflow.corrections import acts_on, compare, counting_after, restore, withdraw
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.reasons import LONGEST, NotDone
from cchc_metrics.workflow.uploads import history
from tests.workflow.officers import (
    COUNT,
    FEBRUARY,
    FLOW,
    JANUARY,
    MARCH,
    STOCK,
    at,
    open_with,
    send,
    whole_record,
)

OFFICER = Visitor("lan", "Lò Thị Lan", Role.OFFICER, "PVHXH")
STRANGER = Visitor("pan", "Lò Văn Pản", Role.OFFICER, "VPHDND")
COORDINATOR = Visitor("hoa", "Nguyễn Thị Hoa", Role.COORDINATOR)
LEADER = Visitor("chu", "Chủ tịch", Role.LEADER)
ADMIN = Visitor("quantri", "Quản trị", Role.ADMIN)
FIRST_PASSWORD = replace(OFFICER, must_change_password=True)
FIRST = {FLOW: (18, 20), STOCK: (1, 12), COUNT: (3, None)}
SECOND = {FLOW: (20, 25), STOCK: (1, 12), COUNT: (5, None)}
NOON = at("2026-04-20 05:00")
WRONG_FILE = "Gửi nhầm tệp của tháng trước."


@pytest.fixture
def office(database: sa.Engine) -> Office:
    return open_with(database)


def twice(office: Office) -> tuple[int, int]:
    """January sent, and sent again."""
    (first,), (second,) = (send(office, JANUARY, entries) for entries in (FIRST, SECOND))
    return first, second


def counted(office: Office) -> list[int]:
    return [found.figure.numerator for found in sources(office, FLOW, MARCH)]


@pytest.mark.parametrize("visitor", [OFFICER, COORDINATOR], ids=lambda v: v.display_name)
def test_the_version_before_counts_again_and_a_further_act_undoes_it(
    office: Office, visitor: Visitor
) -> None:
    _, second = twice(office)
    entry = withdraw(office, visitor, second, f"  {WRONG_FILE}\x00\n", NOON)
    assert (entry.is_withdrawn, counted(office)) == (True, [18])
    entry = restore(office, visitor, second, "Rút nhầm.", NOON)
    assert (entry.is_withdrawn, counted(office)) == (False, [20])
    acts = [(a.is_lifted, a.done_by, a.done_at, a.reason) for a in acts_on(office, second)]
    assert acts == [
        (True, visitor.signature, NOON, "Rút nhầm."),
        (False, visitor.signature, NOON, WRONG_FILE),
    ]


@pytest.mark.parametrize(
    "visitor", [STRANGER, LEADER, ADMIN, PUBLIC, FIRST_PASSWORD], ids=lambda v: v.display_name
)
@pytest.mark.parametrize("act", [withdraw, restore])
def test_others_are_refused_and_nothing_changes(
    office: Office, visitor: Visitor, act: object
) -> None:
    _, second = twice(office)
    before = whole_record(office.engine)
    for wanted in (second, 999):
        if visitor is STRANGER and wanted == 999:
            continue  # he may send figures, and is told that there is no such submission
        with pytest.raises(NotAllowed):
            act(office, visitor, wanted, WRONG_FILE, NOON)  # type: ignore[operator]
    assert whole_record(office.engine) == before


@pytest.mark.parametrize(
    ("reason", "said"),
    [("", "Chưa ghi lý do"), (" \n\x00", "Chưa ghi lý do"), ("a" * (LONGEST + 1), "tối đa 500")],
)
def test_a_reason_is_needed_that_can_be_read(office: Office, reason: str, said: str) -> None:
    _, second = twice(office)
    before = whole_record(office.engine)
    with pytest.raises(NotDone, match=said):
        withdraw(office, OFFICER, second, reason, NOON)
    assert whole_record(office.engine) == before


def test_what_is_not_there_or_so_already_is_said(office: Office) -> None:
    _, second = twice(office)
    with pytest.raises(NotPossible, match="Không tìm thấy"):
        withdraw(office, OFFICER, 999, WRONG_FILE, NOON)
    with pytest.raises(NotPossible, match="đang không bị rút"):
        restore(office, OFFICER, second, WRONG_FILE, NOON)


# --- What will count ----------------------------------------------------------------------------


def entry_of(office: Office, submission_id: int) -> SubmissionEntry:
    return next(entry for entry in history(office) if entry.id == submission_id)


def foretold(office: Office, turned: int) -> int | None:
    found = counting_after(history(office, "PVHXH"), entry_of(office, turned))
    return found and found.id


def really(office: Office) -> int | None:
    """What counts of January by the record itself."""
    return next((e.id for e in history(office, "PVHXH", JANUARY) if e.is_in_force), None)


def test_what_is_foretold_before_an_act_is_what_counts_after_it(office: Office) -> None:
    first, second = twice(office)
    send(office, FEBRUARY, FIRST)
    for act, turned, expected in (
        (withdraw, first, second),
        (withdraw, second, None),
        (restore, first, first),
        (restore, second, second),
        (withdraw, second, first),
    ):
        assert foretold(office, turned) == expected
        act(office, OFFICER, turned, WRONG_FILE, NOON)
        assert really(office) == expected


def test_what_waits_for_an_opening_does_not_count_restored_or_not(office: Office) -> None:
    (first,) = send(office, JANUARY, FIRST)
    closing.lock(office, COORDINATOR, (JANUARY,), "", NOON)
    (late,) = send(office, JANUARY, SECOND)
    for act in (withdraw, restore):
        assert foretold(office, late) == first
        act(office, OFFICER, late, WRONG_FILE, NOON)
        assert really(office) == first
    with pytest.raises(NotPossible, match="đã chốt nên không thay đổi được"):
        withdraw(office, OFFICER, first, WRONG_FILE, NOON)


# --- Comparing ----------------------------------------------------------------------------------


def test_two_submissions_are_compared_indicator_by_indicator(office: Office) -> None:
    first, second = twice(office)
    flow, stock, count = sorted(
        compare(office, first, second), key=lambda c: (FLOW, STOCK, COUNT).index(c.indicator)
    )
    assert (flow.is_change, flow.numerator, flow.denominator) == (True, 2, 5)
    assert flow.rate == Fraction(20, 25) - Fraction(18, 20)
    assert not stock.is_change
    assert (count.is_change, count.numerator, count.rate) == (True, 2, None)
    assert compare(office, second, first)[0].numerator == -flow.numerator


def test_the_month_itself_is_no_difference(office: Office) -> None:
    (january,), (february,) = (send(office, of, FIRST) for of in (JANUARY, FEBRUARY))
    assert not any(change.is_change for change in compare(office, january, february))


def test_what_one_of_them_lacks_is_a_change(office: Office) -> None:
    (first,) = send(office, JANUARY, {FLOW: (18, 20)}, reason="Chưa có số liệu.")
    (second,) = send(office, JANUARY, FIRST)
    added = [c.indicator for c in compare(office, first, second) if c.is_change and c.old is None]
    lost = [c.indicator for c in compare(office, second, first) if c.is_change and c.new is None]
    assert sorted(added) == sorted(lost) == sorted((STOCK, COUNT))


def test_what_the_plan_no_longer_asks_for_is_compared_all_the_same(office: Office) -> None:
    first, second = twice(office)
    shrunk = replace(office, plan=replace(office.plan, indicators=office.plan.indicators[1:]))
    assert [change.indicator for change in compare(shrunk, first, second)][-1] == FLOW


def test_submissions_of_two_departments_are_not_compared(office: Office) -> None:
    (one,) = send(office, JANUARY, FIRST)
    (other,) = send(office, JANUARY, {FLOW: (1, 2)}, department="VPHDND")
    with pytest.raises(NotDone, match="cùng một đơn vị"):
        compare(office, one, other)
    with pytest.raises(NotPossible, match="Không tìm thấy"):
        compare(office, one, 999)
