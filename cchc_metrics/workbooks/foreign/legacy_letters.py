"""The letters of two Vietnamese fonts of before Unicode, TCVN3 (ABC) and VNI.

In a workbook such text holds Latin letters that only the font shows as Vietnamese. TCVN3 has one
byte a letter (TCVN 5712:1993, as `iconv` knows it); VNI writes a letter and then its marks.
"""

import re
from typing import Final

_TCVN3_LETTERS: Final = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}


def _tcvn3() -> dict[int, str]:
    """Character -> letter; Windows shows some bytes as other characters in its own code pages."""
    table: dict[int, str] = {}
    for first, letters in _TCVN3_LETTERS.items():
        for byte, letter in enumerate(letters, start=first):
            for code_page in ("latin-1", "cp1252", "cp1258"):
                character = bytes([byte]).decode(code_page, errors="ignore")
                if character and not is_modern(character):
                    table[ord(character)] = letter
    return table


def is_modern(text: str) -> bool:
    """Whether text holds a Vietnamese letter that no font of before Unicode can have."""
    return _MODERN.search(text) is not None


_MODERN: Final = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168-\u01b0\u1ea0-\u1ef9]")

# Marks of tone behind a, e, o, u and y; behind the circumflex; behind the breve.
_TONES: Final = dict(zip("ùøûõï", "áàảãạ", strict=True))
_PLAIN: Final = {
    "a": "áàảãạ",
    "e": "éèẻẽẹ",
    "o": "óòỏõọ",
    "u": "úùủũụ",
    "y": "ýỳỷỹ",
    "ô": "ớờởỡợ",
    "ö": "ứừửữự",
}
_CIRCUMFLEX: Final = {"a": "âấầẩẫậ", "e": "êếềểễệ", "o": "ôốồổỗộ"}
_SINGLE: Final = {"ñ": "đ", "ô": "ơ", "ö": "ư", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}


def _vni() -> dict[str, str]:
    pairs = {
        base + mark: letter
        for base, letters in _PLAIN.items()
        for mark, letter in zip(_TONES, letters, strict=False)
    }
    for base, letters in _CIRCUMFLEX.items():
        pairs |= {base + mark: letter for mark, letter in zip("âáàåãä", letters, strict=True)}
    pairs |= {"a" + mark: letter for mark, letter in zip("êéèúüë", "ăắằẳẵặ", strict=True)}
    lower = pairs | _SINGLE
    first_upper = {key[0].upper() + key[1:]: value.upper() for key, value in lower.items()}
    return lower | first_upper | {key.upper(): value.upper() for key, value in lower.items()}


_TCVN3: Final = _tcvn3()
_VNI: Final = _vni()
_VNI_PATTERN: Final = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    return _VNI_PATTERN.sub(lambda match: _VNI[match[0]], text)
