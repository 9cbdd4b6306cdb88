"""The operation that reads a workbook, as the isolated child runs it: .xlsx bytes -> JSON bytes."""

from collections.abc import Sequence

from cchc_metrics.workbooks.grid import book_to_json
from cchc_metrics.workbooks.xlsx.book import read_book


def run(data: bytes, _arguments: Sequence[str]) -> bytes:
    return book_to_json(read_book(data)).encode()
