"""Makes a backup while the record is in use: all of it is of one moment.

The file gets its name only when it lies on the disk and has been read back.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection, Engine, Table, select

from cchc_metrics.store.backup.content import (
    MANIFEST,
    Manifest,
    Part,
    chain_heads,
    line_of,
    part_name,
    reflected,
    rows_at_once,
)
from cchc_metrics.store.backup.opening import checked
from cchc_metrics.store.backup.problems import BackupFailed, DamagedBackup
from cchc_metrics.store.columns import metadata
from cchc_metrics.store.database import reading, schema_revision
from cchc_metrics.store.engines import in_byte_order
from cchc_metrics.store.tables import invitations, sessions, sign_in_failures

# How unfinished backups end; they begin with a dot.
UNFINISHED = ".dang-ghi"
_FORGOTTEN = frozenset(table.name for table in (sessions, sign_in_failures, invitations))


def make_backup(
    engine: Engine, target: Path, made_at: datetime, left_out: frozenset[str] = _FORGOTTEN
) -> Manifest:
    """Write all that the record holds into a new file, which only its owner may read.

    Raise BackupFailed; then there is no file.
    """
    if os.path.exists(target):
        raise BackupFailed(f"Đã có tệp “{target}” nên không sao lưu đè lên. Chọn tên khác.")
    with _named_when_finished(target) as file:
        _write(engine, file, made_at, frozenset(metadata.tables) - left_out)
        file.flush()
        os.fsync(file.fileno())
        return _read_back(file, target)


@contextmanager
def _named_when_finished(target: Path) -> Iterator[IO[bytes]]:
    try:
        # Readable by its owner alone from the beginning.
        handle, name = tempfile.mkstemp(UNFINISHED, f".{target.name}-", target.parent)
        try:
            with os.fdopen(handle, "w+b") as file:
                yield file
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _keep_name(target.parent)
    except OSError as error:
        raise BackupFailed.for_disk(target, error) from error


def _keep_name(folder: Path) -> None:
    """Let the new name survive a power cut too; Windows has no way of asking for it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write(engine: Engine, file: IO[bytes], made_at: datetime, names: frozenset[str]) -> None:
    with reading(engine) as connection, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        tables = reflected(connection, names)
        with _telling_odd_values():
            parts = {n: _write_part(connection, archive, table) for n, table in tables.items()}
        revision = schema_revision(connection) or ""
        manifest = Manifest(revision, made_at, chain_heads(connection, tables), parts)
        archive.writestr(MANIFEST, manifest.to_json())


@contextmanager
def _telling_odd_values() -> Iterator[None]:
    """SQLite keeps anything in any column, also what only a change behind our back can bring."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise BackupFailed(
            "Chưa sao lưu được vì cơ sở dữ liệu có giá trị sai kiểu, do bị sửa từ bên ngoài. "
            "Chạy lệnh verify để biết chỗ sai, rồi phục hồi từ bản sao lưu trước đó."
        ) from error


def _write_part(connection: Connection, archive: ZipFile, table: Table) -> Part:
    by_key = [in_byte_order(connection, column) for column in table.primary_key.columns]
    at_once = {"yield_per": rows_at_once(table)}
    rows = connection.execute(select(table).order_by(*by_key), execution_options=at_once)
    digest, count = sha256(), 0
    with archive.open(part_name(table.name), "w", force_zip64=True) as part:
        for row in rows.mappings():
            line = line_of({str(name): value for name, value in row.items()})
            part.write(line)
            digest.update(line)
            count += 1
    return Part(count, digest.hexdigest())


def _read_back(file: IO[bytes], target: Path) -> Manifest:
    try:
        return checked(file, target.name).manifest
    except DamagedBackup as problem:
        raise BackupFailed(
            f"Chưa sao lưu được vào “{target}”: đọc lại tệp vừa ghi thì không khớp, tệp đã bỏ đi. "
            "Kiểm tra ổ đĩa hoặc chọn ổ đĩa khác, rồi sao lưu lại."
        ) from problem
