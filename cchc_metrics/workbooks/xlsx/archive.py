"""The zip directory of an .xlsx, checked before anything is unpacked.

bytes -> `Archive` of parts, or RefusedFile. Declared sizes can be trusted afterwards: parts are
read in small steps up to the declared size, and the checksum then shows a size that lied.
"""

import io
import struct
import zipfile
import zlib
from typing import Final

from cchc_metrics.workbooks.refusals import Fault, RefusedFile

MEGABYTE: Final = 1 << 20
# Measured on real workbooks: the largest had 340 entries; one year of department sheets has 93.
MAX_ENTRIES: Final = 2_000
# Largest legitimate sheet seen: 88 MB, a million formatted but empty rows.
MAX_PART_BYTES: Final = 100 * MEGABYTE
MAX_TOTAL_BYTES: Final = 200 * MEGABYTE
# Real parts shrink at most 20 times, one artificial but honest file 121 times. Small parts may
# shrink more (a sheet of blanks) and cannot do harm.
MAX_RATIO: Final = 150
RATIO_APPLIES_ABOVE: Final = 4 * MEGABYTE
MAX_DIRECTORY_BYTES: Final = 2 * MEGABYTE

_COUNTED_IN_ZIP64: Final = 0xFFFF
_ENCRYPTED_FLAGS: Final = 0x0001 | 0x0040 | 0x2000
_LOCAL_HEADER: Final = struct.Struct("<4s22xHH")
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What the standard library raises on damaged archives, found by mutating valid ones.
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,
)


class Archive:
    """The parts of a checked package, by name, in lower case and with forward slashes.

    Package part names are equal regardless of case (ECMA-376 part 2, 6.2.2.3); some writers use
    backslashes. `read` raises RefusedFile for damaged content and KeyError for a missing part.
    """

    def __init__(self, data: bytes) -> None:
        _refuse_long_directory(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise RefusedFile(Fault.DAMAGED_ARCHIVE) from error
        entries = self._zip.infolist()
        _check_entries(entries)
        _check_positions(data, entries, self._zip.start_dir)
        self._parts = {part_name(entry.filename): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    @property
    def has_macros(self) -> bool:
        return any(name.endswith("vbaproject.bin") for name in self._parts)

    def read(self, name: str) -> bytes:
        entry = self._parts[name.lower()]
        try:
            with self._zip.open(entry) as stream:
                # One read() without a size would inflate past a declared size that lies.
                return b"".join(iter(lambda: stream.read(MEGABYTE), b""))
        except _DAMAGE as error:
            raise RefusedFile(Fault.DAMAGED_ARCHIVE) from error


def part_name(name: str) -> str:
    return name.replace("\\", "/").lower()


def _refuse_long_directory(data: bytes) -> None:
    """Before the library makes an object of every entry: 10 MB hold 200,000 of them."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + 22 > len(data):
        raise RefusedFile(Fault.DAMAGED_ARCHIVE)
    entries, size = struct.unpack_from("<HL", data, end + 10)
    if MAX_ENTRIES < entries < _COUNTED_IN_ZIP64 or MAX_DIRECTORY_BYTES < size <= len(data):
        raise RefusedFile(Fault.UNSAFE_ARCHIVE)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise RefusedFile(Fault.UNSAFE_ARCHIVE)
    if not entries:
        raise RefusedFile(Fault.DAMAGED_ARCHIVE)
    if len({part_name(entry.filename) for entry in entries}) < len(entries):
        raise RefusedFile(Fault.UNSAFE_ARCHIVE)
    for entry in entries:
        _check_name(entry.orig_filename)
        if entry.flag_bits & _ENCRYPTED_FLAGS:
            raise RefusedFile(Fault.PASSWORD)
        if entry.compress_type not in _METHODS:
            raise RefusedFile(Fault.UNSAFE_ARCHIVE)
        _check_size(entry)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        raise RefusedFile(Fault.EXPANDS_TOO_FAR)


def _check_name(name: str) -> None:
    """Nothing is ever unpacked to disk; such names only show that no office program wrote it."""
    steps = name.replace("\\", "/").split("/")
    if ".." in steps or steps[0] == "" or ":" in steps[0] or not name.isprintable():
        raise RefusedFile(Fault.UNSAFE_ARCHIVE)


def _check_size(entry: zipfile.ZipInfo) -> None:
    if entry.file_size > MAX_PART_BYTES:
        raise RefusedFile(Fault.EXPANDS_TOO_FAR)
    if entry.file_size > RATIO_APPLIES_ABOVE:
        if entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            raise RefusedFile(Fault.EXPANDS_TOO_FAR)


def _check_positions(data: bytes, entries: list[zipfile.ZipInfo], directory: int) -> None:
    """Parts stand one after another from byte 0: no part inside another, nothing in front.

    Overlapping parts let a small file inflate the same bytes many times over; the library of
    Python 3.11 reads them without complaint.
    """
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    if ordered[0].header_offset != 0:
        raise RefusedFile(Fault.UNSAFE_ARCHIVE)
    limits = [entry.header_offset for entry in ordered[1:]] + [directory]
    for entry, limit in zip(ordered, limits, strict=True):
        if _end_of(data, entry) > limit:
            raise RefusedFile(Fault.UNSAFE_ARCHIVE)


def _end_of(data: bytes, entry: zipfile.ZipInfo) -> int:
    start = entry.header_offset
    if start < 0 or start + _LOCAL_HEADER.size > len(data):
        raise RefusedFile(Fault.DAMAGED_ARCHIVE)
    mark, name_length, extra_length = _LOCAL_HEADER.unpack_from(data, start)
    if mark != b"PK\x03\x04":
        raise RefusedFile(Fault.DAMAGED_ARCHIVE)
    length: int = _LOCAL_HEADER.size + name_length + extra_length + entry.compress_size
    return start + length
