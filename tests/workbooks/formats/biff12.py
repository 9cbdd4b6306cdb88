"""Writes .xlsb by its published records."""

import struct
from collections.abc import Iterator

from tests.workbooks.formats.layout import Drawn, Value
from tests.workbooks.raw_package import package

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_DIV_BY_ZERO = 0x07


def record(kind: int, body: bytes = b"") -> bytes:
    return _varied(kind, 2) + _varied(len(body), 4) + body


def _varied(number: int, most: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    encoded = bytearray()
    for _ in range(most):
        number, low = number >> 7, number & 0x7F
        encoded.append(low | (0x80 if number else 0))
        if not number:
            break
    return bytes(encoded)


def text(content: str) -> bytes:
    return struct.pack("<L", len(content)) + content.encode("utf-16-le")


def xlsb(*sheets: Drawn, **replaced: bytes) -> bytes:
    """`replaced`: other contents of parts, by "book" or "sheet1"."""
    parts: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>"}
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{SHEET}" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts["xl/_rels/workbook.bin.rels"] = (
        f'<Relationships xmlns="{RELATIONSHIPS}">{links}</Relationships>'
    )
    parts["xl/workbook.bin"] = replaced.get("book", _book(*sheets))
    for n, sheet in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{n}.bin"] = replaced.get(f"sheet{n}", sheet_part(sheet))
    return package(parts)


def _book(*sheets: Drawn) -> bytes:
    listed = b"".join(
        record(156, struct.pack("<LL", 0 if s.visible else 1, n) + text(f"rId{n}") + text(s.name))
        for n, s in enumerate(sheets, start=1)
    )
    return record(131) + record(143) + listed + record(144) + record(132)


def sheet_part(sheet: Drawn) -> bytes:
    rows = b"".join(
        record(0, struct.pack("<LL", row, 0) + bytes(9)) + b"".join(_cells(sheet, values))
        for row, values in enumerate(sheet.rows)
    )
    width = max((len(values) for values in sheet.rows), default=1)
    size = struct.pack("<LLLL", 0, max(len(sheet.rows) - 1, 0), 0, width - 1)
    return record(129) + record(148, size) + record(145) + rows + record(146) + record(130)


def _cells(sheet: Drawn, values: "tuple[Value, ...] | list[Value]") -> Iterator[bytes]:
    for column, value in enumerate(values):
        at = struct.pack("<LL", column, 0)
        if isinstance(value, bool):
            yield record(4, at + struct.pack("<B", value))
        elif isinstance(value, str):
            yield record(6, at + text(value))
        elif isinstance(value, (int, float)):
            yield record(5, at + struct.pack("<d", value))


def error_cell(column: int) -> bytes:
    return record(3, struct.pack("<LLB", column, 0, _DIV_BY_ZERO))
