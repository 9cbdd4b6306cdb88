"""Text in fonts of before Unicode -> Unicode: found by font and by vote, for a sheet as a whole.

One label alone may look like either; ten together do not. Only letters are changed: digits and
signs are the same in every font, so that no number can become another.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from cchc_metrics.workbooks.foreign.legacy_letters import from_tcvn3, from_vni, is_modern
from cchc_metrics.workbooks.foreign.proposal import Conversion
from cchc_metrics.workbooks.foreign.terms import Legacy
from cchc_metrics.workbooks.grid import Cell, CellKind, Sheet, address
from cchc_metrics.workbooks.old_fonts import CAPITAL_FONT, TCVN3_FONT, VNI_FONT
from cchc_metrics.workbooks.once import Once
from cchc_metrics.workbooks.syllables import share_of_syllables

_DECODERS: dict[Legacy, Callable[[str], str]] = {
    Legacy.TCVN3: from_tcvn3,
    Legacy.VNI: from_vni,
}
_FONTS = {Legacy.TCVN3: TCVN3_FONT, Legacy.VNI: VNI_FONT}
FEWEST_VOTES = 4
MAJORITY = 0.6


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts in Unicode, such as a plan's, by which a word in doubt is told."""
    return frozenset(word for text in texts for word in _words(text))


def to_unicode(
    sheet: Sheet, known: frozenset[str] = frozenset()
) -> tuple[Sheet, Legacy | None, tuple[Conversion, ...]]:
    """The sheet with its old labels in Unicode, the encoding that was found, and what changed.

    `known` are words that labels are likely to have (`known_words`).
    """
    voted = _voted(sheet)
    if voted is None and not sheet.old_fonts:
        return sheet, None, ()
    cells: dict[tuple[int, int], Cell] = {}
    conversions: list[Conversion] = []
    used: list[Legacy] = []
    for position, cell in sheet.cells.items():
        legacy = _legacy_of(cell, sheet.old_fonts.get(position, ""), voted, known)
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


@dataclass(frozen=True)
class _Vote:
    """`is_alone`: no text of the sheet is in Unicode."""

    legacy: Legacy
    is_alone: bool


def _voted(sheet: Sheet) -> _Vote | None:
    """The encoding in which most of the sheet's accented texts make Vietnamese words."""
    texts = {
        cell.text
        for cell in sheet.cells.values()
        if cell.kind is CellKind.TEXT and not cell.text.isascii()
    }
    if len(texts) < FEWEST_VOTES:
        return None
    votes = [_BEST[text] for text in texts]
    for legacy in Legacy:
        if votes.count(legacy) >= MAJORITY * len(votes):
            return _Vote(legacy, not any(map(is_modern, texts)))
    return None


def _legacy_of(cell: Cell, font: str, voted: _Vote | None, known: frozenset[str]) -> Legacy | None:
    """A Unicode sentence in an old font is common, so the text has a say as well."""
    if cell.kind is not CellKind.TEXT or cell.text.isascii() or is_modern(cell.text):
        return None
    by_font = next((legacy for legacy, name in _FONTS.items() if name.match(font)), None)
    as_it_stands = _sense(cell.text, known)
    if by_font and _sense(_DECODERS[by_font](cell.text), known) >= as_it_stands:
        return by_font
    if voted is None:
        return None
    decoded = _sense(_DECODERS[voted.legacy](cell.text), known)
    # "chó" is a word both ways: where all else is old, so is this.
    is_old = decoded > as_it_stands or (decoded == as_it_stands and voted.is_alone)
    return voted.legacy if is_old else None


def _sense(text: str, known: frozenset[str]) -> tuple[float, int]:
    """How much of a text can be Vietnamese; where that is equal, how many words are known."""
    return share_of_syllables(text), sum(word in known for word in _words(text))


def _words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).casefold().split()


def _decoded(text: str, legacy: Legacy, font: str) -> str:
    decoded = unicodedata.normalize("NFC", _DECODERS[legacy](text))
    return decoded.upper() if CAPITAL_FONT.search(font) else decoded


def _best_of(text: str) -> Legacy | None:
    """The encoding that reads clearly better than Unicode; None where Unicode reads well."""
    if is_modern(text):
        return None
    shares = {legacy: share_of_syllables(decode(text)) for legacy, decode in _DECODERS.items()}
    best = max(shares, key=lambda legacy: shares[legacy])
    return best if shares[best] > share_of_syllables(text) else None


_BEST = Once(_best_of, len)
