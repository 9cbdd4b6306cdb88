"""Every problem a department's sheet can have: its code and its cell, and nothing else."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cchc_metrics.plan.figures import Figure
from cchc_metrics.plan.model import Kind, Plan, Trajectory
from cchc_metrics.plan.periods import Calendar, ReportingMonth
from cchc_metrics.workbooks.checking.catalogue import CATALOGUE
from cchc_metrics.workbooks.checking.check import Checked, check
from cchc_metrics.workbooks.checking.identity import Expected
from cchc_metrics.workbooks.checking.issues import Issue, quoted
from cchc_metrics.workbooks.checking.rule import Severity
from cchc_metrics.workbooks.grid import Book, Cell, CellKind, Sheet
from cchc_metrics.workbooks.layout import DATA_SHEET
from cchc_metrics.workbooks.opening.open import open_workbook
from cchc_metrics.workbooks.template.build import build_template
from tests.builders import make_figure, make_indicator, make_plan, month
from tests.workbooks.filling import change, fill, fill_year

PLAN = make_plan(
    make_indicator("II.3-2", departments=("PVHXH", "VPHDND")),
    make_indicator("II.2-2", kind=Kind.STOCK, trajectory=Trajectory.LINEAR),
    make_indicator("II.9-9", kind=Kind.COUNT, denominator="", targets=()),
)
MARCH = month(3)
TODAY = date(2026, 3, 20)
OWN_MARCH = Expected("PVHXH", MARCH)

# A good March sheet: D/F of row 8 is II.3-2, of row 9 II.2-2, of row 10 the count.
GOOD = {"D8": 20, "F8": 25, "D9": 1, "F9": 4, "D10": 7}


def checked(
    content: bytes,
    expected: Expected = OWN_MARCH,
    recorded: tuple[Figure, ...] = (),
    plan: Plan = PLAN,
) -> Checked:
    book = open_workbook(content)
    assert isinstance(book, Book)
    return check(book, plan, expected, recorded, TODAY)


def march(cells: dict[str, Any], **options: Any) -> Checked:
    return checked(change(build_template(PLAN, "PVHXH", MARCH), GOOD | cells), **options)


def found(result: Checked) -> list[tuple[str, str]]:
    return [(issue.code, issue.cell) for issue in result.issues]


def test_a_good_sheet_gives_its_figures_with_their_cells() -> None:
    result = march({"I8": "Đã đối chiếu"})
    assert found(result) == []
    first = result.figures[0]
    assert first.figure == Figure("PVHXH", "II.3-2", MARCH, 20, 25, "Đã đối chiếu")
    assert (first.sheet, first.numerator_cell, first.denominator_cell) == (DATA_SHEET, "D8", "F8")
    assert [(p.figure.indicator, p.figure.denominator) for p in result.figures[1:]] == [
        ("II.2-2", 4),
        ("II.9-9", None),
    ]
    assert result.months == (MARCH,)


# What is typed over the good sheet | the issues it raises
CELLS: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("text for a number", {"D8": "hai mươi"}, [("E20", "D8")]),
    ("a sign for nothing", {"D8": "x"}, [("E20", "D8")]),
    ("an error value", {"D8": "#DIV/0!"}, [("E21", "D8")]),
    ("a formula without a value", {"D8": "=10+10"}, [("E22", "D8")]),
    ("a date", {"D8": date(2026, 5, 12)}, [("E23", "D8")]),
    ("negative", {"D8": -1}, [("E25", "D8")]),
    ("a fraction in a count", {"D8": 12.5}, [("E26", "D8")]),
    ("a percentage in a count", {"D8": "80%"}, [("E27", "D8")]),
    ("an impossible number", {"D8": 20_000_000_000_000}, [("E28", "D8")]),
    ("numerator above denominator", {"D8": 26}, [("E30", "D8")]),
    ("no numerator", {"D8": None}, [("E31", "D8")]),
    ("no denominator", {"F8": None}, [("E31", "F8")]),
    ("only a percentage", {"D8": None, "F8": None, "G8": 80}, [("E31", "D8"), ("W01", "D8")]),
    ("a typed percentage that is wrong", {"G8": 85}, [("E32", "G8")]),
    ("a typed percentage, as text", {"G8": "85%"}, [("E32", "G8")]),
    ("a typed percentage that is right", {"G8": 80}, []),
    ("a typed ratio that is right", {"G8": 0.8}, []),
    ("a typed percentage, rounded", {"D8": 191, "F8": 240, "G8": "79,6%"}, []),
    ("a typed percentage, cut off", {"D8": 191, "F8": 240, "G8": 0.795}, []),
    ("a percentage rounded too far up", {"D8": 191, "F8": 240, "G8": "79,7%"}, [("E32", "G8")]),
    ("0 of 0 is nothing arisen, not a problem", {"D8": 0, "F8": 0}, []),
    ("0 of 25", {"D8": 0}, []),
    ("a blank row", {"D8": None, "F8": None}, [("W01", "D8")]),
    ("a blank row with its reason", {"D8": None, "F8": None, "I8": "Máy hỏng"}, [("N04", "D8")]),
    ("a number as text", {"F8": "1.025"}, [("N01", "F8")]),
    ("a code that is not the department's", {"A8": "II.7-7"}, [("E10", "A8"), ("W02", "")]),
    ("a code that is missing", {"A8": None}, [("E10", "A8"), ("W02", "")]),
    ("a code twice", {"A9": "II.3-2"}, [("E11", "A9"), ("W02", "")]),
    (
        "an empty sheet",
        {"D8": None, "F8": None, "D9": None, "F9": None, "D10": None},
        [("E08", "")],
    ),
    ("two problems in one row", {"D8": "x", "F8": -1}, [("E20", "D8"), ("E25", "F8")]),
    (
        "all rows at once",
        {"D8": "x", "D9": 9, "D10": 1.5},
        [("E20", "D8"), ("E30", "D9"), ("E26", "D10")],
    ),
]


@pytest.mark.parametrize(("cells", "expected"), [c[1:] for c in CELLS], ids=[c[0] for c in CELLS])
def test_each_problem_at_its_cell(cells: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found(march(cells)) == expected


IDENTITIES = [
    ("another department's template", Expected("VPHDND", MARCH), [("E02", "A6")]),
    ("another month's template", Expected("PVHXH", month(2)), [("E03", "A6")]),
    ("left to the file", Expected(), []),
]


@pytest.mark.parametrize(
    ("expected", "issues"), [c[1:] for c in IDENTITIES], ids=[c[0] for c in IDENTITIES]
)
def test_whose_sheet_it_is(expected: Expected, issues: list[tuple[str, str]]) -> None:
    assert found(march({}, expected=expected)) == issues


def test_a_changed_stamp_line_is_noticed() -> None:
    stamp = "Mẫu · PVHXH · 2026-04 · ke-hoach-thu · bản 1 · 2026-02-15/2026-03-14"
    assert found(march({"A6": stamp})) == [("E06", "A6")]


def test_another_plan_s_template() -> None:
    assert found(march({}, plan=make_plan(*PLAN.indicators, code="ke-hoach-khac"))) == [
        ("E04", "A6")
    ]


def test_an_older_version_of_the_plan_asks_for_a_reason() -> None:
    assert found(march({}, plan=make_plan(*PLAN.indicators, version="2"))) == [("W03", "A6")]


def test_days_counted_in_another_way_are_never_mixed() -> None:
    calendar_months = Calendar(2026, window_start_day=1, due_day=5)
    result = march({}, plan=make_plan(*PLAN.indicators, calendar=calendar_months))
    # Counted by calendar months, March is not over on the 20th either.
    assert found(result) == [("E05", "A6"), ("W07", "A6")]


def test_a_month_that_has_not_begun() -> None:
    content = change(build_template(PLAN, "PVHXH", month(5)), GOOD)
    assert found(checked(content, Expected("PVHXH", month(5)))) == [("E09", "A6")]


def test_a_month_that_is_not_over() -> None:
    content = change(build_template(PLAN, "PVHXH", month(4)), GOOD)
    result = checked(content, Expected("PVHXH", month(4)))
    assert found(result) == [("W07", "A6")]
    assert "đến hết ngày 14/4/2026" in result.issues[0].sentence


def test_a_month_of_another_year() -> None:
    content = change(build_template(PLAN, "PVHXH", ReportingMonth(2025, 3)), GOOD)
    assert found(checked(content, Expected())) == [("E03", "A6")]


def test_a_workbook_without_our_table() -> None:
    sheet = Sheet("Trang 1", True, {(1, 1): Cell(CellKind.TEXT, "Báo cáo")})
    result = check(Book((sheet,)), PLAN, OWN_MARCH, [], TODAY)
    assert found(result) == [("E01", "")]
    assert "“Trang 1”" in result.issues[0].sentence


def test_a_sheet_without_stamp_needs_the_officer_s_choice() -> None:
    cells = {(1, 1): "Mã chỉ tiêu", (1, 2): "Tử số", (1, 3): "Mẫu số", (2, 1): "II.3-2"}
    texts = {at: Cell(CellKind.TEXT, text) for at, text in cells.items()}
    numbers = {(2, c): Cell(CellKind.NUMBER, n) for c, n in ((2, "3"), (3, "4"))}
    book = Book((Sheet("Bảng", True, texts | numbers),), has_macros=True)
    codes = [i.code for i in check(book, PLAN, Expected(), [], TODAY).issues]
    assert codes == ["E07", "E07", "N03"]
    result = check(book, PLAN, OWN_MARCH, [], TODAY)
    assert result.figures[0].figure == Figure("PVHXH", "II.3-2", MARCH, 3, 4)


def test_hidden_figures_are_said_and_other_sheets_are_named() -> None:
    book = open_workbook(change(build_template(PLAN, "PVHXH", MARCH), GOOD))
    assert isinstance(book, Book)
    own = book.sheets[0]
    hidden = Sheet(own.name, True, own.cells, hidden_rows=frozenset({10}))
    other = Sheet("Nháp", True, {(1, 1): Cell(CellKind.NUMBER, "1")})
    result = check(Book((hidden, other), book.properties), PLAN, OWN_MARCH, [], TODAY)
    assert found(result) == [("W04", "D10"), ("N02", "")]


RECORDED = tuple(make_figure(18, 24, at=m, indicator="II.3-2") for m in (1, 2, 4))


def test_a_slipped_digit_is_noticed_against_the_record() -> None:
    assert found(march({"D8": 230, "F8": 250}, recorded=RECORDED)) == [("W05", "F8")]
    assert found(march({"D8": 200, "F8": 239}, recorded=RECORDED)) == []


def test_a_running_total_that_falls_is_noticed() -> None:
    february = make_figure(3, 4, at=2, indicator="II.2-2")
    assert found(march({}, recorded=(february,))) == [("W06", "D9")]


def test_other_departments_figures_do_not_count_as_habit() -> None:
    others = tuple(make_figure(1, 2, at=m, department="VPHDND") for m in (1, 2, 4))
    assert found(march({"D8": 230, "F8": 250}, recorded=others)) == []


def year(entries: dict[tuple[str, str, int], Any]) -> Checked:
    content = fill_year(build_template(PLAN, "PVHXH", None), entries)
    return checked(content, Expected("PVHXH"))


def test_the_year_form_gives_the_months_that_are_filled() -> None:
    result = year(
        {("II.3-2", "Tử số", 1): 5, ("II.3-2", "Mẫu số", 1): 6, ("II.9-9", "Tử số", 2): 3}
    )
    assert [(p.figure.indicator, p.figure.month.month) for p in result.figures] == [
        ("II.3-2", 1),
        ("II.9-9", 2),
    ]
    assert result.months == (month(1), month(2))
    assert [i.code for i in result.issues] == ["W01"] * 4


def test_the_year_form_refuses_months_to_come_and_a_chosen_month() -> None:
    future = {("II.3-2", "Tử số", 6): 5, ("II.3-2", "Mẫu số", 6): 6}
    assert ("E09", "J8") in found(year(future))
    content = fill_year(build_template(PLAN, "PVHXH", None), {("II.9-9", "Tử số", 1): 5})
    assert ("E03", "A6") in found(checked(content, OWN_MARCH))


def test_the_year_form_says_which_recorded_months_it_leaves_alone() -> None:
    content = fill_year(build_template(PLAN, "PVHXH", None), {("II.9-9", "Tử số", 1): 5})
    recorded = (make_figure(18, 24, at=2, indicator="II.3-2"),)
    assert ("N05", "F8") in found(checked(content, Expected("PVHXH"), recorded))


def test_errors_leave_out_only_their_own_rows() -> None:
    result = march({"D8": "x"})
    assert [p.figure.indicator for p in result.figures] == ["II.2-2", "II.9-9"]
    assert len(result.errors) == 1


def test_a_message_says_where_what_the_rule_and_the_cure() -> None:
    assert march({"D8": 26}).issues[0].sentence == (
        "Trang “Số liệu”, ô D8 đang là 26. Tử số không được lớn hơn mẫu số (tử số 26, mẫu số 25)."
        " Kiểm tra lại hai số; có thể đã nhập nhầm cột."
    )
    assert march({"G8": 85}).issues[0].sentence == (
        "Trang “Số liệu”, ô G8 đang là 8.500%. Tỷ lệ ghi trong tệp phải khớp với tử số chia mẫu số:"
        " 80% (20/25). Sửa tử số, mẫu số, hoặc xóa tỷ lệ để bảng tự tính."
    )


def test_every_kind_of_problem_is_worded_and_tried() -> None:
    for code, rule in CATALOGUE.items():
        issue = Issue(code, DATA_SHEET, "D8", "“x”", "…")
        assert issue.sentence.startswith("Trang “Số liệu”, ô D8 đang là “x”. ")
        assert issue.sentence.endswith(".") and "{" not in issue.sentence
        initial = {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTE}[code[0]]
        assert rule.severity is initial
    foreign = Path(__file__).parents[1] / "foreign" / "test_settle.py"
    milestones = Path(__file__).with_name("test_milestones.py")
    tried = "".join(path.read_text("utf-8") for path in (Path(__file__), foreign, milestones))
    assert [code for code in CATALOGUE if f'"{code}"' not in tried] == []


def test_columns_may_move_and_rows_may_be_inserted() -> None:
    content = fill(build_template(PLAN, "PVHXH", MARCH), {("II.3-2", "Tử số"): 3})
    book = open_workbook(content)
    assert isinstance(book, Book)
    moved = {(r + 2, 12 - c): cell for (r, c), cell in book.sheets[0].cells.items()}
    moved[10, 12 - 6] = Cell(CellKind.NUMBER, "4")
    result = check(
        Book((Sheet(DATA_SHEET, True, moved),), book.properties), PLAN, OWN_MARCH, [], TODAY
    )
    assert result.figures[0].figure == Figure("PVHXH", "II.3-2", MARCH, 3, 4)
    assert result.figures[0].numerator_cell == "H10"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  hai \n dòng ", "“hai dòng”"),
        ("\x1b[31mđỏ\x07", "“[31mđỏ”"),
        ("x" * 61, f"“{'x' * 59}…”"),
    ],
)
def test_a_message_quotes_a_cell_on_one_line_that_no_console_obeys(text: str, said: str) -> None:
    assert quoted(text) == said
