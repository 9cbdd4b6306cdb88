"""What the administrator sees and does: accounts, one-time passwords, who may look without one."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cchc_metrics import words
from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.model import Plan
from cchc_metrics.ui.acting import act
from cchc_metrics.ui.drawing import department_name, plain, table
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts import (
    LONGEST_DISPLAY_NAME,
    LONGEST_EMAIL,
    AccountEntry,
    Changes,
    NewAccount,
)
from cchc_metrics.workflow.office import Office

_HEADINGS = (
    "Tên đăng nhập",
    "Họ và tên",
    "Vai trò",
    "Đơn vị",
    "Trạng thái",
    "Hoạt động gần nhất",
    "Phiên đang mở",
)
_SESSION_HEADINGS = (
    "Mã phiên",
    "Tên đăng nhập",
    "Địa chỉ máy",
    "Cách đăng nhập",
    "Mở lúc",
    "Hoạt động gần nhất",
)


def account_table(plan: Plan, entries: Sequence[AccountEntry]) -> None:
    rows = [
        (
            entry.name,
            entry.display_name,
            entry.role.label,
            department_name(plan, entry.department),
            _state(entry),
            words.moment(entry.last_seen_at) if entry.last_seen_at else "chưa đăng nhập",
            words.number(entry.open_sessions),
        )
        for entry in entries
    ]
    table(_HEADINGS, rows)


def _state(entry: AccountEntry) -> str:
    if entry.is_disabled:
        return "Đã khóa"
    return "Chờ đổi mật khẩu tạm" if entry.must_change_password else "Đang dùng"


def chosen(entries: Sequence[AccountEntry]) -> AccountEntry:
    """The account that all acts of the section are for.

    The choice shows names alone: with anything that can change beside them, Streamlit would lose
    the choice after a change and fall back to another account.
    """
    names = {entry.name: entry for entry in entries}
    entry = names[st.selectbox("Tài khoản", names, key="tai-khoan-chon")]
    st.caption(plain(f"{entry.display_name} · {entry.role.label}"))
    return entry


def one_account(office: Office, actor: Visitor, entry: AccountEntry) -> None:
    """Give an account a new password, lock it, open it, sign it out."""
    reset, lock, end = st.columns(3)
    if reset.button("Cấp lại mật khẩu", icon=":material/key:", width="stretch"):
        act(
            f"Đã cấp lại mật khẩu cho “{entry.name}”; các phiên đang mở đã kết thúc.",
            lambda: accounts.reset_password(office, actor, entry.name, office.real_now()),
        )
    if entry.is_disabled:
        if lock.button("Mở khóa", icon=":material/lock_open:", width="stretch"):
            act(
                f"Đã mở khóa “{entry.name}”, dùng mật khẩu như trước.",
                lambda: accounts.enable_account(office, actor, entry.name, office.real_now()),
            )
    elif lock.button("Khóa tài khoản", icon=":material/lock:", width="stretch"):
        act(
            f"Đã khóa “{entry.name}”; các phiên đang mở đã kết thúc.",
            lambda: accounts.disable_account(office, actor, entry.name, office.real_now()),
        )
    if end.button("Kết thúc các phiên", icon=":material/logout:", width="stretch"):
        act(
            f"“{entry.name}” phải đăng nhập lại trên mọi máy.",
            lambda: accounts.end_sessions(office, entry.name, actor, office.real_now()),
        )


def sessions(office: Office, actor: Visitor) -> None:
    """Who is signed in where; each session can be ended."""
    entries = {e.id: e for e in accounts.open_sessions(office, actor, office.real_now())}
    rows = [
        (
            entry.id,
            entry.account,
            entry.address or words.NOTHING,
            entry.way_in,
            words.moment(entry.opened_at),
            words.moment(entry.last_seen_at),
        )
        for entry in entries.values()
    ]
    table(_SESSION_HEADINGS, rows)
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        "Phiên",
        entries,
        format_func=lambda key: f"{key} · {entries[key].account} · {entries[key].address}",
    )
    # A key of its own, so that a second press does not end the next one in the list.
    if chosen and right.button("Kết thúc phiên", key=f"ket-thuc-{chosen}", width="stretch"):
        act(
            f"Đã kết thúc phiên {chosen} của “{entries[chosen].account}”.",
            lambda: accounts.end_one_session(office, actor, chosen, office.real_now()),
        )


def changing(office: Office, actor: Visitor, entry: AccountEntry) -> None:
    """A form for what may be changed in an account; its name stays."""
    with st.expander("Sửa thông tin tài khoản"), st.form(f"sua-{entry.name}", border=False):
        st.caption("Đổi vai trò hoặc đơn vị thì các phiên đang mở của tài khoản này kết thúc.")
        new = _entries(office.plan, entry)
        if not st.form_submit_button("Lưu thay đổi", icon=":material/save:"):
            return
    changes = Changes(new.display_name, new.role, new.department or "", new.email or "")
    act(
        f"Đã sửa tài khoản “{entry.name}”.",
        lambda: accounts.change_account(office, actor, entry.name, changes, office.real_now()),
    )


def creation(office: Office, actor: Visitor) -> None:
    """A form for one new account."""
    with st.form("tao-tai-khoan", border=True):
        new = _entries(office.plan)
        if not st.form_submit_button("Tạo tài khoản", type="primary", icon=":material/person_add:"):
            return
    act(
        f"Đã tạo tài khoản “{new.name.strip().lower()}”.",
        lambda: accounts.create_account(office, actor, new, office.real_now()),
    )


def _entries(plan: Plan, entry: AccountEntry | None = None) -> NewAccount:
    """The fields of a form, empty or with what an account has."""
    left, right = st.columns(2)
    name, is_known = entry.name if entry else "", entry is not None
    name = left.text_input(
        "Tên đăng nhập", name, placeholder="lo.thi.lan", max_chars=32, disabled=is_known
    )
    shown = entry.display_name if entry else ""
    display_name = right.text_input("Họ và tên", shown, max_chars=LONGEST_DISPLAY_NAME)
    role = _role(left, entry.role if entry else Role.OFFICER)
    department = _department(right, plan, (entry and entry.department) or "")
    email = left.text_input(
        "Thư điện tử",
        (entry and entry.email) or "",
        max_chars=LONGEST_EMAIL,
        help="Chỉ dùng khi đăng nhập bằng tài khoản của tỉnh (OpenID Connect); không thì để trống.",
    )
    return NewAccount(name, display_name, role, department or None, email or None)


def _role(place: DeltaGenerator, role: Role) -> Role:
    roles = [role.value for role in Role]
    return Role(
        place.selectbox(
            "Vai trò", roles, roles.index(role), format_func=lambda value: Role(value).label
        )
    )


def _department(place: DeltaGenerator, plan: Plan, code: str) -> str:
    codes = ["", *(department.code for department in plan.departments)]
    return place.selectbox(
        "Đơn vị (bắt buộc với cán bộ đơn vị)",
        codes,
        codes.index(code) if code in codes else 0,
        format_func=lambda code: plan.department(code).name if code else "Không gắn đơn vị",
    )


def public_board(office: Office, actor: Visitor) -> None:
    """Whether the board may be seen without an account."""
    is_public = accounts.is_public_board(office)
    wanted = st.toggle(
        "Cho xem bảng theo dõi mà không cần đăng nhập",
        value=is_public,
        key=f"cong-khai-{is_public}",
        help="Khách xem được các trang theo dõi và tải bảng tổng hợp, không nộp được số liệu.",
    )
    if wanted != is_public:
        state = "mở cho mọi người xem" if wanted else "chỉ dành cho người có tài khoản"
        act(
            f"Bảng theo dõi nay {state}.",
            lambda: accounts.set_public_board(office, actor, wanted, office.real_now()),
        )
