"""Backups of the record: by hand, day by day, and back; each is an act in the log.

Their acts begin with `keeping.`: they change no figure, so no board is computed anew.
"""

import logging
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from cchc_metrics.access.roles import Permission, Visitor
from cchc_metrics.store.audit import ABOUT_KEEPING, audit_entries, write_audit
from cchc_metrics.store.backup import UNFINISHED, BackupFailed, Manifest
from cchc_metrics.store.backup import make_backup as write_backup
from cchc_metrics.store.backup import restore_backup as fill_record
from cchc_metrics.store.database import database_url, writing
from cchc_metrics.store.engines import ROOT
from cchc_metrics.store.errors import StoreError
from cchc_metrics.words import VIETNAM
from cchc_metrics.workflow.accounts import CONSOLE
from cchc_metrics.workflow.office import Office, open_office
from cchc_metrics.workflow.permissions import require
from cchc_metrics.workflow.retention import daily_name, outlived

_log = logging.getLogger(__name__)

FOLDER_VARIABLE = "CCHC_BACKUP_DIR"
_DEFAULT_FOLDER = ROOT / "var" / "sao-luu"
# What is still being written cannot be older.
_LEFT_BEHIND_S = 24 * 3600
# Among so many of the latest backups the day's own stands.
_MOST_A_DAY = 100


class Act(StrEnum):
    """What stands in the audit log."""

    BACKUP = f"{ABOUT_KEEPING}backup"
    BACKUP_FAILED = f"{ABOUT_KEEPING}backup_failed"
    RESTORE = f"{ABOUT_KEEPING}restore"


@dataclass(frozen=True)
class MadeBackup:
    """A backup that lies on the disk and was read back."""

    path: Path
    size: int
    manifest: Manifest


@dataclass(frozen=True)
class LastBackup:
    """The latest backup as the log tells of it; the file may be elsewhere by now."""

    path: Path
    size: int
    made_at: datetime
    made_by: str

    @property
    def is_there(self) -> bool:
        return self.path.is_file()


@dataclass(frozen=True)
class FailedBackup:
    """The latest daily backup came to nothing; the text says why, for the reader."""

    at: datetime
    why: str


def backup_folder(environment: Mapping[str, str]) -> Path:
    """Where daily backups go; relative folders start from the program's own.

    Only the default one is made: one that was named and is missing may be a disk not connected.
    """
    named = environment.get(FOLDER_VARIABLE)
    if not named:
        with suppress(OSError):  # writing into it will tell
            _DEFAULT_FOLDER.mkdir(parents=True, exist_ok=True)
    return ROOT / named if named else _DEFAULT_FOLDER


def make_backup(office: Office, target: Path, actor: Visitor) -> MadeBackup:
    """Write the whole record into a new file. Raise NotAllowed, BackupFailed or another StoreError.

    The act is logged after the moment that the backup is of, so it does not stand in it.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    path = target.absolute()
    manifest = write_backup(office.engine, path, office.real_now())
    made = MadeBackup(path, path.stat().st_size, manifest)
    try:
        _note(office, actor, Act.BACKUP, path, {"size": made.size})
    except BaseException:
        # One that the log does not know would be taken for another record's.
        path.unlink(missing_ok=True)
        raise
    return made


def backup_now(office: Office, folder: Path, actor: Visitor) -> MadeBackup:
    """A backup beside the daily ones, named by the second; nothing ever removes it."""
    moment = office.real_now().astimezone(VIETNAM)
    return make_backup(office, folder / f"cchc-{moment:%Y-%m-%d-%H%M%S}.zip", actor)


def real_day() -> date:
    """The day on the calendar on the wall: backups are not made on pretended days."""
    return Office.real_now().astimezone(VIETNAM).date()


def daily_backup(office: Office, folder: Path, today: date) -> MadeBackup | None:
    """The day's backup, unless the record has it; then those that have outlived their time go.

    Raise StoreError where it fails, which the log tells once a day.
    """
    target = folder / daily_name(today)
    try:
        if os.path.exists(target):
            _require_own(office, target)
            return None
        made = make_backup(office, target, CONSOLE)
    except StoreError as problem:
        _note_failure(office, target, str(problem), today)
        raise
    _tidy(folder)
    return made


def _require_own(office: Office, target: Path) -> None:
    """Two records that share a folder would each take the other's backup for its own."""
    made = audit_entries(office.engine, office.commune, _MOST_A_DAY, Act.BACKUP)
    if str(target.absolute()) not in {entry.subject for entry in made}:
        raise BackupFailed(
            f"Chưa sao lưu: tệp “{target}” đã có nhưng không phải của cơ sở dữ liệu này. Mỗi cơ sở"
            f" dữ liệu cần một thư mục sao lưu riêng, đặt bằng {FOLDER_VARIABLE}; nếu vừa phục hồi"
            " trong ngày thì đợi đến ngày mai."
        )


def last_backup(office: Office) -> LastBackup | None:
    for entry in audit_entries(office.engine, office.commune, 1, Act.BACKUP):
        path = Path(entry.subject)
        return LastBackup(path, entry.details["size"], entry.at, entry.actor)
    return None


def failed_backup(office: Office) -> FailedBackup | None:
    """The last failure, unless a backup was made since."""
    made, failed = (
        audit_entries(office.engine, office.commune, 1, act)
        for act in (Act.BACKUP, Act.BACKUP_FAILED)
    )
    if not failed or (made and made[0].number > failed[0].number):
        return None
    return FailedBackup(failed[0].at, failed[0].details["why"])


def restore_record(environment: Mapping[str, str], source: Path) -> Manifest:
    """Fill the empty record that the environment names; raise StoreError, and it stays empty."""
    manifest = fill_record(source, database_url(environment))
    office = open_office(environment)
    _note(
        office, CONSOLE, Act.RESTORE, source.absolute(), {"made_at": manifest.made_at.isoformat()}
    )
    office.engine.dispose()
    return manifest


def _note(office: Office, actor: Visitor, act: Act, path: Path, details: Mapping[str, Any]) -> None:
    now = office.real_now()
    with writing(office.engine, office.commune) as connection:
        write_audit(connection, office.commune, now, actor.name, act, str(path), details)


def _note_failure(office: Office, target: Path, why: str, today: date) -> None:
    """Once a day. A record that cannot take even this is no reason to hide the failure itself."""
    with suppress(StoreError):
        latest = audit_entries(office.engine, office.commune, 1, Act.BACKUP_FAILED)
        if not latest or latest[0].at.astimezone(VIETNAM).date() != today:
            _note(office, CONSOLE, Act.BACKUP_FAILED, target.absolute(), {"why": why})


def _tidy(folder: Path) -> None:
    """Remove what has outlived its time, and what a killed server has left unfinished."""
    try:
        forgotten = time.time() - _LEFT_BEHIND_S
        unfinished = folder.glob(f".cchc-*{UNFINISHED}")
        old = [path for path in unfinished if path.stat().st_mtime < forgotten]
        for path in (*outlived(folder.iterdir()), *old):
            path.unlink()
    except OSError as error:
        _log.warning("Old backups could not be removed from %s: %s", folder, error)
