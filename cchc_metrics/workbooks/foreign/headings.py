"""What the heading of a column says it holds, by its words from top to bottom."""

import re
from dataclasses import dataclass

from cchc_metrics.plan.periods import MONTHS_A_YEAR
from cchc_metrics.workbooks.foreign.folding import bare
from cchc_metrics.workbooks.foreign.terms import Role
from cchc_metrics.workbooks.once import Once

# Whole headings, without marks. The lowest line of a heading decides first, then those above it.
_WHOLE: dict[Role, frozenset[str]] = {
    Role.ORDER: frozenset({"stt", "tt", "so tt", "so thu tu", "thu tu"}),
    Role.CODE: frozenset({"ma chi tieu", "ma", "ma so", "ma ct", "ky hieu"}),
    Role.LABEL: frozenset(
        {"chi tieu", "ten chi tieu", "noi dung", "noi dung chi tieu", "danh muc", "tieu chi"}
        | {"chi tieu nhiem vu", "ten tieu chi", "noi dung cong viec", "chi tieu theo doi", "ten"}
        | {"noi dung bao cao", "chi tieu bao cao", "noi dung thuc hien"}
    ),
    Role.UNIT: frozenset({"dvt", "don vi tinh", "don vi"}),
    Role.TARGET: frozenset(
        {"chi tieu giao", "ke hoach", "ke hoach giao", "muc tieu", "chi tieu ke hoach", "kh"}
        | {"ke hoach nam", "chi tieu tinh giao", "ke hoach 2026", "muc giao"}
    ),
    Role.NOTE: frozenset({"ghi chu", "giai trinh", "nguyen nhan", "ly do", "ghi chu giai trinh"}),
    Role.NUMERATOR: frozenset(
        {"tu so", "ts", "thuc hien", "da thuc hien", "so thuc hien", "so da thuc hien", "dat"}
        | {"so dat", "so luong dat", "so luong da thuc hien", "so luong thuc hien"}
        | {"da giai quyet", "so dat yeu cau", "da hoan thanh", "so hoan thanh", "hoan thanh"}
    ),
    Role.DENOMINATOR: frozenset(
        {"mau so", "ms", "tong so", "tong", "phai thuc hien", "so phai thuc hien"}
        | {"tong so phai thuc hien", "tong phai thuc hien", "so luong phai thuc hien"}
    ),
    Role.RATE: frozenset(
        {"ty le", "ti le", "ty le %", "ti le %", "%", "dat ty le", "ty le dat", "ty le dat %"}
        | {"ty le phan tram", "tl", "tl %", "ket qua %", "dat %"}
    ),
    Role.VALUE: frozenset(
        {"ket qua", "so lieu", "gia tri", "so luong", "ket qua thuc hien", "so lieu bao cao"}
        | {"ket qua dat duoc", "so lieu thuc hien", "so"}
    ),
}
_ROLES = {words: role for role, all_words in _WHOLE.items() for words in all_words}
_YEAR = r"(?:\s*(?:/|nam)?\s*(20[0-9]{2}))?"
_MONTH = re.compile(rf"(?:\bthang|\bt)\s*([01]?[0-9]){_YEAR}\b")
_MONTHS = re.compile(r"(?:cac |so lieu |ket qua )?thang(?: trong nam)?|thang bao cao")
_DIGITS = re.compile(r"([0-9]{1,2})")
_SIGNED = re.compile(r"\bngay [0-9 ]*thang\b")
_BARE_MONTH = re.compile(r"([01]?[0-9])\s*/\s*(20[0-9]{2})")
_CUMULATIVE = re.compile(
    r"\bluy ke\b|\bluy tien\b|\bcong don\b|\btu dau nam\b|\b(?:den|het) (?:het )?thang\b"
)
# "Tháng 3 năm trước", "so với cùng kỳ", "ước thực hiện": not what this month's report counts.
_NOT_NOW = re.compile(
    r"\bcung ky\b|\bnam (?:truoc|ngoai)\b|\bthang truoc\b|\bso (?:sanh|voi)\b|\btang\b|\bgiam\b"
    r"|\buoc\b|\bdu kien\b"
)
_SCALES = (
    (re.compile(r"\bnghin\b|\bngan\b"), 1_000),
    (re.compile(r"\btrieu\b"), 1_000_000),
    (re.compile(r"\bty dong\b"), 1_000_000_000),
)
_SCALE_WORDS = re.compile(r"\b(?:nghin|ngan|trieu|ty dong|dong)\b")
_UNIT = re.compile(r"\b(?:dvt|don vi tinh)\b.*")
_YEAR_ALONE = re.compile(r"\b20[0-9]{2}\b")


