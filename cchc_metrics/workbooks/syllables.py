"""Whether words can be Vietnamese: by how a syllable is built, without a dictionary."""

import re
import unicodedata

TONES = "\u0300\u0301\u0303\u0309\u0323"

_WORD = re.compile(r"[^\W\d_]+")
_WITHOUT_TONES = dict.fromkeys(map(ord, TONES))
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    r"(?:u[yâêơ]|uyê|oa|oă|oe|iê|yê|uô|ươ|ia|ua|ưa|uya|[aăâeêioôơuưy])"
    r"(?:ng|nh|ch|[cmnptiyou])?"
)


def share_of_syllables(text: str) -> float:
    """The share of a text's words that are possible syllables, 0 to 1; 0 where it has no words."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return sum(_is_syllable(word) for word in words) / len(words) if words else 0.0


def _is_syllable(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word)
    plain = unicodedata.normalize("NFC", parts.translate(_WITHOUT_TONES))
    return sum(c in TONES for c in parts) <= 1 and _SYLLABLE.fullmatch(plain) is not None
