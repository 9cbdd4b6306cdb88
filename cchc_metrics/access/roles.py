"""The one table of who may do what; pages, commands and workflow all read it."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    OFFICER = "officer"  # uploads for the own department only
    COORDINATOR = "coordinator"  # the focal department: sees and uploads for all, urges, compiles
    LEADER = "leader"  # looks
    ADMIN = "admin"  # keeps accounts and settings

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Role.OFFICER: "Cán bộ đơn vị",
    Role.COORDINATOR: "Đầu mối tổng hợp",
    Role.LEADER: "Lãnh đạo",
    Role.ADMIN: "Quản trị",
}


class Permission(StrEnum):
    VIEW = "view"  # board, lagging, submissions, plan, summary exports
    TRACE = "trace"  # who sent, original files, what stood before
    SUBMIT_OWN = "submit_own"  # figures of the own department
    SUBMIT_ANY = "submit_any"  # figures of any department
    SET_TARGETS = "set_targets"  # targets with their document, days by which tasks are due
    LOCK = "lock"  # fix the figures of months at their close, and open them again
    MANAGE_ACCOUNTS = "manage_accounts"
    VIEW_JOURNAL = "view_journal"  # the audit log
    READ_REPORTS = "read_reports"  # what reports say, drafts among them
    TAKE_REPORTS = "take_reports"  # reports as files
    WRITE_REPORTS = "write_reports"  # rewords, fills in, sends


ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset(
        {Permission.VIEW, Permission.TRACE, Permission.SUBMIT_OWN, Permission.READ_REPORTS}
    ),
    Role.COORDINATOR: frozenset(
        {
            Permission.VIEW,
            Permission.TRACE,
            Permission.SUBMIT_OWN,
            Permission.SUBMIT_ANY,
            Permission.SET_TARGETS,
            Permission.LOCK,
            Permission.VIEW_JOURNAL,
            Permission.READ_REPORTS,
            Permission.TAKE_REPORTS,
            Permission.WRITE_REPORTS,
        }
    ),
    Role.LEADER: frozenset(
        {Permission.VIEW, Permission.TRACE, Permission.READ_REPORTS, Permission.TAKE_REPORTS}
    ),
    Role.ADMIN: frozenset(
        {
            Permission.VIEW,
            Permission.TRACE,
            Permission.MANAGE_ACCOUNTS,
            Permission.VIEW_JOURNAL,
            Permission.READ_REPORTS,
            Permission.TAKE_REPORTS,
        }
    ),
}


@dataclass(frozen=True)
class Visitor:
    """Who is asking: a signed-in account, or nobody in particular on a public board.

    `department` is set for officers; `name` is empty for the public.
    """

    name: str
    display_name: str
    role: Role | None
    department: str | None = None
    must_change_password: bool = False

    @property
    def signature(self) -> str:
        """How the visitor stands beside figures and acts: `Lò Thị Lan (lan)`."""
        shown = self.display_name.strip()
        return f"{shown} ({self.name})" if self.name else shown

    def may(self, permission: Permission) -> bool:
        if self.role is None:
            return permission is Permission.VIEW
        return permission in ALLOWED[self.role]

    def may_submit_for(self, department: str) -> bool:
        if self.may(Permission.SUBMIT_ANY):
            return True
        return self.may(Permission.SUBMIT_OWN) and self.department == department


PUBLIC = Visitor("", "Khách xem", None)
