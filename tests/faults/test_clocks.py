"""A clock that goes back: what came later is later all the same, and nobody is let in by it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from cchc_metrics.access.roles import Role
from cchc_metrics.plan.figures import Receipt
from cchc_metrics.store.history import submission_history
from cchc_metrics.store.in_force import figures_in_force, receipts
from cchc_metrics.store.locks import lock_months
from cchc_metrics.store.withdrawals import restore, withdraw
from cchc_metrics.workflow.accounts.sign_in import IDLE
from cchc_metrics.workflow.board import first_sent
from cchc_metrics.workflow.verify import verify
from tests.builders import YEAR, month
from tests.faults.tally import Tally
from tests.store.builders import COMMUNE, at
from tests.workflow.officers import COUNT, FLOW, JANUARY, STOCK, Entries, open_with, send
from tests.workflow.people import NOW, add_owned, is_in, signed_in

RIGHT, WRONG = "2026-01-19 03:00", "2026-01-02 03:00"


def entries(numerator: int) -> Entries:
    return {FLOW: (numerator, 20), STOCK: (1, 12), COUNT: (3, None)}


def test_a_later_version_counts_also_when_it_seems_to_be_earlier(
    database: Engine, tally: Tally
) -> None:
    office = open_with(database)
    (first,) = send(office, JANUARY, entries(18), sent_at=RIGHT)
    send(office, JANUARY, entries(19), sent_at=WRONG)
    tally.faults += 1
    (flow,) = [f for f in figures_in_force(database, COMMUNE, YEAR) if f.figure.indicator == FLOW]
    assert flow.figure.numerator == 19
    by_version = {e.version: e.is_in_force for e in submission_history(database, COMMUNE)}
    assert by_version == {1: False, 2: True}
    assert receipts(database, COMMUNE, YEAR) == [Receipt("PVHXH", month(1), date(2026, 1, 19))]
    assert [entry.version for entry in first_sent(office, JANUARY)] == [1]
    withdraw(database, COMMUNE, first, "Lan", at(WRONG), "nhầm")
    assert receipts(database, COMMUNE, YEAR) == [Receipt("PVHXH", month(1), date(2026, 1, 2))]
    assert [entry.version for entry in first_sent(office, JANUARY)] == [2]
    restore(database, COMMUNE, first, "Lan", at(RIGHT), "không nhầm")
    assert receipts(database, COMMUNE, YEAR) == [Receipt("PVHXH", month(1), date(2026, 1, 19))]
    assert verify(office).findings == ()


def test_what_comes_after_a_lock_is_held_also_when_it_seems_to_come_before(
    database: Engine, tally: Tally
) -> None:
    office = open_with(database)
    send(office, JANUARY, entries(18), sent_at=RIGHT)
    lock_months(database, COMMUNE, (JANUARY,), "Lan", at(RIGHT), "chốt")
    send(office, JANUARY, entries(19), sent_at=WRONG)
    tally.faults += 1
    assert {e.version: e.is_held for e in submission_history(database, COMMUNE)} == {
        1: False,
        2: True,
    }
    assert verify(office).findings == ()


@pytest.mark.parametrize("minutes", [-1, -600])
def test_a_session_outlives_a_clock_that_goes_back_but_not_its_end(
    fresh_record: Engine, tally: Tally, minutes: int
) -> None:
    office = open_with(fresh_record)
    add_owned(office, "chi", Role.LEADER)
    session = signed_in(office, "chi")
    tally.faults += 1
    assert is_in(office, session, minutes)
    idle = IDLE / timedelta(minutes=1)
    assert is_in(office, session, idle - 1)
    assert not is_in(office, session, idle * 3)
    assert signed_in(office, "chi", minutes)
    assert session.ends_at > NOW
