"""Workbooks as offices keep them, over all their habits, each with the reading it must get.

Everything is made up; no file here was ever sent by anyone. `figures` is what comes out once the
officer has given `answers`; `asked` what the sheet has to ask before that, beside the department
and the month; `left` the reasons for which cells are left out; `blocked` what still blocks saving.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from cchc_metrics.plan.figures import Figure
from cchc_metrics.workbooks.foreign.answers import Answers
from tests.builders import month
from tests.workbooks.foreign.sheets import OF_MARCH, PLAN
from tests.workbooks.formats.biff import stream, xls
from tests.workbooks.formats.biff12 import xlsb
from tests.workbooks.formats.excel import xlsm, xlsx
from tests.workbooks.formats.layout import Drawn
from tests.workbooks.formats.opendocument import ods
from tests.workbooks.formats.plain import csv_of, html_of

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


def all_looks() -> list[Look]:
    return [
        *formats(),
        *titles(),
        *headings(),
        *bodies(),
        *names(),
        *old_fonts(),
        *months_in_columns(),
        *several_sheets(),
        *running_totals(),
        *numbers(),
        *nothings(),
    ]


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


def formats() -> Iterator[Look]:
    sheet = drawn([*TITLES, HEADING, *body()])
    hints = ("2026-03", "TTPVHCC")
    for name, write in (("xlsx", xlsx), ("xlsm", xlsm), ("xls", xls), ("bare xls", stream)):
        yield Look(f"as {name}", lambda write=write: write(sheet), hints=hints)
    for name, write in (("xlsb", xlsb), ("ods", ods), ("html", html_of)):
        yield Look(f"as {name}", lambda write=write: write(sheet), hints=hints)
    for delimiter, encoding in ((";", "utf-8"), ("\t", "utf-16"), (",", "utf-8-sig")):
        yield Look(
            f"as csv with {delimiter!r} in {encoding}",
            lambda d=delimiter, e=encoding: csv_of(sheet.rows, d, e),
            hints=hints,
        )


def titles() -> Iterator[Look]:
    rows = [HEADING, *body()]
    yield look("no title at all", rows)
    yield look("titles above", [*TITLES, *rows], hints=("2026-03", "TTPVHCC"))
    parameters = [[f"Tham số {n}:", n] for n in range(1, 10)]
    yield look("parameter rows", [*parameters, *TITLES[:4], *rows], hints=("2026-03", "TTPVHCC"))
    yield look("month in the sheet's name", rows, sheet_name="T3-2026", hints=("2026-03", ""))
    yield look(
        "month in the heading",
        [
            ["TT", "Chỉ tiêu", "Tháng 3/2026", None],
            [None, None, "TS", "MS"],
            *([r[0], r[1], r[3], r[4]] for r in body()),
        ],
        sheet_merges=["A1:A2", "B1:B2", "C1:D1"],
        hints=("2026-03", ""),
    )
    yield look(
        "month and department in the file's name",
        rows,
        file="TTPVHCC_bao_cao_thang_03.2026.xlsx",
        hints=("2026-03", "TTPVHCC"),
    )
    yield look(
        "days in place of the month",
        [["Số liệu từ ngày 15/02/2026 đến hết ngày 14/03/2026"], [], *rows],
        hints=("2026-03", ""),
    )
    yield look(
        "to whom it is sent is not whose it is",
        [["Kính gửi: Phòng Văn hóa - Xã hội xã Mù Cả"], *rows],
    )
    yield look(
        "signed in another month",
        [["Mù Cả, ngày 02 tháng 4 năm 2026"], ["Tháng 3/2026"], *rows],
        hints=("2026-03", ""),
    )
    yield look(
        "another department's sheet",
        [["PHÒNG KINH TẾ"], *rows],
        figures={},
        asked=(("sheets", "Sheet1"),),
        blocked=("E40",),
        hints=("", "PKT"),
    )
    yield look(
        "another department's sheet, taken on purpose",
        [["PHÒNG KINH TẾ"], *rows],
        answers=replace(OF_MARCH, sheets={"Sheet1": True}),
        asked=(("sheets", "Sheet1"),),
        hints=("", "PKT"),
    )


def headings() -> Iterator[Look]:
    rows = body()
    yield look(
        "two rows, merged",
        [
            ["TT", "Nội dung", "Đơn vị tính", "Kết quả thực hiện", None, None, "Ghi chú"],
            [None, None, None, "Tử số", "Mẫu số", "Tỷ lệ"],
            *rows,
        ],
        sheet_merges=["A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"],
    )
    yield look(
        "three rows, merged",
        [
            ["STT", "Tên chỉ tiêu", "ĐVT", "Tháng 3 năm 2026", None, None, "Ghi chú"],
            [None, None, None, "Kết quả", None, "Tỷ lệ", None],
            [None, None, None, "Đã thực hiện", "Phải thực hiện"],
            *rows,
        ],
        sheet_merges=["A1:A3", "B1:B3", "C1:C3", "D1:F1", "D2:E2", "F2:F3", "G1:G3"],
        hints=("2026-03", ""),
    )
    yield look(
        "four rows, merged",
        [
            ["STT", "Chỉ tiêu", "ĐVT", "Số liệu", None, None, None],
            [None, None, None, "Tháng 3", None, None, None],
            [None, None, None, "Số hồ sơ", None, "Tỷ lệ đạt", None],
            [None, None, None, "Tử số", "Mẫu số"],
            *rows,
        ],
        sheet_merges=["A1:A4", "B1:B4", "C1:C4", "D1:F1", "D2:F2", "D3:E3", "F3:F4"],
        hints=("2026-03", ""),
    )
    for numbering in (
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(4)/(5)", "(7)"],
        ["A", "B", "C", "1", "2", "3=1/2", "4"],
        [1, 2, 3, 4, 5, 6, 7],
        ["1", "2", "3", "4", "5", "6=4:5*100", "7"],
    ):
        yield look(f"numbered columns {numbering[5]}", [HEADING, numbering, *rows])
    yield look(
        "line breaks and capitals",
        [
            ["TT", "CHỈ TIÊU", "Đơn vị\ntính", " Tử\nsố ", "MẪU  SỐ", "Tỷ lệ\n(%)", "Ghi\u00a0chú"],
            *rows,
        ],
    )
    yield look(
        "columns in another order",
        [
            ["Mẫu số", "Tử số", "Chỉ tiêu"],
            *([r[4], r[3], r[1]] for r in rows),
        ],
    )
    yield look(
        "last year beside this year",
        [
            ["TT", "Chỉ tiêu", "Tháng 3/2025", None, "Tháng 3/2026", None, "So với cùng kỳ"],
            [None, None, "Tử số", "Mẫu số", "Tử số", "Mẫu số", "Tỷ lệ"],
            *([r[0], r[1], 1, 2, r[3], r[4], 50] for r in rows),
        ],
        sheet_merges=["C1:D1", "E1:F1"],
        left=("cột của năm khác",) * 2,
        hints=("2026-03", ""),
    )
    yield look(
        "an estimate beside the figure",
        [
            ["TT", "Chỉ tiêu", "Ước thực hiện", "Tử số", "Mẫu số"],
            *([r[0], r[1], 99, r[3], r[4]] for r in rows),
        ],
    )
    yield look(
        "headings that say nothing",
        [
            ["TT", "Chỉ tiêu", "Cột A", "Cột B"],
            *([r[0], r[1], r[3], r[4]] for r in rows),
        ],
        figures={},
        left=("không thấy bảng có cột tên chỉ tiêu và cột số liệu",),
        blocked=("E08",),
    )
    yield look(
        "the officer says what the columns hold",
        [
            ["TT", "Chỉ tiêu", "Kết quả", "Cột B"],
            *([r[0], r[1], r[3], r[4]] for r in rows),
        ],
        answers=replace(OF_MARCH, columns={"Sheet1!C": "numerator", "Sheet1!D": "denominator"}),
    )


def bodies() -> Iterator[Look]:
    rows = body()
    yield look(
        "groups, totals, fillers, signatures",
        [
            HEADING,
            ["I", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH"],
            *rows[:3],
            ["", "Cộng I", "", 50, 68],
            ["II", "CHÍNH QUYỀN SỐ"],
            *rows[3:],
            ["…", "…", "…"],
            ["", "Tổng cộng", "", 1_284, 5_755],
            [],
            ["NGƯỜI LẬP BIỂU", None, None, None, "GIÁM ĐỐC"],
            ["Nơi nhận:"],
        ],
        left=("dòng tổng cộng, hệ thống tự cộng",) * 2,
    )
    yield look(
        "totals by formulas",
        [
            HEADING,
            *rows,
            [None, "Tổng cộng I + II", None, "=SUM(D2:D6)", "=SUM(E2:E6)"],
        ],
        left=("dòng tổng cộng, hệ thống tự cộng",),
    )
    yield look(
        "cells far past the table",
        [
            [*HEADING, *[None] * 40, "x"],
            *rows,
            *[[]] * 400,
            [None] * 9 + ["ghi chú cũ"],
        ],
    )
    yield look("hidden rows are said", [HEADING, *rows], sheet_hidden_rows=[3])
    yield look("hidden columns are said", [HEADING, *rows], sheet_hidden_columns=[4])
    yield look(
        "rows that are not of the plan",
        [
            HEADING,
            *rows,
            [6, "Số lượt khách du lịch", "lượt", 5, 6],
            [7, "", "", 1, 2],
        ],
        left=("dòng có số nhưng không có tên chỉ tiêu", "không khớp chỉ tiêu nào của kế hoạch"),
    )
    yield look(
        "an indicator of another department",
        [
            HEADING,
            *rows,
            [6, "Công khai tài chính, ngân sách", "", 3, 3],
        ],
        left=("chỉ tiêu của đơn vị khác",),
    )
    yield look(
        "an indicator twice", [HEADING, *rows, [6, NAMES["II.3-1"], "", 1, 2]], blocked=("E11",)
    )
    yield look(
        "numerator above denominator",
        [HEADING, *rows[:4], [5, NAMES["II.7-3"], "", 9, 8]],
        figures={c: f for c, f in FIGURES.items() if c != "II.7-3"},
        blocked=("E30",),
    )


def names() -> Iterator[Look]:
    import unicodedata

    yield from (
        look(f"names {name}", [HEADING, *body(names={c: change(n) for c, n in NAMES.items()})])
        for name, change in (
            ("decomposed", lambda n: unicodedata.normalize("NFD", n)),
            ("in capitals", str.upper),
            ("with odd spaces", lambda n: "  " + n.replace(" ", "\u00a0 ") + " "),
            ("with tone marks elsewhere", lambda n: n.replace("óa", "oá").replace("ỹ", "ĩ")),
            ("behind item marks", lambda n: f"1.2. {n}"),
            ("behind dashes", lambda n: f"- {n};"),
            ("behind codes", lambda n: f"{_code(n)}. {n}"),
        )
    )
    codes = [[code, n, d] for code, (n, d) in FIGURES.items()]
    yield look("codes alone", [["Mã chỉ tiêu", "Thực hiện", "Tổng số"], *codes])
    spaced = [[code.lower().replace("-", " - "), n, d] for code, n, d in codes]
    yield look("codes with spaces", [["Mã số", "Tử số", "Mẫu số"], *spaced])
    near = {c: "Tỷ lệ " + n[0].lower() + n[1:] for c, n in NAMES.items()}
    rows = [f"Sheet1!B{n}" for n in range(2, 7)]
    asked = tuple(("rows", key) for key in rows)
    yield look(
        "near names, not confirmed",
        [HEADING, *body(names=near)],
        figures={},
        asked=asked,
        blocked=("E40",) * 5,
    )
    yield look(
        "near names, confirmed",
        [HEADING, *body(names=near)],
        asked=asked,
        answers=replace(OF_MARCH, rows=dict(zip(rows, FIGURES, strict=True))),
    )
    yield look(
        "code and name disagree",
        [
            ["Mã", "Chỉ tiêu", "Tử số", "Mẫu số"],
            ["II.3-1", NAMES["II.3-2"], 1, 2],
        ],
        figures={},
        asked=(("rows", "Sheet1!B2"),),
        blocked=("E40",),
    )


def _code(name: str) -> str:
    return next(code for code, known in NAMES.items() if known == name)


TCVN3 = [
    ["§¬n vÞ: Trung t©m Phôc vô hµnh chÝnh c«ng"],
    ["B¸o c¸o th¸ng 3 n¨m 2026"],
    ["TT", "ChØ tiªu", "Tö sè", "MÉu sè", "Ghi chó"],
    [1, "Hå s¬ trùc tuyÕn", 12, 20],
    [2, "Sè hãa thµnh phÇn hå s¬", 30, 40],
    [3, "CÊp kÕt qu¶ ®iÖn tö", 8, 8],
    [4, "Thanh to¸n trùc tuyÕn", 0, 9],
    [5, "Giao dÞch dïng ®Þnh danh VNeID", "1.234", "5.678"],
]
VNI = [
    ["Ñôn vò: Trung taâm Phuïc vuï haønh chính coâng"],
    ["Baùo caùo thaùng 3 naêm 2026"],
    ["TT", "Chæ tieâu", "Töû soá", "Maãu soá", "Ghi chuù"],
    [1, "Hoà sô tröïc tuyeán", 12, 20],
    [2, "Soá hoùa thaønh phaàn hoà sô", 30, 40],
    [3, "Caáp keát quaû ñieän töû", 8, 8],
    [4, "Thanh toaùn tröïc tuyeán", 0, 9],
    [5, "Giao dòch duøng ñònh danh VNeID", "1.234", "5.678"],
]


def old_fonts() -> Iterator[Look]:
    hints = ("2026-03", "TTPVHCC")
    addresses = [f"{letter}{row}" for row in range(1, 9) for letter in "ABCDE"]
    for name, rows, font in (("TCVN3", TCVN3, ".VnTime"), ("VNI", VNI, "VNI-Times")):
        fonts = dict.fromkeys(addresses, font)
        yield look(f"{name} by its font", rows, sheet_fonts=fonts, hints=hints)
        yield look(f"{name} by vote", rows, hints=hints)
        yield Look(f"{name} in .xls", lambda r=rows, f=fonts: xls(drawn(r, fonts=f)), hints=hints)
        encoded = "\n".join(";".join(map(str, row)) for row in rows).encode("latin-1")
        yield Look(f"{name} in csv", lambda e=encoded: e, hints=hints)
    mixed = [*TCVN3[:5], *([n, NAMES[c], *FIGURES[c]] for n, c in enumerate(list(FIGURES)[2:], 3))]
    yield look(
        "Unicode beside TCVN3 in one sheet",
        mixed,
        hints=hints,
        sheet_fonts=dict.fromkeys(addresses, ".VnTime"),
    )
    unicode_font = dict.fromkeys(addresses, ".VnTime")
    yield look("Unicode in an old font", [HEADING, *body()], sheet_fonts=unicode_font)


def months_in_columns() -> Iterator[Look]:
    """One indicator's March is enough; January and February are others."""
    lines = {"Tử số": (5, 6, 12), "Mẫu số": (9, 8, 20)}
    names = [NAMES["II.3-1"], NAMES["II.3-2"]]
    only = {"II.3-1": (12, 20), "II.3-2": (12, 20)}
    year = ["Năm 2026"]
    for head in (
        ["Tháng 1", "Tháng 2", "Tháng 3"],
        ["T1", "T2", "T3"],
        ["01/2026", "02/2026", "03/2026"],
    ):
        block = [
            row
            for name in names
            for row in (
                [1, name],
                *([None, f"- {part}", *values, *[None] * 9] for part, values in lines.items()),
            )
        ]
        more = [
            f"{head[0][:-1].strip()} {n}" if "/" not in head[0] else f"{n:02}/2026"
            for n in range(4, 13)
        ]
        yield look(
            f"lines below the name, {head[0]}",
            [year, ["TT", "Chỉ tiêu", *head, *more], *block],
            figures=only,
        )
    yield look(
        "months as numbers below one heading",
        [
            year,
            ["TT", "Chỉ tiêu", "Tháng", None, None],
            [None, None, 1, 2, 3],
            *(
                row
                for name in names
                for row in ([1, name], *([None, part, *values] for part, values in lines.items()))
            ),
        ],
        figures=only,
        sheet_merges=["A2:A3", "B2:B3", "C2:E2"],
    )
    yield look(
        "parts side by side in each month",
        [
            year,
            ["TT", "Chỉ tiêu", "Tháng 2", None, None, "Tháng 3", None, None],
            [None, None, *["TS", "MS", "%"] * 2],
            *([n, name, 6, 8, 75, 12, 20, 60] for n, name in enumerate(names, 1)),
        ],
        figures=only,
        sheet_merges=["C2:E2", "F2:H2"],
    )
    yield look(
        "names merged over their lines",
        [
            year,
            ["Chỉ tiêu", "Dòng", "Tháng 1", "Tháng 2", "Tháng 3"],
            *(
                [name if part == "Tử số" else None, part, *values]
                for name in names
                for part, values in lines.items()
            ),
        ],
        figures=only,
        sheet_merges=["A3:A4", "A5:A6"],
    )
    yield look(
        "the year is asked where it is not named",
        [
            ["TT", "Chỉ tiêu", "Tháng 2", "Tháng 3"],
            [1, names[0]],
            [None, "Tử số", 6, 12],
            [None, "Mẫu số", 8, 20],
        ],
        figures={"II.3-1": (12, 20)},
    )
    yield look(
        "one number for a ratio",
        [
            year,
            ["TT", "Chỉ tiêu", "Tháng 2", "Tháng 3"],
            [1, names[0], 75, 60],
        ],
        figures={},
        blocked=("E44", "E44"),
    )
    yield look(
        "pairs in one cell",
        [
            ["TT", "Chỉ tiêu", "Kết quả"],
            [1, names[0], "12/20"],
            [2, names[1], "30/40"],
        ],
        figures={"II.3-1": (12, 20), "II.3-2": (30, 40)},
        asked=(("readings", "Sheet1!C2"), ("readings", "Sheet1!C3")),
        answers=replace(OF_MARCH, readings={"Sheet1!C2": "12/20", "Sheet1!C3": "30/40"}),
    )


