"""Number formats of a workbook: style index -> format code and whether it shows a date."""

import re
from dataclasses import dataclass
from typing import Final

from cchc_metrics.workbooks.grid import GENERAL
from cchc_metrics.workbooks.refusals import Fault, RefusedFile
from cchc_metrics.workbooks.xlsx.parsing import PartReader, whole_number

# Excel allows 65,490 cell formats; bloated real files come near.
MAX_CELL_FORMATS: Final = 65_500
MAX_NUMBER_FORMATS: Final = 10_000
# Excel's limit for one code. Another library takes 20 seconds over a code of 200,000 characters.
MAX_FORMAT_CODE: Final = 255

# ECMA-376 part 1, 18.8.30, the codes every locale shares.
_BUILTIN_CODES: Final = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0 ;(#,##0)",
    38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
# 27-36 and 50-58 are dates in East Asian locales, without a common code.
_DATE_IDS: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_LOCAL_DATE_CODE: Final = "yyyy-mm-dd"

# Quoted words, escaped characters, widths and fillers, and [conditions] are not the code's own.
_LITERALS: Final = re.compile(r'"[^"]*"?|[\\_*].|\[[^\]]*\]?', re.DOTALL)
_DATE_LETTERS: Final = re.compile(r"[dmyhs]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    code: str = GENERAL
    is_date: bool = False


def is_date_code(code: str) -> bool:
    return code != GENERAL and _DATE_LETTERS.search(_LITERALS.sub("", code)) is not None


class StyleReader(PartReader):
    """xl/styles.xml -> `formats`, one for each cell style."""

    root = "styleSheet"

    def __init__(self) -> None:
        super().__init__()
        self._custom: dict[int, NumberFormat] = {}
        self._ids: list[int] = []

    @property
    def formats(self) -> list[NumberFormat]:
        """Asked for after reading; the same object for the same format, to keep memory small."""
        known = {identifier: self._format(identifier) for identifier in set(self._ids)}
        return [known[identifier] for identifier in self._ids]

    def _format(self, identifier: int) -> NumberFormat:
        if identifier in self._custom:
            return self._custom[identifier]
        is_date = identifier in _DATE_IDS
        fallback = _LOCAL_DATE_CODE if is_date else GENERAL
        return NumberFormat(_BUILTIN_CODES.get(identifier, fallback), is_date)

    def start(self, name: str, parent: str, depth: int, attributes: dict[str, str]) -> None:
        if depth != 3:
            return
        if name == "xf" and parent == "cellXfs":
            if len(self._ids) >= MAX_CELL_FORMATS:
                raise RefusedFile(Fault.TOO_MUCH_CONTENT)
            self._ids.append(whole_number(attributes.get("numFmtId", "0")))
        elif name == "numFmt" and parent == "numFmts":
            self._add_custom(attributes)

    def _add_custom(self, attributes: dict[str, str]) -> None:
        code = attributes.get("formatCode", GENERAL)
        if len(code) > MAX_FORMAT_CODE or len(self._custom) >= MAX_NUMBER_FORMATS:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT)
        identifier = whole_number(attributes.get("numFmtId", ""))
        self._custom[identifier] = NumberFormat(code, is_date_code(code))

    def end(self, name: str, parent: str, depth: int) -> None:
        pass
