"""How a cell of an office's own sheet is read: a count, a kind of nothing, or a question.

What stands in the cell | what it is | the count | the readings that are offered. A reading such as
12/15 gives numerator and denominator; "bỏ" leaves the figure out. "–" is none.
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_metrics.workbooks.checking.numbers import is_percent_format
from cchc_metrics.workbooks.checking.rows import agrees
from cchc_metrics.workbooks.foreign.numbers import read_number
from cchc_metrics.workbooks.foreign.terms import State
from cchc_metrics.workbooks.grid import GENERAL, Cell, CellKind
from cchc_metrics.workbooks.xlsx.values import number_text
from tests.spec.tables import rows, share, whole

STATES = {
    "số": State.VALUE,
    "trống": State.BLANK,
    "không phát sinh": State.NOT_ARISEN,
    "không áp dụng": State.NOT_APPLICABLE,
    "chưa có": State.NOT_AVAILABLE,
    "hỏi": State.UNCLEAR,
}

TEXTS = """
    ô ghi             | là              | số      | các cách đọc
    ------------------|-----------------|---------|-------------
    12                | số              | 12      | –
    0                 | số              | 0       | –
    007               | số              | 7       | –
    １２              | số              | 12      | –
    1.234             | số              | 1234    | –
    1,234             | số              | 1234    | –
    12.345            | số              | 12345   | –
    1.234.567         | số              | 1234567 | –
    1 234 567         | số              | 1234567 | –
    12 hồ sơ          | số              | 12      | –
    1.234 hồ sơ       | số              | 1234    | –
    12 HỒ SƠ          | số              | 12      | –
    12 người          | hỏi             | –       | 12, bỏ
    12 hồ             | hỏi             | –       | 12, bỏ
    12/15             | hỏi             | –       | 12/15
    12 / 15           | hỏi             | –       | 12/15
    15/12             | hỏi             | –       | –
    (5)               | hỏi             | –       | 5, bỏ
    -                 | không phát sinh | –       | 0, bỏ
    –                 | không phát sinh | –       | 0, bỏ
    --                | không phát sinh | –       | 0, bỏ
    không             | không phát sinh | –       | 0, bỏ
    KPS               | không phát sinh | –       | 0, bỏ
    Không phát sinh   | không phát sinh | –       | 0, bỏ
    x                 | không áp dụng   | –       | –
    X                 | không áp dụng   | –       | –
    …                 | chưa có         | –       | –
    ...               | chưa có         | –       | –
    chưa có           | chưa có         | –       | –
    Chưa có số liệu   | chưa có         | –       | –
    -5                | hỏi             | –       | –
    95,5              | hỏi             | –       | –
    95.5              | hỏi             | –       | –
    0.125             | hỏi             | –       | –
    1234.567          | hỏi             | –       | –
    1.234,56          | hỏi             | –       | –
    12 34             | hỏi             | –       | –
    12.34.567         | hỏi             | –       | –
    95,5%             | hỏi             | –       | –
    80 %              | hỏi             | –       | –
    ~100              | hỏi             | –       | –
    >95               | hỏi             | –       | –
    15-20             | hỏi             | –       | –
    5=3-4             | hỏi             | –       | –
    10²               | hỏi             | –       | –
    ½                 | hỏi             | –       | –
    Ⅳ                 | hỏi             | –       | –
    ١٢                | hỏi             | –       | –
    1e5               | hỏi             | –       | –
    nan               | hỏi             | –       | –
    1_000             | hỏi             | –       | –
    hai mươi          | hỏi             | –       | –
    1000000000001     | hỏi             | –       | –
"""

# What Excel holds as a number, with its format
NUMBERS = """
    ô có số | định dạng | là  | số | các cách đọc
    --------|-----------|-----|----|-------------
    12      | General   | số  | 12 | –
    0       | General   | số  | 0  | –
    12      | #,##0     | số  | 12 | –
    1       | 0%        | hỏi | –  | –
    0.95    | 0%        | hỏi | –  | –
    0.95    | General   | hỏi | –  | –
    95.5    | 0.00"%"   | hỏi | –  | –
    1.234   | General   | hỏi | –  | 1234
    12.345  | General   | hỏi | –  | 12345
    0.125   | General   | hỏi | –  | –
    1.5     | General   | hỏi | –  | –
    -3      | General   | hỏi | –  | –