def several_sheets() -> Iterator[Look]:
    rows = [HEADING, *body()]
    two = drawn([HEADING, *body({"II.3-1": (1, 2)})], name="Tháng 2")
    three = drawn(rows, name="Tháng 3")
    months = {"Tháng 2": month(2), "Tháng 3": month(3)}
    yield Look(
        "a sheet for each month",
        lambda: xlsx(two, three),
        answers=Answers("TTPVHCC", months),
        hints=("2026-02", ""),
    )
    yield Look(
        "an empty sheet and a hidden one",
        lambda: xlsx(drawn(rows), drawn([], name="Sheet2"), drawn(rows, name="Cũ", visible=False)),
        left=("trang trống", "trang ẩn"),
    )
    yield Look(
        "a cover sheet",
        lambda: xlsx(drawn([["BÌA"], ["Năm 2026"]], name="Bìa"), drawn(rows)),
        left=("không thấy bảng có cột tên chỉ tiêu và cột số liệu",),
    )
    yield Look(
        "a sheet left out by the officer",
        lambda: xlsx(drawn(rows), drawn(rows, name="Nháp")),
        answers=replace(OF_MARCH, sheets={"Nháp": False}),
        left=("trang không được chọn",),
    )
    other = drawn([["PHÒNG KINH TẾ"], *rows], name="PKT")
    yield Look(
        "sheets of two departments",
        lambda: xlsx(drawn([["Đơn vị: Trung tâm Phục vụ hành chính công"], *rows]), other),
        asked=(("sheets", "PKT"),),
        answers=replace(OF_MARCH, sheets={"PKT": False}),
        left=("trang không được chọn",),
        hints=("", "TTPVHCC"),
    )


