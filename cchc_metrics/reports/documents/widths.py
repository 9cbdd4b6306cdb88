"""How long a line of bold Times New Roman is, for the lines that the decree draws below texts.

A Vietnamese letter is as wide as its Latin base. Widths are those of Adobe's Times-Bold metrics, in
thousandths of the size; the line is right to within a few percent, which its rule (as long as the
text, or a third to a half of it) allows.
"""

import unicodedata
from string import ascii_lowercase, ascii_uppercase

from docx.shared import Length, Pt

_CAPITALS = (
    "722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000"
    " 722 722 667"
)
_SMALL = (
    "500 556 444 556 444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722"
    " 500 500 444"
)
_OTHERS = {" ": 250, "\u00a0": 250, ",": 250, ".": 250, "-": 333, "/": 278, "(": 333, ")": 333}
_FIGURE = 500
_WIDTHS = (
    dict(zip(ascii_uppercase, map(int, _CAPITALS.split()), strict=True))
    | dict(zip(ascii_lowercase, map(int, _SMALL.split()), strict=True))
    | _OTHERS
)


def text_width(text: str, size: float) -> Length:
    """The width of one line at a size in points."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    letters = [letter for letter in plain if not unicodedata.combining(letter)]
    return Pt(sum(_WIDTHS.get(letter, _FIGURE) for letter in letters) * size / 1000)
