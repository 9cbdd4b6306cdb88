import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_metrics.workbooks.grid import (
    LAST_COLUMN,
    LAST_ROW,
    Book,
    Cell,
    CellKind,
    Sheet,
    address,
    book_from_json,
    book_to_json,
    parse_address,
)

POSITIONS = st.tuples(st.integers(1, LAST_ROW), st.integers(1, LAST_COLUMN))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
CELLS = st.builds(
    Cell,
    kind=st.sampled_from(CellKind),
    text=TEXTS,
    is_formula=st.booleans(),
    number_format=TEXTS,
)
SHEETS = st.builds(
    Sheet,
    name=TEXTS,
    visible=st.booleans(),
    cells=st.dictionaries(POSITIONS, CELLS, max_size=5),
    hidden_rows=st.frozensets(st.integers(1, 9)),
    hidden_columns=st.frozensets(st.integers(1, 9)),
    merges=st.lists(TEXTS).map(tuple),
)
BOOKS = st.builds(
    Book,
    sheets=st.lists(SHEETS, max_size=3).map(tuple),
    properties=st.dictionaries(TEXTS, TEXTS, max_size=3),
    has_macros=st.booleans(),
)


@pytest.mark.parametrize(
    ("position", "text"),
    [
        ((1, 1), "A1"),
        ((12, 4), "D12"),
        ((9, 26), "Z9"),
        ((9, 27), "AA9"),
        ((1, 702), "ZZ1"),
        ((1, 703), "AAA1"),
        ((LAST_ROW, LAST_COLUMN), "XFD1048576"),
    ],
)
def test_addresses_are_those_of_excel(position: tuple[int, int], text: str) -> None:
    assert address(*position) == text
    assert parse_address(text) == position


@settings(deadline=None)
@given(POSITIONS)
def test_an_address_read_back_is_the_same_place(position: tuple[int, int]) -> None:
    assert parse_address(address(*position)) == position


@pytest.mark.parametrize(
    "text",
    ["", "A", "1", "A0", "a1", "A01", "XFE1", "A1048577", "A1:B2", "$A$1", "A1\n", "Á1", "A١"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_address(text)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BOOKS)
def test_a_book_survives_its_json(book: Book) -> None:
    assert book_from_json(book_to_json(book).encode()) == book


def test_a_cell_that_stands_in_many_places_is_sent_once() -> None:
    cells = dict.fromkeys(
        ((row, 1) for row in range(1, 9)), Cell(CellKind.NUMBER, "1", number_format="#,##0")
    )
    plain = json.loads(book_to_json(Book((Sheet("A", True, cells),))))
    assert plain["cells"] == [["number", "1", 0, "#,##0"]]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": [], "sheets": [1]}', "\ud800"])
def test_other_json_is_an_ordinary_error(text: str) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        book_from_json(text)


def test_a_sheet_answers_for_its_cells_and_its_extent() -> None:
    cell = Cell(CellKind.TEXT, "Hồ sơ")
    sheet = Sheet("A", True, {(7, 2): cell, (3, 5): cell})
    assert sheet.cell(7, 2) == cell
    assert sheet.cell(7, 3) is None
    assert (sheet.last_row, sheet.last_column) == (7, 5)
    assert (Sheet("B", True, {}).last_row, Sheet("B", True, {}).last_column) == (0, 0)
