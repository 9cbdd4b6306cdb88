"""Finds words on a page that are not Vietnamese, without knowing English.

A word with a Vietnamese letter is Vietnamese. One of plain letters has to be built like a syllable
(`trang`, `theo`, `quy`) or to be in the list of names and units; `Upload`, `Close` and `Search` are
neither. English words that are built like syllables (`to`, `the`, `them`) go unseen,
but no sentence and hardly a button is made of them alone.
"""

import re

from playwright.sync_api import Page

# Names, units and abbreviations that stand on pages for good.
ALLOWED = frozenset(
    """
    CCHC TTHC VBQPPL UBND TT VT VHXH CP BNV TTg NQ VNeID VneID DVC CBCCVC SHA SQLite PostgreSQL
    CN Esc Home End OpenID Connect Excel xlsx csv docx pptx PDF PNG MB KB GB Enter Ctrl
    TM Dr OHID NIST SEMATECH Wilson Newcombe Shewhart Wheeler Student XmR
    VPHDND PKT PVHXH TTPVHCC PVHCC MAU
    """.split()
)
# Names of several words, which are English taken alone.
_PHRASES = re.compile(
    "Open SDG|Making Data Count|Handbook of Statistical Methods|Statistics in Medicine|NHS England"
    "|Save As|Excel Workbook"
)
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|ch|kh|ph|th|tr|qu|[bcdghklmnprstvx])?"
    r"(?:[aeiouy]|ai|ao|au|ay|eo|ia|iu|oa|oe|oi|ua|ue|ui|uy|ie|ye|yeu|ieu|oai|oay|uya|uye|uou|uoi|uo|uu)"
    r"(?:ch|ng|nh|[cmnpt])?",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVX]+")
# Letters alone: not parts of file names, addresses, codes and figures.
_WORD = re.compile(r"(?<![\w./:@\\-])[^\W\d_]{2,}(?![\w@]|[./:\\-]\w)")
# What is read and what is heard; names of icons are neither.
_TEXTS = """
() => {
  const attributes = ["aria-label", "aria-description", "aria-valuetext", "title", "placeholder",
    "alt", "data-title"];
  const silent = "script, style, noscript, code, pre, [translate=no]";
  const found = [document.title];
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest(silent)) continue;
    for (const name of attributes) found.push(element.getAttribute(name) || "");
    if (element.tagName === "INPUT") found.push(element.value);
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE) found.push(node.data);
  }
  return found.map(text => text.trim()).filter(text => text);
}
"""


def foreign_words(page: Page, *allowed: str) -> list[str]:
    """Texts of a page, each with its words that are not Vietnamese."""
    return [
        f"{', '.join(words)} in “{text[:120]}”"
        for text in dict.fromkeys(page.evaluate(_TEXTS))
        if (
            words := [
                w
                for w in _WORD.findall(_PHRASES.sub("", text))
                if is_foreign(w) and w not in allowed
            ]
        )
    ]


def is_foreign(word: str) -> bool:
    if not word.isascii() or word in ALLOWED or _ROMAN.fullmatch(word):
        return False
    return _SYLLABLE.fullmatch(word) is None
