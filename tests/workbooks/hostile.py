"""Files as people and attackers send them, each with the refusal or the reading it must get.

Everything is built in memory; no file here was ever sent by anyone. The cases follow what made
common readers hang, abort, invent values or lose them.
"""

import gzip
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from cchc_metrics.workbooks.refusals import Fault
from tests.workbooks.raw_package import (
    MAIN,
    ONE_CELL,
    ONE_SHEET,
    RELATIONSHIPS,
    STORED,
    STRICT_MAIN,
    STRICT_RELATIONSHIPS,
    Entry,
    package,
    relationships,
    shared_strings,
    styles,
    workbook,
    workbook_entries,
    workbook_parts,
    workbook_xml,
    worksheet,
    zip_of,
)

Build = Callable[[], bytes]
BARE_BIFF = b"\x09\x08\x10\x00\x00\x06\x05\x00"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Case:
    """`fault` is what refuses the file, None if it is read: then `texts` says what by address."""

    name: str
    build: Build
    fault: Fault | None = None
    place: str = ""
    texts: dict[str, str] = field(default_factory=dict)


def all_cases() -> list[Case]:
    return [
        *other_kinds(),
        *bad_archives(),
        *bad_packages(),
        *bad_xml(),
        *too_much(),
        *bad_cells(),
        *read_all_the_same(),
    ]


