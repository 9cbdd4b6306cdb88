"""Headings of one to four rows, and columns that have to be told apart."""

from collections.abc import Iterator
from dataclasses import replace

from tests.workbooks.foreign.looks.looking import HEADING, Look, body, look
from tests.workbooks.foreign.sheets import OF_MARCH


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
    rivals = [
        ["TT", "Chỉ tiêu", "Tử số", "Mẫu số", "Mẫu số"],
        *([r[0], r[1], r[3], 9_999, r[4]] for r in rows),
    ]
    yield look(
        "two columns that say the same",
        rivals,
        figures={},
        asked=(("columns", "Sheet1!D"),),
        blocked=("E40",),
    )
    yield look(
        "the officer says which of them counts",
        rivals,
        answers=replace(OF_MARCH, columns={"Sheet1!D": "other"}),
    )
