"""Which version counts, after withdrawals and locks; who is told when that changes meanwhile."""

import pytest
from sqlalchemy import Engine

from cchc_metrics.plan.figures import Receipt
from cchc_metrics.store.audit import audit_entries
from cchc_metrics.store.errors import MovedOn, NotPossible
from cchc_metrics.store.history import (
    held_submissions,
    submission_history,
    submitted_figures,
)
from cchc_metrics.store.in_force import figures_in_force, month_in_force, receipts
from cchc_metrics.store.locks import lock_history, lock_months, locks_in_force, unlock_months
from cchc_metrics.store.standing import MonthState
from cchc_metrics.store.withdrawals import restore, withdraw
from tests.builders import YEAR, month
from tests.store.builders import (
    COMMUNE,
    at,
    make_placed,
    make_submission,
    save,
    with_departments,
)

LAN, NOON = "Lò Thị Lan (lan)", at("2026-02-20 05:00")
JANUARY, MARCH = month(1), month(3)


@pytest.fixture
def record(database: Engine) -> Engine:
    return with_departments(database)


def send(
    record: Engine, numerator: int, seen: MonthState, sent_at: str = "2026-01-16 03:00"
) -> int:
    new = make_submission(make_placed(numerator, 200), seen=seen, sent_at=at(sent_at))
    (submission_id,) = save(record, new)
    return submission_id


def take_back(record: Engine, submission_id: int) -> None:
    withdraw(record, COMMUNE, submission_id, LAN, NOON, "gửi nhầm tệp")


def bring_back(record: Engine, submission_id: int) -> None:
    restore(record, COMMUNE, submission_id, LAN, NOON, "rút nhầm")


def lock(record: Engine, *months: object) -> None:
    lock_months(record, COMMUNE, months or (JANUARY,), LAN, NOON, "chốt tháng")


def unlock(record: Engine) -> None:
    unlock_months(record, COMMUNE, (JANUARY,), LAN, NOON, "đơn vị đính chính")


def counted(record: Engine) -> list[int]:
    return [placed.figure.numerator for placed in figures_in_force(record, COMMUNE, YEAR)]


def state(record: Engine) -> MonthState:
    return month_in_force(record, COMMUNE, "PVHXH", JANUARY).state


def test_withdrawing_brings_the_version_before_back_and_restoring_undoes_it(record: Engine) -> None:
    send(record, 10, MonthState(0, 0))
    second = send(record, 20, MonthState(1, 1))
    take_back(record, second)
    assert (counted(record), state(record)) == ([10], MonthState(2, 1))
    bring_back(record, second)
    assert (counted(record), state(record)) == ([20], MonthState(2, 2))


def test_withdrawing_a_version_in_between_changes_no_figure(record: Engine) -> None:
    send(record, 10, MonthState(0, 0))
    second = send(record, 20, MonthState(1, 1))
    third = send(record, 30, MonthState(2, 2))
    take_back(record, second)
    assert counted(record) == [30]
    take_back(record, third)
    assert counted(record) == [10]


def test_withdrawing_the_only_version_leaves_the_month_unsent(record: Engine) -> None:
    only = send(record, 10, MonthState(0, 0))
    take_back(record, only)
    assert (counted(record), receipts(record, COMMUNE, YEAR)) == ([], [])
    assert state(record) == MonthState(latest=1, in_force=0)
    again = send(record, 11, MonthState(1, 0), "2026-01-25 03:00")
    assert [(e.id, e.version) for e in submission_history(record, COMMUNE)][0] == (again, 2)
    day = at("2026-01-25 03:00").date()
    assert receipts(record, COMMUNE, YEAR) == [Receipt("PVHXH", JANUARY, day)]


@pytest.mark.parametrize("twice", [withdraw, restore])
def test_what_is_so_already_is_refused_and_logged_once(record: Engine, twice: object) -> None:
    only = send(record, 10, MonthState(0, 0))
    take_back(record, only)
    if twice is restore:
        bring_back(record, only)
    with pytest.raises(NotPossible, match="không có gì thay đổi"):
        twice(record, COMMUNE, only, LAN, NOON, "lần nữa")  # type: ignore[operator]
    acts = [entry.action for entry in audit_entries(record, COMMUNE, 10)]
    assert acts.count("withdraw") == 1


def test_a_submission_of_another_commune_cannot_be_withdrawn(record: Engine) -> None:
    only = send(record, 10, MonthState(0, 0))
    with pytest.raises(NotPossible, match="Không tìm thấy"):
        withdraw(record, "99999", only, LAN, NOON, "của xã khác")
    assert counted(record) == [10]


