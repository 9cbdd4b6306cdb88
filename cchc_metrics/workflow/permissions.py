"""Refusals: what `access.roles` does not allow, nothing in the workflow does."""

from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.store.accounts import has_public_board
from cchc_metrics.store.database import reading
from cchc_metrics.workflow.office import Office

_DOING = {
    Permission.VIEW: "xem số liệu",
    Permission.TRACE: "xem người gửi và tệp gốc",
    Permission.SUBMIT_OWN: "nộp số liệu",
    Permission.SUBMIT_ANY: "nộp số liệu thay đơn vị khác",
    Permission.SET_TARGETS: "đặt mức giao, đặt hạn nhiệm vụ",
    Permission.LOCK: "chốt và mở chốt số liệu",
    Permission.MANAGE_ACCOUNTS: "quản lý tài khoản",
    Permission.VIEW_JOURNAL: "xem nhật ký",
    Permission.READ_REPORTS: "xem báo cáo",
    Permission.TAKE_REPORTS: "tải báo cáo",
    Permission.WRITE_REPORTS: "soạn và phát hành báo cáo",
}


class NotAllowed(Exception):
    """The visitor may not do this; the text says so, for the reader."""


def require(visitor: Visitor, permission: Permission) -> None:
    """Raise NotAllowed where the role lacks a permission, or a one-time password still stands."""
    if visitor.must_change_password:
        raise NotAllowed("Tài khoản đang dùng mật khẩu tạm. Đổi mật khẩu rồi làm tiếp.")
    if visitor.may(permission):
        return
    if visitor.role is None:
        raise NotAllowed(f"Cần đăng nhập để {_DOING[permission]}.")
    raise NotAllowed(
        f"Tài khoản có vai trò “{visitor.role.label}” không được {_DOING[permission]}."
    )


def require_submit(visitor: Visitor, department: str | None = None) -> None:
    """Raise NotAllowed where the visitor may not send figures of a department (None: of any)."""
    require(visitor, Permission.SUBMIT_OWN)
    if department is None or visitor.may_submit_for(department):
        return
    own = f"của đơn vị {visitor.department}" if visitor.department else "chưa gắn với đơn vị nào"
    raise NotAllowed(
        f"Tài khoản “{visitor.name}” {own}, không được nộp số liệu của đơn vị {department}."
        " Chọn đúng đơn vị, hoặc đề nghị đầu mối tổng hợp nộp thay."
    )


def require_answer(visitor: Visitor, department: str) -> None:
    """Raise NotAllowed where the visitor may not explain, act and report for a department.

    Who sends its figures answers for them.
    """
    require(visitor, Permission.SUBMIT_OWN)
    if not visitor.may_submit_for(department):
        own = f"thuộc đơn vị {visitor.department}" if visitor.department else "chưa gắn với đơn vị"
        raise NotAllowed(
            f"Tài khoản “{visitor.name}” {own}, không giải trình hoặc báo cáo thay đơn vị"
            f" {department} được. Đề nghị cán bộ của đơn vị đó hoặc đầu mối tổng hợp ghi."
        )


def office_for(office: Office, visitor: Visitor) -> Office:
    """The office, for who may look: the only way by which pages come to the record.

    Raise NotAllowed for others; the public may look while the board is public.
    """
    require(visitor, Permission.VIEW)
    if visitor.role is None and not is_public_board(office):
        raise NotAllowed("Cần đăng nhập để xem số liệu.")
    return office


def is_public_board(office: Office) -> bool:
    """Whether the board may be seen without an account; off until it is switched on."""
    with reading(office.engine) as connection:
        return has_public_board(connection, office.commune)
