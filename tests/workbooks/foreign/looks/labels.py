"""How indicators are named, and in which letters."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from tests.workbooks.foreign.looks.looking import FIGURES, HEADING, NAMES, Look, body, drawn, look
from tests.workbooks.foreign.sheets import OF_MARCH
from tests.workbooks.formats.biff import xls


def names() -> Iterator[Look]:
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
    for where, code, name in (
        ("in two cells", "II.3-1", NAMES["II.3-2"]),
        ("in one cell", None, f"II.3-1. {NAMES['II.3-2']}"),
        ("nearly", "II.3-1", NAMES["II.3-2"].replace("hóa", "hóa các")),
    ):
        yield look(
            f"code and name disagree {where}",
            [["Mã", "Chỉ tiêu", "Tử số", "Mẫu số"], [code, name, 1, 2]],
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
