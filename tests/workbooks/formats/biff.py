"""Writes .xls (BIFF8) by its published records, with or without the OLE container around it."""

import struct
from collections.abc import Iterator, Sequence
from datetime import date

from cchc_metrics.workbooks.grid import address, parse_address
from tests.workbooks.formats.layout import Drawn, Value

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SECTOR = 512
_FIRST_OWN_FORMAT = 164
_DIV_BY_ZERO = 0x07


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def stream(*sheets: Drawn, extra: bytes = b"") -> bytes:
    """The workbook's records; `extra` stands behind the first BOF."""
    styles = _styles(sheets)
    bodies = [_sheet(sheet, styles) for sheet in sheets]
    head = _bof(0x0005) + extra + _globals(styles)
    names = [_bound_sheet(sheet, 0) for sheet in sheets]
    offset = len(head) + sum(map(len, names)) + len(record(0x000A))
    bound = b""
    for sheet, body in zip(sheets, bodies, strict=True):
        bound += _bound_sheet(sheet, offset)
        offset += len(body)
    return head + bound + record(0x000A) + b"".join(bodies)


def xls(*sheets: Drawn, extra: bytes = b"") -> bytes:
    return in_container(stream(*sheets, extra=extra))


def in_container(content: bytes, name: str = "Workbook") -> bytes:
    """An OLE compound file of one stream, which is padded to where ordinary sectors begin."""
    content = content.ljust(4096, b"\0")
    sectors = -(-len(content) // _SECTOR)
    chain = [*range(3, sectors + 2), _END]
    fat = struct.pack(f"<{sectors + 2}L", _FAT, _END, *chain).ljust(_SECTOR, b"\xff")
    if len(fat) > _SECTOR:
        raise ValueError("One sector of the allocation table is enough for tests")
    header = OLE_MARK + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<LLLLLLLLL", 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    header += b"\xff" * (_SECTOR - len(header))
    root = _entry("Root Entry", 5, 1, _END, 0)
    directory = root + _entry(name, 2, _FREE, 2, len(content))
    return header + fat + directory.ljust(_SECTOR, b"\0") + content.ljust(sectors * _SECTOR, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    entry += struct.pack("<LLL", _FREE, _FREE, child) + bytes(36)
    return entry + struct.pack("<LLL", start, size, 0)


def _bof(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHLL", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _styles(sheets: Sequence[Drawn]) -> list[tuple[str, str]]:
    """(number format, font) of every style; the first is the plain one."""
    found = {("General", "Arial"): None, ("dd/mm/yyyy", "Arial"): None}
    for sheet in sheets:
        for where in (*sheet.number_formats, *sheet.fonts):
            found[_style_of(sheet, where)] = None
    return list(found)


def _style_of(sheet: Drawn, where: str) -> tuple[str, str]:
    return sheet.number_formats.get(where, "General"), sheet.fonts.get(where, "Arial")


def _globals(styles: list[tuple[str, str]]) -> bytes:
    fonts = list(dict.fromkeys(font for _, font in styles))
    formats = list(dict.fromkeys(code for code, _ in styles))
    parts = [record(0x0042, struct.pack("<H", 1200)), record(0x0022, struct.pack("<H", 0))]
    # There is no font with the number 4.
    parts += [_font(font) for font in [*(["Arial"] * 4), *fonts]]
    parts += [
        record(0x041E, struct.pack("<H", _FIRST_OWN_FORMAT + n) + _text(code, 2))
        for n, code in enumerate(formats)
    ]
    for code, font in styles:
        numbers = 5 + fonts.index(font), _FIRST_OWN_FORMAT + formats.index(code)
        parts.append(record(0x00E0, struct.pack("<HH", *numbers) + bytes(16)))
    return b"".join(parts)


def _font(name: str) -> bytes:
    return record(0x0031, struct.pack("<HHHHHBBBB", 220, 0, 8, 400, 0, 0, 0, 0, 0) + _text(name, 1))


def _text(text: str, length_bytes: int) -> bytes:
    length = struct.pack("<B" if length_bytes == 1 else "<H", len(text))
    return length + b"\x01" + text.encode("utf-16-le")


def _bound_sheet(sheet: Drawn, offset: int) -> bytes:
    hidden = 0 if sheet.visible else 1
    return record(0x0085, struct.pack("<LBB", offset, hidden, 0) + _text(sheet.name, 1))


def _sheet(sheet: Drawn, styles: list[tuple[str, str]]) -> bytes:
    parts = [_bof(0x0010)]
    for column in sheet.hidden_columns:
        parts.append(record(0x007D, struct.pack("<HHHHHH", column - 1, column - 1, 2048, 0, 1, 0)))
    for row in sheet.hidden_rows:
        parts.append(record(0x0208, struct.pack("<HHHHHHL", row - 1, 0, 9, 255, 0, 0, 0x20)))
    for row, values in enumerate(sheet.rows):
        for column, value in enumerate(values):
            parts += _cell(sheet, row, column, value, styles)
    if sheet.merges:
        parts.append(record(0x00E5, struct.pack("<H", len(sheet.merges)) + _ranges(sheet.merges)))
    return b"".join([*parts, record(0x000A)])


def _ranges(merges: Sequence[str]) -> bytes:
    corners = ((parse_address(part) for part in merge.split(":")) for merge in merges)
    return b"".join(
        struct.pack("<HHHH", top - 1, bottom - 1, left - 1, right - 1)
        for (top, left), (bottom, right) in corners
    )


def _cell(
    sheet: Drawn, row: int, column: int, value: Value, styles: list[tuple[str, str]]
) -> Iterator[bytes]:
    where = address(row + 1, column + 1)
    style = ("dd/mm/yyyy", "Arial") if isinstance(value, date) else _style_of(sheet, where)
    at = struct.pack("<HHH", row, column, styles.index(style))
    if where in sheet.errors:
        yield record(0x0205, at + struct.pack("<BB", _DIV_BY_ZERO, 1))
    elif isinstance(value, bool):
        yield record(0x0205, at + struct.pack("<BB", value, 0))
    elif isinstance(value, str):
        yield record(0x0204, at + _text(value, 2))
    elif isinstance(value, date):
        yield record(0x0203, at + struct.pack("<d", (value - date(1899, 12, 30)).days))
    elif value is not None:
        yield record(0x0203, at + struct.pack("<d", value))
