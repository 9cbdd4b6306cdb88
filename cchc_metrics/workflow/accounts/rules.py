"""What accounts may be called and have, and what its neighbours share: acts, tokens, visitors."""

import re
import secrets
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.model import Plan
from cchc_metrics.store.accounts import Account

LONGEST_DISPLAY_NAME, LONGEST_EMAIL = 100, 254
_NAME = re.compile(r"[a-z][a-z0-9._-]{2,31}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Act(StrEnum):
    """What stands in the audit log; the prefix tells acts at the door from acts on figures."""

    SIGN_IN = "access.sign_in"
    SIGN_IN_FAILED = "access.sign_in_failed"
    SIGN_IN_LOCKED = "access.sign_in_locked"
    SIGN_OUT = "access.sign_out"
    END_SESSION = "access.end_session"
    END_SESSIONS = "access.end_sessions"
    INVITE = "access.invite_first_admin"
    CREATE = "access.create_account"
    CHANGE = "access.change_account"
    DISABLE = "access.disable_account"
    ENABLE = "access.enable_account"
    RESET_PASSWORD = "access.reset_password"
    CHANGE_PASSWORD = "access.change_password"
    PUBLIC_BOARD = "access.public_board"


class NotChanged(Exception):
    """Accounts were left as they are; the text says why, for the reader."""


class WrongPassword(NotChanged):
    """The old password is wrong, or the new one cannot be accepted."""


@dataclass(frozen=True)
class NewAccount:
    """An account to be made; officers need a department."""

    name: str
    display_name: str
    role: Role
    department: str | None = None
    email: str | None = None


def tidied(new: NewAccount, plan: Plan) -> NewAccount:
    """The entries without stray spaces and capitals; raise NotChanged where one is wrong."""
    email = normal_email(new.email or "") or None
    tidy = NewAccount(
        normal_name(new.name), " ".join(new.display_name.split()), new.role, new.department, email
    )
    problem = _problem(tidy, plan)
    if problem:
        raise NotChanged(problem)
    return tidy


def _problem(new: NewAccount, plan: Plan) -> str:
    if not _NAME.fullmatch(new.name):
        return (
            f"Tên đăng nhập “{new.name}” không hợp lệ. Dùng 3 đến 32 chữ cái không dấu, chữ số,"
            " dấu chấm, gạch ngang hoặc gạch dưới, bắt đầu bằng chữ cái."
        )
    if not 0 < len(new.display_name) <= LONGEST_DISPLAY_NAME or not new.display_name.isprintable():
        return f"Chưa có họ tên, hoặc họ tên dài quá {LONGEST_DISPLAY_NAME} ký tự."
    if new.email is not None and not (
        _EMAIL.fullmatch(new.email) and len(new.email) <= LONGEST_EMAIL
    ):
        return f"Địa chỉ thư điện tử “{new.email}” không hợp lệ."
    codes = [department.code for department in plan.departments]
    if new.department is not None and new.department not in codes:
        return f"Không có đơn vị “{new.department}”. Các mã đơn vị: {', '.join(codes)}."
    if new.role is Role.OFFICER and new.department is None:
        return f"Vai trò “{new.role.label}” phải gắn với một đơn vị: {', '.join(codes)}."
    return ""


def normal_name(name: str) -> str:
    """A name as it is kept, however it was typed; PostgreSQL takes no NUL in a text."""
    return name.replace("\x00", "").strip().lower()


def normal_email(email: str) -> str:
    return normal_name(email)


def new_token() -> str:
    """256 bits of chance, fit for a cookie or an address."""
    return secrets.token_urlsafe(32)


def token_sha256(token: str) -> str:
    """What of a token is kept. Tokens are chance themselves, so one plain round of hashing does."""
    return sha256(token.encode()).hexdigest()


def visitor_for(account: Account, with_password: bool) -> Visitor:
    """The account as a visitor; who came in without the one-time password need not change it."""
    return Visitor(
        account.name,
        account.display_name,
        Role(account.role),
        account.department,
        must_change_password=with_password and account.one_time_until is not None,
    )