def test_a_withdrawal_between_preview_and_save_is_told(record: Engine) -> None:
    first = send(record, 10, MonthState(0, 0))
    seen = state(record)
    take_back(record, first)
    with pytest.raises(MovedOn, match="vừa được rút hoặc khôi phục"):
        send(record, 20, seen)
    assert counted(record) == []


def test_what_comes_after_a_lock_is_kept_apart_until_the_month_opens(record: Engine) -> None:
    send(record, 10, MonthState(0, 0))
    lock(record)
    locked = state(record)
    assert locked.lock is not None
    late = send(record, 20, locked, "2026-02-21 03:00")
    assert (counted(record), state(record).latest, state(record).in_force) == ([10], 2, 1)
    assert [entry.id for entry in held_submissions(record, COMMUNE)] == [late]
    assert [placed.figure.numerator for placed in submitted_figures(record, COMMUNE, late)] == [20]
    unlock(record)
    assert (counted(record), held_submissions(record, COMMUNE)) == ([20], [])


def test_what_an_opening_let_in_stays_in_when_the_month_is_locked_again(record: Engine) -> None:
    send(record, 10, MonthState(0, 0))
    lock(record)
    send(record, 20, state(record))
    unlock(record)
    lock(record)
    assert counted(record) == [20]
    send(record, 30, state(record))
    assert counted(record) == [20]


def test_a_first_sending_after_the_lock_is_received_but_does_not_count(record: Engine) -> None:
    lock(record)
    send(record, 10, state(record), "2026-02-21 03:00")
    assert counted(record) == []
    day = at("2026-02-21 03:00").date()
    assert receipts(record, COMMUNE, YEAR) == [Receipt("PVHXH", JANUARY, day)]


def test_a_lock_between_preview_and_save_is_told(record: Engine) -> None:
    seen = state(record)
    lock(record)
    with pytest.raises(MovedOn, match="vừa được chốt hoặc mở chốt"):
        send(record, 10, seen)


def test_in_a_locked_month_only_what_is_kept_apart_can_be_withdrawn(record: Engine) -> None:
    first = send(record, 10, MonthState(0, 0))
    lock(record)
    late = send(record, 20, state(record))
    with pytest.raises(NotPossible, match="đã chốt nên không thay đổi được"):
        take_back(record, first)
    take_back(record, late)
    assert held_submissions(record, COMMUNE) == []
    bring_back(record, late)
    assert counted(record) == [10]


def test_a_lock_names_who_when_and_why_and_is_kept_when_lifted(record: Engine) -> None:
    lock(record, JANUARY, MARCH)
    unlock(record)
    standing = locks_in_force(record, COMMUNE)
    assert {m: (lock.done_by, lock.reason) for m, lock in standing.items()} == {
        MARCH: (LAN, "chốt tháng")
    }
    kept = [(lock.month, lock.is_lifted, lock.reason) for lock in lock_history(record, COMMUNE)]
    assert kept == [
        (JANUARY, True, "đơn vị đính chính"),
        (MARCH, False, "chốt tháng"),
        (JANUARY, False, "chốt tháng"),
    ]
    log = [(e.action, e.subject, dict(e.details)) for e in audit_entries(record, COMMUNE, 10)]
    assert log == [
        ("unlock", "2026-01", {"reason": "đơn vị đính chính"}),
        ("lock", "2026-01 2026-03", {"reason": "chốt tháng"}),
    ]


def test_locking_a_span_takes_the_months_that_are_open(record: Engine) -> None:
    lock(record, JANUARY)
    newly = lock_months(record, COMMUNE, (JANUARY, month(2), MARCH), LAN, NOON, "chốt quý I")
    assert newly == (month(2), MARCH)
    with pytest.raises(NotPossible, match="đã được chốt từ trước"):
        lock_months(record, COMMUNE, (JANUARY, MARCH), LAN, NOON, "lần nữa")
    with pytest.raises(NotPossible, match="đang mở"):
        unlock_months(record, COMMUNE, (month(4),), LAN, NOON, "không có gì")


def test_another_commune_s_lock_holds_nothing_back_here(record: Engine) -> None:
    lock_months(record, "99999", (JANUARY,), LAN, NOON, "xã khác")
    send(record, 10, MonthState(0, 0))
    assert counted(record) == [10]