"""

# "5/12" that Excel has made a day of: both ways back, as far as they can be a part and its whole
DATES = """
    ngày       | các cách đọc
    -----------|-------------
    2026-12-05 | 5/12
    2026-05-12 | 5/12
    2026-03-03 | 3/3
    2026-02-28 | 2/28
"""

# A rate beside its parts: they decide that 0,95 and 95 mean the same, each to its own digits
RATES = """
    tỷ lệ ghi | tử số/mẫu số | khớp
    ----------|--------------|------
    95        | 95/100       | có
    0.95      | 95/100       | có
    95,5%     | 191/200      | có
    95.5      | 191/200      | có
    0.955     | 191/200      | có
    96        | 191/200      | có
    66.7      | 2/3          | có
    66.6      | 2/3          | có
    66        | 2/3          | có
    0.67      | 2/3          | có
    65        | 2/3          | không
    0.5       | 2/3          | không
    9.5       | 95/100       | không
    950       | 95/100       | không
"""


def offered(cell: str) -> list[str]:
    return [] if cell == "–" else ["" if one == "bỏ" else one for one in cell.split(", ")]


@pytest.mark.parametrize(("typed", "state", "value", "choices"), rows(TEXTS))
def test_text(typed: str, state: str, value: str, choices: str) -> None:
    reading = read_number(Cell(CellKind.TEXT, typed), "hồ sơ")
    assert (reading.state, reading.value) == (STATES[state], whole(value))
    assert [choice.code for choice in reading.choices] == offered(choices)


@pytest.mark.parametrize(("held", "number_format", "state", "value", "choices"), rows(NUMBERS))
def test_numbers(held: str, number_format: str, state: str, value: str, choices: str) -> None:
    reading = read_number(Cell(CellKind.NUMBER, held, False, number_format))
    assert (reading.state, reading.value) == (STATES[state], whole(value))
    assert [choice.code for choice in reading.choices] == offered(choices)


@pytest.mark.parametrize(("day", "choices"), rows(DATES))
def test_days(day: str, choices: str) -> None:
    reading = read_number(Cell(CellKind.DATE, day))
    assert reading.state is State.UNCLEAR
    assert [choice.code for choice in reading.choices] == offered(choices)


@pytest.mark.parametrize(("stated", "parts", "expected"), rows(RATES))
def test_rates(stated: str, parts: str, expected: str) -> None:
    exact = share(parts)
    assert exact is not None
    kinds = [CellKind.TEXT] if not stated.replace(".", "").isdigit() else list(CellKind)[:2]
    for kind in kinds:
        assert agrees(Cell(kind, stated), exact) is (expected == "có")


def test_five_kinds_of_nothing_are_five() -> None:
    cells = [Cell(CellKind.TEXT, text) for text in ("x", "-", "chưa có", "0")]
    read = [read_number(cell) for cell in (None, *cells)]
    assert len({(reading.state, reading.value) for reading in read}) == 5


@pytest.mark.parametrize("kind", [CellKind.ERROR, CellKind.BOOLEAN, CellKind.FORMULA_WITHOUT_VALUE])
def test_other_cells_are_asked_about_and_offer_nothing(kind: CellKind) -> None:
    reading = read_number(Cell(kind, "1"))
    assert reading.state is State.UNCLEAR and reading.choices == () and reading.how


@given(st.text(max_size=20), st.sampled_from(["hồ sơ", "người", ""]))
def test_whatever_is_read_as_a_number_has_its_very_digits(text: str, unit: str) -> None:
    reading = read_number(Cell(CellKind.TEXT, text), unit)
    if reading.state is State.VALUE:
        assert str(reading.value) == "".join(c for c in text if c.isdigit()).translate(
            {ord(c): str(int(c)) for c in text if c.isdecimal()}
        ).lstrip("0").rjust(1, "0")


FINITE = st.decimals(allow_nan=False, allow_infinity=False, places=3)


@given(FINITE, st.sampled_from([GENERAL, "0%"]))
def test_no_fraction_and_no_percentage_becomes_a_count(amount: Decimal, number_format: str) -> None:
    text = number_text(format(amount, "f"))
    if text is None:
        return
    reading = read_number(Cell(CellKind.NUMBER, text, False, number_format))
    if reading.state is State.VALUE:
        assert reading.value == Decimal(text)
        assert reading.value == 0 or not is_percent_format(number_format)
