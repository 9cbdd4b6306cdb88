"""Text in fonts of before Unicode -> Unicode: found by font and by vote, for a sheet as a whole.

One label alone may look like either; ten together do not. Only letters are changed: digits and
signs are the same in every font, so that no number can become another.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from cchc_metrics.workbooks.foreign.legacy_letters import from_tcvn3, from_vni, is_modern
from cchc_metrics.workbooks.foreign.proposal import Conversion
from cchc_metrics.workbooks.foreign.terms import Legacy
from cchc_metrics.workbooks.grid import Cell, CellKind, Sheet, address

_DECODERS: dict[Legacy, Callable[[str], str]] = {
    Legacy.TCVN3: from_tcvn3,
    Legacy.VNI: from_vni,
}
_FONTS = {Legacy.TCVN3: re.compile(r"\.Vn", re.IGNORECASE), Legacy.VNI: re.compile(r"VNI\b", re.I)}
_CAPITAL_FONT = re.compile(r"\.Vn\w*H$", re.IGNORECASE)
FEWEST_VOTES = 4
MAJORITY = 0.6

_WORD = re.compile(r"[^\W\d_]+")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    r"(?:u[yâêơ]|uyê|oa|oă|oe|iê|yê|uô|ươ|ia|ua|ưa|uya|[aăâeêioôơuưy])"
    r"(?:ng|nh|ch|[cmnptiyou])?"
)


def to_unicode(sheet: Sheet) -> tuple[Sheet, Legacy | None, tuple[Conversion, ...]]:
    """The sheet with its old labels in Unicode, the encoding that was found, and what changed."""
    voted = _voted(sheet)
    cells: dict[tuple[int, int], Cell] = {}
    conversions: list[Conversion] = []
    used: list[Legacy] = []
    for position, cell in sheet.cells.items():
        legacy = _legacy_of(sheet, position, cell, voted)
        text = _decoded(cell.text, legacy, sheet.old_fonts.get(position, "")) if legacy else ""
        if legacy is None or text == cell.text:
            continue
        cells[position] = replace(cell, text=text)
        conversions.append(Conversion(address(*position), cell.text, text))
        used.append(legacy)
    if not cells:
        return sheet, None, ()
    found = max(Legacy, key=used.count)
    return replace(sheet, cells={**sheet.cells, **cells}), found, tuple(conversions)


def _voted(sheet: Sheet) -> Legacy | None:
    """The encoding in which most of the sheet's accented texts make Vietnamese words."""
    texts = {
        cell.text
        for cell in sheet.cells.values()
        if cell.kind is CellKind.TEXT and not cell.text.isascii()
    }
    if len(texts) < FEWEST_VOTES:
        return None
    votes = [_best(text) for text in texts]
    for legacy in Legacy:
        if votes.count(legacy) >= MAJORITY * len(votes):
            return legacy
    return None


def _legacy_of(
    sheet: Sheet, position: tuple[int, int], cell: Cell, voted: Legacy | None
) -> Legacy | None:
    """A Unicode sentence in an old font is common, so the text has a say as well."""
    if cell.kind is not CellKind.TEXT or cell.text.isascii() or is_modern(cell.text):
        return None
    font = sheet.old_fonts.get(position, "")
    by_font = next((legacy for legacy, name in _FONTS.items() if name.match(font)), None)
    if by_font is not None and _share(_DECODERS[by_font](cell.text)) >= _share(cell.text):
        return by_font
    if voted is not None and _share(_DECODERS[voted](cell.text)) > _share(cell.text):
        return voted
    return None


def _decoded(text: str, legacy: Legacy, font: str) -> str:
    decoded = unicodedata.normalize("NFC", _DECODERS[legacy](text))
    return decoded.upper() if _CAPITAL_FONT.search(font) else decoded


@lru_cache(maxsize=20_000)
def _best(text: str) -> Legacy | None:
    """The encoding that reads clearly better than Unicode; None where Unicode reads well."""
    if is_modern(text):
        return None
    shares = {legacy: _share(decode(text)) for legacy, decode in _DECODERS.items()}
    best = max(shares, key=lambda legacy: shares[legacy])
    return best if shares[best] > _share(text) else None


def _share(text: str) -> float:
    """The share of words that are possible Vietnamese syllables."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return sum(_is_syllable(word) for word in words) / len(words) if words else 0.0


def _is_syllable(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word)
    bare_of_tone = unicodedata.normalize("NFC", parts.translate(_TONES))
    tones = sum(c in "\u0300\u0301\u0303\u0309\u0323" for c in parts)
    return tones <= 1 and _SYLLABLE.fullmatch(bare_of_tone) is not None


def old_font(name: str) -> bool:
    """Whether a font's name is one of before Unicode."""
    return any(pattern.match(name) for pattern in _FONTS.values())
