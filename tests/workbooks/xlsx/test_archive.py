import io
import zipfile

import pytest

from cchc_metrics.workbooks.refusals import Fault, RefusedFile
from cchc_metrics.workbooks.xlsx.archive import (
    MAX_ENTRIES,
    MAX_RATIO,
    RATIO_APPLIES_ABOVE,
    Archive,
)
from tests.workbooks.hostile import Case, bad_archives
from tests.workbooks.mutation import valid_workbook
from tests.workbooks.raw_package import STORED, Entry, zip_of

REFUSED_IN_THE_DIRECTORY = [
    case
    for case in bad_archives()
    if case.fault in (Fault.UNSAFE_ARCHIVE, Fault.EXPANDS_TOO_FAR, Fault.PASSWORD)
]


def fault_of(data: bytes) -> Fault:
    with pytest.raises(RefusedFile) as raised:
        Archive(data)
    return raised.value.fault


@pytest.mark.parametrize(
    "case", REFUSED_IN_THE_DIRECTORY, ids=[case.name for case in REFUSED_IN_THE_DIRECTORY]
)
def test_an_unsafe_directory_is_refused_before_anything_is_unpacked(case: Case) -> None:
    assert fault_of(case.build()) is case.fault


def test_parts_are_found_whatever_their_case_and_slashes() -> None:
    archive = Archive(zip_of([Entry("XL\\Workbook.xml", b"12")]))
    assert "xl/workbook.xml" in archive
    assert "xl/WORKBOOK.xml" in archive
    assert archive.read("xl/workbook.xml") == b"12"


def test_a_part_that_is_not_there_is_a_key_error() -> None:
    archive = Archive(zip_of([Entry("a", b"")]))
    assert "b" not in archive
    with pytest.raises(KeyError):
        archive.read("b")


@pytest.mark.parametrize(("count", "is_allowed"), [(MAX_ENTRIES, True), (MAX_ENTRIES + 1, False)])
def test_the_number_of_entries_has_a_limit(count: int, is_allowed: bool) -> None:
    data = zip_of([Entry(f"{number}", b"", method=STORED) for number in range(count)])
    if is_allowed:
        assert "1" in Archive(data)
    else:
        assert fault_of(data) is Fault.UNSAFE_ARCHIVE


@pytest.mark.parametrize("size", [RATIO_APPLIES_ABOVE, RATIO_APPLIES_ABOVE + 1])
def test_only_large_parts_must_not_shrink_too_far(size: int) -> None:
    data = zip_of([Entry("a", bytes(size))])
    assert len(data) * MAX_RATIO < size
    if size <= RATIO_APPLIES_ABOVE:
        assert len(Archive(data).read("a")) == size
    else:
        assert fault_of(data) is Fault.EXPANDS_TOO_FAR


def test_bytes_before_the_archive_are_refused() -> None:
    assert fault_of(zip_of([Entry("a", b"12")], prefix=b"#!/bin/sh\n")) is Fault.UNSAFE_ARCHIVE
    assert fault_of(b"MZ" + zip_of([Entry("a", b"12")])) is Fault.UNSAFE_ARCHIVE


def test_a_wrong_checksum_is_damage() -> None:
    data = bytearray(zip_of([Entry("a", b"12", method=STORED)]))
    data[data.index(b"12")] = ord("7")
    with pytest.raises(RefusedFile) as raised:
        Archive(bytes(data)).read("a")
    assert raised.value.fault is Fault.DAMAGED_ARCHIVE


def test_a_streamed_archive_with_sizes_after_the_data_is_read() -> None:
    class Unseekable(io.BytesIO):
        def seekable(self) -> bool:
            return False

    buffer = Unseekable()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("a.xml", "w", force_zip64=True) as part:
            part.write(b"12")
        archive.writestr("b.xml", b"34")
    read = Archive(buffer.getvalue())
    assert (read.read("a.xml"), read.read("b.xml")) == (b"12", b"34")


def test_a_workbook_of_a_common_writer_passes() -> None:
    archive = Archive(valid_workbook())
    assert "xl/workbook.xml" in archive
    assert not archive.has_macros


def test_a_damaged_directory_is_damage() -> None:
    data = bytearray(zip_of([Entry("a", b"12")]))
    data[data.index(b"PK\x01\x02")] = 0
    assert fault_of(bytes(data)) is Fault.DAMAGED_ARCHIVE


def test_a_directory_longer_than_any_office_program_writes_is_refused() -> None:
    long_names = [Entry("a" * 60_000 + str(n), b"", method=STORED) for n in range(40)]
    assert fault_of(zip_of(long_names)) is Fault.UNSAFE_ARCHIVE
