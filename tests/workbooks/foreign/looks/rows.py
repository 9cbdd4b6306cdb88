"""What stands between and behind the rows of figures."""

from collections.abc import Iterator

from tests.workbooks.foreign.looks.looking import FIGURES, HEADING, NAMES, Look, body, look


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
