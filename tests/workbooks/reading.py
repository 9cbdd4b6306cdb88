"""Writes small workbooks in memory with either library and reads them back in this process."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import xlsxwriter

from cchc_metrics.workbooks.grid import Cell, Sheet
from cchc_metrics.workbooks.xlsx.book import read_book
from tests.workbooks.raw_package import workbook


def written(fill: Callable[[Any], None], **options: object) -> bytes:
    """By XlsxWriter; `fill` gets its workbook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, options)
    fill(book)
    book.close()
    return buffer.getvalue()


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def only_sheet(data: bytes) -> Sheet:
    (sheet,) = read_book(data).sheets
    return sheet


def only_cell(rows: str, **replaced: str | bytes | None) -> Cell | None:
    """A1 of a workbook with these rows."""
    return only_sheet(workbook(rows, **replaced)).cell(1, 1)