BEFORE = tuple(Figure("TTPVHCC", "II.3-1", month(m), 4, 5) for m in (1, 2))


def running_totals() -> Iterator[Look]:
    one = {"II.3-1": (12, 20)}
    total = [1, NAMES["II.3-1"], 20, 30]
    heading = ["TT", "Chỉ tiêu", "Tử số", "Mẫu số"]
    asked = (("cumulative", "Sheet1"),)
    months = replace(OF_MARCH, cumulative={"Sheet1": True})
    for name, rows in (
        ("by its title", [["LŨY KẾ TỪ ĐẦU NĂM ĐẾN HẾT THÁNG 3 NĂM 2026"], heading, total]),
        (
            "by its headings",
            [["TT", "Chỉ tiêu", "Lũy kế", None], [None, None, "Tử số", "Mẫu số"], total],
        ),
        ("by its quarter", [["Kỳ báo cáo: Quý I/2026"], heading, total]),
    ):
        merges = ["C1:D1"] if "headings" in name else []
        yield look(
            f"running totals {name}",
            rows,
            figures=one,
            recorded=BEFORE,
            asked=asked,
            answers=months,
            sheet_merges=merges,
            hints=("", "") if merges else ("2026-03", ""),
        )
    yield look(
        "running totals that are not",
        [["Lũy kế tháng 3/2026"], heading, total],
        figures={"II.3-1": (20, 30)},
        asked=asked,
        hints=("2026-03", ""),
        answers=replace(OF_MARCH, cumulative={"Sheet1": False}),
    )
    yield look(
        "running totals without the record",
        [["Lũy kế tháng 3/2026"], heading, total],
        figures={},
        asked=asked,
        answers=months,
        blocked=("E41", "E41"),
        hints=("2026-03", ""),
    )
    yield look(
        "a month beside its running total",
        [
            ["TT", "Chỉ tiêu", "Tháng 3", None, "Lũy kế", None],
            [None, None, "Tử số", "Mẫu số", "Tử số", "Mẫu số"],
            [1, NAMES["II.3-1"], 12, 20, 20, 30],
        ],
        figures=one,
        sheet_merges=["C1:D1", "E1:F1"],
        hints=("2026-03", ""),
    )
    rising = [[1, NAMES[c]] for c in ("II.3-1", "II.3-2")]
    yield look(
        "twelve months that never fall",
        [
            ["Năm 2026"],
            ["TT", "Chỉ tiêu", "Tháng 1", "Tháng 2", "Tháng 3", "Tháng 4"],
            rising[0],
            [None, "Tử số", 4, 8, 20, 21],
            [None, "Mẫu số", 5, 10, 30, 32],
            rising[1],
            [None, "Tử số", 1, 2, 14, 15],
            [None, "Mẫu số", 1, 2, 22, 23],
        ],
        figures={"II.3-1": (12, 20), "II.3-2": (12, 20)},
        asked=asked,
        answers=months,
    )


