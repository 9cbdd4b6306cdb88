"""What the administrator sees and does: accounts, one-time passwords, who may look without one."""

from collections.abc import Callable, Sequence

import streamlit as st

from cchc_metrics import words
from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.model import Plan
from cchc_metrics.store.errors import StoreError
from cchc_metrics.ui import session
from cchc_metrics.ui.drawing import plain, table
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts import AccountEntry, NewAccount, NotAllowed, NotChanged
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


def announcement() -> None:
    """What the last act has brought, a one-time password among it: shown once, then forgotten."""
    found = session.take_announcement()
    if found is None:
        return
    message, password = found
    with st.container(border=True):
        st.success(plain(message), icon=":material/check_circle:")
        if password:
            st.write(
                "Mật khẩu tạm, **chỉ hiện một lần này**; giao tận tay người dùng. Lần đăng nhập đầu"
                " tiên phải đổi mật khẩu, chậm nhất trong 7 ngày."
            )
            st.code(password, language=None)


def account_table(plan: Plan, entries: Sequence[AccountEntry]) -> None:
    rows = [
        (
            entry.name,
            entry.display_name,
            entry.role.label,
            plan.department(entry.department).short_name if entry.department else words.NOTHING,
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


def one_account(office: Office, actor: Visitor, entries: Sequence[AccountEntry]) -> None:
    """Choose an account; give it a new password, lock it, open it, sign it out."""
    if not entries:
        return
    entry = st.selectbox(
        "Tài khoản",
        entries,
        format_func=lambda entry: f"{entry.name} · {entry.display_name}",
        key="tai-khoan-chon",
    )
    reset, lock, end = st.columns(3)
    if reset.button("Cấp lại mật khẩu", icon=":material/key:", width="stretch"):
        _act(
            f"Đã cấp lại mật khẩu cho “{entry.name}”; các phiên đang mở đã kết thúc.",
            lambda: accounts.reset_password(office, actor, entry.name, office.real_now()),
        )
    if entry.is_disabled:
        if lock.button("Mở khóa", icon=":material/lock_open:", width="stretch"):
            _act(
                f"Đã mở khóa “{entry.name}”, dùng mật khẩu như trước.",
                lambda: accounts.enable_account(office, actor, entry.name, office.real_now()),
            )
    elif lock.button("Khóa tài khoản", icon=":material/lock:", width="stretch"):
        _act(
            f"Đã khóa “{entry.name}”; các phiên đang mở đã kết thúc.",
            lambda: accounts.disable_account(office, actor, entry.name, office.real_now()),
        )
    if end.button("Kết thúc các phiên", icon=":material/logout:", width="stretch"):
        _act(
            f"“{entry.name}” phải đăng nhập lại trên mọi máy.",
            lambda: accounts.end_sessions(office, entry.name, actor, office.real_now()),
        )


def creation(office: Office, actor: Visitor) -> None:
    """A form for one new account."""
    with st.form("tao-tai-khoan", border=True):
        left, right = st.columns(2)
        name = left.text_input("Tên đăng nhập", placeholder="lo.thi.lan", max_chars=32)
        display_name = right.text_input("Họ và tên", max_chars=100)
        role = left.selectbox("Vai trò", [r.value for r in Role], format_func=_role_label)
        department = right.selectbox(
            "Đơn vị (bắt buộc với cán bộ đơn vị)",
            [None, *office.plan.departments],
            format_func=lambda department: department.name if department else "Không gắn đơn vị",
        )
        if not st.form_submit_button("Tạo tài khoản", type="primary", icon=":material/person_add:"):
            return
    new = NewAccount(name, display_name, Role(role), department.code if department else None)
    _act(
        f"Đã tạo tài khoản “{name.strip().lower()}”.",
        lambda: accounts.create_account(office, actor, new, office.real_now()),
    )


def _role_label(role: str) -> str:
    return Role(role).label


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
        _act(
            f"Bảng theo dõi nay {state}.",
            lambda: accounts.set_public_board(office, actor, wanted, office.real_now()),
        )


def _act(done: str, act: Callable[[], str | None]) -> None:
    """Do it, and say so on the next run; what is refused says why at once."""
    try:
        password = act()
    except (NotAllowed, NotChanged, StoreError) as problem:
        st.error(plain(str(problem)), icon=":material/block:")
        return
    session.announce(done, password or "")
    st.rerun()
