"""What stands above the table, and where else month and department are named."""

from collections.abc import Iterator
from dataclasses import replace

from tests.workbooks.foreign.looks.looking import HEADING, TITLES, Look, body, look
from tests.workbooks.foreign.sheets import OF_MARCH


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
