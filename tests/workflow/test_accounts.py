"""Accounts: made, listed, disabled, given new passwords; each act in the log, nothing secret."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import pytest
import sqlalchemy as sa

from cchc_metrics.access.roles import PUBLIC, Role, Visitor
from cchc_metrics.store.audit import ABOUT_ACCESS, audit_entries
from cchc_metrics.store.record import set_demonstration
from cchc_metrics.workflow.accounts import (
    CONSOLE,
    Changes,
    NewAccount,
    NotAllowed,
    NotChanged,
    Refused,
    SignedIn,
    WrongPassword,
    accounts,
    change_account,
    change_own_password,
    create_account,
    demo_accounts,
    disable_account,
    enable_account,
    end_one_session,
    end_sessions,
    first_admin_token,
    is_public_board,
    make_first_admin,
    open_sessions,
    reset_password,
    set_public_board,
    sign_in_with_email,
    visitor_of,
)
from cchc_metrics.workflow.accounts.rules import Act
from cchc_metrics.workflow.office import Office
from tests.workflow.officers import open_with, whole_record
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

LAN = Visitor("lan", "Họ Tên lan", Role.OFFICER, "PVHXH")
NEW_PASSWORD = "đồng lúa chín vàng"


@pytest.fixture
def office(database: sa.Engine) -> Office:
    return open_with(database)


@pytest.fixture
def plain_office(fresh_record: sa.Engine) -> Office:
    return open_with(fresh_record)


def logged(office: Office, count: int) -> list[tuple[str, str, str]]:
    entries = audit_entries(office.engine, office.commune, count)
    return [(entry.actor, entry.action, entry.subject) for entry in entries]


# --- Making and listing -------------------------------------------------------------------------


def test_a_new_account_comes_in_with_a_one_time_password_that_must_be_changed(
    office: Office,
) -> None:
    first = add(office)
    answer = try_in(office, first)
    assert isinstance(answer, SignedIn)
    assert answer.visitor == replace(LAN, must_change_password=True)
    change_own_password(office, answer.visitor, first, NEW_PASSWORD, NOW, keep=answer.token)
    assert visitor_of(office, answer.token, NOW) == LAN
    assert isinstance(try_in(office, first), Refused)
    assert isinstance(try_in(office, NEW_PASSWORD), SignedIn)


def test_a_one_time_password_works_for_a_week(office: Office) -> None:
    first, week = add(office), 7 * 24 * 60
    assert isinstance(try_in(office, first, minutes=week - 1), SignedIn)
    assert isinstance(try_in(office, first, minutes=week), Refused)


def test_accounts_are_listed_with_what_an_administrator_needs(office: Office) -> None:
    add(office, "hoa", Role.LEADER, email="hoa@laichau.gov.vn")
    add_owned(office)
    signed_in(office)
    signed_in(office, minutes=30)
    hoa, lan = accounts(office, CONSOLE, after(31))
    assert (hoa.name, hoa.role, hoa.department, hoa.email) == (
        "hoa",
        Role.LEADER,
        None,
        "hoa@laichau.gov.vn",
    )
    assert (hoa.must_change_password, hoa.last_seen_at, hoa.open_sessions) == (True, None, 0)
    assert (lan.department, lan.must_change_password, lan.is_disabled) == ("PVHXH", False, False)
    assert (lan.last_seen_at, lan.open_sessions) == (after(30), 2)
    assert accounts(office, CONSOLE, after(61))[1].open_sessions == 1, "the other was idle"


GOOD = NewAccount("lan", "Lò Thị Lan", Role.OFFICER, "PVHXH")
BAD = [
    (replace(GOOD, name="la"), "Tên đăng nhập “la” không hợp lệ"),
    (replace(GOOD, name="lò thị lan"), "không hợp lệ"),
    (replace(GOOD, name="1lan"), "không hợp lệ"),
    (replace(GOOD, name="l" * 33), "không hợp lệ"),
    (replace(GOOD, name="(máy chủ)"), "không hợp lệ"),
    (replace(GOOD, display_name=" \n"), "Chưa có họ tên"),
    (replace(GOOD, display_name="x" * 101), "dài quá 100"),
    (replace(GOOD, email="lan@"), "“lan@” không hợp lệ"),
    (replace(GOOD, department="XYZ"), "Không có đơn vị “XYZ”"),
    (replace(GOOD, department=None), "phải gắn với một đơn vị"),
]


@pytest.mark.parametrize(("new", "why"), BAD)
def test_wrong_entries_are_said_and_nothing_is_made(
    plain_office: Office, new: NewAccount, why: str
) -> None:
    before = whole_record(plain_office.engine)
    with pytest.raises(NotChanged, match=why.replace("(", r"\(")):
        create_account(plain_office, CONSOLE, new, NOW)
    assert whole_record(plain_office.engine) == before


def test_entries_are_tidied(plain_office: Office) -> None:
    new = NewAccount(" Lan.Lo ", " Lò  Thị Lan ", Role.LEADER, email=" Lan@LaiChau.gov.vn ")
    create_account(plain_office, CONSOLE, new, NOW)
    (entry,) = accounts(plain_office, CONSOLE, NOW)
    assert (entry.name, entry.display_name) == ("lan.lo", "Lò Thị Lan")
    assert entry.email == "lan@laichau.gov.vn"


def test_names_and_addresses_are_given_once(office: Office) -> None:
    create_account(office, CONSOLE, replace(GOOD, email="lan@laichau.gov.vn"), NOW)
    with pytest.raises(NotChanged, match="“lan” đã có"):
        create_account(office, CONSOLE, replace(GOOD, name="LAN"), NOW)
    with pytest.raises(NotChanged, match="đã gắn với tài khoản khác"):
        create_account(office, CONSOLE, replace(GOOD, name="hoa", email="Lan@laichau.gov.vn"), NOW)
    assert len(accounts(office, CONSOLE, NOW)) == 1


# --- Disabling, ending, resetting ---------------------------------------------------------------


def test_disabling_ends_every_session_at_once(office: Office) -> None:
    add_owned(office)
    first, second = signed_in(office), signed_in(office)
    disable_account(office, CONSOLE, "lan", NOW)
    assert not is_in(office, first) and not is_in(office, second)
    assert accounts(office, CONSOLE, NOW)[0].is_disabled
    enable_account(office, CONSOLE, "lan", NOW)
    assert not is_in(office, first), "an ended session stays ended"
    assert signed_in(office)
    assert logged(office, 3)[1:] == [
        ("(máy chủ)", "access.enable_account", "lan"),
        ("(máy chủ)", "access.disable_account", "lan"),
    ]


def test_disabling_twice_is_once(office: Office) -> None:
    add(office)
    for act in (disable_account, disable_account, enable_account, enable_account):
        act(office, CONSOLE, "lan", NOW)
    acts = [action for _, action, _ in logged(office, 9)]
    assert acts == ["access.enable_account", "access.disable_account", "access.create_account"]


def test_the_last_administrator_stays(office: Office) -> None:
    for name in ("quantri", "quantri2"):
        add(office, name, Role.ADMIN)
    disable_account(office, CONSOLE, "quantri2", NOW)
    with pytest.raises(NotChanged, match="quản trị viên cuối cùng"):
        disable_account(office, CONSOLE, "quantri", NOW)
    enable_account(office, CONSOLE, "quantri2", NOW)
    disable_account(office, CONSOLE, "quantri", NOW)


def test_sessions_are_ended_by_their_owner_or_an_administrator(office: Office) -> None:
    add_owned(office)
    for actor in (LAN, CONSOLE):
        session = signed_in(office)
        end_sessions(office, "lan", actor, NOW)
        assert not is_in(office, session)
    hoa = Visitor("hoa", "Hoa", Role.COORDINATOR)
    session = signed_in(office)
    with pytest.raises(NotAllowed):
        end_sessions(office, "lan", hoa, NOW)
    assert is_in(office, session)


def test_a_reset_gives_a_one_time_password_ends_sessions_and_unlocks(office: Office) -> None:
    add_owned(office)
    session = signed_in(office)
    for _ in range(5):
        try_in(office, WRONG)
    password = reset_password(office, CONSOLE, "Lan", NOW)
    assert not is_in(office, session)
    assert isinstance(try_in(office), Refused)
    answer = try_in(office, password)
    assert isinstance(answer, SignedIn) and answer.visitor.must_change_password


def rename(office: Office, actor: Visitor, name: str, now: datetime) -> None:
    change_account(office, actor, name, Changes(display_name="Lò Thị Lan"), now)


@pytest.mark.parametrize("act", [disable_account, enable_account, reset_password, rename])
def test_an_unknown_account_is_said(plain_office: Office, act: object) -> None:
    with pytest.raises(NotChanged, match="Không có tài khoản “nobody”"):
        act(plain_office, CONSOLE, "nobody", NOW)  # type: ignore[operator]


# --- Changing -----------------------------------------------------------------------------------


def change(office: Office, name: str = "lan", actor: Visitor = CONSOLE, **changes: object) -> None:
    change_account(office, actor, name, Changes(**changes), NOW)  # type: ignore[arg-type]


def test_an_account_is_changed_with_old_and_new_values_in_the_log(office: Office) -> None:
    add_owned(office, email="lan@laichau.gov.vn")
    change(office, display_name=" Lò  Thị Lan ", role=Role.COORDINATOR, department="", email="")
    (lan,) = accounts(office, CONSOLE, NOW)
    assert (lan.display_name, lan.role, lan.department, lan.email) == (
        "Lò Thị Lan",
        Role.COORDINATOR,
        None,
        None,
    )
    (entry,) = audit_entries(office.engine, office.commune, 1)
    assert (entry.actor, entry.action, entry.subject) == (
        "(máy chủ)",
        "access.change_account",
        "lan",
    )
    assert entry.details == {
        "old": {
            "display_name": "Họ Tên lan",
            "role": "officer",
            "department": "PVHXH",
            "email": "lan@laichau.gov.vn",
        },
        "new": {
            "display_name": "Lò Thị Lan",
            "role": "coordinator",
            "department": None,
            "email": None,
        },
        "ended": 0,
    }


def test_what_is_not_named_stays_and_what_stays_is_not_logged(office: Office) -> None:
    add_owned(office)
    session = signed_in(office)
    change(office, email=" Lan@LaiChau.gov.vn ")
    change(office, email="lan@laichau.gov.vn", role=Role.OFFICER)
    (lan,) = accounts(office, CONSOLE, NOW)
    assert (lan.display_name, lan.role, lan.department) == ("Họ Tên lan", Role.OFFICER, "PVHXH")
    assert lan.email == "lan@laichau.gov.vn"
    assert is_in(office, session)
    acts = [action for _, action, _ in logged(office, 3)]
    assert acts == ["access.change_account", "access.sign_in", "access.change_password"]


@pytest.mark.parametrize("changes", [{"role": Role.COORDINATOR}, {"department": "VPHDND"}], ids=str)
def test_another_role_or_department_ends_every_session(
    office: Office, changes: dict[str, object]
) -> None:
    add_owned(office)
    session = signed_in(office)
    change(office, **changes)
    assert not is_in(office, session)
    assert is_in(office, signed_in(office))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"display_name": ""}, "Chưa có họ tên"),
        ({"department": ""}, "phải gắn với một đơn vị"),
        ({"department": "XYZ"}, "Không có đơn vị “XYZ”"),
        ({"email": "lan@"}, "“lan@” không hợp lệ"),
        ({"email": "hoa@laichau.gov.vn"}, "đã gắn với tài khoản khác"),
    ],
)
def test_what_cannot_be_changed_is_said_and_nothing_changes(
    plain_office: Office, changes: dict[str, object], why: str
) -> None:
    add(plain_office)
    add(plain_office, "hoa", Role.LEADER, email="hoa@laichau.gov.vn")
    before = whole_record(plain_office.engine)
    with pytest.raises(NotChanged, match=why):
        change(plain_office, **changes)
    assert whole_record(plain_office.engine) == before


def test_the_last_administrator_keeps_the_role_and_nobody_gives_up_the_own(
    office: Office,
) -> None:
    add(office, "quantri", Role.ADMIN)
    with pytest.raises(NotChanged, match="quản trị viên cuối cùng"):
        change(office, "quantri", role=Role.LEADER)
    add(office, "quantri2", Role.ADMIN)
    himself = Visitor("quantri", "Quản trị", Role.ADMIN)
    with pytest.raises(NotChanged, match="Nhờ quản trị viên khác"):
        change(office, "quantri", himself, role=Role.LEADER)
    change(office, "quantri", himself, display_name="Trần Quản Trị")
    change(office, "quantri2", himself, role=Role.LEADER)
    with pytest.raises(NotChanged, match="quản trị viên cuối cùng"):
        change(office, "quantri", role=Role.LEADER)


# --- Sessions one by one ------------------------------------------------------------------------


def test_sessions_are_listed_without_anything_of_their_tokens(office: Office) -> None:
    add_owned(office, email="lan@laichau.gov.vn")
    add_owned(office, "hoa", Role.LEADER)
    idle = signed_in(office)
    hoa = signed_in(office, "hoa", minutes=59)
    other = sign_in_with_email(office, "lan@laichau.gov.vn", "10.0.0.8", after(70))
    assert isinstance(other, SignedIn)
    found = open_sessions(office, CONSOLE, after(70), here=hoa.token)
    assert [
        (entry.account, entry.address, entry.opened_at, entry.with_password, entry.is_here)
        for entry in found
    ] == [("lan", "10.0.0.8", after(70), False, False), ("hoa", ADDRESS, after(59), True, True)]
    assert len({entry.id for entry in found}) == 2
    text = repr(found)
    for session in (idle, hoa, other):
        kept = sha256(session.token.encode()).hexdigest()
        assert session.token not in text and kept[:8] not in text
    assert [e.account for e in open_sessions(office, CONSOLE, after(70), "LAN")] == ["lan"]


def test_one_session_is_ended_by_its_owner_or_an_administrator(office: Office) -> None:
    add_owned(office)
    here, there, elsewhere = signed_in(office), signed_in(office, minutes=1), signed_in(office)
    for actor, session in ((LAN, there), (CONSOLE, elsewhere)):
        end_one_session(office, actor, id_of(office, session), after(2))
        assert not is_in(office, session, minutes=2)
    assert is_in(office, here, minutes=2)
    assert logged(office, 2) == [
        ("(máy chủ)", "access.end_session", "lan"),
        ("lan", "access.end_session", "lan"),
    ]
    with pytest.raises(NotChanged, match="Phiên này đã kết thúc"):
        end_one_session(office, LAN, "00000000", after(2))


def id_of(office: Office, session: SignedIn) -> str:
    name = session.visitor.name
    found = open_sessions(office, session.visitor, after(2), name, here=session.token)
    return next(entry.id for entry in found if entry.is_here)


def test_others_neither_see_nor_end_a_session(plain_office: Office) -> None:
    add_owned(plain_office)
    session = signed_in(plain_office)
    wanted = id_of(plain_office, session)
    before = whole_record(plain_office.engine)
    for other in (Visitor("hoa", "Hoa", Role.COORDINATOR), PUBLIC):
        for name in ("lan", None):
            with pytest.raises(NotAllowed, match="quản lý tài khoản"):
                open_sessions(plain_office, other, NOW, name)
        with pytest.raises(NotChanged):
            end_one_session(plain_office, other, wanted, NOW)
    assert whole_record(plain_office.engine) == before


# --- The own password ---------------------------------------------------------------------------


def test_changing_the_password_ends_all_other_sessions(office: Office) -> None:
    add_owned(office)
    here, elsewhere = signed_in(office), signed_in(office)
    change_own_password(office, LAN, PASSWORD, NEW_PASSWORD, NOW, keep=here.token)
    assert is_in(office, here) and not is_in(office, elsewhere)
    change_own_password(office, LAN, NEW_PASSWORD, PASSWORD, NOW)
    assert not is_in(office, here)
    assert logged(office, 1) == [("lan", "access.change_password", "lan")]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (WRONG, NEW_PASSWORD, "Mật khẩu hiện tại không đúng"),
        ("", NEW_PASSWORD, "Mật khẩu hiện tại không đúng"),
        (PASSWORD, PASSWORD, "phải khác mật khẩu cũ"),
        (PASSWORD, "ngắn", "ít nhất 10"),
        (PASSWORD, "1234567890", "quá phổ biến"),
        (PASSWORD, "lan1234567", "trùng với tên"),
    ],
)
def test_a_password_that_cannot_be_taken_changes_nothing(
    plain_office: Office, old: str, new: str, why: str
) -> None:
    add_owned(plain_office)
    before = whole_record(plain_office.engine)["accounts"]
    with pytest.raises(WrongPassword, match=why):
        change_own_password(plain_office, LAN, old, new, NOW)
    assert whole_record(plain_office.engine)["accounts"] == before


def test_the_old_password_cannot_be_guessed_from_an_open_session(office: Office) -> None:
    add_owned(office)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            change_own_password(office, LAN, WRONG, NEW_PASSWORD, NOW)
    with pytest.raises(NotAllowed, match="tạm dừng"):
        change_own_password(office, LAN, PASSWORD, NEW_PASSWORD, NOW)
    assert isinstance(try_in(office), Refused), "the sign-in page counts them too"
    change_own_password(office, LAN, PASSWORD, NEW_PASSWORD, after(15))


def test_guessing_from_many_tabs_at_once_gets_no_sixth_answer(office: Office) -> None:
    add_owned(office)

    def guess() -> str:
        try:
            change_own_password(office, LAN, WRONG, NEW_PASSWORD, NOW)
        except (WrongPassword, NotAllowed) as refusal:
            return type(refusal).__name__
        return "changed"

    outcomes = all_at_once([guess] * 8)
    assert sorted(outcomes) == ["NotAllowed"] * 3 + ["WrongPassword"] * 5


def test_the_public_has_no_password(plain_office: Office) -> None:
    with pytest.raises(NotAllowed, match="Cần đăng nhập"):
        change_own_password(plain_office, PUBLIC, "", NEW_PASSWORD, NOW)


# --- The first administrator --------------------------------------------------------------------


def first_admin(office: Office, token: str, minutes: float = 0, **entries: str) -> object:
    fields = {"name": "quantri", "display_name": "Trần Quản Trị", "password": PASSWORD}
    return make_first_admin(office, token, **(fields | entries), now=after(minutes))


def test_the_one_time_link_makes_the_first_administrator_once(office: Office) -> None:
    token = first_admin_token(office, NOW)
    assert token is not None
    assert token not in repr(whole_record(office.engine))
    answer = first_admin(office, token)
    assert isinstance(answer, SignedIn)
    assert answer.visitor == Visitor("quantri", "Trần Quản Trị", Role.ADMIN)
    assert is_in(office, answer)
    again = first_admin(office, token, name="quantri2")
    assert isinstance(again, Refused) and "không còn dùng được" in again.message
    assert [entry.name for entry in accounts(office, CONSOLE, NOW)] == ["quantri"]
    assert logged(office, 3) == [
        ("quantri", "access.sign_in", "quantri"),
        ("quantri", "access.create_account", "quantri"),
        ("(máy chủ)", "access.invite_first_admin", ""),
    ]


def test_there_is_no_link_once_there_is_an_account(office: Office) -> None:
    token = first_admin_token(office, NOW)
    add(office)
    assert first_admin_token(office, NOW) is None
    assert token is not None
    assert isinstance(first_admin(office, token), Refused)


def test_a_link_works_for_a_day_and_only_the_latest(office: Office) -> None:
    old, new = first_admin_token(office, NOW), first_admin_token(office, NOW)
    assert old is not None and new is not None
    assert isinstance(first_admin(office, old), Refused)
    assert isinstance(first_admin(office, new, minutes=24 * 60), Refused)
    assert isinstance(first_admin(office, new, minutes=24 * 60 - 1), SignedIn)


@pytest.mark.parametrize(
    "entries", [{"name": "x"}, {"display_name": ""}, {"password": "ngắn"}, {"name": "quan tri"}]
)
def test_wrong_entries_leave_the_link_as_it_is(
    plain_office: Office, entries: dict[str, str]
) -> None:
    token = first_admin_token(plain_office, NOW)
    assert token is not None
    refused = first_admin(plain_office, token, **entries)
    assert isinstance(refused, Refused) and refused.retry_after is None
    assert isinstance(first_admin(plain_office, token), SignedIn)


@pytest.mark.parametrize("token", ["", "forged"])
def test_a_forged_link_makes_nobody(plain_office: Office, token: str) -> None:
    first_admin_token(plain_office, NOW)
    assert isinstance(first_admin(plain_office, token), Refused)
    assert accounts(plain_office, CONSOLE, NOW) == []


# --- The demonstration, the public board --------------------------------------------------------


def test_a_demonstration_has_an_account_a_role_with_new_passwords_each_time(
    office: Office,
) -> None:
    set_demonstration(office.engine, office.commune)
    first = demo_accounts(office, NOW)
    assert {account.role for account in first} == set(Role)
    for account in first:
        answer = try_in(office, account.password, account.name)
        assert isinstance(answer, SignedIn)
        assert answer.visitor.role is account.role
        assert not answer.visitor.must_change_password
    text = repr(whole_record(office.engine))
    assert not [account for account in first if account.password in text]
    disable_account(office, CONSOLE, "canbo", NOW)
    second = demo_accounts(office, NOW)
    assert not {a.password for a in first} & {a.password for a in second}
    assert isinstance(try_in(office, first[0].password, "canbo"), Refused)
    assert isinstance(try_in(office, second[0].password, "canbo"), SignedIn)


def test_a_demonstration_of_another_plan_has_its_officer_in_a_department_of_it(
    plain_office: Office,
) -> None:
    set_demonstration(plain_office.engine, plain_office.commune)
    demo_accounts(plain_office, NOW)
    assert accounts(plain_office, CONSOLE, NOW)[0].department == "VPHDND"


def test_a_real_record_gets_no_such_accounts(plain_office: Office) -> None:
    assert demo_accounts(plain_office, NOW) == ()
    assert accounts(plain_office, CONSOLE, NOW) == []


def test_the_board_is_public_only_once_switched_on(office: Office) -> None:
    assert not is_public_board(office)
    for on in (True, False, True):
        set_public_board(office, CONSOLE, on, NOW)
        assert is_public_board(office) is on
    assert logged(office, 1) == [("(máy chủ)", "access.public_board", "public_board")]


# --- Who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [None, Role.OFFICER, Role.COORDINATOR, Role.LEADER])
def test_only_administrators_keep_accounts(plain_office: Office, role: Role | None) -> None:
    add(plain_office)
    before = whole_record(plain_office.engine)
    actor = Visitor("", "", None) if role is None else Visitor("hoa", "Hoa", role, "PVHXH")
    for act in (
        lambda: accounts(plain_office, actor, NOW),
        lambda: create_account(plain_office, actor, replace(GOOD, name="moi"), NOW),
        lambda: disable_account(plain_office, actor, "lan", NOW),
        lambda: enable_account(plain_office, actor, "lan", NOW),
        lambda: reset_password(plain_office, actor, "lan", NOW),
        lambda: change(plain_office, actor=actor, role=Role.ADMIN),
        lambda: end_sessions(plain_office, "lan", actor, NOW),
        lambda: set_public_board(plain_office, actor, True, NOW),
    ):
        with pytest.raises(NotAllowed, match="quản lý tài khoản"):
            act()
    assert whole_record(plain_office.engine) == before


def test_administrators_do_not_reset_their_own_password(plain_office: Office) -> None:
    """The session that would show the one-time password ends with the old one."""
    add_owned(plain_office, "tuan", Role.ADMIN)
    own = Visitor("tuan", "Họ Tên tuan", Role.ADMIN)
    before = whole_record(plain_office.engine)
    with pytest.raises(NotChanged, match="chính mình"):
        reset_password(plain_office, own, "Tuan", NOW)
    assert whole_record(plain_office.engine) == before


def test_an_administrator_with_a_one_time_password_changes_it_first(plain_office: Office) -> None:
    first = add(plain_office, "quantri", Role.ADMIN)
    answer = try_in(plain_office, first, "quantri")
    assert isinstance(answer, SignedIn)
    with pytest.raises(NotAllowed, match="Đổi mật khẩu"):
        accounts(plain_office, answer.visitor, NOW)
    change_own_password(plain_office, answer.visitor, first, PASSWORD, NOW, keep=answer.token)
    changed = visitor_of(plain_office, answer.token, NOW)
    assert changed is not None
    assert len(accounts(plain_office, changed, NOW)) == 1


def test_acts_on_accounts_are_told_from_acts_on_figures() -> None:
    assert all(act.startswith(ABOUT_ACCESS) for act in Act)
