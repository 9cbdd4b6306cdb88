"""Look-alikes with everything varied that offices vary, then changed by chance."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from cchc_metrics.workbooks.grid import address
from tests.workbooks.foreign.sheets import PLAN
from tests.workbooks.formats.biff import xls
from tests.workbooks.formats.layout import Drawn
from tests.workbooks.formats.opendocument import ods
from tests.workbooks.formats.plain import csv_of, html_of
from tests.workbooks.raw_package import styles, workbook, worksheet

INDICATORS = PLAN.indicators_of("TTPVHCC")
Grid = list[list[Any]]


class Percent(int):
    """A number that Excel shows as a percentage."""


@dataclass(frozen=True)
class Mutant:
    data: bytes
    grid: Grid  # shown when a test fails


def mutants() -> st.SearchStrategy[Mutant]:
    return st.builds(
        _mutant,
        st.sampled_from(list(_LAYOUTS)),
        st.sampled_from(list(_WRITERS)),
        st.lists(st.sampled_from(list(_CHANGES)), max_size=4),
        st.text(max_size=12),
        st.integers(0, 2**32),
    )


def _mutant(layout: str, writer: str, changes: list[str], text: str, seed: int) -> Mutant:
    chance = random.Random(seed)
    grid, merges = _LAYOUTS[layout](chance)
    for change in changes:
        _CHANGES[change](grid, text, chance)
    return Mutant(_WRITERS[writer](grid, merges), grid)


def _writings(n: int, unit: str, chance: random.Random) -> Any:
    """One number in one of the ways in which offices type it."""
    plain = n if chance.random() < 0.6 else str(n)
    grouped = [f"{n:,}".replace(",", sign) for sign in ".,"]
    clear = [*[plain] * 40, *grouped, f"{n:,}".replace(",", " "), f"{n} {unit}", f" {n}\u00a0"]
    unclear = [f"{n},5", f"{n}.5", f"{n}%", n / 1000, -n, f"~{n}", f"{n}²", f"({n})"]
    unclear += [f"{n}/{n + 3}", Percent(n)]
    nothing = ["-", "x", "…", "", None, date(2026, 1 + n % 12, 1 + n % 28)]
    return chance.choice([*clear, *unclear, *nothing])


def _name(name: str, chance: random.Random) -> str:
    return chance.choice(
        [
            *(name, name, name, name.upper(), unicodedata.normalize("NFD", name), f"- {name}"),
            *(f"1.2. {name}", name.replace(" ", "  "), f"Tỷ lệ {name}", name[:-2], "Số lượt khách"),
        ]
    )


def _picked(chance: random.Random) -> list[tuple[str, str, Any, Any]]:
    """(code, name, numerator, denominator) as typed."""
    rows = []
    for indicator in chance.sample(INDICATORS, chance.randint(1, 5)):
        whole = chance.choice([0, 7, 20, 400, 1_234, 25_000])
        part = chance.randint(0, whole)
        typed = [_writings(n, indicator.unit, chance) for n in (part, whole)]
        rows.append((indicator.code, _name(indicator.name, chance), *typed))
    return rows


def _titles(chance: random.Random) -> Grid:
    lines = ["UBND XÃ MÙ CẢ", "BÁO CÁO THÁNG 3 NĂM 2026", "Kính gửi: Phòng Kinh tế", "", "Quý I"]
    return [[line] for line in chance.sample(lines, chance.randint(0, 3))]


def _long(chance: random.Random) -> tuple[Grid, list[str]]:
    body = [[n, name, num, den] for n, (_, name, num, den) in enumerate(_picked(chance), 1)]
    head = chance.choice([["TT", "Chỉ tiêu", "Tử số", "Mẫu số"], ["STT", "Nội dung", "TS", "MS"]])
    numbers = chance.choice([[], [["(1)", "(2)", "(3)", "(4)"]]])
    total = chance.choice([[], [[None, "Tổng cộng", 99, 99]]])
    return [*_titles(chance), head, *numbers, *body, *total], []


def _codes(chance: random.Random) -> tuple[Grid, list[str]]:
    body = [[code, name, den, num] for code, name, num, den in _picked(chance)]
    return [*_titles(chance), ["Mã", "Chỉ tiêu", "Phải thực hiện", "Đã thực hiện"], *body], []


def _two_rows(chance: random.Random) -> tuple[Grid, list[str]]:
    titles = _titles(chance)
    at = len(titles) + 1
    head = [["TT", "Chỉ tiêu", "Kết quả", None, None], [None, None, "Tử số", "Mẫu số", "Tỷ lệ"]]
    rates = [None, 0.5, 50, "50%"]
    body = [[1, name, num, den, chance.choice(rates)] for _, name, num, den in _picked(chance)]
    return [*titles, *head, *body], [f"A{at}:A{at + 1}", f"B{at}:B{at + 1}", f"C{at}:E{at}"]


def _lines(chance: random.Random) -> tuple[Grid, list[str]]:
    months = chance.randint(1, 4)
    columns = [f"Tháng {m}" for m in range(1, months + 1)] if months > 1 else ["Kết quả"]
    head = ["TT", "Chỉ tiêu", *columns]
    body: Grid = []
    for _, name, num, den in _picked(chance):
        body.append([len(body) + 1, name])
        body.append([None, chance.choice(["Tử số", "- Tử số"]), *[num] * months])
        body.append([None, chance.choice(["Mẫu số", "Tổng số"]), *[den] * months])
    return [["Năm 2026"], head, *body], []


def _wide(chance: random.Random) -> tuple[Grid, list[str]]:
    months = ["TT", "Chỉ tiêu", "Tháng 2", None, "Tháng 3", None]
    head = [months, [None, None, *["Tử số", "Mẫu số"] * 2]]
    body = [[1, name, num, den, den, den] for _, name, num, den in _picked(chance)]
    return [["Năm 2026"], *head, *body], ["C2:D2", "E2:F2"]


_LAYOUTS: dict[str, Callable[[random.Random], tuple[Grid, list[str]]]] = {
    "long": _long,
    "codes": _codes,
    "two rows": _two_rows,
    "lines": _lines,
    "wide": _wide,
}


def _place(grid: Grid, chance: random.Random) -> tuple[list[Any], int]:
    row = chance.choice([row for row in grid if row])
    return row, chance.randrange(len(row))


def _type(grid: Grid, text: str, chance: random.Random) -> None:
    row, at = _place(grid, chance)
    row[at] = text


def _blank(grid: Grid, _text: str, chance: random.Random) -> None:
    row, at = _place(grid, chance)
    row[at] = None


def _swap(grid: Grid, _text: str, chance: random.Random) -> None:
    (row, at), (other, to) = _place(grid, chance), _place(grid, chance)
    row[at], other[to] = other[to], row[at]


def _repeat(grid: Grid, _text: str, chance: random.Random) -> None:
    grid.insert(chance.randrange(len(grid)), list(chance.choice(grid)))


def _remove(grid: Grid, _text: str, chance: random.Random) -> None:
    if len(grid) > 2:
        del grid[chance.randrange(len(grid))]


def _column(grid: Grid, text: str, chance: random.Random) -> None:
    at = chance.randrange(6)
    for row in grid:
        row.insert(at, chance.choice([None, 5, text, "Tử số"]))


def _append(grid: Grid, text: str, chance: random.Random) -> None:
    row, at = _place(grid, chance)
    row[at] = f"{row[at]}{chance.choice([text, '%', ' hồ sơ', '.000', ',5', ' ', '/20'])}"


_CHANGES: dict[str, Callable[[Grid, str, random.Random], None]] = {
    "type": _type,
    "blank": _blank,
    "swap": _swap,
    "repeat": _repeat,
    "remove": _remove,
    "column": _column,
    "append": _append,
}


def _as_xlsx(grid: Grid, merges: list[str]) -> bytes:
    """Written by hand: ten times faster than any library."""
    rows = "".join(
        f'<row r="{r}">{"".join(_xlsx_cell(r, c, v) for c, v in enumerate(row, start=1))}</row>'
        for r, row in enumerate(grid, start=1)
    )
    merged = "".join(f'<mergeCell ref="{merge}"/>' for merge in merges)
    after = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    formats = styles('<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/>')
    return workbook(sheet=worksheet(rows, after=after), styles=formats)


def _xlsx_cell(row: int, column: int, value: Any) -> str:
    where = address(row, column)
    if value is None:
        return ""
    if isinstance(value, str):
        text = f'<is><t xml:space="preserve">{escape(_xml(value))}</t></is>'
        return f'<c r="{where}" t="inlineStr">{text}</c>'
    if isinstance(value, date):
        return f'<c r="{where}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    style = ' s="2"' if isinstance(value, Percent) else ""
    return f'<c r="{where}"{style}><v>{value}</v></c>'


def _xml(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(
        c for c in text if c.isspace() and c < "\x0b" or c.isprintable() and c < "\ud800"
    )


_WRITERS: dict[str, Callable[[Grid, list[str]], bytes]] = {
    "xlsx": _as_xlsx,
    "xls": lambda grid, merges: xls(Drawn(grid, merges=merges)),
    "ods": lambda grid, merges: ods(Drawn(grid, merges=merges)),
    "html": lambda grid, merges: html_of(Drawn(grid, merges=merges)),
    "csv": lambda grid, _merges: csv_of(grid, ";"),
}
