"""Damaged and hostile files of the other formats, each with its refusal or its reading.

Built in memory by the writers beside this module; no file here was ever sent by anyone.
"""

import random
import struct
from collections.abc import Callable, Iterator

from cchc_metrics.workbooks.refusals import Fault
from tests.workbooks.formats import biff, biff12
from tests.workbooks.formats.biff import in_container, stream, xls
from tests.workbooks.formats.biff12 import error_cell, sheet_part, xlsb
from tests.workbooks.formats.layout import Drawn
from tests.workbooks.formats.opendocument import MIMETYPE, ods, ods_of
from tests.workbooks.formats.plain import csv_of, html_of
from tests.workbooks.hostile import Case
from tests.workbooks.raw_package import package

GOOD = Drawn([["Chỉ tiêu", "Tử số"], ["Hồ sơ", 12], ["Tổng", 12]])
READ = {"A1": "Chỉ tiêu", "B2": "12"}
DAMAGED = Fault.DAMAGED_CONTENT


def hostile_cases() -> list[Case]:
    return [*old_xls(), *binary(), *opendocument(), *web_pages(), *delimited(), *flipped()]


def refused(name: str, data: bytes | Callable[[], bytes], fault: Fault) -> Case:
    return Case(name, data if callable(data) else lambda: data, fault)


def read(name: str, data: bytes, **texts: str) -> Case:
    return Case(name, lambda: data, texts=texts)


def old_xls() -> Iterator[Case]:
    good, records = xls(GOOD), stream(GOOD)
    yield refused("xls: password", xls(GOOD, extra=biff.record(0x2F, bytes(6))), Fault.PASSWORD)
    yield refused("xls: cut before its directory", good[:1_000], Fault.UNKNOWN_KIND)
    for share in (0.3, 0.6):
        yield refused(f"xls: cut at {share}", good[: int(len(good) * share)], DAMAGED)
    for share in (0.05, 0.5, 0.9):
        yield refused(f"xls: records cut at {share}", records[: int(len(records) * share)], DAMAGED)
    yield refused("xls: sectors in a circle", _replaced(good, 512 + 8, 2), DAMAGED)
    yield refused("xls: a sector of the table beyond the end", _replaced(good, 76, 9_999), DAMAGED)
    yield refused("xls: directory beyond the end", _replaced(good, 48, 9_999), DAMAGED)
    yield read("xls: sectors of a gigabyte", good[:30] + b"\x1e\x00" + good[32:], **READ)
    yield refused(
        "xls: no stream of that name", in_container(records, "Contents"), Fault.UNKNOWN_KIND
    )
    yield refused("xls: an empty stream", in_container(bytes(4096)), DAMAGED)
    yield refused("xls: noise in the stream", in_container(_noise(4096)), DAMAGED)
    yield refused("xls: BIFF mark and noise", b"\x09\x08\x10\x00" + _noise(500), DAMAGED)
    yield refused("xls: BIFF2 mark and noise", b"\x09\x00\x04\x00" + _noise(500), DAMAGED)
    yield refused("xls: a sheet that begins nowhere", _sheet_offset(records, 0x7FFFFFFF), DAMAGED)
    yield refused("xls: a sheet that begins in the middle", _sheet_offset(records, 33), DAMAGED)
    yield refused("xls: a record longer than the file", records[:-4] + b"\x04\x02\xff\xff", DAMAGED)
    yield refused("xls: 400 sheets", lambda: stream(*_many_sheets(400)), Fault.TOO_MUCH_CONTENT)
    for name, value in (("nan", float("nan")), ("inf", float("inf"))):
        yield refused(f"xls: {name}", xls(Drawn([["a", value]])), Fault.BAD_VALUE)
    yield read("xls: text longer than its record", _long_text(records), **READ)
    yield refused("xls: a style that does not exist", _every_style(records, 900), DAMAGED)
    yield read("xls: merged cells beyond the sheet", xls(_merged("A1:IV65536")), **READ)
    yield read("xls: bytes behind the end", records + b"\x00" * 400, **READ)
    yield read("xls: a macro", xls(GOOD) + "_VBA_PROJECT_CUR".encode("utf-16-le"), **READ)
    yield read("xls: a day before days", xls(_formatted(-5.0)), A1="-5")
    yield read("xls: a day after all days", xls(_formatted(3e6)), A1="3000000")
    yield read(
        "xls: formulas in text", xls(Drawn([["=cmd|' /C calc'!A0"]])), A1="=cmd|' /C calc'!A0"
    )


