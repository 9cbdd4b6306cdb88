"""Which indicator a row's label means: by code, by exact name, as confirmed before, or nearly.

A near name is only ever proposed, with its score; below the limit nothing is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cchc_metrics.plan.model import Plan
from cchc_metrics.workbooks.checking.numbers import cleaned
from cchc_metrics.workbooks.foreign.folding import folded
from cchc_metrics.workbooks.foreign.names import names_of
from cchc_metrics.workbooks.foreign.proposal import Candidate, Choice, meaning_of, parse_meaning
from cchc_metrics.workbooks.foreign.terms import MatchKind, Part

# Measured on names with words left out, added, reordered or misspelt: below 80 strangers appear.
NEAR_SCORE = 80.0
# Of two indicators that are as near, neither is proposed.
CLEAR_LEAD = 4.0

_PART_WORDS = {
    Part.WHOLE: "{name}",
    Part.NUMERATOR: "{name}: tử số",
    Part.DENOMINATOR: "{name}: mẫu số",
    Part.RATE: "{name}: tỷ lệ",
}
# Not "II.3-1/20" or "II.3-1,5": whatever that is, it is more than a code.
_CODE_START = re.compile(r"([A-ZĐ0-9][A-ZĐ0-9.\-]*[0-9a-z])(?![\w%]|[^\w\s]+[0-9%])[^\w\s]*(.*)")


@dataclass(frozen=True)
class Match:
    kind: MatchKind
    meaning: str = ""
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()


class Matcher:
    """Knows a plan's indicators and a department's confirmed mappings: folded label -> meaning.

    A label that was confirmed to mean nothing ("") is left out without asking again.
    """

    def __init__(self, plan: Plan, remembered: Mapping[str, str]) -> None:
        self._indicators = {i.code: i for i in plan.indicators if i.is_reported}
        self._codes = {_code_key(code): code for code in self._indicators}
        self._remembered = {
            label: meaning
            for label, meaning in remembered.items()
            if not meaning or parse_meaning(meaning)[0] in self._indicators
        }
        self._names = names_of(plan.indicators)
        self.words_known = self._names.words
        self._compared: dict[str, Match] = {}
        self._named: dict[str, str | None] = {}

    def match(self, label: str, code: str = "") -> Match:
        """`label` in Unicode already; `code` is the text of a code column, if there is one."""
        led, name = self._after_code(label)
        codes = [each for each in (self._codes.get(_code_key(code)), led) if each is not None]
        if codes:
            return self._by_code(codes, folded(name))
        key = folded(label)
        by_name = self._names.exact.get(key)
        if not key:
            return Match(MatchKind.NONE)
        if key in self._remembered:
            return Match(MatchKind.REMEMBERED, self._remembered[key], 100.0)
        if by_name is not None:
            return Match(MatchKind.NAME, by_name, 100.0)
        return self._near(key)

    def words(self, meaning: str) -> str:
        indicator, part = parse_meaning(meaning)
        name = self._indicators[indicator].name
        return f"{indicator} {_PART_WORDS[part].format(name=name)}"

    def choices(self) -> tuple[Choice, ...]:
        """Every meaning that a row may be given by hand, in the plan's order."""
        return tuple(
            Choice(meaning, self.words(meaning))
            for code in self._indicators
            for part in Part
            for meaning in (meaning_of(code, part),)
        )

    def unit(self, meaning: str) -> str:
        """The indicator's unit; empty for no meaning."""
        indicator = self._indicators.get(parse_meaning(meaning)[0]) if meaning else None
        return indicator.unit if indicator else ""

    def _after_code(self, label: str) -> tuple[str | None, str]:
        """A code at the very beginning and the rest: "II.3-1. Hồ sơ trực tuyến"."""
        match = _CODE_START.match(cleaned(label))
        code = self._codes.get(_code_key(match[1])) if match else None
        return (code, match[2]) if match and code else (None, label)

    def _by_code(self, codes: Sequence[str], key: str) -> Match:
        """A code goes before whatever words, but not before those of another indicator."""
        said = (self._names.exact.get(key) or self._near(key).meaning) if key else ""
        meanings = [*map(meaning_of, codes), *filter(None, [said])]
        if any(parse_meaning(each)[0] != codes[0] for each in meanings):
            return self.torn(*dict.fromkeys(meanings))
        return Match(MatchKind.CODE, meanings[0], 100.0)

    def exact(self, text: str) -> str | None:
        """The indicator whose code or name a text is, to the letter; None for other texts."""
        if text not in self._named:
            meaning = self._codes.get(_code_key(text)) or self._names.exact.get(folded(text))
            self._named[text] = parse_meaning(meaning)[0] if meaning else None
        return self._named[text]

    def torn(self, *meanings: str) -> Match:
        """Two cells of a row name different indicators, so the officer decides."""
        candidates = tuple(Candidate(m, self.words(m), 100.0) for m in meanings)
        return Match(MatchKind.NEAR, meanings[0], 100.0, candidates)

    def _near(self, key: str) -> Match:
        """Labels repeat, so each is compared once."""
        if key not in self._compared:
            self._compared[key] = self._nearest(key)
        return self._compared[key]

    def _nearest(self, key: str) -> Match:
        candidates = tuple(Candidate(m, self.words(m), s) for m, s in self._names.near[key])
        if not candidates:
            return Match(MatchKind.NONE)
        best = candidates[0]
        lead = best.score - (candidates[1].score if len(candidates) > 1 else 0.0)
        if best.score < NEAR_SCORE or lead < CLEAR_LEAD:
            return Match(MatchKind.NONE, candidates=candidates)
        return Match(MatchKind.NEAR, best.meaning, best.score, candidates)


def _code_key(code: str) -> str:
    return "".join(cleaned(code).split()).casefold()
