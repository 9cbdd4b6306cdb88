"""How figures are said: the table is the manual."""

from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_metrics import words

COUNTS = st.integers(min_value=0, max_value=10**6)
SIZES = st.integers(min_value=1, max_value=10**6)


@st.composite
def shares(draw: st.DrawFn) -> Fraction:
    size = draw(SIZES)
    return Fraction(draw(st.integers(min_value=0, max_value=size)), size)


def read_percent(text: str) -> Fraction:
    """What a reader takes from `1.234,5%`."""
    return Fraction(text.removesuffix("%").replace(".", "").replace(",", ".")) / 100


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "–"),
        (0, "0"),
        (999, "999"),
        (1234, "1.234"),
        (1234567, "1.234.567"),
        (1234.5, "1.234,5"),
        (-12, "-12"),
    ],
)
def test_numbers_have_points_for_thousands_and_a_decimal_comma(
    value: float | None, said: str
) -> None:
    assert words.number(value) == said


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (None, "–"),
        (0, "0%"),
        (1, "100%"),
        (Fraction(1, 2), "50%"),
        (Fraction(1, 3), "33,3%"),
        (Fraction(2, 3), "66,7%"),
        (Fraction(191, 200), "95,5%"),
        (Fraction(1102, 1000), "110,2%"),
        (Fraction(1234), "123.400%"),
        (Fraction(-1, 3), "-33,3%"),
        (Fraction(-1, 10**6), "0%"),
        (0.955, "95,5%"),
    ],
)
def test_a_rate_has_at_most_one_decimal_where_one_is_enough(
    ratio: Fraction | float | None, said: str
) -> None:
    assert words.percent(ratio) == said


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (Fraction(9996, 10000), "99,96%"),
        (Fraction(99996, 100000), "99,996%"),
        (Fraction(10**10 - 1, 10**10), "99,99999999%"),
        (Fraction(10001, 10000), "100,01%"),
    ],
)
def test_only_all_of_it_is_said_as_100_percent(ratio: Fraction, said: str) -> None:
    assert words.percent(ratio) == said


@pytest.mark.parametrize(
    ("ratio", "limit", "said"),
    [
        (Fraction(9496, 10000), Fraction(95, 100), "94,96%"),
        (Fraction(9500, 10000), Fraction(95, 100), "95%"),
        (Fraction(9504, 10000), Fraction(95, 100), "95,04%"),
        (Fraction(94999, 100000), Fraction(95, 100), "94,999%"),
        (Fraction(7999, 10000), Fraction(80, 100), "79,99%"),
        (Fraction(1, 3), Fraction(1, 3), "33,3%"),
        (Fraction(2, 3), Fraction(667, 1000), "66,67%"),
        (Fraction(191, 200), 0.95, "95,5%"),
        (0.95, Fraction(95, 100), "95%"),
        (2 / 3, Fraction(2, 3), "66,7%"),
    ],
)
def test_a_target_is_not_met_by_rounding(
    ratio: Fraction | float, limit: Fraction | float, said: str
) -> None:
    assert words.percent(ratio, [limit]) == said


@settings(deadline=None)
@given(shares(), st.lists(shares(), max_size=3))
def test_what_is_printed_stands_on_the_same_side_of_every_limit(
    ratio: Fraction, limits: list[Fraction]
) -> None:
    printed = read_percent(words.percent(ratio, limits))
    for limit in [Fraction(1), *limits]:
        if ratio != limit:
            assert (printed < limit) == (ratio < limit)
            assert (printed > limit) == (ratio > limit)


@settings(deadline=None)
@given(shares(), st.lists(shares(), max_size=3))
def test_more_digits_never_make_a_rate_less_exact(ratio: Fraction, limits: list[Fraction]) -> None:
    assert abs(read_percent(words.percent(ratio, limits)) - ratio) <= Fraction(1, 2000)


@settings(deadline=None)
@given(COUNTS, SIZES, shares())
def test_a_float_is_said_as_the_fraction_it_came_from(
    numerator: int, denominator: int, limit: Fraction
) -> None:
    exact = Fraction(numerator, denominator)
    assert words.percent(numerator / denominator, [float(limit)]) == words.percent(exact, [limit])


@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [
        (191, 200, "95,5% (191/200)"),
        (0, 6, "0% (0/6)"),
        (79094, 83636, "94,6% (79.094/83.636)"),
        (0, 0, "không phát sinh"),
        (None, None, "chưa có số liệu"),
        (None, 5, "chưa có số liệu"),
        (5, None, "chưa có số liệu"),
    ],
)
def test_a_rate_stands_with_its_parts_and_nothing_is_not_zero(
    numerator: int | None, denominator: int | None, said: str
) -> None:
    assert words.rate(numerator, denominator) == said


def test_a_rate_with_its_parts_keeps_to_its_side_of_the_target() -> None:
    assert words.rate(9496, 10000, [Fraction(95, 100)]) == "94,96% (9.496/10.000)"


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "–"), (date(2026, 3, 5), "5/3/2026"), (date(2025, 12, 15), "15/12/2025")],
)
def test_days(value: date | None, said: str) -> None:
    assert words.day(value) == said


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 KB"), (1, "1 KB"), (410_624, "401 KB"), (12_900_000, "12,3 MB"), (3 << 30, "3.072 MB")],
)
def test_sizes_of_files(size: int, said: str) -> None:
    assert words.file_size(size) == said


def test_a_span_of_days() -> None:
    assert words.days(date(2025, 12, 15), date(2026, 3, 14)) == "15/12/2025 – 14/3/2026"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime(2026, 3, 15, 7, 5, tzinfo=UTC), "14:05 ngày 15/3/2026"),
        (datetime(2026, 3, 14, 16, 59, tzinfo=UTC), "23:59 ngày 14/3/2026"),
        (datetime(2026, 3, 14, 17, 0, tzinfo=UTC), "00:00 ngày 15/3/2026"),
        (datetime(2025, 12, 31, 18, 0, tzinfo=UTC), "01:00 ngày 1/1/2026"),
        (datetime(2026, 3, 15, 14, 5, tzinfo=timezone(timedelta(hours=7))), "14:05 ngày 15/3/2026"),
        # A record may give back its UTC times without their zone.
        (datetime(2026, 3, 14, 17, 0), "00:00 ngày 15/3/2026"),
    ],
)
def test_a_moment_is_said_in_the_time_of_vietnam(value: datetime, said: str) -> None:
    assert words.moment(value) == said


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")],
)
def test_lists(items: list[str], said: str) -> None:
    assert words.joined(items) == said


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Lò Thị Ỷ\n“Ô D9”\t✓ 🙂", "Lò Thị Ỷ\n“Ô D9”\t✓ 🙂"),
        ("dòng một\vdòng hai\ftrang sau", "dòng một dòng hai trang sau"),
        ("\x00\x01=\x1b1\ufffe", "=1"),
    ],
)
def test_what_no_office_file_can_hold_is_left_out(text: str, written: str) -> None:
    assert words.writable(text) == written


def test_a_float_next_to_one_is_not_one() -> None:
    assert words.percent(99_999_999 / 100_000_000) == "99,999999%"