def binary() -> Iterator[Case]:
    good, part = xlsb(GOOD), sheet_part(GOOD)
    for share in (0.3, 0.8):
        cut = good[: int(len(good) * share)]
        yield refused(f"xlsb: cut at {share}", cut, Fault.DAMAGED_ARCHIVE)
    yield refused("xlsb: book without records", xlsb(GOOD, book=b""), DAMAGED)
    yield refused("xlsb: noise for a book", xlsb(GOOD, book=_noise(300)), DAMAGED)
    yield refused("xlsb: no sheet listed", xlsb(), Fault.NO_WORKSHEET)
    yield refused("xlsb: sheet missing", package({"xl/workbook.bin": biff12.record(131)}), DAMAGED)
    far = biff12.record(148, struct.pack("<LLLL", 0, 0xFFFFFFF0, 0, 0xFFFFFFF0))
    yield read("xlsb: a size of everything", xlsb(GOOD, sheet1=_with_size(part, far)), **READ)
    corner = _far_row(1_048_575) + biff12.record(5, struct.pack("<LLd", 16_383, 0, 1.0))
    stops = xlsb(GOOD, sheet1=_with_row(corner))
    yield refused("xlsb: cells in two corners", stops, Fault.LIBRARY_STOPPED)
    row = _far_row(200_000) + biff12.record(5, struct.pack("<LLd", 1, 0, 1.0))
    yield refused("xlsb: a row far away", xlsb(GOOD, sheet1=_with_row(row)), Fault.CELL_TOO_FAR)
    text = biff12.record(6, struct.pack("<LLL", 1, 0, 0x7FFFFFFF))
    yield refused("xlsb: two billion letters", xlsb(GOOD, sheet1=_with_row(text)), DAMAGED)
    wide = biff12.record(5, struct.pack("<LLd", 0xFFFFFF, 0, 1.0))
    yield refused("xlsb: a column far away", xlsb(GOOD, sheet1=_with_row(wide)), Fault.CELL_TOO_FAR)
    long = b"\x05\xff\xff\xff\x7f"
    yield refused("xlsb: a record of 256 MB", xlsb(GOOD, sheet1=_with_row(long)), DAMAGED)
    yield refused("xlsb: 400 sheets", lambda: xlsb(*_many_sheets(400)), Fault.TOO_MUCH_CONTENT)
    yield refused("xlsb: nan", xlsb(Drawn([["a", float("nan")]])), Fault.BAD_VALUE)
    bomb = package({"xl/workbook.bin": bytes(90 << 20)})
    yield refused("xlsb: zip bomb", bomb, Fault.EXPANDS_TOO_FAR)
    yield read(
        "xlsb: an error in a cell is blank", xlsb(GOOD, sheet1=_with_row(error_cell(1))), A1="a"
    )
    yield refused(
        "xlsb: a path out of the package",
        package({"xl/workbook.bin": "", "../x": ""}),
        Fault.UNSAFE_ARCHIVE,
    )


