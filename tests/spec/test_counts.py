"""How a count is read out of a cell: what is unambiguous is read, the rest is never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_metrics.words import number
from cchc_metrics.workbooks.checking.numbers import LARGEST_COUNT, read_count
from cchc_metrics.workbooks.grid import Cell, CellKind

# What is typed as text | the count it gives, or the code of the problem
TEXTS = """
    12               | 12
    0                | 0
    007              | 7
    1.234            | 1234
    1,234            | 1234
    12.345           | 12345
    1.234.567        | 1234567
    1 234 567        | 1234567
    １２             | 12
    -5               | E25
    −5               | E25
    95,5             | E26
    0.125            | E26
    1234.567         | E26
    1.234,56         | E20
    12 34            | E20
    12.34.567        | E20
    1.234,567        | E20
    95,5%            | E27
    95 %             | E27
    12/15            | E20
    15 hộ            | E20
    ~100             | E20
    (5)              | E20
    x                | E20
    -                | E20
    không            | E20
    chưa có          | E20
    10²              | E20
    ½                | E20
    Ⅳ                | E20
    ١٢               | E20
    1e5              | E20
    nan              | E20
    1_000            | E20
    1000000000001    | E28
"""

# What Excel holds as a number | its format | the count, or the code of the problem
NUMBERS = """
    12             | General   | 12
    0              | 0.00      | 0
    1000000000000  | General   | 1000000000000
    1000000000001  | General   | E28
    -9999999999999 | General   | E28
    10000000000000000000000000 | General | E28
    -1             | General   | E25
    0.95           | 0%        | E27
    0.95           | General   | E26
    1              | 0%        | E27
    0              | 0%        | 0
    95.5           | 0.00"%"   | E26
    1.234          | General   | E26
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("typed", "expected"), rows(TEXTS))
def test_text(typed: str, expected: str) -> None:
    count = read_count(Cell(CellKind.TEXT, typed))
    assert (count.problem or str(count.value)) == expected


@pytest.mark.parametrize(("held", "number_format", "expected"), rows(NUMBERS))
def test_numbers(held: str, number_format: str, expected: str) -> None:
    count = read_count(Cell(CellKind.NUMBER, held, number_format=number_format))
    assert (count.problem or str(count.value)) == expected


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (Cell(CellKind.ERROR, "#DIV/0!"), "E21"),
        (Cell(CellKind.FORMULA_WITHOUT_VALUE, "", is_formula=True), "E22"),
        (Cell(CellKind.DATE, "2026-05-12"), "E23"),
        (Cell(CellKind.BOOLEAN, "1"), "E20"),
    ],
)
def test_other_cells(cell: Cell, code: str) -> None:
    assert read_count(cell).problem == code


def test_a_date_offers_what_was_typed_back() -> None:
    assert read_count(Cell(CellKind.DATE, "2026-05-12")).expected == "“12/5” hoặc “5/12”"


def test_an_english_thousand_is_offered_back() -> None:
    assert "1.234 thì bỏ dấu phân cách" in read_count(Cell(CellKind.NUMBER, "1.234")).expected


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\u200b\ufeff"])
def test_blank_is_neither_zero_nor_a_problem(text: str) -> None:
    count = read_count(Cell(CellKind.TEXT, text))
    assert (count.value, count.problem) == (None, "")


def test_text_that_is_read_says_how() -> None:
    assert read_count(Cell(CellKind.TEXT, "1.234")).note == "1.234"


@given(st.integers(0, LARGEST_COUNT))
def test_what_we_print_we_read(value: int) -> None:
    assert read_count(Cell(CellKind.TEXT, number(value))).value == value


@given(st.text(max_size=12))
def test_any_text_gives_a_count_a_blank_or_a_problem(text: str) -> None:
    count = read_count(Cell(CellKind.TEXT, text))
    assert not (count.problem and count.value is not None)
    assert count.value is None or 0 <= count.value <= LARGEST_COUNT
