"""What the attributes of one OpenDocument cell mean -> `Cell`."""

import re
from typing import Final

from cchc_metrics.workbooks.grid import GENERAL, Cell, CellKind
from cchc_metrics.workbooks.refusals import Fault, RefusedFile
from cchc_metrics.workbooks.xlsx.parsing import whole_number
from cchc_metrics.workbooks.xlsx.values import iso_date_text, number_text

OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CALC: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "

_ERROR: Final = re.compile(r"#[A-Z0-9/_!?]{1,30}|Err:[0-9]{3}")
_BOOLEANS: Final = {"true": "1", "false": "0"}


def repeated(attributes: dict[str, str], name: str, namespace: str = TABLE) -> int:
    """How often something stands there: 1 unless the attribute says otherwise."""
    return max(1, whole_number(attributes.get(namespace + name, "1")))


def cell_of(attributes: dict[str, str], shown: str) -> Cell | None:
    """None for a blank cell; RefusedFile for a value that is not of its type."""
    kind = attributes.get(OFFICE + "value-type", "")
    is_formula = TABLE + "formula" in attributes
    is_error = attributes.get(_CALC + "value-type") == "error"
    if is_error or (is_formula and _ERROR.fullmatch(shown)):
        return Cell(CellKind.ERROR, shown or "#N/A", is_formula)
    if kind in ("float", "percentage", "currency"):
        number = number_text(attributes.get(OFFICE + "value", ""))
        number_format = "0%" if kind == "percentage" else GENERAL
        return _valid(CellKind.NUMBER, number, is_formula, number_format)
    if kind == "date":
        text = iso_date_text(attributes.get(OFFICE + "date-value", ""))
        return _valid(CellKind.DATE, text, is_formula)
    if kind == "boolean":
        text = _BOOLEANS.get(attributes.get(OFFICE + "boolean-value", ""))
        return _valid(CellKind.BOOLEAN, text, is_formula)
    text = attributes.get(OFFICE + "string-value", shown)
    if text:
        return Cell(CellKind.TEXT, text, is_formula)
    return Cell(CellKind.FORMULA_WITHOUT_VALUE, "", True) if is_formula else None


def _valid(
    kind: CellKind, text: str | None, is_formula: bool, number_format: str = GENERAL
) -> Cell:
    if text is None:
        raise RefusedFile(Fault.BAD_VALUE)
    return Cell(kind, text, is_formula, number_format)