def opendocument() -> Iterator[Case]:
    good = ods(GOOD)
    yield refused("ods: cut", good[: len(good) // 2], Fault.DAMAGED_ARCHIVE)
    content = "<office:document-content/>"
    yield refused(
        "ods: other content", package({"mimetype": MIMETYPE, "content.xml": content}), DAMAGED
    )
    locked = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    yield refused("ods: password", ods_of(_table(""), **locked), Fault.PASSWORD)
    yield refused("ods: no table", ods_of(""), Fault.NO_WORKSHEET)
    yield refused("ods: two tables of one name", ods_of(_table("") * 2), DAMAGED)
    many = "".join(_table("", f"T{n}") for n in range(400))
    yield refused("ods: 400 tables", ods_of(many), Fault.TOO_MUCH_CONTENT)
    for name, value in (("nan", "nan"), ("inf", "1e999"), ("1_000", "1_000"), ("empty", "")):
        cell = _cell(f'office:value-type="float" office:value="{value}"')
        yield refused(f"ods: a number of {name}", _of(cell), Fault.BAD_VALUE)
    for day in ("2026-13-45", "12/5/2026", ""):
        cell = _cell(f'office:value-type="date" office:date-value="{day}"')
        yield refused(f"ods: a day of {day!r}", _of(cell), Fault.BAD_VALUE)
    maybe = _cell('office:value-type="boolean" office:boolean-value="maybe"')
    yield refused("ods: neither true nor false", _of(maybe), Fault.BAD_VALUE)
    twelve = 'office:value-type="float" office:value="12"'
    for attribute, fault in (
        ('table:number-columns-repeated="5000"', Fault.CELL_TOO_FAR),
        ('table:number-columns-repeated="99999"', DAMAGED),
        ('table:number-columns-repeated="-1"', DAMAGED),
        ('table:number-columns-repeated="99999999999"', DAMAGED),
    ):
        yield refused(f"ods: {attribute}", _of(_cell(f"{twelve} {attribute}")), fault)
    rows = 'table:number-rows-repeated="{}"'
    for count, fault in ((1_048_576, Fault.CELL_TOO_FAR), (2_000_000, DAMAGED)):
        yield refused(f"ods: {count} rows of 12", _of(_cell(twelve), rows.format(count)), fault)
    spaces = '<text:p><text:s text:c="200000000"/></text:p>'
    yield refused(
        "ods: 200 million spaces",
        _of(f"<table:table-cell>{spaces}</table:table-cell>"),
        Fault.TEXT_TOO_LONG,
    )
    long = f"<table:table-cell><text:p>{'a' * 40_000}</text:p></table:table-cell>"
    yield refused("ods: a text too long", _of(long), Fault.TEXT_TOO_LONG)
    deep = "<text:span>" * 100 + "</text:span>" * 100
    yield refused(
        "ods: spans in spans",
        _of(f"<table:table-cell><text:p>{deep}</text:p></table:table-cell>"),
        Fault.TOO_MUCH_CONTENT,
    )
    for name, before in (
        ("entities", '<!DOCTYPE a [<!ENTITY b "bbbb">]>'),
        ("a DTD", '<!DOCTYPE a SYSTEM "http://a/b">'),
    ):
        bad = package({"mimetype": MIMETYPE, "content.xml": before + content})
        yield refused(f"ods: {name}", bad, Fault.FORBIDDEN_XML)
    yield refused("ods: not closed", package({"mimetype": MIMETYPE, "content.xml": "<a"}), DAMAGED)
    bomb = {"mimetype": MIMETYPE, "content.xml": bytes(90 << 20)}
    yield refused("ods: zip bomb", package(bomb), Fault.EXPANDS_TOO_FAR)
    blank = f"<table:table-row {rows.format(1_048_575)}><table:table-cell/></table:table-row>"
    yield read("ods: a million blank rows", ods_of(_table(_row(_cell(twelve)) + blank)), A1="12")
    covered = f"<table:covered-table-cell {twelve}/>"
    yield read("ods: covered cells are not shown", _of(_cell(twelve) + covered), A1="12")
    note = "<office:annotation><text:p>99</text:p></office:annotation>"
    yield read(
        "ods: a comment is no content",
        _of(f"<table:table-cell {twelve}>{note}</table:table-cell>"),
        A1="12",
    )
    twice = _cell(f'{twelve} table:number-columns-repeated="3"')
    yield read("ods: one cell three times", _of(twice), A1="12", B1="12", C1="12")
    yield read("ods: one row twice", _of(_cell(twelve), rows.format(2)), A1="12", A2="12")


def web_pages() -> Iterator[Case]:
    yield refused("html: no table", b"<html><body><p>12</p></body></html>", Fault.HTML)
    yield refused("html: an empty table", b"<table><tr><td></td></tr></table>", Fault.HTML)
    yield refused(
        "html: a table in a script", b"<html><script><table><td>1</table></script>", Fault.HTML
    )
    yield refused("html: a table in a comment", b"<html><!-- <table><tr><td>1</table>", Fault.HTML)
    nested = b"<table><tr><td>" * 30 + b"1"
    yield refused("html: tables in tables", nested, Fault.TOO_MUCH_CONTENT)
    yield refused("html: 200 tables", b"<table><tr><td>1</table>" * 200, Fault.TOO_MUCH_CONTENT)
    yield refused("html: a text too long", _page("<tr><td>" + "a" * 40_000), Fault.TEXT_TOO_LONG)
    wide = _page("<tr>" + "<td>1</td>" * 1_001)
    yield refused("html: 1,001 columns", wide, Fault.CELL_TOO_FAR)
    long = lambda: _page("<tr><td>1</td></tr>" * 100_001)  # noqa: E731
    yield refused("html: 100,001 rows", long, Fault.CELL_TOO_FAR)
    yield read(
        "html: nothing is closed", _page("<tr><td>12<td>13<tr><td>14"), A1="12", B1="13", A2="14"
    )
    for span in ("1000000000", "0", "-1", "x", "١"):
        page = _page(f'<tr><td>12</td></tr><tr><td rowspan="{span}">13</td></tr>')
        yield read(f"html: a span of {span}", page, A1="12", A2="13")
    yield read("html: cells without rows", _page("<td>12</td><td>13</td>"), A1="12", B1="13")
    yield read("html: numbers that are none", _page('<tr><td x:num="nan">12</td>'), A1="12")
    yield read(
        "html: Excel's number beside what it shows",
        _page('<tr><td x:num="0.95">95%</td>'),
        A1="0.95",
    )
    yield read("html: characters that are none", _page("<tr><td>12&#x110000;</td>"), A1="12\ufffd")
    for charset in ("zlib", "punycode", "no-such", "utf-16", "hex"):
        page = f'<meta charset="{charset}"><table><tr><td>12</td></tr></table>'.encode()
        yield read(f"html: charset {charset}", page, A1="12")
    yield read(
        "html: markup in text",
        _page("<tr><td>&lt;script&gt;alert(1)&lt;/script&gt;"),
        A1="<script>alert(1)</script>",
    )
    inner = "<tr><td>12<table><tr><td>13</table></td><td>14</td></tr>"
    yield read("html: a table in a cell is a sheet of its own", _page(inner), A1="12", B1="14")


def delimited() -> Iterator[Case]:
    yield refused("csv: one column", "Hồ sơ\nTử số\n12\n".encode(), Fault.PLAIN_TEXT)
    yield refused("csv: a quote that never ends", b'a;b\n"1;2\n3;4\n', DAMAGED)
    yield refused("csv: a field too long", b"a;b\n" + b"x" * 40_000 + b";1\n", DAMAGED)
    yield refused("csv: 1,001 columns", b";".join([b"1"] * 1_001), Fault.CELL_TOO_FAR)
    yield refused("csv: 100,001 rows", b"a;1\n" * 100_001, Fault.CELL_TOO_FAR)
    yield refused("csv: half a letter in UTF-16", b"\xff\xfea\x00;\x00b\x00\n\x00a", DAMAGED)
    yield refused("csv: half a pair in UTF-16", b"\xff\xfe;\x00\x00\xd8;\x00", DAMAGED)
    yield refused("csv: bytes that are no UTF-8 behind its mark", b"\xef\xbb\xbfa;\xff\n", DAMAGED)
    yield refused("csv: only its mark", b"\xef\xbb\xbf", Fault.PLAIN_TEXT)
    yield refused("csv: control characters", b"a;b\x00\x01\n1;2\n", Fault.UNKNOWN_KIND)
    yield read("csv: formulas stay text", b"=1+1;@SUM(A1)\n12;+3\n", A1="=1+1", A2="12", B2="+3")
    yield read(
        "csv: decimal commas in a file of semicolons", b"12;95,5\n13;1,5\n14;2,5\n", B1="95,5"
    )
    yield read(
        "csv: quotes and line breaks in a field",
        b'"a\nb";"c""d"\n12;13\n',
        A1="a\nb",
        B1='c"d',
        A2="12",
    )
    yield read(
        "csv: line ends of three systems", b"a;b\r\n12;1\r13;2\n14;3", A2="12", A3="13", A4="14"
    )
    yield read("csv: lines of unequal length", b"a\n12;1;2\n13;3;4\n", A1="a", A2="12", C3="4")
    yield read("csv: a declared delimiter", b"sep=;\n12;1,5\n", A1="12", B1="1,5")


def flipped() -> Iterator[Case]:
    """Single bits turned over: read or refused, but nothing else; the fault is not foretold."""
    goods = {
        "xls": xls(GOOD),
        "xlsb": xlsb(GOOD),
        "ods": ods(GOOD),
        "csv": csv_of(GOOD.rows),
        "html": html_of(GOOD),
    }
    for name, good in goods.items():
        for seed in range(6):
            yield Case(
                f"{name}: bit {seed} turned over", lambda g=good, s=seed: _flip(g, s), place="?"
            )


def _noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def _flip(data: bytes, seed: int) -> bytes:
    changed = bytearray(data)
    changed[random.Random(seed).randrange(len(data))] ^= 1 << (seed % 8)
    return bytes(changed)


def _replaced(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + struct.pack("<L", number) + data[at + 4 :]


def _sheet_offset(records: bytes, offset: int) -> bytes:
    return _replaced(records, records.index(b"\x85\x00") + 4, offset)


def _long_text(records: bytes) -> bytes:
    """The first text says that it has 60,000 letters."""
    at = records.index("Chỉ".encode("utf-16-le")) - 3
    return records[:at] + struct.pack("<H", 60_000) + records[at + 2 :]


def _every_style(records: bytes, style: int) -> bytes:
    at = records.index(b"\x03\x02\x0e\x00") + 4 + 4
    return records[:at] + struct.pack("<H", style) + records[at + 2 :]


def _merged(*merges: str) -> Drawn:
    return Drawn(GOOD.rows, merges=merges)


def _formatted(value: float) -> Drawn:
    return Drawn([[value]], number_formats={"A1": "dd/mm/yyyy"})


def _many_sheets(count: int) -> list[Drawn]:
    return [Drawn([["a"]], name=f"T{n}") for n in range(count)]


def _with_size(part: bytes, size: bytes) -> bytes:
    at = part.index(b"\x94\x01")
    return part[:at] + size + part[at + 3 + 16 :]


def _far_row(row: int) -> bytes:
    return biff12.record(0, struct.pack("<LL", row, 0) + bytes(9))


def _with_row(more: bytes) -> bytes:
    return sheet_part(Drawn([["a"]])).replace(biff12.record(146), more + biff12.record(146))


def _table(rows: str, name: str = "T") -> str:
    return f'<table:table table:name="{name}">{rows}</table:table>'


def _row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def _cell(attributes: str) -> str:
    return f"<table:table-cell {attributes}/>"


def _of(cells: str, row: str = "") -> bytes:
    return ods_of(_table(_row(cells, row)))


def _page(rows: str) -> bytes:
    return f"<html><table>{rows}</table></html>".encode()
