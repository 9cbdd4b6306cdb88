"""Backups as acts: who may make them, what the log tells of them, which are kept."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from threading import Event

import pytest
import sqlalchemy as sa

from cchc_metrics.access.roles import Role, Visitor
from cchc_metrics.plan.loading import DEFAULT_PLAN
from cchc_metrics.store.audit import audit_entries
from cchc_metrics.store.backup import UNFINISHED, BackupFailed, opened_backup
from cchc_metrics.store.database import writing
from cchc_metrics.store.errors import RecordBusy
from cchc_metrics.workflow.accounts import CONSOLE
from cchc_metrics.workflow.backups import (
    Act,
    backup_folder,
    backup_now,
    daily_backup,
    failed_backup,
    last_backup,
    make_backup,
    real_day,
    restore_record,
)
from cchc_metrics.workflow.daily_backups import daily_backups
from cchc_metrics.workflow.office import Office, open_office
from cchc_metrics.workflow.permissions import NotAllowed
from cchc_metrics.workflow.retention import DAYS, MONTHS, daily_name, outlived
from cchc_metrics.workflow.verify import verify
from tests.workflow.officers import JANUARY, STOCK, open_with, send

ADMIN = Visitor("tuan", "Giàng A Tuấn", Role.ADMIN)
TODAY = real_day()


@pytest.fixture
def office(fresh_record: sa.Engine) -> Office:
    opened = open_with(fresh_record)
    send(opened, JANUARY, {STOCK: (3, 4)}, reason="thử")
    return opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sao-luu"
    made.mkdir()
    return made


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_only_an_administrator_makes_backups(office: Office, folder: Path) -> None:
    for role in (Role.OFFICER, Role.COORDINATOR, Role.LEADER):
        with pytest.raises(NotAllowed):
            backup_now(office, folder, Visitor("ai", "Ai đó", role, "PVHXH"))
    assert names(folder) == []


def test_a_backup_is_told_in_the_log_and_ages_no_board(office: Office, folder: Path) -> None:
    assert last_backup(office) is None
    before = office.record_version
    made = backup_now(office, folder, ADMIN)
    last = last_backup(office)
    assert last is not None and last.is_there
    assert (last.path, last.size, last.made_by) == (made.path, made.path.stat().st_size, "tuan")
    assert made.manifest.heads[office.commune].number == before == office.record_version
    made.path.rename(folder / "elsewhere.zip")
    moved = last_backup(office)
    assert moved is not None and not moved.is_there


def test_a_backup_that_the_log_does_not_know_does_not_stay(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cchc_metrics.store.engines._WAIT_MS", 10)
    office.engine.dispose()
    with writing(office.engine, office.commune), pytest.raises(RecordBusy):
        backup_now(office, folder, ADMIN)
    assert names(folder) == []


def test_a_day_has_one_backup(office: Office, folder: Path) -> None:
    made = daily_backup(office, folder, TODAY)
    assert made is not None and made.path == folder / daily_name(TODAY)
    assert daily_backup(office, folder, TODAY) is None
    assert names(folder) == [daily_name(TODAY)]


def test_two_records_do_not_take_each_others_backups_for_their_own(
    office: Office, folder: Path, tmp_path: Path
) -> None:
    other = open_office({"CCHC_DATABASE_URL": f"sqlite:///{tmp_path / 'other.sqlite3'}"})
    daily_backup(office, folder, TODAY)
    with pytest.raises(BackupFailed, match="cần một thư mục sao lưu riêng"):
        daily_backup(other, folder, TODAY)
    failed = failed_backup(other)
    assert failed is not None and "CCHC_BACKUP_DIR" in failed.why
    other.engine.dispose()


def test_a_failure_is_told_once_a_day_until_a_backup_is_made(
    office: Office, folder: Path, tmp_path: Path
) -> None:
    for _ in range(3):
        with pytest.raises(BackupFailed, match="không có thư mục này"):
            daily_backup(office, tmp_path / "nowhere", TODAY)
    failed = failed_backup(office)
    assert failed is not None and failed.why.startswith("Chưa sao lưu được vào")
    assert len(audit_entries(office.engine, office.commune, 9, Act.BACKUP_FAILED)) == 1
    daily_backup(office, folder, TODAY)
    assert failed_backup(office) is None


def test_a_named_folder_is_not_made_because_its_disk_may_be_missing(tmp_path: Path) -> None:
    folder = backup_folder({"CCHC_BACKUP_DIR": str(tmp_path / "dia-roi")})
    assert folder == tmp_path / "dia-roi" and not folder.exists()


def test_the_latest_days_and_the_first_of_each_month_are_kept(tmp_path: Path) -> None:
    days = [date(2025, 1, 5) + timedelta(days=n) for n in range(600)]
    alive: set[date] = set()
    for day in days:
        alive.add(day)
        gone = {path.name for path in outlived(tmp_path / daily_name(each) for each in alive)}
        alive = {each for each in alive if daily_name(each) not in gone}
    monthly = [day for day in days if day.day == 1][-MONTHS:]
    assert alive == {*days[-DAYS:], *monthly}


def test_only_daily_backups_are_ever_removed(office: Office, folder: Path) -> None:
    old = [TODAY - timedelta(days=n) for n in range(1, 60)]
    for day in old:
        (folder / daily_name(day)).touch()
    others = {"cchc-2020-01-01-080000.zip", "cchc-2020-13-01.zip", "so-lieu.xlsx"}
    for name in others:
        (folder / name).touch()
    left, new = (folder / f".cchc-{state}{UNFINISHED}" for state in ("left", "new"))
    for path in (left, new):
        path.touch()
    os.utime(left, (0, 0))
    daily_backup(office, folder, TODAY)
    assert others < {*names(folder)}
    assert new.exists() and not left.exists()
    assert DAYS < len(list(folder.glob("cchc-????-??-??.zip"))) <= DAYS + MONTHS + 1


def test_a_restored_record_says_so_in_its_log(
    office: Office, tmp_path: Path, database_url: str
) -> None:
    made = make_backup(office, tmp_path / "record.zip", CONSOLE)
    environment = {"CCHC_DATABASE_URL": database_url, "CCHC_PLAN": str(DEFAULT_PLAN)}
    assert restore_record(environment, made.path) == made.manifest
    restored = open_office(environment)
    (entry,) = audit_entries(restored.engine, restored.commune, 1)
    assert (entry.action, entry.subject) == (Act.RESTORE, str(made.path))
    assert verify(restored, lambda _: None).findings == ()
    restored.engine.dispose()


# --- Beside a running server ---------------------------------------------------------------------


def wait_until(happened: Callable[[], object]) -> None:
    pause = Event()
    for _ in range(3000):
        if happened():
            return
        pause.wait(0.01)
    raise AssertionError("it did not happen within half a minute")


def at_once() -> Event:
    begin = Event()
    begin.set()
    return begin


def test_a_failing_backup_is_tried_again_and_the_server_goes_on(
    office: Office,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The disk is connected after the first failure."""
    monkeypatch.setattr("cchc_metrics.workflow.daily_backups.LOOK_EVERY_S", 0.01)
    disk = folder / "dia-roi"
    environment = {
        "CCHC_DATABASE_URL": f"sqlite:///{office.engine.url.database}",
        "CCHC_BACKUP_DIR": str(disk),
    }
    with daily_backups(environment, at_once()):
        wait_until(lambda: failed_backup(office))
        disk.mkdir()
        wait_until((disk / daily_name(TODAY)).exists)
    assert "không có thư mục này" in caplog.text
    with opened_backup(disk / daily_name(TODAY)) as backup:
        assert backup.manifest.parts["submissions"].rows == 1


def test_a_fault_of_ours_is_logged_with_its_traceback(
    office: Office, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A record whose tables somebody has renamed."""
    with office.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE audit RENAME TO journal"))
    environment = {
        "CCHC_DATABASE_URL": f"sqlite:///{office.engine.url.database}",
        "CCHC_BACKUP_DIR": str(folder),
    }
    with daily_backups(environment, at_once()):
        wait_until(lambda: "Traceback" in caplog.text)
    assert "no such table: audit" in caplog.text
    assert names(folder) == []