def numbers() -> Iterator[Look]:
    one = {"II.3-1": (12, 20)}
    heading = ["TT", "Chỉ tiêu", "Tử số", "Mẫu số", "Tỷ lệ"]

    def row(n: object, d: object, rate: object = None) -> list[list[object]]:
        return [heading, [1, NAMES["II.3-1"], n, d, rate]]

    yield look("numbers as text", row("12", "20"), figures=one)
    yield look("grouped numbers as text", row("1.200", "2,000"), figures={"II.3-1": (1200, 2000)})
    yield look("with the indicator's own unit", row("12 hồ sơ", "20 hồ sơ"), figures=one)
    yield look("full-width digits", row("１２", "２０"), figures=one)
    for rate in (60, 0.6, "60%", "60,0 %"):
        yield look(f"a rate of {rate}", row(12, 20, rate), figures=one)
    yield look("a rate that is another", row(12, 20, 65), figures={}, blocked=("E32",))
    yield look("a rate alone", row(None, None, 60), figures={}, blocked=("E31",))
    yield look("a rate of 0 alone says nothing", row(None, None, 0), figures={}, blocked=("E08",))
    yield look(
        "an English decimal in a count",
        row(1.2, 20),
        figures={},
        asked=(("readings", "Sheet1!C2"),),
        blocked=("E40",),
    )
    yield look(
        "an English thousand",
        row(1.234, 2000),
        figures={"II.3-1": (1234, 2000)},
        asked=(("readings", "Sheet1!C2"),),
        answers=replace(OF_MARCH, readings={"Sheet1!C2": "1234"}),
    )
    yield look(
        "a percentage in a count",
        row(0.6, 20),
        figures={},
        sheet_number_formats={"C2": "0%"},
        asked=(("readings", "Sheet1!C2"),),
        blocked=("E40",),
    )
    yield look(
        "a whole percentage in a count",
        row(1, 20),
        figures={},
        sheet_number_formats={"C2": "0%"},
        asked=(("readings", "Sheet1!C2"),),
        blocked=("E40",),
    )
    yield look(
        "a day that was 12 of 20",
        row(date(2026, 12, 5), None),
        figures={"II.3-1": (5, 12)},
        asked=(("readings", "Sheet1!C2"),),
        answers=replace(OF_MARCH, readings={"Sheet1!C2": "5/12"}),
    )
    yield look(
        "a formula that was never computed",
        row("=10+2", 20),
        figures={},
        asked=(("readings", "Sheet1!C2"),),
        blocked=("E40",),
    )
    yield look(
        "an error of Excel",
        row(None, 20),
        figures={},
        sheet_errors=["C2"],
        asked=(("readings", "Sheet1!C2"),),
        blocked=("E40",),
    )
    yield look(
        "thousands by the heading",
        [
            ["TT", "Chỉ tiêu", "Tử số (nghìn)", "Mẫu số (nghìn)"],
            [1, NAMES["II.3-1"], 12, 20],
        ],
        figures={"II.3-1": (12_000, 20_000)},
        asked=(("scales", "Sheet1!C"), ("scales", "Sheet1!D")),
        answers=replace(OF_MARCH, scales={"Sheet1!C": True, "Sheet1!D": True}),
    )


def nothings() -> Iterator[Look]:
    def rows(n: object, d: object) -> list[list[object]]:
        return [HEADING, *body({"II.3-2": (30, 40)}), [2, NAMES["II.3-1"], "hồ sơ", n, d]]

    rest: Expected = {"II.3-2": (30, 40)}
    for sign in ("x", "X", "…", "chưa có"):
        yield look(f"{sign!r} for nothing", rows(sign, sign), figures=rest)
    yield look("blank for nothing", rows(None, None), figures=rest)
    yield look("0 for none", rows(0, 0), figures=rest | {"II.3-1": (0, 0)})
    for sign in ("-", "--", "không", "KPS"):
        key = f"Sheet1!{'-' if '-' in sign else sign.lower()}"
        yield look(
            f"{sign!r} for none",
            rows(sign, sign),
            figures=rest | {"II.3-1": (0, 0)},
            asked=(("readings", key),),
            answers=replace(OF_MARCH, readings={key: "0"}),
        )
    yield look(
        "'-' for not known",
        rows("-", "-"),
        figures=rest,
        asked=(("readings", "Sheet1!-"),),
        answers=replace(OF_MARCH, readings={"Sheet1!-": ""}),
    )
