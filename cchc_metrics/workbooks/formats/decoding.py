"""Bytes of a text file -> text: by its mark, else UTF-8, else a code page of Windows."""

import re
import unicodedata

from cchc_metrics.workbooks.refusals import Fault, RefusedFile
from cchc_metrics.workbooks.syllables import share_of_syllables

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ACCENTED = re.compile(r"[^\W\d_]*[^\x00-\x7f]+[^\W\d_]*")
_READABLE = 0.5
_MOST_WORDS = 2_000


def decoded(data: bytes) -> str:
    """Raise RefusedFile for text that is not what its mark says."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise RefusedFile(Fault.DAMAGED_CONTENT) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _from_code_page(data)


def _from_code_page(data: bytes) -> str:
    """Vietnamese where that gives its words; else Western, as fonts of before Unicode need it."""
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    words = _ACCENTED.findall(vietnamese)[:_MOST_WORDS]
    if share_of_syllables(" ".join(words)) >= _READABLE:
        return vietnamese
    return data.decode("cp1252", errors="replace")
