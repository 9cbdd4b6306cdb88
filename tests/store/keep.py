"""Makes a kept record of the present tables: `python -m tests.store.keep`.

To be run with the last code before a new migration: what that code has written is what the
migration will meet. The figures are samples, the persons invented.
"""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.progress import ProgressState
from cchc_metrics.store.actions import ActionState, NewAction, action_history, follow_action
from cchc_metrics.store.backup import make_backup
from cchc_metrics.store.database import head_revision, writing
from cchc_metrics.store.explanations import NewExplanation, explain
from cchc_metrics.store.locks import lock_months
from cchc_metrics.store.mappings import Meaning, remember
from cchc_metrics.store.progress import NewProgress, report_progress
from cchc_metrics.store.reports import NewReport, Subject, save_draft, send_report
from cchc_metrics.store.targets import NewTarget, TargetDocument, set_target, take_back_target
from cchc_metrics.store.withdrawals import withdraw
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts import CONSOLE, NewAccount
from cchc_metrics.workflow.office import Office, open_office
from cchc_metrics.workflow.samples import SAMPLE_FOLDER, load_samples
from tests.builders import month

KEPT = Path(__file__).parent / "kept"
SENT = ("PKT_2026-01", "PVHXH_2026-01", "TTPVHCC_2026-05", "TTPVHCC_2026-05_sua")
NOW = datetime(2026, 6, 2, 1, tzinfo=UTC)
OWN = "mưa rừng Mù Cả"


def keep() -> Path:
    """Fill a record through its own doors; answer with the backup of all its tables."""
    target = KEPT / f"{head_revision()}.zip"
    with TemporaryDirectory() as name:
        folder = Path(name)
        office = open_office({"CCHC_DATABASE_URL": f"sqlite:///{folder / 'record.sqlite3'}"})
        _send(office, folder)
        _make_accounts(office)
        _act(office)
        _judge(office)
        _report(office)
        # Sessions and failed sign-ins too: migrations must not stumble over them.
        make_backup(office.engine, target, NOW, left_out=frozenset())
        office.engine.dispose()
    return target


def _send(office: Office, folder: Path) -> None:
    heading, *rows = (SAMPLE_FOLDER / "manifest.csv").read_text("utf-8").splitlines()
    chosen = [row for row in rows if row.split(".xlsx")[0].removeprefix("MAU_") in SENT]
    (folder / "manifest.csv").write_text("\n".join([heading, *chosen]), "utf-8")
    for row in chosen:
        file = row.split(",")[0]
        shutil.copyfile(SAMPLE_FOLDER / file, folder / file)
    assert len(list(load_samples(office, folder))) == len(SENT)


def _make_accounts(office: Office) -> None:
    """Two people, one of them signed in, and five tries at the other's password."""
    for name, role, department in (("lan", Role.OFFICER, "PVHXH"), ("tuan", Role.ADMIN, None)):
        new = NewAccount(name, f"Họ Tên {name}", role, department, f"{name}@muca.example")
        first = accounts.create_account(office, CONSOLE, new, NOW)
        owner = Visitor(name, new.display_name, role, department)
        accounts.change_own_password(office, owner, first, OWN, NOW)
    accounts.sign_in(office, "lan", OWN, "10.0.0.7", NOW)
    for _ in range(5):
        accounts.sign_in(office, "tuan", "không phải mật khẩu", "10.0.0.8", NOW)


def _act(office: Office) -> None:
    """The correction of May is taken back, and January closed; a label is remembered."""
    withdraw(office.engine, office.commune, len(SENT), "Họ Tên tuan", NOW, "nhầm tệp")
    lock_months(office.engine, office.commune, (month(1),), "Họ Tên tuan", NOW, "chốt quý I")
    with writing(office.engine, office.commune) as connection:
        meaning = Meaning("Số hoá hồ sơ", "số hóa hồ sơ", "II.3-2")
        remember(connection, office.commune, "TTPVHCC", [meaning], "Họ Tên lan", NOW)


def _judge(office: Office) -> None:
    """A target set and taken back, an explanation with its action ended, a task under way."""
    of = (office.engine, office.commune, office.plan.code)
    by, day = ("Họ Tên tuan", NOW), NOW.date()
    document = TargetDocument("Văn bản mẫu", day, "Cơ quan mẫu")
    wrong = set_target(
        *of, NewTarget("II.3-1", Fraction(4, 5), False, day, document), *by, "số mẫu"
    )
    take_back_target(office.engine, office.commune, wrong, *by, "nhập nhầm")
    planned = NewAction("II.3-2", month(5), "TTPVHCC", "Biện pháp mẫu.", "Họ Tên lan", day)
    explain(*of, NewExplanation("II.3-2", month(5), "TTPVHCC", "Nguyên nhân mẫu."), planned, *by)
    done = replace(
        action_history(*of)[0], state=ActionState.DONE, outcome="Kết quả mẫu.", ended_on=day
    )
    follow_action(*of, done)
    started = NewProgress("III.1", "PVHXH", ProgressState.IN_PROGRESS, day, None, "Đã họp.", "")
    report_progress(*of, started, *by)


def _report(office: Office) -> None:
    """A draft of a report, and one that was sent."""
    of = Subject(office.plan.code, "periodic", "2026-Q1")
    by = ("Họ Tên tuan", NOW)
    save_draft(office.engine, office.commune, of, "{}", 0, *by)
    send_report(office.engine, office.commune, of, NewReport("05", NOW.date(), "{}"), *by)


if __name__ == "__main__":
    keep()
