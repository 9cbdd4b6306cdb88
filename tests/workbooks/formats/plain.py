"""Writes CSV and tables of web pages, as the systems write them from which offices copy."""

import csv
import io
from datetime import date
from html import escape

from cchc_metrics.workbooks.grid import parse_address
from tests.workbooks.formats.layout import Drawn, Rows, Value


def csv_of(rows: Rows, delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows([[_shown(v) for v in row] for row in rows])
    return buffer.getvalue().encode(encoding)


def html_of(*sheets: Drawn, encoding: str = "utf-8", head: str = "") -> bytes:
    tables = "".join(f"<table border=1>{_rows(sheet)}</table>" for sheet in sheets)
    style = "<style>td { color: red }</style>"
    page = f"<html><head>{head}{style}</head><body>{tables}</body></html>"
    return page.encode(encoding)


def _rows(sheet: Drawn) -> str:
    spans = {}
    covered = set()
    for merge in sheet.merges:
        (top, left), (bottom, right) = (parse_address(part) for part in merge.split(":"))
        spans[top, left] = f' rowspan="{bottom - top + 1}" colspan="{right - left + 1}"'
        cells = [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]
        covered |= set(cells[1:])
    return "".join(
        f"<tr{' style=' + chr(34) + 'display:none' + chr(34) if r in sheet.hidden_rows else ''}>"
        + "".join(
            f"<td{spans.get((r, c), '')}>{escape(_shown(value))}</td>"
            for c, value in enumerate(row, start=1)
            if (r, c) not in covered
        )
        + "</tr>"
        for r, row in enumerate(sheet.rows, start=1)
    )


def _shown(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)
