"""A small commune in its year: two departments, indicators that lag, a milestone, a task."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from sqlalchemy import Engine

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.model import Milestone, Plan, Task
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.workflow.office import Office
from tests.builders import make_indicator, make_plan, make_target, month
from tests.store.builders import make_file, make_placed, make_submission, save
from tests.workflow.officers import open_with

DIGITISED, ONLINE, SIGNED = "II.3-2", "II.3-1", "II.7-1"
MILESTONE, TASK = "II.4-1", "III.1"
LATE_TASK_DAY = date(2026, 6, 30)
PLAN: Plan = make_plan(
    make_indicator(DIGITISED),
    make_indicator(ONLINE, targets=()),
    make_indicator(
        SIGNED, departments=("VPHDND",), lead="VPHDND", targets=(make_target(95, strict=True),)
    ),
    milestones=(
        Milestone(MILESTONE, "II.4", "II.4", "Tinh gọn bộ máy.", "Tinh gọn bộ máy", "PVHXH"),
    ),
    tasks=(Task(TASK, "III.1", "II.3", "Đẩy mạnh tuyên truyền.", "PVHXH"),),
)
OFFICER = Visitor("lan", "Lò Thị Lan", Role.OFFICER, "PVHXH")
STRANGER = Visitor("chau", "Vàng Thị Châu", Role.OFFICER, "VPHDND")
COORDINATOR = Visitor("mai", "Lò Thị Mai", Role.COORDINATOR)
LEADER = Visitor("chi", "Lỳ Văn Chí", Role.LEADER)
ADMIN = Visitor("tuan", "Giàng A Tuấn", Role.ADMIN)


def open_on(engine: Engine, today: date) -> Office:
    return open_with(engine, PLAN, today)


def on(office: Office, today: date) -> Office:
    """The same record on another day."""
    return replace(office, pretended_day=today)


def send_month(office: Office, of: ReportingMonth, digitised: int, signed: int = 96) -> None:
    """Both departments send a month, of 100 cases each, on its due day."""
    sent_at = datetime.combine(office.plan.calendar.due_on(of), time(3), UTC)
    for department, figures in (
        ("PVHXH", {DIGITISED: digitised, ONLINE: 70}),
        ("VPHDND", {SIGNED: signed}),
    ):
        placed = [make_placed(n, 100, code, department, of) for code, n in figures.items()]
        sheet = make_submission(*placed, of=of, department=department, sent_at=sent_at)
        save(office.engine, sheet, file=make_file(f"{department} {of}".encode()))


def send_until(office: Office, last: int, digitised: int) -> None:
    for number in range(1, last + 1):
        send_month(office, month(number), digitised)
