"""Text -> the form in which two ways of writing the same Vietnamese words are equal.

For comparing only: what is shown or kept is always the text itself.
"""

import re
import unicodedata

from cchc_metrics.workbooks.checking.numbers import cleaned
from cchc_metrics.workbooks.once import Once

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# "1.", "1.2)", "a)", "IV.", "-", "+", "*": the beginning of an item, not part of its name.
_ITEM_MARK = re.compile(
    r"^(?:(?:[ivx]{1,5}|[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-zđ])[.)]\s*|[-+*•–]\s*)+"
)
_NOT_WORDS = re.compile(r"[^\w%/]+|_+")
# kỹ/kĩ, lý/lí, quy/qui; not tay/tai, thuý/thúi, which are other words.
_Y_AS_I = re.compile(r"(?<=[bcdđghklmnprstvx])y(?=[\W_]|$)|(?<=\bqu)y")


def folded(text: str) -> str:
    """Case, spaces, punctuation, the place of tone marks (òa, oà) and y/i made equal."""
    return _FOLDED[text]


def _fold(text: str) -> str:
    plain = _ITEM_MARK.sub("", cleaned(text).casefold())
    words = _NOT_WORDS.sub(" ", plain).split()
    return " ".join(_tone_last(word) for word in words)


def bare(text: str) -> str:
    """Without any marks at all: "Tỷ lệ" -> "ty le"; for the few words that headings use."""
    return _BARE[text]


def _strip(text: str) -> str:
    parts = unicodedata.normalize("NFD", cleaned(text).casefold().replace("đ", "d"))
    letters = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(_NOT_WORDS.sub(" ", letters).split())


def _tone_last(word: str) -> str:
    """The syllable without its tone, then the tone: "hòa" and "hoà" are both "hoa" + grave."""
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in parts if c in _TONES)
    letters = "".join(c for c in parts if c not in _TONES)
    return _Y_AS_I.sub("i", unicodedata.normalize("NFC", letters)) + tones


_FOLDED, _BARE = Once(_fold, len), Once(_strip, len)
