"""Damaged copies of a valid workbook: bytes and words changed inside its parts or in the zip."""

import io
import random
import re
import zipfile
from datetime import date
from functools import cache

import xlsxwriter

from tests.workbooks.raw_package import Entry, zip_of

TOKENS = (
    *(b"0", b"-1", b"1e999", b"nan", b"4294967295", b"1048577", b"XFD1048576", b"_xD800_"),
    *(b"<c>", b"</c>", b"<v>", b"</v>", b"<row>", b"<f>", b"<is><t>", b'r="A1"', b't="s"'),
    *(b"<!--", b"<![CDATA[", b"]]>", b"<?", b"&#0;", b"&amp;", b"&a;", b"<!DOCTYPE a>", b"'"),
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"encoding='x'", b"xmlns=''", b"../", b">"),
)


# A value or an attribute's value: changing only these keeps most XML well-formed.
PLACES = re.compile(rb"(?<=>)[^<>]+(?=<)|(?<=\")[^<>\"]*(?=\")")
VALUES = (
    *(b"", b"0", b"1", b"-1", b"7", b"1.5", b"1e999", b"1e307", b"nan", b"1_0", b"4294967295"),
    *(b"A1", b"B2", b"XFD1048576", b"A1048577", b"A1:B2", b"s", b"n", b"str", b"inlineStr", b"b"),
    *(b"e", b"d", b"2026-03-01", b"#N/A", b"true", b"hidden", b"rId1", b"rId2", b"c", b"row"),
    *(
        b"v",
        b"f",
        b"is",
        b"t",
        b"si",
        b"/row",
        b"/c",
        b"_x000A_",
        b"_xD800_",
        b"yyyy",
        b"&#x1F600;",
    ),
)


@cache
def valid_workbook() -> bytes:
    """Something of everything that the reader looks at."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    day, bold = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"bold": True})
    sheet = book.add_worksheet("Số liệu")
    sheet.write_row(0, 0, ["Chỉ tiêu", "Tử số", "Mẫu số", "Ngày", True])
    for row in range(1, 8):
        sheet.write(row, 0, f"Chỉ tiêu số {row}")
        sheet.write(row, 1, row * 1.1)
        sheet.write_formula(row, 2, "=B2*2", None, row * 2.2)
        sheet.write_datetime(row, 3, date(2026, 3, row), day)
    sheet.write_rich_string(9, 0, "đậm ", bold, "nhạt")
    sheet.merge_range("A12:C12", "gộp")
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.set_column(2, 2, None, None, {"hidden": True})
    book.add_worksheet("_meta").very_hidden()
    book.set_custom_property("tpl_dept", "VPHDND")
    book.close()
    return buffer.getvalue()


@cache
def _entries() -> tuple[Entry, ...]:
    with zipfile.ZipFile(io.BytesIO(valid_workbook())) as archive:
        return tuple(Entry(name, archive.read(name)) for name in archive.namelist())


@cache
def _looked_at() -> tuple[int, ...]:
    """Where the parts stand that the reader opens; the others it must not even notice."""
    words = ("sheet1.xml", "sharedStrings", "styles", "workbook", "custom", ".rels")
    return tuple(
        index for index, entry in enumerate(_entries()) if any(word in entry.name for word in words)
    )


def mutant(chance: random.Random) -> bytes:
    """One in eight is damaged as a file, the others inside one to three of their parts."""
    if chance.random() < 0.125:
        return _mutated(chance, valid_workbook())
    entries = list(_entries())
    for _ in range(chance.choice((1, 1, 1, 3))):
        index = chance.choice(_looked_at())
        entry = entries[index]
        change = chance.choice((_mutated, _revalued, _revalued, _revalued))
        entries[index] = Entry(entry.name, change(chance, entry.content))
    return zip_of(entries)


def _mutated(chance: random.Random, content: bytes) -> bytes:
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5))):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 4, 30)))
        match chance.randrange(5):
            case 0:
                data[start:end] = chance.randbytes(end - start)
            case 1:
                data[start:end] = b""
            case 2:
                data[start:start] = data[start:end] * 2
            case 3:
                data[start:start] = chance.choice(TOKENS)
            case _:
                data[start:end] = chance.choice(TOKENS)
    return bytes(data)


def _revalued(chance: random.Random, content: bytes) -> bytes:
    """One place, and often every other that reads the same, takes another value."""
    old = chance.choice(PLACES.findall(content) or [b""])
    new = chance.choice(VALUES if chance.random() < 0.9 else TOKENS)
    if chance.random() < 0.3:
        return content.replace(old, new) if old else content
    at = chance.choice([found.start() for found in PLACES.finditer(content)] or [0])
    match = PLACES.match(content, at)
    return content[:at] + new + content[match.end() if match else at :]
