"""Uploaded bytes -> what kind of file they are, by content only; names and types are not asked.

Cheap and bounded: it looks at the beginning, at most `_MOST_NAMES` names of a zip directory, and
for a few words in OLE files, so it may run in the server process on anything.
"""

import re
import struct
from collections.abc import Iterator
from enum import StrEnum

_HEAD = 8_192
_TEXT_SAMPLE = 65_536
_MOST_NAMES = 5_000
_LONGEST_ZIP_COMMENT = 65_535

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Excel 2 to 4 wrote bare BIFF streams: a BOF record without an OLE container.
_BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ENCODING_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_HTML_TAG = re.compile(r"<(?:!doctype html|html|head|body|table|meta|style|script)\b")
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class FileKind(StrEnum):
    XLSX = "xlsx or xlsm"
    XLSB = "xlsb"
    OPEN_DOCUMENT = "OpenDocument"
    OTHER_OFFICE = "another office document"
    ZIP = "zip archive"
    BROKEN_ZIP = "zip without a directory"
    OLE_EXCEL = "xls"
    OLE_ENCRYPTED = "office document with a password"
    HTML = "HTML"
    MHTML = "MHTML"
    XML = "XML spreadsheet or other XML"
    PDF = "PDF"
    ARCHIVE = "RAR, 7z, gzip"
    IMAGE = "image"
    PLAIN_TEXT = "CSV or plain text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


def sniff(data: bytes) -> FileKind:
    if not data:
        return FileKind.EMPTY
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    for marks, kind in (
        (_BARE_BIFF, FileKind.OLE_EXCEL),
        (_ARCHIVES, FileKind.ARCHIVE),
        (_IMAGES, FileKind.IMAGE),
    ):
        if data.startswith(marks):
            return kind
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    return _text_kind(data)


def _zip_kind(data: bytes) -> FileKind:
    """What the names in the directory say; the main part is the same wherever it stands."""
    names = [name.replace(b"\\", b"/").lower() for name in _directory_names(data)]
    if not names:
        return FileKind.BROKEN_ZIP
    if any(name.endswith(b"workbook.xml") for name in names):
        return FileKind.XLSX
    if any(name.endswith(b"workbook.bin") for name in names):
        return FileKind.XLSB
    if b"mimetype" in names and b"content.xml" in names:
        return FileKind.OPEN_DOCUMENT
    if b"[content_types].xml" in names:
        return FileKind.OTHER_OFFICE
    return FileKind.ZIP


def _directory_names(data: bytes) -> Iterator[bytes]:
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _LONGEST_ZIP_COMMENT - 22))
    if end < 0 or end + 22 > len(data):
        return
    size, offset = struct.unpack_from("<LL", data, end + 12)
    # Written backwards from the end record, so that it holds for zip64 and shifted files too.
    position = end - size if size <= end else offset
    if data[position : position + 4] != b"PK\x01\x02":
        position = offset
    for _ in range(_MOST_NAMES):
        if data[position : position + 4] != b"PK\x01\x02" or position + 46 > len(data):
            return
        name, extra, comment = struct.unpack_from("<HHH", data, position + 28)
        yield data[position + 46 : position + 46 + name]
        position += 46 + name + extra + comment


def _ole_kind(data: bytes) -> FileKind:
    """OLE directory entries are UTF-16 names; a password wraps the workbook in a package."""
    if _utf16("EncryptedPackage") in data:
        return FileKind.OLE_ENCRYPTED
    if _utf16("Workbook") in data or _utf16("Book") in data:
        return FileKind.OLE_EXCEL
    return FileKind.OTHER_OFFICE if _utf16("WordDocument") in data else FileKind.UNKNOWN


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _text_kind(data: bytes) -> FileKind:
    head = _decoded_head(data).lstrip().lower()
    if head.startswith("mime-version:") or "content-type: multipart/related" in head:
        return FileKind.MHTML
    if head.startswith("<") and _HTML_TAG.search(head):
        return FileKind.HTML
    if head.startswith("<?xml") or "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return FileKind.XML
    return FileKind.PLAIN_TEXT if _is_plain_text(data) else FileKind.UNKNOWN


def _decoded_head(data: bytes) -> str:
    for mark, encoding in _ENCODING_MARKS:
        if data.startswith(mark):
            return data[len(mark) : _HEAD].decode(encoding, errors="replace")
    return data[:_HEAD].decode("latin-1")


def _is_plain_text(data: bytes) -> bool:
    """No control characters: true of CSV in any encoding, hardly ever of binary content."""
    sample = data[:_TEXT_SAMPLE]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "\x00" not in _decoded_head(data)
    return _NOT_TEXT.search(sample) is None
