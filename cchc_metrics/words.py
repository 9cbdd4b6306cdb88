"""How numbers, rates, days and moments are said in Vietnamese: 1.234,5 · 95,5% · 15/3/2026.

Nothing is rounded up to 100%, nor up to (or down to) a target that is not met: digits are added
until the printed figure stands on the right side of the limit.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

LOCALE = "vi"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
NOTHING = "–"
NOT_ARISEN = "không phát sinh"
NO_FIGURES = "chưa có số liệu"
NO_TARGET = "chưa giao chỉ tiêu"
# Nothing in an area has both a figure and a target.
NOT_JUDGED = "chưa chấm được"
_PARTING = re.compile("[\v\f]")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KILOBYTE, _MEGABYTE = 1 << 10, 1 << 20
_LARGEST_DENOMINATOR = 10**7
_MOST_NUMBERS = 20_000
_MOST_DIGITS = 20  # enough to part any two rates of counts below a thousand million


def number(value: int | float | Decimal | None) -> str:
    """`1.234`, `1.234,5`; a dash for None."""
    return NOTHING if value is None else _decimal(value + 0)


@lru_cache(_MOST_NUMBERS)
def _decimal(value: int | float | Decimal, pattern: str | None = None) -> str:
    """Few numbers stand on all pages together, and each is said again in every run of a page.

    Equal numbers are said alike, so `value` must not be the negative zero.
    """
    return str(format_decimal(value, format=pattern, locale=LOCALE))


def percent(ratio: Fraction | float | None, limits: Iterable[Fraction | float] = ()) -> str:
    """A ratio (0..1) as `95,5%`, on the same side of 100% and of every limit as it really is."""
    if ratio is None:
        return NOTHING
    exact = _exact(ratio)
    # A limit that is met exactly cannot be crossed: 1/3 against 1/3 is 33,3%.
    walls = [wall for wall in (Fraction(1), *map(_exact, limits)) if wall != exact]
    digits = 1
    shown = _rounded(exact, digits)
    while digits < _MOST_DIGITS and not all(_same_side(exact, shown, wall) for wall in walls):
        digits += 1
        shown = _rounded(exact, digits)
    return _percent(shown, digits)


def percent_to(ratio: Fraction | float, digits: int) -> str:
    """A ratio as a percentage of at most so many decimals, as many as `percent` has found."""
    return _percent(_rounded(_exact(ratio), digits), digits)


def _percent(shown: Decimal, digits: int) -> str:
    return f"{_decimal(shown * 100 + 0, '#,##0.' + '#' * digits)}%"


def rate(
    numerator: int | None, denominator: int | None, limits: Iterable[Fraction | float] = ()
) -> str:
    """`95,5% (191/200)`: a rate never stands without its parts. 0/0 is not a rate."""
    if numerator is None or denominator is None:
        return NO_FIGURES
    if denominator == 0:
        return NOT_ARISEN
    shown = percent(Fraction(numerator, denominator), limits)
    return f"{shown} ({number(numerator)}/{number(denominator)})"


def day(value: date | None) -> str:
    """`15/3/2026`; a dash for None."""
    return NOTHING if value is None else f"{value.day}/{value.month}/{value.year}"


def moment(value: datetime) -> str:
    """A moment in UTC as Vietnam reads it: `14:05 ngày 15/3/2026`."""
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    local = aware.astimezone(VIETNAM)
    return f"{local:%H:%M} ngày {day(local.date())}"


def days(start: date, end: date) -> str:
    """`15/12/2025 – 14/3/2026`."""
    return f"{day(start)} – {day(end)}"


def file_size(size: int) -> str:
    """`12,3 MB`, `45 KB`: never 0 for what is there."""
    if size >= _MEGABYTE:
        return f"{number(round(size / _MEGABYTE, 1))} MB"
    return f"{number(-(-size // _KILOBYTE))} KB"


def joined(items: Iterable[str]) -> str:
    """`a, b và c`."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} và {parts[-1]}"


def writable(text: str) -> str:
    """Without the few characters that XML, and with it any office file, has no way to write.

    Word's own line breaks, which come along when text is copied from it, part words as spaces do.
    """
    return _NOT_IN_XML.sub("", _PARTING.sub(" ", text))


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells for a terminal, in columns; the last column is as long as it is."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]) - 1)]
    return "\n".join(
        "  ".join([*(cell.ljust(w) for cell, w in zip(line, widths, strict=False)), line[-1]])
        for line in lines
    )


def _exact(ratio: Fraction | float) -> Fraction:
    """The fraction meant: the float 0.95 is 95/100, not the binary number nearest to it."""
    exact = Fraction(ratio)
    if not isinstance(ratio, float):
        return exact
    meant = exact.limit_denominator(_LARGEST_DENOMINATOR)
    return meant if float(meant) == ratio else exact


def _rounded(ratio: Fraction, digits: int) -> Decimal:
    places = Decimal(1).scaleb(-digits - 2)
    exact = Decimal(ratio.numerator) / Decimal(ratio.denominator)
    # Adding 0 turns -0 into 0.
    return exact.quantize(places, rounding=ROUND_HALF_EVEN) + 0


def _same_side(exact: Fraction, shown: Decimal, wall: Fraction) -> bool:
    printed = Fraction(shown)
    return (exact < wall) == (printed < wall) and (exact > wall) == (printed > wall)
