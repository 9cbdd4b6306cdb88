"""Refusals where the work is done: whatever page or command asks, however it was crafted."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from cchc_metrics.access.roles import PUBLIC, Permission, Role, Visitor
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workflow.accounts import (
    CONSOLE,
    disable_account,
    set_public_board,
    taken_at_word,
    visitor_named,
)
from cchc_metrics.workflow.office import Office
from cchc_metrics.workflow.permissions import NotAllowed, office_for, require
from cchc_metrics.workflow.uploads import NotSaved, history, read_upload, save_upload
from tests.workflow.officers import (
    COUNT,
    FLOW,
    JANUARY,
    STOCK,
    TODAY,
    month_sheet,
    open_with,
    whole_record,
)
from tests.workflow.people import NOW, add

FIGURES = {FLOW: (18, 20), STOCK: (1, 12), COUNT: (3, None)}
OFFICER = Visitor("lan", "Lò Thị Lan", Role.OFFICER, "PVHXH")
STRANGER = Visitor("pan", "Lò Văn Pản", Role.OFFICER, "VPHDND")
COORDINATOR = Visitor("hoa", "Nguyễn Thị Hoa", Role.COORDINATOR)
LEADER = Visitor("chu", "Chủ tịch", Role.LEADER)
ADMIN = Visitor("quantri", "Quản trị", Role.ADMIN)
FIRST_PASSWORD = replace(OFFICER, must_change_password=True)
NOBODY = replace(OFFICER, department=None)

MAY_SEND = [OFFICER, COORDINATOR, taken_at_word("Số liệu mẫu – Phòng VH-XH")]
MAY_NOT = [STRANGER, LEADER, ADMIN, PUBLIC, FIRST_PASSWORD, NOBODY]
OWN = Expected("PVHXH", JANUARY)


@pytest.fixture
def office(fresh_record: sa.Engine) -> Office:
    return open_with(fresh_record)


@pytest.fixture
def sheet(office: Office) -> bytes:
    return month_sheet(office, JANUARY, FIGURES)


def shown(visitor: Visitor) -> str:
    return visitor.display_name


@pytest.mark.parametrize("visitor", MAY_SEND, ids=shown)
def test_figures_are_taken_from_who_may_send_them(
    office: Office, sheet: bytes, visitor: Visitor
) -> None:
    upload = read_upload(office, "a.xlsx", sheet, OWN, visitor, TODAY)
    assert save_upload(office, upload, visitor, "", NOW)
    named = f"{visitor.display_name} ({visitor.name})" if visitor.name else visitor.display_name
    assert history(office)[0].sent_by == named


@pytest.mark.parametrize("visitor", MAY_NOT, ids=repr)
@pytest.mark.parametrize("expected", [OWN, Expected()], ids=["chosen", "by the file"])
def test_others_are_refused_already_when_the_file_is_read(
    office: Office, sheet: bytes, visitor: Visitor, expected: Expected
) -> None:
    with pytest.raises(NotAllowed):
        read_upload(office, "a.xlsx", sheet, expected, visitor, TODAY)


@pytest.mark.parametrize("visitor", MAY_NOT, ids=repr)
def test_others_are_refused_when_somebody_else_has_read_the_file(
    office: Office, sheet: bytes, visitor: Visitor
) -> None:
    upload = read_upload(office, "a.xlsx", sheet, OWN, COORDINATOR, TODAY)
    before = whole_record(office.engine)
    with pytest.raises(NotAllowed):
        save_upload(office, upload, visitor, "Vẫn nộp.", NOW)
    assert whole_record(office.engine) == before


def test_who_may_send_nothing_learns_nothing_of_a_file(office: Office) -> None:
    with pytest.raises(NotAllowed, match="vai trò “Lãnh đạo” không được nộp số liệu"):
        read_upload(office, "a.xlsx", b"no workbook", Expected(), LEADER, TODAY)
    upload = read_upload(office, "a.xlsx", b"no workbook", Expected(), OFFICER, TODAY)
    assert upload.refusal is not None
    with pytest.raises(NotAllowed):
        save_upload(office, upload, LEADER, "", NOW)
    with pytest.raises(NotSaved):
        save_upload(office, upload, OFFICER, "", NOW)


def test_the_refusal_says_what_to_do(office: Office, sheet: bytes) -> None:
    with pytest.raises(NotAllowed) as told:
        read_upload(office, "a.xlsx", sheet, OWN, STRANGER, TODAY)
    assert str(told.value) == (
        "Tài khoản “pan” của đơn vị VPHDND, không được nộp số liệu của đơn vị PVHXH."
        " Chọn đúng đơn vị, hoặc đề nghị đầu mối tổng hợp nộp thay."
    )


# --- Looking ------------------------------------------------------------------------------------


@pytest.mark.parametrize("visitor", [OFFICER, COORDINATOR, LEADER, ADMIN], ids=shown)
def test_every_role_may_look(office: Office, visitor: Visitor) -> None:
    assert office_for(office, visitor) is office


def test_the_public_may_look_only_at_a_public_board(office: Office) -> None:
    with pytest.raises(NotAllowed, match="Cần đăng nhập"):
        office_for(office, PUBLIC)
    set_public_board(office, CONSOLE, True, NOW)
    assert office_for(office, PUBLIC) is office
    set_public_board(office, CONSOLE, False, NOW)
    with pytest.raises(NotAllowed):
        office_for(office, PUBLIC)


def test_a_one_time_password_shows_nothing_before_it_is_changed(office: Office) -> None:
    with pytest.raises(NotAllowed, match="Đổi mật khẩu"):
        office_for(office, FIRST_PASSWORD)


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("permission", Permission)
def test_what_the_table_does_not_allow_is_refused(
    role: Role | None, permission: Permission
) -> None:
    visitor = Visitor("lan", "Lò Thị Lan", role)
    if visitor.may(permission):
        require(visitor, permission)
    else:
        with pytest.raises(NotAllowed):
            require(visitor, permission)


# --- Commands -----------------------------------------------------------------------------------


def test_before_the_first_account_a_name_is_taken_as_typed(office: Office) -> None:
    assert visitor_named(office, "Lò Thị Lan") == taken_at_word("Lò Thị Lan")
    assert visitor_named(office, "Lò Thị Lan").may_submit_for("VPHDND")


def test_with_accounts_a_name_is_that_of_an_account(office: Office) -> None:
    add(office)
    lan = visitor_named(office, " LAN ")
    assert (lan.name, lan.department, lan.must_change_password) == ("lan", "PVHXH", False)
    assert not lan.may_submit_for("VPHDND")
    for unknown in ("Lò Thị Lan", "", "(máy chủ)"):
        with pytest.raises(NotAllowed, match="Không có tài khoản"):
            visitor_named(office, unknown)
    disable_account(office, CONSOLE, "lan", NOW)
    with pytest.raises(NotAllowed, match="đang bị khóa"):
        visitor_named(office, "lan")
