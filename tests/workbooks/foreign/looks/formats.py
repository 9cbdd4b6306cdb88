"""The same sheet in every format."""

from collections.abc import Iterator

from tests.workbooks.foreign.looks.looking import HEADING, TITLES, Look, body, drawn
from tests.workbooks.formats.biff import stream, xls
from tests.workbooks.formats.biff12 import xlsb
from tests.workbooks.formats.excel import xlsm, xlsx
from tests.workbooks.formats.opendocument import ods
from tests.workbooks.formats.plain import csv_of, html_of


def formats() -> Iterator[Look]:
    sheet = drawn([*TITLES, HEADING, *body()])
    hints = ("2026-03", "TTPVHCC")
    for name, write in (("xlsx", xlsx), ("xlsm", xlsm), ("xls", xls), ("bare xls", stream)):
        yield Look(f"as {name}", lambda write=write: write(sheet), hints=hints)
    for name, write in (("xlsb", xlsb), ("ods", ods), ("html", html_of)):
        yield Look(f"as {name}", lambda write=write: write(sheet), hints=hints)
    for delimiter, encoding in ((";", "utf-8"), ("\t", "utf-16"), (",", "utf-8-sig")):
        yield Look(
            f"as csv with {delimiter!r} in {encoding}",
            lambda d=delimiter, e=encoding: csv_of(sheet.rows, d, e),
            hints=hints,
        )
