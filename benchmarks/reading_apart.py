"""pandas and openpyxl in the disposable process: the operation for `reading`."""

import io
from collections.abc import Sequence

import pandas


def run(data: bytes, _arguments: Sequence[str]) -> bytes:
    sheets = pandas.read_excel(io.BytesIO(data), engine="openpyxl", sheet_name=None, header=None)
    return str(sum(map(len, sheets.values()))).encode()
