"""Acts of each kind that a record keeps beside what was sent: one of each, with their words."""

from datetime import date
from fractions import Fraction

from sqlalchemy import Engine

from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.store.actions import NewAction
from cchc_metrics.store.explanations import NewExplanation, explain
from cchc_metrics.store.progress import NewProgress, report_progress
from cchc_metrics.store.reports import NewReport, Subject, save_draft, send_report
from cchc_metrics.store.targets import NewTarget, TargetDocument, set_target, take_back_target
from tests.builders import month
from tests.store.builders import COMMUNE, at

PLAN, MAI, NOON = "ke-hoach-thu", "Lò Thị Mai (mai)", at("2026-06-20 05:00")
LATER = at("2026-07-20 05:00")
JUNE = month(6)
DECISION = TargetDocument("Văn bản thử số 1", date(2026, 6, 10), "Cơ quan thử")
TARGET = NewTarget("II.3-1", Fraction(955, 1000), True, date(2026, 6, 15), DECISION)
CAUSE = NewExplanation("II.3-2", JUNE, "PVHXH", "Máy quét hỏng từ 20/5.")
ACTION = NewAction("II.3-2", JUNE, "PVHXH", "Sửa máy quét.", "Lò Thị Lan", date(2026, 7, 5))
STARTED = NewProgress("III.1", "PVHXH", ProgressState.IN_PROGRESS, None, None, "Đã họp.", "")
Q1 = Subject(PLAN, "periodic", "2026-Q1")
SENT = NewReport("05", date(2026, 3, 20), '{"a":"Số liệu ở đây"}')


def add_one_of_each(record: Engine) -> None:
    """A target set and taken back, an explanation with its action, a task begun, a report sent."""
    target = set_target(record, COMMUNE, PLAN, TARGET, MAI, NOON, "")
    take_back_target(record, COMMUNE, target, MAI, LATER, "nhập nhầm")
    explain(record, COMMUNE, PLAN, CAUSE, ACTION, MAI, NOON)
    report_progress(record, COMMUNE, PLAN, STARTED, MAI, NOON)
    save_draft(record, COMMUNE, Q1, "bản thảo", 0, MAI, NOON)
    send_report(record, COMMUNE, Q1, SENT, MAI, NOON)