@dataclass(frozen=True)
class Heading:
    """`text` joins the lines for the officer; `month` is 1 to 12.

    `is_left_out`: it holds figures, but not of a month of this year.
    """

    text: str
    role: Role
    month: int | None = None
    year: int | None = None
    is_cumulative: bool = False
    scale: int = 1
    is_left_out: bool = False


def read_heading(lines: tuple[str, ...]) -> Heading:
    """Lines from top to bottom, repeated ones once."""
    return _HEADINGS[lines]


def _read(lines: tuple[str, ...]) -> Heading:
    distinct = tuple(dict.fromkeys(line for line in lines if line))
    words = [bare(line) for line in distinct]
    month, year = _month(words)
    role = Role.OTHER if any(_NOT_NOW.search(line) for line in words) else _role(words)
    is_cumulative = any(_CUMULATIVE.search(line) for line in words)
    scale = max((_scale(line) for line in words), default=1)
    return Heading(" / ".join(distinct), role, month, year, is_cumulative, scale)


def says_cumulative(text: str) -> bool:
    return _CUMULATIVE.search(bare(text)) is not None


def _month(lines: list[str]) -> tuple[int | None, int | None]:
    """Month and year of the lowest line with one: "Tháng 3", "T3", "03/2026", 3 below "Tháng"."""
    for above, line in reversed(list(zip(["", *lines], lines, strict=False))):
        match = _MONTH.search(line) or _BARE_MONTH.fullmatch(line)
        if match is None and line.isdigit() and _MONTHS.fullmatch(above):
            match = _DIGITS.fullmatch(line)
        if match is None or _SIGNED.search(line) or not 1 <= int(match[1]) <= MONTHS_A_YEAR:
            continue
        year = match[2] if match.re.groups > 1 else None
        return int(match[1]), int(year) if year else None
    return None, None


def part_role(text: str) -> Role:
    """What a row's own words say it holds: "Tử số", "Mẫu số", "Tỷ lệ (%)"; OTHER for names."""
    role = _ROLES.get(bare(text), Role.OTHER)
    return role if role in (Role.NUMERATOR, Role.DENOMINATOR, Role.RATE) else Role.OTHER


def _role(lines: list[str]) -> Role:
    """The lowest line that says something; a unit in brackets or a month beside it is left out."""
    for above, line in reversed(list(zip(["", *lines], lines, strict=False))):
        if line.isdigit() and _MONTHS.fullmatch(above):
            return Role.VALUE
        for words in (line, _without_extras(line)):
            if words in _ROLES:
                return _ROLES[words]
        if not words and _names_a_period(line):
            return Role.VALUE
    return Role.OTHER


def _names_a_period(line: str) -> bool:
    return any(p.search(line) for p in (_MONTH, _BARE_MONTH, _CUMULATIVE))


def _without_extras(line: str) -> str:
    """Without the month, the unit and words for running totals, which say nothing of the role."""
    for extra in (_CUMULATIVE, _MONTH, _BARE_MONTH, _UNIT, _SCALE_WORDS, _YEAR_ALONE):
        line = extra.sub(" ", line)
    return " ".join(line.split())


def scale_in(text: str) -> int:
    """What a unit such as "ĐVT: nghìn hồ sơ" multiplies with; 1 for other texts."""
    words = bare(text)
    return _scale(words) if _UNIT.search(words) else 1


def is_months_heading(text: str) -> bool:
    """ "Tháng", "Các tháng": the numbers below it are months."""
    return _MONTHS.fullmatch(bare(text)) is not None


def _scale(line: str) -> int:
    return next((by for word, by in _SCALES if word.search(line)), 1)


_HEADINGS = Once(_read, lambda lines: sum(map(len, lines)))
