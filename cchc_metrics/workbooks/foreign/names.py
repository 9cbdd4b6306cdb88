"""What a plan's indicators are called: to the letter, and in words that a label may be near to."""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from cchc_metrics.plan.model import Indicator
from cchc_metrics.workbooks.foreign.folding import folded
from cchc_metrics.workbooks.foreign.legacy_fonts import known_words
from cchc_metrics.workbooks.foreign.proposal import meaning_of
from cchc_metrics.workbooks.foreign.terms import Part
from cchc_metrics.workbooks.once import Once

SHOWN_SCORE = 55.0
MOST_CANDIDATES = 3

# Words that offices put before an indicator's name.
_OPENINGS = ("tỷ lệ ", "tỉ lệ ", "kết quả ", "số ", "tổng số ")
_HEADINGS = (
    "Chỉ tiêu Nội dung Đơn vị tính Tử số Mẫu số Tỷ lệ Ghi chú Tổng cộng Kết quả thực hiện",
    "Báo cáo tháng quý năm Lũy kế Kế hoạch Mã số Không phát sinh chưa có",
)


class Names:
    """A plan's names, folded. `exact` holds what one indicator alone is called, with its meaning,
    `words` every word of the indicators; `near[label]` the meanings that a folded label may stand
    for, best first, with scores of 0 to 100.
    """

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        self.exact, near = _targets([i for i in indicators if i.is_reported])
        self.words = known_words([*_HEADINGS, *(text for i in indicators for text in _texts(i))])
        self.near: Once[str, tuple[tuple[str, float], ...]] = Once(self._near, len)
        self._texts = [text for text, _ in near]
        self._texts_by_words = [_by_words(text) for text in self._texts]
        self._meanings = [meaning for _, meaning in near]

    def _near(self, label: str) -> tuple[tuple[str, float], ...]:
        """By letters or, whatever the order of the words, by words; what is left out counts."""
        scores: dict[str, float] = {}
        ways = ((label, self._texts), (_by_words(label), self._texts_by_words))
        for text, texts in ways:
            found = process.extract(
                text, texts, scorer=fuzz.ratio, score_cutoff=SHOWN_SCORE, limit=None
            )
            for _, score, at in found:
                meaning = self._meanings[at]
                scores[meaning] = max(score, scores.get(meaning, 0.0))
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return tuple((meaning, round(score, 1)) for meaning, score in ranked[:MOST_CANDIDATES])


@lru_cache(maxsize=4)
def names_of(indicators: tuple[Indicator, ...]) -> Names:
    """Made once for a plan: every file asks for it, and most labels have been asked before."""
    return Names(indicators)


def _by_words(text: str) -> str:
    """The same for every order of the words."""
    return " ".join(sorted(text.split()))


def _texts(indicator: Indicator) -> tuple[str, ...]:
    return indicator.name, indicator.numerator, indicator.denominator, indicator.unit


def _targets(
    indicators: Sequence[Indicator],
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Folded names that mean something exactly, and all texts that a label may be near to."""
    exact: dict[str, str] = {}
    near: list[tuple[str, str]] = []
    for i in indicators:
        parts = ((Part.NUMERATOR, i.numerator), (Part.DENOMINATOR, i.denominator))
        for part, text in ((Part.WHOLE, i.name), *parts):
            key, meaning = folded(text), meaning_of(i.code, part)
            if not key:
                continue
            # Where two indicators count the same thing (all staff), the words alone mean neither.
            exact[key] = "" if key in exact and exact[key] != meaning else meaning
            near.append((key, meaning))
        near += [(folded(opening + i.name), meaning_of(i.code)) for opening in _OPENINGS]
        near += [(folded(i.wording), meaning_of(i.code))]
    return {key: meaning for key, meaning in exact.items() if meaning}, tuple(near)
