"""Strings of a workbook: the shared table, rich text joined, Excel's escapes undone.

Characters stay as they are in the file, spaces included: composing, trimming and converting
belong to those who know what the text is for.
"""

import re
from typing import Final

from cchc_metrics.workbooks.refusals import Fault, RefusedFile
from cchc_metrics.workbooks.xlsx.parsing import Budget, PartReader

MAX_SHARED_STRINGS: Final = 500_000

_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def decode_escapes(text: str) -> str:
    """ "_x000D_" -> carriage return (ECMA-376 part 1, 22.9.2.19, ST_Xstring).

    Two kinds stay as written: NUL, which no record can store, and halves of surrogate pairs,
    which are no characters.
    """
    return _ESCAPE.sub(_unescaped, text) if "_x" in text else text


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


class SharedStringReader(PartReader):
    """xl/sharedStrings.xml -> `strings`; the declared count is not believed."""

    root = "sst"

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self._budget = budget
        self._runs: list[str] = []
        self.strings: list[str] = []

    def start(self, name: str, parent: str, depth: int, attributes: dict[str, str]) -> None:
        if name == "si" and depth == 2:
            self._runs = []
        elif name == "t" and _is_shown(parent, depth):
            self.pieces = []

    def end(self, name: str, parent: str, depth: int) -> None:
        if name == "t" and self.pieces is not None:
            self._runs.append(self.take_text())
        elif name == "si" and depth == 2:
            self._add("".join(self._runs))

    def _add(self, raw: str) -> None:
        string = decode_escapes(raw)
        self._budget.spend_text(len(string))
        if len(self.strings) >= MAX_SHARED_STRINGS:
            raise RefusedFile(Fault.TOO_MUCH_CONTENT)
        self.strings.append(string)


def _is_shown(parent: str, depth: int) -> bool:
    """Text of the string or of a run of it; the text of a phonetic hint (rPh) is not shown."""
    return (parent == "si" and depth == 3) or (parent == "r" and depth == 4)
