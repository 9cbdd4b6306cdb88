"""Workbooks made by hand, byte for byte, so that a test can say exactly what is wrong with one."""

import struct
import zlib
from dataclasses import dataclass

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

STORED, DEFLATED = 0, 8


@dataclass(frozen=True)
class Entry:
    """One zip entry; what is left None is written as it truly is."""

    name: str
    content: bytes
    method: int = DEFLATED
    flags: int = 0
    declared_size: int | None = None
    declared_offset: int | None = None


def zip_of(entries: list[Entry], prefix: bytes = b"") -> bytes:
    """A zip archive that may say untrue things about its entries."""
    body, directory = bytearray(prefix), bytearray()
    for entry in entries:
        offset = len(body) if entry.declared_offset is None else entry.declared_offset
        header, packed = _header(entry)
        name = entry.name.encode()
        body += b"PK\x03\x04" + header + struct.pack("<HH", len(name), 0) + name + packed
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + header
        directory += struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, offset) + name
    count = min(len(entries), 0xFFFF)
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + b"PK\x05\x06" + end)


def _header(entry: Entry) -> tuple[bytes, bytes]:
    packed = entry.content
    if entry.method == DEFLATED:
        packer = zlib.compressobj(wbits=-15)
        packed = packer.compress(entry.content) + packer.flush()
    size = len(entry.content) if entry.declared_size is None else entry.declared_size
    flags = entry.flags | 0x800  # names are UTF-8
    fields = (20, flags, entry.method, 0, 0x21, zlib.crc32(entry.content), len(packed), size)
    return struct.pack("<HHHHHLLL", *fields), packed


def package(parts: dict[str, str | bytes]) -> bytes:
    return zip_of([Entry(name, _encoded(content)) for name, content in parts.items()])


def _encoded(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def worksheet(rows: str, *, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    return (
        f'<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def shared_strings(*items: str, attributes: str = "") -> str:
    return f'<sst xmlns="{MAIN}" {attributes}>{"".join(items)}</sst>'


def styles(cell_formats: str, number_formats: str = "") -> str:
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{number_formats}</numFmts>'
        f"<cellXfs>{cell_formats}</cellXfs></styleSheet>"
    )


def relationships(*items: tuple[str, str, str]) -> str:
    """(id, kind, target) each; a target that names a scheme is external."""
    lines = (
        f'<Relationship Id="{identifier}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for identifier, kind, target in items
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def workbook_xml(sheets: str, *, properties: str = "", namespace: str = MAIN) -> str:
    return (
        f'<workbook xmlns="{namespace}" xmlns:r="{RELATIONSHIPS}">'
        f"{properties}<sheets>{sheets}</sheets></workbook>"
    )


ONE_SHEET = '<sheet name="Số liệu" sheetId="1" r:id="rId1"/>'
ONE_CELL = '<row r="1"><c r="A1"><v>12</v></c></row>'


def workbook_parts(rows: str = ONE_CELL, **replaced: str | bytes | None) -> dict[str, str | bytes]:
    """The parts of a one-sheet workbook; `replaced` by the short names below, None leaves out."""
    short = {
        "package_rels": "_rels/.rels",
        "workbook": "xl/workbook.xml",
        "workbook_rels": "xl/_rels/workbook.xml.rels",
        "sheet": "xl/worksheets/sheet1.xml",
        "strings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
    }
    parts: dict[str, str | bytes | None] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relationships(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook_xml(ONE_SHEET),
        "xl/_rels/workbook.xml.rels": relationships(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
            ("rId3", "styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": worksheet(rows),
    }
    parts |= {short[name]: content for name, content in replaced.items()}
    return {name: content for name, content in parts.items() if content is not None}


def workbook(rows: str = ONE_CELL, **replaced: str | bytes | None) -> bytes:
    return package(workbook_parts(rows, **replaced))


def workbook_entries(rows: str = ONE_CELL) -> list[Entry]:
    parts = workbook_parts(rows)
    return [Entry(name, _encoded(content)) for name, content in parts.items()]
