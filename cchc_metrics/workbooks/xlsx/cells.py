"""What a cell's type, style and raw characters mean -> `Cell`.

Each type is read strictly and RefusedFile raised for what does not fit it; the sheet's reader adds
where the cell stands.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from cchc_metrics.workbooks.grid import Cell, CellKind
from cchc_metrics.workbooks.refusals import Fault, RefusedFile
from cchc_metrics.workbooks.xlsx.parsing import whole_number
from cchc_metrics.workbooks.xlsx.strings import decode_escapes
from cchc_metrics.workbooks.xlsx.styles import CellFormat
from cchc_metrics.workbooks.xlsx.values import (
    date_text,
    is_time_of_day,
    iso_date_text,
    number_text,
)

_ERROR: Final = re.compile(r"#[A-Z0-9/_!?]{1,30}")
_BOOLEANS: Final = {"1": "1", "0": "0", "true": "1", "false": "0"}
_GENERAL: Final = CellFormat()


class CellValues:
    """Holds what all sheets of a workbook share: strings, number formats, the date system."""

    def __init__(
        self, strings: Sequence[str], formats: Sequence[CellFormat], uses_1904_dates: bool
    ) -> None:
        self._strings = strings
        self._formats = formats
        self._uses_1904_dates = uses_1904_dates
        self._known: dict[tuple[str, str, int, bool], Cell | None] = {}
        self._readers: dict[str, Callable[[str], tuple[CellKind, str]]] = {
            "n": _number,
            "s": self._shared,
            "str": _string,
            "inlineStr": _string,
            "b": _boolean,
            "e": _error,
            "d": _iso_date,
        }

    def cell(self, kind: str, raw: str, style: int, has_formula: bool) -> Cell | None:
        """None for an empty string; a formula whose value is empty counts as not computed.

        Writers without a calculator store an empty string, as Excel does for a result of "". Equal
        cells are one object: most sheets repeat a few cells many times.
        """
        key = (kind, raw, style, has_formula)
        if key not in self._known:
            self._known[key] = self._read(*key)
        return self._known[key]

    def _read(self, kind: str, raw: str, style: int, has_formula: bool) -> Cell | None:
        number_format = self._number_format(style)
        if not raw:
            return Cell(CellKind.FORMULA_WITHOUT_VALUE, "", has_formula, number_format.code)
        read = self._readers.get(kind)
        if read is None:
            raise RefusedFile(Fault.BAD_VALUE)
        cell_kind, text = read(raw)
        if cell_kind is CellKind.NUMBER and number_format.is_date:
            day = date_text(text, self._uses_1904_dates)
            if day is not None:
                cell_kind, text = CellKind.DATE, day
        return Cell(cell_kind, text, has_formula, number_format.code) if text else None

    def old_font(self, style: int) -> str:
        return self._formats[style].old_font if style < len(self._formats) else ""

    def _number_format(self, style: int) -> CellFormat:
        """Style 0 exists even in files without styles; any other must be in the list."""
        if style < len(self._formats):
            return self._formats[style]
        if style > 0:
            raise RefusedFile(Fault.DAMAGED_CONTENT)
        return _GENERAL

    def _shared(self, raw: str) -> tuple[CellKind, str]:
        index = whole_number(raw)
        if index >= len(self._strings):
            raise RefusedFile(Fault.DAMAGED_CONTENT)
        return CellKind.TEXT, self._strings[index]


def _number(raw: str) -> tuple[CellKind, str]:
    text = number_text(raw)
    if text is None:
        raise RefusedFile(Fault.BAD_VALUE)
    return CellKind.NUMBER, text


def _string(raw: str) -> tuple[CellKind, str]:
    return CellKind.TEXT, decode_escapes(raw)


def _boolean(raw: str) -> tuple[CellKind, str]:
    if raw not in _BOOLEANS:
        raise RefusedFile(Fault.BAD_VALUE)
    return CellKind.BOOLEAN, _BOOLEANS[raw]


def _error(raw: str) -> tuple[CellKind, str]:
    if _ERROR.fullmatch(raw) is None:
        raise RefusedFile(Fault.BAD_VALUE)
    return CellKind.ERROR, raw


def _iso_date(raw: str) -> tuple[CellKind, str]:
    text = iso_date_text(raw)
    if text is not None:
        return CellKind.DATE, text
    if is_time_of_day(raw):
        return CellKind.TEXT, raw
    raise RefusedFile(Fault.BAD_VALUE)
