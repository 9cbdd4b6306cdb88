"""Refusals: what `access.roles` does not allow, nothing in the workflow does."""

from cchc_metrics.access.roles import Permission, Role, Visitor
from cchc_metrics.store.accounts import has_public_board
from cchc_metrics.store.database import reading
from cchc_metrics.workflow.office import Office

# Who types commands on the server; no account can have this name.
CONSOLE = Visitor("(máy chủ)", "Lệnh trên máy chủ", Role.ADMIN)


class NotAllowed(Exception):
    """The visitor may not do this; the text says so, for the reader."""


def require(visitor: Visitor, permission: Permission) -> None:
    """Raise NotAllowed where the visitor's role lacks a permission, or a first password stands."""
    if visitor.must_change_password:
        raise NotAllowed("Đang dùng mật khẩu tạm. Đổi mật khẩu trước rồi làm tiếp.")
    if not visitor.may(permission):
        raise NotAllowed(_refusal(visitor, permission))


def require_view(office: Office, visitor: Visitor) -> None:
    """Raise NotAllowed for those who may not look; the public may while the board is public."""
    require(visitor, Permission.VIEW)
    if visitor.role is None and not is_public_board(office):
        raise NotAllowed("Bảng theo dõi chỉ dành cho người đã đăng nhập. Hãy đăng nhập để xem.")


def require_submit(visitor: Visitor, department: str | None = None) -> None:
    """Raise NotAllowed where the visitor may not send figures of a department (None: of any)."""
    if not visitor.may(Permission.SUBMIT_ANY):
        require(visitor, Permission.SUBMIT_OWN)
    if visitor.must_change_password:
        require(visitor, Permission.SUBMIT_ANY)
    if department is not None and not visitor.may_submit_for(department):
        own = visitor.department or "(chưa gắn đơn vị)"
        raise NotAllowed(
            f"Tài khoản của đơn vị {own} không được nộp số liệu thay đơn vị {department}."
            " Chọn đúng đơn vị, hoặc đề nghị đầu mối tổng hợp nộp thay."
        )


def is_public_board(office: Office) -> bool:
    """Whether the board may be seen without an account; off until it is switched on."""
    with reading(office.engine) as connection:
        return has_public_board(connection, office.commune)


_WHAT = {
    Permission.VIEW: "xem số liệu",
    Permission.SUBMIT_OWN: "nộp số liệu",
    Permission.SUBMIT_ANY: "nộp số liệu thay đơn vị khác",
    Permission.MANAGE_ACCOUNTS: "quản lý tài khoản",
}


def _refusal(visitor: Visitor, permission: Permission) -> str:
    if visitor.role is None:
        return f"Cần đăng nhập để {_WHAT[permission]}."
    return f"Tài khoản có vai trò “{visitor.role.label}” không được {_WHAT[permission]}."
