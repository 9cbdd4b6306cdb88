"""What a plan's indicators are called: to the letter, and in words that a label may be near to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cchc_metrics.plan.model import Indicator
from cchc_metrics.workbooks.foreign.folding import folded
from cchc_metrics.workbooks.foreign.legacy_fonts import known_words
from cchc_metrics.workbooks.foreign.proposal import meaning_of
from cchc_metrics.workbooks.foreign.terms import Part

# Words that offices put before an indicator's name.
_OPENINGS = ("tỷ lệ ", "tỉ lệ ", "kết quả ", "số ", "tổng số ")
_HEADINGS = (
    "Chỉ tiêu Nội dung Đơn vị tính Tử số Mẫu số Tỷ lệ Ghi chú Tổng cộng Kết quả thực hiện",
    "Báo cáo tháng quý năm Lũy kế Kế hoạch Mã số Không phát sinh chưa có",
)


@dataclass(frozen=True)
class Names:
    """Folded texts and their meanings; `texts[i]` may stand for `meanings[i]`.

    `exact` holds what one indicator alone is called, `words` every word of the plan's indicators.
    """

    exact: dict[str, str]
    texts: list[str]
    texts_by_words: list[str]
    meanings: list[str]
    words: frozenset[str]


@lru_cache(maxsize=4)
def names_of(indicators: tuple[Indicator, ...]) -> Names:
    """Of those that departments report; made once for a plan, as it is asked for every file."""
    exact, near = _targets([indicator for indicator in indicators if indicator.is_reported])
    texts = [text for text, _ in near]
    return Names(
        exact,
        texts,
        [by_words(text) for text in texts],
        [meaning for _, meaning in near],
        known_words([*_HEADINGS, *(text for i in indicators for text in _texts(i))]),
    )


def by_words(text: str) -> str:
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
