"""Styles of a workbook: style index -> number format, whether it shows a date, an old font."""

import re
from dataclasses import dataclass, replace
from typing import Final

from cchc_metrics.workbooks.grid import GENERAL
from cchc_metrics.workbooks.old_fonts import is_old_font
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
class CellFormat:
    """`old_font` is the font's name where it is one of before Unicode."""

    code: str = GENERAL
    is_date: bool = False
    old_font: str = ""


def is_date_code(code: str) -> bool:
    return code != GENERAL and _DATE_LETTERS.search(_LITERALS.sub("", code)) is not None


class StyleReader(PartReader):
    """xl/styles.xml -> `formats`, one for each cell style."""

    root = "styleSheet"

    def __init__(self) -> None:
        super().__init__()
        self._custom: dict[int, CellFormat] = {}
        self._fonts: list[str] = []
        self._styles: list[tuple[int, int]] = []

    @property
    def formats(self) -> list[CellFormat]:
        """Asked for after reading; the same object for the same format, to keep memory small."""
        known = {style: self._format(*style) for style in set(self._styles)}
        return [known[style] for style in self._styles]

    def _format(self, number_format: int, font: int) -> CellFormat:
        """Fonts are a help only, so that a font which does not exist refuses no file."""
        old_font = self._fonts[font] if font < len(self._fonts) else ""
        if number_format in self._custom:
            return replace(self._custom[number_format], old_font=old_font)
        is_date = number_format in _DATE_IDS
        fallback = _LOCAL_DATE_CODE if is_date else GENERAL
        return CellFormat(_BUILTIN_CODES.get(number_format, fallback), is_date, old_font)

    def start(self, name: str, parent: str, depth: int, attributes: dict[str, str]) -> None:
        if depth == 3 and name == "xf" and parent == "cellXfs":
            self._add_style(attributes)
        elif depth == 3 and name == "numFmt" and parent == "numFmts":
            self._add_custom(attributes)
        elif depth == 3 and name == "font" and parent == "fonts":
            if len(self._fonts) >= MAX_CELL_FORMATS:
                raise RefusedFile(Fault.TOO_MUCH_CONTENT)
            self._fonts.append("")
        elif depth == 4 and name == "name" and parent == "font" and self._fonts:
            font = attributes.get("val", "")
            self._fonts[-1] = font if is_old_font(font) else ""

    def _add_style(self, attributes: dict[str, str]) -> None:
        if len(self._styles) >= MAX_CELL_FORMATS:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT)
        number_format = whole_number(attributes.get("numFmtId", "0"))
        self._styles.append((number_format, whole_number(attributes.get("fontId", "0"))))

    def _add_custom(self, attributes: dict[str, str]) -> None:
        code = attributes.get("formatCode", GENERAL)
        if len(code) > MAX_FORMAT_CODE or len(self._custom) >= MAX_NUMBER_FORMATS:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT)
        identifier = whole_number(attributes.get("numFmtId", ""))
        self._custom[identifier] = CellFormat(code, is_date_code(code))

    def end(self, name: str, parent: str, depth: int) -> None:
        pass
