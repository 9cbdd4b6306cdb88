"""The operation that reads a workbook, as the isolated child runs it: bytes -> JSON bytes."""

import importlib
from collections.abc import Sequence

from cchc_metrics.workbooks.grid import book_to_json


def run(data: bytes, arguments: Sequence[str]) -> bytes:
    """The argument names the module that reads this format; only that one is imported."""
    reader = importlib.import_module(arguments[0])
    return book_to_json(reader.read_book(data)).encode()
