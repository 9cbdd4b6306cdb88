"""Signing in: who gets a session, for how long, and what a guesser learns, which is nothing."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.model import Plan
from cchc_metrics.store.audit import audit_entries
from cchc_metrics.workflow.accounts import (
    CONSOLE,
    Refused,
    SignedIn,
    accounts,
    create_account,
    disable_account,
    enable_account,
    sign_in,
    sign_in_with_email,
    sign_out,
    visitor_of,
)
from cchc_metrics.workflow.accounts.rules import NewAccount
from cchc_metrics.workflow.accounts.sign_in import LOCKED
from cchc_metrics.workflow.accounts.sign_in import WRONG as WRONG_SENTENCE
from cchc_metrics.workflow.office import Office
from tests.workflow.officers import PLAN, open_with, whole_record
from tests.workflow.people import (
    ADDRESS,
    NOW,
    PASSWORD,
    WRONG,
    add,
    add_owned,
    after,
    all_at_once,
    is_in,
    signed_in,
    try_in,
)

NOT_IN = Refused(WRONG_SENTENCE, None)


@pytest.fixture
def office(database: sa.Engine) -> Office:
    """Lan's account, on either engine."""
    office = open_with(database)
    add_owned(office)
    return office


@pytest.fixture
def plain_office(fresh_record: sa.Engine) -> Office:
    """Lan's account, where the engine does not matter."""
    office = open_with(fresh_record)
    add_owned(office)
    return office


def test_the_right_password_opens_a_session_for_its_owner(office: Office) -> None:
    session = signed_in(office)
    lan = Visitor("lan", "Họ Tên lan", Role.OFFICER, "PVHXH")
    assert (session.visitor, session.ends_at) == (lan, after(12 * 60))
    assert visitor_of(office, session.token, NOW) == lan


def test_the_name_may_be_typed_with_capitals_and_spaces(plain_office: Office) -> None:
    assert isinstance(try_in(plain_office, name=" Lan "), SignedIn)


@pytest.mark.parametrize("name", ["lan", "nobody", "", "x" * 5000, "' OR 1=1 --", "l\x00an"])
def test_wrong_entries_are_refused_in_one_sentence(office: Office, name: str) -> None:
    assert try_in(office, WRONG, name) == NOT_IN
    assert try_in(office, "\x00", name) == NOT_IN


def test_a_disabled_account_is_answered_as_a_wrong_password(office: Office) -> None:
    disable_account(office, CONSOLE, "lan", NOW)
    assert try_in(office) == NOT_IN
    enable_account(office, CONSOLE, "lan", NOW)
    assert isinstance(try_in(office), SignedIn)


def test_every_session_has_a_token_of_its_own(office: Office) -> None:
    first, second = signed_in(office), signed_in(office)
    assert first.token != second.token
    assert len(first.token) >= 43, "256 bits"
    sign_out(office, first.token, NOW)
    assert not is_in(office, first)
    assert is_in(office, second)


@pytest.mark.parametrize("token", ["", "forged", "x" * 10_000, "é\x00"])
def test_a_token_that_was_never_given_opens_nothing(plain_office: Office, token: str) -> None:
    signed_in(plain_office)
    assert visitor_of(plain_office, token, NOW) is None
    sign_out(plain_office, token, NOW)


# --- How long -----------------------------------------------------------------------------------


def test_a_session_that_is_not_used_ends_after_an_hour(office: Office) -> None:
    session = signed_in(office)
    assert is_in(office, session, 60)
    assert is_in(office, session, 60 + 60), "it was used at minute 60"
    assert not is_in(office, session, 60 + 60 + 60.1)


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(office: Office) -> None:
    session = signed_in(office)
    for minute in range(0, 12 * 60, 30):
        assert is_in(office, session, minute)
    assert is_in(office, session, 12 * 60 - 1)
    assert not is_in(office, session, 12 * 60)


def test_looking_without_acting_keeps_no_session_awake(office: Office) -> None:
    session = signed_in(office)
    assert visitor_of(office, session.token, after(50), is_activity=False) is not None
    assert visitor_of(office, session.token, after(61), is_activity=False) is None


def test_a_look_up_writes_once_a_minute_at_most(office: Office) -> None:
    session = signed_in(office)
    before = whole_record(office.engine)
    for seconds in range(0, 60, 5):
        assert is_in(office, session, seconds / 60)
    assert whole_record(office.engine) == before
    assert is_in(office, session, 1)
    seen = whole_record(office.engine)
    assert seen != before
    assert seen["audit"] == before["audit"]


