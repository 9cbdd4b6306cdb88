"""One look-alike workbook, and the table that most of them hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cchc_metrics.plan.figures import Figure
from cchc_metrics.workbooks.foreign.answers import Answers
from tests.workbooks.foreign.sheets import OF_MARCH, PLAN
from tests.workbooks.formats.excel import xlsx
from tests.workbooks.formats.layout import Drawn

Expected = dict[str, tuple[int, int | None]]
FIGURES: Expected = {
    "II.3-1": (12, 20),
    "II.3-2": (30, 40),
    "II.3-3": (8, 8),
    "II.3-4": (0, 9),
    "II.7-3": (1_234, 5_678),
}
NAMES = {indicator.code: indicator.name for indicator in PLAN.indicators}
HEADING = ["TT", "Chỉ tiêu", "ĐVT", "Tử số", "Mẫu số", "Tỷ lệ (%)", "Ghi chú"]
TITLES: list[list[str | None]] = [
    ["ỦY BAN NHÂN DÂN XÃ MÙ CẢ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", None, None, "Độc lập - Tự do - Hạnh phúc"],
    [None, None, None, "Mù Cả, ngày 18 tháng 4 năm 2026"],
    ["BÁO CÁO KẾT QUẢ CẢI CÁCH HÀNH CHÍNH THÁNG 3 NĂM 2026"],
    ["(Kèm theo Công văn số 12/CV-TTPVHCC ngày 05 tháng 01 năm 2026)"],
]


@dataclass(frozen=True)
class Look:
    """A workbook with the reading it must get.

    `figures` is what comes out once the officer has given `answers`; `asked` what the sheet has to
    ask before that, beside the department and the month; `left` the reasons for which cells are
    left out; `blocked` what still blocks saving.
    """

    name: str
    build: Callable[[], bytes]
    figures: Mapping[str, tuple[int, int | None]] = field(default_factory=lambda: FIGURES)
    answers: Answers = OF_MARCH
    asked: tuple[tuple[str, str], ...] = ()
    left: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    recorded: tuple[Figure, ...] = ()
    file: str = "bao cao.xlsx"
    hints: tuple[str, str] = ("", "")  # the month and the department that are proposed


def body(figures: Expected | None = None, names: Mapping[str, str] = NAMES) -> list[list[object]]:
    return [
        [at, names[code], "hồ sơ", n, d, None, None]
        for at, (code, (n, d)) in enumerate((figures or FIGURES).items(), start=1)
    ]


def drawn(rows: object, **details: object) -> Drawn:
    return Drawn(rows, **details)  # type: ignore[arg-type]


def look(name: str, rows: object, **expected: object) -> Look:
    """A sheet of one table in .xlsx; what is said of the sheet itself has "sheet_" before it."""
    details = {key[6:]: expected.pop(key) for key in list(expected) if key.startswith("sheet_")}
    sheet = drawn(rows, **details)
    return Look(name, lambda: xlsx(sheet), **expected)  # type: ignore[arg-type]