def other_kinds() -> Iterator[Case]:
    html = "<html><table><tr><td>12</td></tr></table></html>"
    mhtml = b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + html.encode()
    xml_2003 = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
    noise = random.Random(7).randbytes(5_000)
    for name, data, fault in (
        ("0 bytes", b"", Fault.EMPTY),
        ("11 MB", b"PK\x03\x04" + bytes(11 << 20), Fault.TOO_LARGE),
        ("password", OLE + bytes(504) + utf16("EncryptedPackage"), Fault.PASSWORD),
        ("xls", OLE + bytes(504) + utf16("Workbook"), Fault.DAMAGED_CONTENT),
        ("xls without a container", BARE_BIFF + noise, Fault.DAMAGED_CONTENT),
        ("doc", OLE + bytes(504) + utf16("WordDocument"), Fault.OTHER_OFFICE),
        ("ole of no known kind", OLE + bytes(504), Fault.UNKNOWN_KIND),
        ("xlsb", package({"xl/workbook.bin": ""}), Fault.DAMAGED_CONTENT),
        ("ods", package({"mimetype": "", "content.xml": ""}), Fault.DAMAGED_CONTENT),
        (
            "docx",
            package({"[Content_Types].xml": "", "word/document.xml": ""}),
            Fault.OTHER_OFFICE,
        ),
        ("zip of workbooks", package({"Tháng 3.xlsx": workbook()}), Fault.ARCHIVE),
        ("rar", b"Rar!\x1a\x07\x01\x00" + noise, Fault.ARCHIVE),
        ("7z", b"7z\xbc\xaf\x27\x1c" + noise, Fault.ARCHIVE),
        ("gzip", gzip.compress(workbook()), Fault.ARCHIVE),
        ("pdf", b"%PDF-1.7\n" + noise, Fault.PDF),
        ("html without a table", b"<html><frameset></frameset></html>", Fault.HTML),
        ("mhtml", mhtml, Fault.MHTML),
        ("xml 2003", xml_2003, Fault.XML_2003),
        ("a letter", "Kính gửi: Ủy ban nhân dân xã\n".encode(), Fault.PLAIN_TEXT),
        ("photo", b"\xff\xd8\xff\xe0" + noise, Fault.IMAGE),
        ("scan", b"\x89PNG\r\n\x1a\n" + noise, Fault.IMAGE),
        ("random bytes", b"\x00\x07" + noise, Fault.UNKNOWN_KIND),
        ("zero bytes of a lost disk block", bytes(4_096), Fault.UNKNOWN_KIND),
        ("workbook behind other bytes", b"\x00\x01MZ" + workbook(), Fault.UNKNOWN_KIND),
    ):
        yield Case(name, lambda data=data: data, fault)
    for name, data in (
        ("html as xls", html.encode()),
        ("html in UTF-16", b"\xff\xfe" + utf16(html)),
        ("csv", "12;Tử số\nHồ sơ;12\n".encode()),
        ("csv in UTF-16", b"\xff\xfe" + utf16("12\tTử số\r\n")),
        ("csv in an old code page", b"12;Ch\xec ti\xeau\r\n"),
    ):
        yield Case(name, lambda data=data: data, texts={"A1": "12"})


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def bad_archives() -> Iterator[Case]:
    entries = workbook_entries()
    valid = zip_of(entries)
    yield refused("truncated", lambda: valid[: len(valid) // 2], Fault.DAMAGED_ARCHIVE)
    yield refused("only the first mark", lambda: b"PK\x03\x04", Fault.DAMAGED_ARCHIVE)
    yield refused("no entries", lambda: zip_of([]), Fault.DAMAGED_ARCHIVE)
    yield refused("flipped bit", flipped_bit, Fault.DAMAGED_ARCHIVE)
    yield refused("first mark lost", lambda: b"PK\x03\x05" + valid[4:], Fault.UNKNOWN_KIND)
    yield refused("second mark lost", second_mark_lost, Fault.DAMAGED_ARCHIVE)
    yield refused("size that lies", lying_size, Fault.DAMAGED_ARCHIVE)
    for name, entry, fault in (
        ("duplicate part", entries[-1], Fault.UNSAFE_ARCHIVE),
        ("duplicate but for case", Entry("XL/WORKBOOK.xml", b""), Fault.UNSAFE_ARCHIVE),
        ("name that climbs", Entry("xl/../../etc/passwd", b""), Fault.UNSAFE_ARCHIVE),
        ("name that climbs, backslash", Entry("xl\\..\\..\\a", b""), Fault.UNSAFE_ARCHIVE),
        ("absolute name", Entry("/etc/passwd", b""), Fault.UNSAFE_ARCHIVE),
        ("drive letter", Entry("C:\\a.exe", b""), Fault.UNSAFE_ARCHIVE),
        ("NUL in a name", Entry("xl/a.xml\0.exe", b""), Fault.UNSAFE_ARCHIVE),
        ("unknown method", Entry("xl/a.xml", b"", method=14), Fault.UNSAFE_ARCHIVE),
        ("encrypted part", Entry("xl/a.xml", b"", flags=1), Fault.PASSWORD),
        ("overlapping part", Entry("xl/a.xml", b"", declared_offset=0), Fault.UNSAFE_ARCHIVE),
        ("part past the end", Entry("a", b"", declared_offset=1 << 30), Fault.DAMAGED_ARCHIVE),
        ("zip bomb", Entry("xl/media/a.bin", bytes(60 << 20)), Fault.EXPANDS_TOO_FAR),
        ("4 GB part", Entry("a", b"", declared_size=0xFFFFFFF0), Fault.EXPANDS_TOO_FAR),
    ):
        yield refused(name, lambda entry=entry: zip_of([*entries, entry]), fault)
    yield refused("200 MB in all", three_large_parts, Fault.EXPANDS_TOO_FAR)
    yield refused("2,001 parts", lambda: many_parts(2_001), Fault.UNSAFE_ARCHIVE)
    yield refused("80,000 parts", lambda: many_parts(80_000), Fault.UNSAFE_ARCHIVE)


def refused(name: str, build: Build, fault: Fault, place: str = "") -> Case:
    return Case(name, build, fault, place)


def flipped_bit() -> bytes:
    """In the middle of the sheet's compressed bytes."""
    data = bytearray(workbook())
    middle = data.index(b"xl/worksheets/sheet1.xml") + 60
    data[middle] ^= 0x10
    return bytes(data)


def second_mark_lost() -> bytes:
    data = bytearray(workbook())
    data[data.index(b"PK\x03\x04", 4) + 3] = 0xFF
    return bytes(data)


def lying_size() -> bytes:
    *others, sheet = workbook_entries()
    bomb = worksheet(" " * (30 << 20)).encode()
    return zip_of([*others, Entry(sheet.name, bomb, declared_size=1_000)])


def three_large_parts() -> bytes:
    """Each within the limits, by what the directory says of it."""
    content = random.Random(1).randbytes(1 << 20)
    parts = [Entry(f"xl/{n}.bin", content, declared_size=90 << 20) for n in range(3)]
    return zip_of([*workbook_entries(), *parts])


def many_parts(count: int) -> bytes:
    empty = [Entry(f"xl/media/{n}.png", b"", method=STORED) for n in range(count)]
    return zip_of([*workbook_entries(), *empty])


def bad_packages() -> Iterator[Case]:
    two_names = ONE_SHEET + '<sheet name="SỐ LIỆU" sheetId="2" r:id="rId2"/>'
    two_sheets = ONE_SHEET + '<sheet name="Khác" sheetId="2" r:id="rId2"/>'
    sheet_rel = ("rId1", "worksheet", "worksheets/sheet1.xml")
    again = ("rId2", "worksheet", "/xl/worksheets/sheet1.xml")
    for name, replaced in (
        ("no relationships", {"package_rels": None}),
        ("main part absent", {"package_rels": relationships(("a", "officeDocument", "b.xml"))}),
        ("sheet part absent", {"sheet": None}),
        ("sheet elsewhere", {"workbook_rels": relationships(("rId1", "worksheet", "http://a/"))}),
        ("sheet without relationship", {"workbook_rels": None}),
        ("sheet without name", {"workbook": workbook_xml('<sheet name="" r:id="rId1"/>')}),
        ("sheet without id", {"workbook": workbook_xml('<sheet name="A"/>')}),
        ("one name twice", {"workbook": workbook_xml(two_names)}),
        (
            "one part twice",
            {
                "workbook": workbook_xml(two_sheets),
                "workbook_rels": relationships(sheet_rel, again),
            },
        ),
        ("relationship id twice", {"workbook_rels": relationships(sheet_rel, sheet_rel)}),
    ):
        build = lambda replaced=replaced: workbook(**replaced)  # noqa: E731
        yield refused(name, build, Fault.DAMAGED_CONTENT)
    climbing = relationships(("rId1", "worksheet", "../../sheet1.xml"))
    yield refused(
        "target that climbs", lambda: workbook(workbook_rels=climbing), Fault.UNSAFE_ARCHIVE
    )
    chart = relationships(("rId1", "chartsheet", "chartsheets/sheet1.xml"))
    yield refused("only a chart", lambda: workbook(workbook_rels=chart), Fault.NO_WORKSHEET)
    no_sheets = workbook_xml("")
    yield refused("no sheets", lambda: workbook(workbook=no_sheets), Fault.NO_WORKSHEET)


def bad_xml() -> Iterator[Case]:
    laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    quadratic = f'<!DOCTYPE w [<!ENTITY a "{"a" * 100_000}">]>'
    external = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    dtd = '<!DOCTYPE w SYSTEM "http://example.invalid/a.dtd">'
    number = '<row r="1"><c r="A1"><v>&a;</v></c></row>'
    for name, replaced in (
        ("entity bomb in the sheet", {"sheet": laughs + worksheet(number)}),
        ("quadratic bomb", {"sheet": quadratic + worksheet(number)}),
        ("external entity", {"sheet": external + worksheet(number)}),
        ("external DTD", {"sheet": dtd + worksheet(ONE_CELL)}),
        ("entity bomb in UTF-16", {"sheet": (laughs + worksheet(number)).encode("utf-16")}),
        ("entity bomb in strings", {"strings": laughs + shared_strings("<si><t>&b;</t></si>")}),
        ("entity bomb in styles", {"styles": laughs + styles("")}),
        ("entity bomb in the workbook", {"workbook": laughs + workbook_xml(ONE_SHEET)}),
        ("entity bomb in relationships", {"workbook_rels": laughs + relationships()}),
        ("encoding never used", {"sheet": '<?xml version="1.0" encoding="cp037"?><a/>'}),
        ("encoding not known", {"sheet": '<?xml version="1.0" encoding="x-no"?><a/>'}),
    ):
        build = lambda replaced=replaced: workbook(**replaced)  # noqa: E731
        yield refused(name, build, Fault.FORBIDDEN_XML)
    for name, sheet in (
        ("cut short", worksheet(ONE_CELL)[:-5]),
        ("not XML", "12"),
        ("empty part", ""),
        ("another root", f'<workbook xmlns="{MAIN}"/>'),
        ("no namespace", "<worksheet/>"),
        ("undefined entity", worksheet(number)),
        ("prefix never declared", worksheet('<x:row r="1"/>')),
        ("raw control character", worksheet('<row><c t="str"><v>\x01</v></c></row>')),
        ("half a surrogate pair", "\ufeff".encode("utf-16-le") + b"\x00\xd8" * 4),
        ("invalid UTF-8", worksheet(ONE_CELL).encode().replace(b"12", b"\xc3\x28")),
    ):
        build = lambda sheet=sheet: workbook(sheet=sheet)  # noqa: E731
        yield refused(name, build, Fault.DAMAGED_CONTENT)


def too_much() -> Iterator[Case]:
    long_string = shared_strings(f"<si><t>{'a' * 32_767}</t></si>")
    repeated = "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(1, 1_000))
    long_format = f'<numFmt numFmtId="164" formatCode="{"0" * 200_000}"/>'
    sheets = "".join(f'<sheet name="{n}" sheetId="1" r:id="rId1"/>' for n in range(301))
    merges = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 20_001 + "</mergeCells>"
    many_columns = "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 16_385 + "</cols>"
    inline = '<row><c t="inlineStr"><is><t>{}</t></is></c></row>'
    too_long = "a" * 32_768
    numbers = f"<row>{'<c><v>1</v></c>' * 1_000}</row>" * 201
    sheet_place = "Trang “Số liệu”"
    links = relationships(*((f"a{n}", "hyperlink", "a") for n in range(2_001)))
    for name, properties in (
        ("501 properties", "".join(custom_property(str(n)) for n in range(501))),
        ("property name of 300", custom_property("a" * 300)),
    ):
        build = lambda properties=properties: with_properties(properties)  # noqa: E731
        long_name = "name" in name
        yield refused(name, build, Fault.TEXT_TOO_LONG if long_name else Fault.TOO_MUCH_CONTENT)
    for name, replaced, fault, place in (
        ("2,001 relationships", {"workbook_rels": links}, None, ""),
        ("one string in a thousand cells", {"strings": long_string}, None, "A305"),
        ("number format of 200,000", {"styles": styles("", long_format)}, None, ""),
        ("65,501 styles", {"styles": styles("<xf/>" * 65_501)}, None, ""),
        ("301 sheets", {"workbook": workbook_xml(sheets)}, None, ""),
        ("20,001 merges", {"sheet": worksheet("", after=merges)}, None, sheet_place),
        ("16,385 column ranges", {"sheet": worksheet("", before=many_columns)}, None, sheet_place),
        ("200,001 cells", {"sheet": worksheet(numbers)}, None, "Số liệu"),
        ("depth 100", {"sheet": worksheet("<a>" * 100 + "</a>" * 100)}, None, sheet_place),
        ("600,000 strings", {"strings": shared_strings("<si/>" * 600_000)}, None, ""),
        (
            "32,768 characters",
            {"sheet": worksheet(inline.format(too_long))},
            Fault.TEXT_TOO_LONG,
            "ô A1",
        ),
        (
            "a million characters",
            {"strings": shared_strings(f"<si><t>{'a' * 1_000_000}</t></si>")},
            Fault.TEXT_TOO_LONG,
            "",
        ),
        (
            "sheet name of 300",
            {"workbook": workbook_xml(f'<sheet name="{"a" * 300}" r:id="rId1"/>')},
            Fault.TEXT_TOO_LONG,
            "",
        ),
    ):
        build = lambda replaced=replaced: workbook(repeated, **replaced)  # noqa: E731
        yield refused(name, build, fault or Fault.TOO_MUCH_CONTENT, place)


def custom_property(name: str) -> str:
    return f'<property name="{name}"><lpwstr>12</lpwstr></property>'


def with_properties(properties: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    links = relationships(
        ("rId1", "officeDocument", "xl/workbook.xml"), ("rId2", "custom-properties", "custom.xml")
    )
    parts = workbook_parts(package_rels=links)
    custom = f'<Properties xmlns="{namespace}">{properties}</Properties>'
    return package(parts | {"custom.xml": custom})


def bad_cells() -> Iterator[Case]:
    numbers = ("1,5", "abc", "1_000", "nan", "INF", "1e999", "1e-999", "١٢", "0x10", "--1", "1 2")
    for raw in (*numbers, "9" * 1_000):
        rows = f'<row r="12"><c r="D12"><v>{raw}</v></c></row>'
        yield Case(f"number {raw[:9]}", cells(rows), Fault.BAD_VALUE, "Trang “Số liệu”, ô D12")
    for kind, raw in (("b", "maybe"), ("e", "oops"), ("d", "2026-02-30"), ("q", "1")):
        rows = f'<row r="1"><c r="A1" t="{kind}"><v>{raw}</v></c></row>'
        yield refused(f"type {kind} with {raw}", cells(rows), Fault.BAD_VALUE, "ô A1")
    one = '<c r="A1"><v>1</v></c>'
    for name, rows in (
        ("string index 5 of 0", '<row><c t="s"><v>5</v></c></row>'),
        ("string index -1", '<row><c t="s"><v>-1</v></c></row>'),
        ("string index 1_0", '<row><c t="s"><v>1_0</v></c></row>'),
        ("style 7 of 0", '<row><c s="7"><v>1</v></c></row>'),
        ("two values", '<row><c r="A1"><v>1</v><v>2</v></c></row>'),
        ("element in a value", "<row><c><v>1<v>2</v></v></c></row>"),
        ("row and cell differ", f'<row r="2">{one}</row>'),
        ("row 0", '<row r="0"/>'),
        ("row 1048577", '<row r="1048577"/>'),
        ("row -1", '<row r="-1"/>'),
        ("column XFE", '<row r="1"><c r="XFE1"/></row>'),
        ("address in small letters", '<row r="1"><c r="a1"/></row>'),
        ("more cells than columns", f"<row>{'<c/>' * 16_385}</row>"),
    ):
        yield refused(name, cells(rows), Fault.DAMAGED_CONTENT, "Số liệu")
    yield refused("cell twice", cells(f'<row r="1">{one}{one}</row>'), Fault.DUPLICATE_CELL, "ô A1")
    row_twice = f'<row r="1">{one}</row>' * 2
    yield refused("row twice", cells(row_twice), Fault.DUPLICATE_CELL, "ô A1")
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield refused("A1 and the far corner", cells(ONE_CELL + corner), Fault.CELL_TOO_FAR, "ô XFD")


def cells(rows: str) -> Build:
    return lambda: workbook(rows)


def read_all_the_same() -> Iterator[Case]:
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    checked = '<dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>'
    linked = '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'
    array = '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1</f><v>12</v></c></row>'
    dimension = worksheet(ONE_CELL, before='<dimension ref="A1"/>', after=merged)
    string = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    huge_count = shared_strings("<si><t>12</t></si>", attributes='uniqueCount="4294967295"')
    out_of_order = '<row r="3"><c r="A3"><v>3</v></c></row>' + ONE_CELL
    ghosts = ONE_CELL + "".join(
        f'<row r="{n}" s="1"><c r="A{n}" s="0"/></row>' for n in range(2, 300_000)
    )
    prefixed = worksheet(ONE_CELL).replace("<", "<x:").replace("<x:/", "</x:")
    macro = [*workbook_entries(), Entry("xl/vbaProject.bin", b"\0" * 99)]
    backslashed = [replace(part, name=part.name.replace("/", "\\")) for part in workbook_entries()]
    twelve = {"A1": "12"}
    for name, build, texts in (
        ("macros", lambda: zip_of(macro), twelve),
        ("string count of 4294967295", lambda: workbook(string, strings=huge_count), twelve),
        ("everything merged, wrong dimension", lambda: workbook(sheet=dimension), twelve),
        ("rules for every cell", after_rows(checked + linked), twelve),
        ("array formula over all", cells(array), twelve),
        ("rows out of order", cells(out_of_order), {"A1": "12", "A3": "3"}),
        ("no positions", cells("<row><c><v>1</v></c><c><v>2</v></c></row>"), {"B1": "2"}),
        ("ghost rows", cells(ghosts), twelve),
        ("ghost rows alone", cells(ghosts.replace(ONE_CELL, "")), {}),
        ("comment in a number", cells(ONE_CELL.replace("12", "1<!-- -->2")), twelve),
        ("UTF-16", lambda: workbook(sheet=worksheet(ONE_CELL).encode("utf-16")), twelve),
        ("prefixed names", lambda: workbook(sheet=prefixed.replace("xmlns", "xmlns:x")), twelve),
        ("strict", strict_workbook, twelve),
        ("foreign elements", cells(ONE_CELL + '<row xmlns="urn:a"><c/></row>'), twelve),
        ("number in CDATA", cells(ONE_CELL.replace("12", "<![CDATA[12]]>")), twelve),
        ("3 MB attribute", cells(f'<row spans="{"1" * 3_000_000}"/>' + ONE_CELL), twelve),
        ("3 MB comment", cells(f"<!--{'c' * 3_000_000}-->" + ONE_CELL), twelve),
        ("3 MB tag name", cells(f"<{'t' * 3_000_000}/>" + ONE_CELL), twelve),
        ("100,000 attributes", cells(f"<row {many_attributes()}/>" + ONE_CELL), twelve),
        ("processing instruction", cells("<?xml-stylesheet href='http://a/'?>" + ONE_CELL), twelve),
        ("comment after the end", zip_with_comment, twelve),
        ("all rows hidden", cells(ONE_CELL + '<row hidden="1"/>' * 200_000), twelve),
        ("backslashes in names", lambda: zip_of(backslashed), twelve),
        ("string table listed but absent", cells(ONE_CELL), twelve),
        ("value outside a cell", cells('<row r="1"><v>1</v></row>'), {}),
    ):
        yield Case(name, build, texts=texts)


def many_attributes() -> str:
    return " ".join(f'a{number}="1"' for number in range(100_000))


def zip_with_comment() -> bytes:
    """The last two bytes of an archive are the length of the comment that follows."""
    return workbook()[:-2] + (1_000).to_bytes(2, "little") + bytes(1_000)


def after_rows(xml: str) -> Build:
    return lambda: workbook(sheet=worksheet(ONE_CELL, after=xml))


def strict_workbook() -> bytes:
    replaced = {
        "package_rels": relationships(("rId1", "officeDocument", "/xl/workbook.xml")),
        "workbook": workbook_xml(ONE_SHEET, namespace=STRICT_MAIN),
        "workbook_rels": relationships(("rId1", "worksheet", "/xl/worksheets/sheet1.xml")),
        "sheet": worksheet(ONE_CELL, namespace=STRICT_MAIN),
    }
    return workbook(
        **{
            name: part.replace(RELATIONSHIPS, STRICT_RELATIONSHIPS)
            for name, part in replaced.items()
        }
    )
