"""What a cell of an office's sheet seems to say: a count, a kind of nothing, or a question.

Unambiguous counts are read as in our own template (`checking.numbers`); here the rest gets its
possible readings, from which the officer chooses. Nothing is chosen here.
"""

import re
from decimal import Decimal

from cchc_metrics import words
from cchc_metrics.workbooks.checking.issues import quoted
from cchc_metrics.workbooks.checking.numbers import (
    LARGEST_COUNT,
    cleaned,
    is_percent_format,
    read_count,
)
from cchc_metrics.workbooks.foreign.folding import bare, folded
from cchc_metrics.workbooks.foreign.proposal import Choice, Reading
from cchc_metrics.workbooks.foreign.terms import State
from cchc_metrics.workbooks.grid import Cell, CellKind
from cchc_metrics.workbooks.once import Once

_NOT_ARISEN = frozenset({"khong", "khong co", "khong phat sinh", "kps", "ko", "ko phat sinh"})
_NOT_APPLICABLE = frozenset({"x", "khong ap dung", "kad"})
_NOT_AVAILABLE = frozenset({"chua co", "chua co so lieu", "chua tong hop", "chua thong ke"})
_DASHES = re.compile(r"-{1,3}")
_DOTS = re.compile(r"\.{2,}|…+")
_PAIR = re.compile(r"([0-9]{1,9}) ?/ ?([0-9]{1,9})")
_BRACKETED = re.compile(r"\(([0-9]{1,9})\)")
_WITH_UNIT = re.compile(r"([0-9][0-9.,' ]*?) ?([^\W\d_][^\d]*)")

_NO_FIGURE = Choice("", "Không có số liệu (để trống)")
_SIGNS = {
    State.NOT_APPLICABLE: "không áp dụng",
    State.NOT_AVAILABLE: "chưa có số liệu",
}


_BLANK = Reading(State.BLANK)


def read_number(cell: Cell | None, unit: str = "") -> Reading:
    """Read a cell of a column of counts; `unit` is the indicator's own, which may stand behind."""
    return _BLANK if cell is None else _READINGS[cell, unit]


def _read(given: tuple[Cell, str]) -> Reading:
    cell, unit = given
    if cell.kind is CellKind.TEXT:
        return _from_text(cell, unit)
    if cell.kind is CellKind.DATE:
        return _from_date(cell.text)
    count = read_count(cell)
    if count.value is not None:
        return Reading(State.VALUE, count.value)
    if cell.kind is CellKind.NUMBER:
        return _from_odd_number(cell)
    return Reading(State.UNCLEAR, how=_PROBLEMS.get(count.problem, "không phải là số"))


_PROBLEMS = {
    "E20": "không phải là số đếm",
    "E21": "ô báo lỗi công thức",
    "E22": "công thức chưa có kết quả trong tệp",
    "E25": "số âm",
    "E26": "số lẻ, không phải số đếm",
    "E27": "tỷ lệ phần trăm, không phải số đếm",
    "E28": "số quá lớn",
}


def _from_text(cell: Cell, unit: str) -> Reading:
    text = cleaned(cell.text)
    if not text:
        return Reading(State.BLANK)
    nothing = _nothing(text)
    if nothing is not None:
        return nothing
    count = read_count(cell)
    if count.value is not None:
        return Reading(State.VALUE, count.value, f"chữ {count.found} đọc thành {count.note}")
    possible = _pair(text) or _bracketed(text) or _with_unit(cell, text, unit)
    return possible or Reading(State.UNCLEAR, how=_PROBLEMS[count.problem])


def _nothing(text: str) -> Reading | None:
    """Four signs that are neither a number nor each other."""
    plain = bare(text)
    if _DASHES.fullmatch(text) or plain in _NOT_ARISEN:
        zero = Choice("0", f"{quoted(text)} là không phát sinh (số 0)")
        return Reading(State.NOT_ARISEN, how=f"ghi {quoted(text)}", choices=(zero, _NO_FIGURE))
    for state, signs in (
        (State.NOT_APPLICABLE, _NOT_APPLICABLE),
        (State.NOT_AVAILABLE, _NOT_AVAILABLE),
    ):
        if plain in signs or (state is State.NOT_AVAILABLE and _DOTS.fullmatch(text)):
            return Reading(state, how=f"ghi {quoted(text)}: {_SIGNS[state]}")
    return None


def _pair(text: str) -> Reading | None:
    match = _PAIR.fullmatch(text)
    if match is None:
        return None
    choices = _pair_choices([(int(match[1]), int(match[2]))])
    return Reading(State.UNCLEAR, how="hai số trong một ô", choices=choices)


def _pair_choices(pairs: list[tuple[int, int]]) -> tuple[Choice, ...]:
    return tuple(
        Choice(f"{part}/{whole}", f"Tử số {words.number(part)}, mẫu số {words.number(whole)}")
        for part, whole in dict.fromkeys(pairs)
        if part <= whole
    )


def _bracketed(text: str) -> Reading | None:
    match = _BRACKETED.fullmatch(text)
    if match is None:
        return None
    value = int(match[1])
    choices = (Choice(str(value), f"Số {words.number(value)}"), _NO_FIGURE)
    return Reading(State.UNCLEAR, how="số trong ngoặc", choices=choices)


def _with_unit(cell: Cell, text: str, unit: str) -> Reading | None:
    """ "15 hồ sơ": read where the words are the indicator's own unit; else asked."""
    match = _WITH_UNIT.fullmatch(text)
    if match is None:
        return None
    count = read_count(Cell(CellKind.TEXT, match[1]))
    if count.value is None or count.value > LARGEST_COUNT:
        return None
    shown = words.number(count.value)
    if folded(match[2]) in {folded(one) for one in (unit, *unit.split(","))}:
        return Reading(State.VALUE, count.value, f"chữ {quoted(text)} đọc thành {shown}")
    choices = (Choice(str(count.value), f"Số {shown}"), _NO_FIGURE)
    return Reading(State.UNCLEAR, how=f"số kèm chữ {quoted(match[2])}", choices=choices)


def _from_date(iso: str) -> Reading:
    """ "5/12" that Excel took for a day: both orders are offered back."""
    _, month, day = (int(part) for part in iso[:10].split("-"))
    choices = _pair_choices([(day, month), (month, day)])
    return Reading(State.UNCLEAR, how="Excel đã đổi nội dung ô thành ngày", choices=choices)


def _from_odd_number(cell: Cell) -> Reading:
    """Fractions and negatives: 1.234 is how an English Excel takes "1.234" typed for 1234."""
    amount = Decimal(cell.text)
    if abs(amount) > LARGEST_COUNT:
        return Reading(State.UNCLEAR, how=_PROBLEMS["E28"])
    if is_percent_format(cell.number_format):
        return Reading(State.UNCLEAR, how=_PROBLEMS["E27"])
    thousandfold = amount * 1000
    if amount > 1 and amount.as_tuple().exponent == -3:
        value = int(thousandfold)
        meant = Choice(str(value), f"{words.number(value)} (dấu phân cách hàng nghìn)")
        return Reading(State.UNCLEAR, how=_PROBLEMS["E26"], choices=(meant,))
    if amount < 0:
        return Reading(State.UNCLEAR, how=_PROBLEMS["E25"])
    return Reading(State.UNCLEAR, how=_PROBLEMS["E26"])


_READINGS = Once(_read, lambda given: len(given[0].text) + len(given[0].number_format))
