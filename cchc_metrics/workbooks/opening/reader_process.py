"""The operation that reads a workbook, as the isolated child runs it: bytes -> JSON bytes."""

import importlib
from collections.abc import Sequence

from cchc_metrics.workbooks.grid import book_to_json
from cchc_metrics.workbooks.xlsx.parsing import Budget


def run(data: bytes, arguments: Sequence[str]) -> bytes:
    """Arguments: the module that reads this format, which alone is imported; the most cells."""
    module, most_cells = arguments
    reader = importlib.import_module(module)
    return book_to_json(reader.read_book(data, Budget(cells=int(most_cells)))).encode()
