"""Opens a backup and checks all of it: names, sizes, hashes, counts, and what it was made for."""

import io
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from cchc_metrics.store.backup.content import FORMAT, MANIFEST, Manifest, Part, part_name
from cchc_metrics.store.backup.problems import DamagedBackup, NotRestored
from cchc_metrics.store.database import known_revisions

# A workbook of 10 MB takes a line of 14 MB; rows of text compress to a twentieth at most.
LONGEST_LINE = 64 << 20
_MOST_TIMES_LARGER, _SMALL = 100, 10 << 20
_LARGEST_MANIFEST = 1 << 20
_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Backup:
    """An opened backup; `name` is what it is called where something is wrong with it."""

    name: str
    archive: ZipFile
    manifest: Manifest

    def lines(self, table: str) -> Iterator[bytes]:
        """The rows of a table; raise DamagedBackup, at their end at last, where they are others."""
        digest, count = sha256(), 0
        with telling_damage(self.name):
            with io.BufferedReader(self.archive.open(part_name(table))) as part:  # type: ignore[type-var]
                while line := part.readline(LONGEST_LINE):
                    digest.update(line)
                    count += 1
                    yield line
            if Part(count, digest.hexdigest()) != self.manifest.parts[table]:
                raise DamagedBackup(self.name)


@contextmanager
def opened_backup(source: Path) -> Iterator[Backup]:
    """A backup that was checked as a whole; raise NotRestored for anything else."""
    try:
        file = source.open("rb")
    except OSError as error:
        raise NotRestored(
            f"Không mở được tệp “{source}”. Kiểm tra đường dẫn và quyền đọc; "
            "chưa ghi gì vào cơ sở dữ liệu."
        ) from error
    with file:
        yield checked(file, source.name)


def checked(file: IO[bytes], name: str) -> Backup:
    """The backup in a file; raise NotRestored where it is none, damaged, or from later software."""
    with telling_damage(name):
        archive = ZipFile(file)
        _check_sizes(archive, file.seek(0, io.SEEK_END), name)
        backup = Backup(name, archive, _manifest(archive, name))
        expected = sorted([MANIFEST, *map(part_name, backup.manifest.parts)])
        if sorted(archive.namelist()) != expected:
            raise DamagedBackup(name)
        for table in backup.manifest.parts:
            for _ in backup.lines(table):
                pass
    return backup


@contextmanager
def telling_damage(name: str) -> Iterator[None]:
    """Raise DamagedBackup in place of what reading a damaged zip or foreign JSON brings about."""
    try:
        yield
    except (
        AttributeError,
        BadZipFile,
        EOFError,
        LookupError,
        NotImplementedError,
        OSError,
        OverflowError,
        RecursionError,
        TypeError,
        ValueError,
        zlib.error,
    ) as error:
        raise DamagedBackup(name) from error


def _check_sizes(archive: ZipFile, packed: int, name: str) -> None:
    """Refuse what would unpack to far more than a backup can; nothing is unpacked for it.

    No entry gives more bytes than the size that stands in the zip's own list.
    """
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    is_plain = all(
        entry.compress_type in (ZIP_STORED, ZIP_DEFLATED) and not entry.flag_bits & _ENCRYPTED
        for entry in entries
    )
    if not is_plain or unpacked > _SMALL + packed * _MOST_TIMES_LARGER:
        raise DamagedBackup(name)


def _manifest(archive: ZipFile, name: str) -> Manifest:
    with archive.open(MANIFEST) as file:
        told = json.loads(file.read(_LARGEST_MANIFEST))
    if told["format"] > FORMAT:
        raise NotRestored.for_newer(name, f"định dạng {told['format']}")
    manifest = Manifest.from_json(told)
    if manifest.revision not in known_revisions():
        raise NotRestored.for_newer(name, manifest.revision)
    return manifest