def test_a_busy_record_keeps_nobody_from_looking(
    database: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cchc_metrics.store.database import writing

    office = open_with(database)
    add_owned(office)
    session = signed_in(office)
    monkeypatch.setattr("cchc_metrics.store.engines._WAIT_MS", 10)
    office.engine.dispose()  # new connections wait as short as that
    with writing(office.engine, office.commune):
        assert is_in(office, session, 5)


def test_sessions_whose_time_has_run_out_are_forgotten(office: Office) -> None:
    signed_in(office)
    signed_in(office, minutes=61)
    assert len(whole_record(office.engine)["sessions"]) == 1


# --- Guessing -----------------------------------------------------------------------------------


def guess(office: Office, name: str, times: int, address: str = ADDRESS) -> list[object]:
    return [try_in(office, WRONG, name, address=address) for _ in range(times)]


@pytest.mark.parametrize("name", ["lan", "nobody"])
def test_five_wrong_tries_lock_for_fifteen_minutes(office: Office, name: str) -> None:
    assert guess(office, name, 5) == [NOT_IN] * 5
    assert try_in(office, WRONG, name) == Refused(LOCKED, 900)
    assert try_in(office, PASSWORD, name, 14.5) == Refused(LOCKED, 30), "the right one neither"
    assert try_in(office, WRONG, name, 15) == NOT_IN


def test_the_right_password_opens_again_after_the_lock(office: Office) -> None:
    guess(office, "lan", 5)
    assert try_in(office, minutes=14.9) == Refused(LOCKED, 6)
    assert isinstance(try_in(office, minutes=15), SignedIn)


def test_a_locked_name_locks_no_other(office: Office) -> None:
    add_owned(office, "hoa")
    guess(office, "nobody", 5)
    assert signed_in(office, "hoa")


def test_a_success_clears_the_count_of_its_account(office: Office) -> None:
    guess(office, "lan", 4)
    signed_in(office)
    assert guess(office, "lan", 5) == [NOT_IN] * 5


def test_twenty_wrong_tries_from_an_address_lock_the_address(office: Office) -> None:
    for number in range(20):
        assert try_in(office, WRONG, f"name{number}") == NOT_IN
    assert try_in(office) == Refused(LOCKED, 900)
    assert isinstance(try_in(office, address="10.0.0.8"), SignedIn)


def test_what_is_refused_while_locked_is_neither_counted_nor_logged(office: Office) -> None:
    guess(office, "lan", 5)
    before = whole_record(office.engine)
    guess(office, "lan", 3)
    assert whole_record(office.engine) == before


def test_guessing_at_many_doors_at_once_gets_no_sixth_answer(office: Office) -> None:
    outcomes = all_at_once([lambda: try_in(office, WRONG) for _ in range(8)])
    assert outcomes.count(NOT_IN) == 5
    assert sum(isinstance(each, Refused) and each.message == LOCKED for each in outcomes) == 3


def test_two_may_sign_in_at_once(office: Office) -> None:
    add_owned(office, "hoa")
    outcomes = all_at_once([lambda: try_in(office), lambda: try_in(office, name="hoa")])
    assert [outcome.visitor.name for outcome in outcomes] == ["lan", "hoa"]
    outcomes = all_at_once([lambda: try_in(office), lambda: try_in(office)])
    assert len({outcome.token for outcome in outcomes}) == 2


# --- What is kept -------------------------------------------------------------------------------


def test_nothing_secret_is_kept(office: Office) -> None:
    first = add(office, "hoa")
    sessions = [signed_in(office), sign_in(office, "hoa", first, ADDRESS, NOW)]
    # A password typed where the name belongs.
    try_in(office, WRONG, name=PASSWORD)
    secrets = [PASSWORD, PASSWORD.lower(), WRONG, first, *(each.token for each in sessions)]
    text = repr(whole_record(office.engine))
    assert "argon2id" in text
    for secret in secrets:
        assert secret not in text
    if office.engine.dialect.name == "sqlite":
        with office.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        with open(office.engine.url.database, "rb") as file:
            content = file.read()
        for secret in secrets:
            assert secret.encode() not in content


def test_coming_and_going_is_logged(office: Office) -> None:
    start = len(audit_entries(office.engine, office.commune, 100))
    guess(office, "lan", 4)
    guess(office, "nobody", 1)
    sign_out(office, signed_in(office).token, NOW)
    entries = audit_entries(office.engine, office.commune, 100)[:-start][::-1]
    acts = [(entry.actor, entry.action, entry.subject) for entry in entries]
    assert acts == [
        *[("(chưa đăng nhập)", "access.sign_in_failed", "lan")] * 4,
        ("(chưa đăng nhập)", "access.sign_in_failed", "(không có tài khoản)"),
        ("lan", "access.sign_in", "lan"),
        ("lan", "access.sign_out", "lan"),
    ]
    assert entries[0].details == {"address": ADDRESS}
    guess(office, "lan", 5)
    assert audit_entries(office.engine, office.commune, 1)[0].action == "access.sign_in_locked"


def test_signing_in_leaves_the_boards_as_they_were_computed(office: Office) -> None:
    before = office.record_version
    sign_out(office, signed_in(office).token, NOW)
    guess(office, "lan", 5)
    assert office.record_version == before == 0


def test_communes_share_neither_accounts_nor_sessions_nor_locks(office: Office) -> None:
    other_plan: Plan = replace(PLAN, commune=replace(PLAN.commune, code="99999"))
    other = open_with(office.engine, other_plan)
    session = signed_in(office)
    assert visitor_of(other, session.token, NOW) is None
    assert try_in(other) == NOT_IN
    guess(other, "lan", 4)
    assert try_in(other) == Refused(LOCKED, 900)
    assert signed_in(office)
    assert accounts(other, CONSOLE, NOW) == []


# --- By e-mail ----------------------------------------------------------------------------------


def test_a_confirmed_address_opens_the_session_of_its_account(office: Office) -> None:
    new = NewAccount("hoa", "Hoa", Role.LEADER, email=" Hoa@laichau.gov.vn")
    create_account(office, CONSOLE, new, NOW)
    answer = sign_in_with_email(office, "HOA@LaiChau.gov.vn ", ADDRESS, NOW)
    assert isinstance(answer, SignedIn)
    assert answer.visitor == Visitor("hoa", "Hoa", Role.LEADER), "no password to be changed"
    assert visitor_of(office, answer.token, NOW) == answer.visitor
    disable_account(office, CONSOLE, "hoa", NOW)
    for email in ("hoa@laichau.gov.vn", "khac@laichau.gov.vn", ""):
        refused = sign_in_with_email(office, email, ADDRESS, NOW)
        assert isinstance(refused, Refused) and refused.retry_after is None
