"""Months in columns, a sheet for each, and running totals."""

from collections.abc import Iterator
from dataclasses import replace

from cchc_metrics.plan.figures import Figure
from cchc_metrics.workbooks.foreign.answers import Answers
from tests.builders import month
from tests.workbooks.foreign.looks.looking import HEADING, NAMES, Look, body, drawn, look
from tests.workbooks.foreign.sheets import OF_MARCH
from tests.workbooks.formats.excel import xlsx


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
