import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_metrics.workbooks.opening.sniff import FileKind, sniff
from tests.workbooks.hostile import OLE, utf16
from tests.workbooks.mutation import valid_workbook
from tests.workbooks.raw_package import Entry, package, workbook, zip_of


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", FileKind.EMPTY),
        (workbook(), FileKind.XLSX),
        (package({"xl/WORKBOOK.XML": ""}), FileKind.XLSX),
        (package({"xl\\workbook.xml": ""}), FileKind.XLSX),
        (package({"xl/workbook.bin": ""}), FileKind.XLSB),
        (package({"mimetype": "", "content.xml": ""}), FileKind.OPEN_DOCUMENT),
        (package({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), FileKind.OTHER_OFFICE),
        (package({"Báo cáo.xlsx": workbook()}), FileKind.ZIP),
        (b"PK\x03\x04", FileKind.BROKEN_ZIP),
        (zip_of([]), FileKind.BROKEN_ZIP),
        (OLE + utf16("EncryptedPackage") + utf16("Workbook"), FileKind.OLE_ENCRYPTED),
        (OLE + utf16("Workbook"), FileKind.OLE_EXCEL),
        (OLE + utf16("Book"), FileKind.OLE_EXCEL),
        (b"\n\n%PDF-1.4", FileKind.PDF),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>", FileKind.HTML),
        (b'<?xml version="1.0"?><html xmlns="a">', FileKind.HTML),
        (b"<TABLE border=1>", FileKind.HTML),
        (b"<ss:Workbook xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>", FileKind.XML),
        (b"<?xml version='1.0'?><a/>", FileKind.XML),
        (b"1 < 2", FileKind.PLAIN_TEXT),
        (b"a,b\r\n1,2\r\n", FileKind.PLAIN_TEXT),
        ("Tử số;Mẫu số".encode("utf-16"), FileKind.PLAIN_TEXT),
        (b"\xff\xfe\x00\x00", FileKind.UNKNOWN),
        (b"a\x00b", FileKind.UNKNOWN),
    ],
)
def test_the_kind_is_known_by_content(data: bytes, kind: FileKind) -> None:
    assert sniff(data) is kind


def test_a_workbook_written_by_a_library_with_a_comment_at_its_end() -> None:
    buffer = io.BytesIO(valid_workbook())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = b"PK archive of the commune"
    assert sniff(buffer.getvalue()) is FileKind.XLSX


def test_names_inside_a_stored_workbook_do_not_make_its_archive_a_workbook() -> None:
    inner = zip_of([Entry("xl/workbook.xml", b"", method=0)])
    assert sniff(zip_of([Entry("a.xlsx", inner, method=0)])) is FileKind.ZIP


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", OLE, b"\xff\xfe", b"<?xml"]))
def test_every_sequence_of_bytes_is_of_some_kind(data: bytes, start: bytes) -> None:
    assert isinstance(sniff(start + data + b"PK\x05\x06"), FileKind)
    assert isinstance(sniff(start + data + b"PK\x05\x06" + data), FileKind)
