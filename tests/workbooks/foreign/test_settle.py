"""What comes of a foreign sheet and the officer's answers: figures, questions, or problems."""

from dataclasses import replace

from cchc_metrics.plan.figures import Figure
from cchc_metrics.workbooks.checking.issues import Issue
from cchc_metrics.workbooks.foreign.answers import LEFT_OUT, Answers, Correction, Trace
from cchc_metrics.workbooks.foreign.proposal import Choice
from cchc_metrics.workbooks.foreign.questions import as_issue
from tests.builders import month
from tests.workbooks.foreign.sheets import (
    MARCH,
    OF_MARCH,
    asked,
    figures,
    notes,
    problems,
    settled,
    sheet,
    table,
)

GOOD = table([1, "Hồ sơ trực tuyến", 12, 20], [2, "Số hoá thành phần hồ sơ", "1.234", "1.500"])


def test_a_sheet_without_answers_only_asks_whose_it_is_and_of_when() -> None:
    result = settled(GOOD, answers=Answers())
    assert asked(result) == [("department", ""), ("months", "Sheet1")]
    assert result.checked.figures == ()
    assert problems(result) == [("E40", ""), ("E40", "")]


def test_the_confirmed_sheet_gives_figures_with_their_cells() -> None:
    result = settled(GOOD)
    assert asked(result) == [] and problems(result) == []
    first, second = result.checked.figures
    assert first.figure == Figure("TTPVHCC", "II.3-1", MARCH, 12, 20)
    assert (first.sheet, first.numerator_cell, first.denominator_cell) == ("Sheet1", "C2", "D2")
    assert (second.figure.numerator, second.figure.denominator) == (1234, 1500)
    assert ("N01", "C3") in notes(result)
    assert result.traces[2] == Trace(
        "Sheet1", "C3", "II.3-2", MARCH, "1.234", 1234, 1234, "chữ “1.234” đọc thành 1.234"
    )


def test_every_open_question_blocks_saving() -> None:
    result = settled(
        table([1, "Hồ sơ trực tuyến", "12/15", None], [2, "Số hóa thành phần hồ", 1, 2])
    )
    assert asked(result) == [("rows", "Sheet1!B3"), ("readings", "Sheet1!C2")]
    assert list(result.checked.errors) == [as_issue(q) for q in result.questions]


def test_an_answer_that_was_not_offered_counts_as_none() -> None:
    odd = table([1, "Hồ sơ trực tuyến", "(5)", 20])
    for code, expected in (("5", (5, 20)), ("7", None)):
        result = settled(odd, answers=replace(OF_MARCH, readings={"Sheet1!C2": code}))
        assert figures(result).get("II.3-1") == expected
        assert bool(result.questions) == (expected is None)


def test_one_answer_settles_all_dashes_of_a_sheet() -> None:
    dashes = table([1, "Hồ sơ trực tuyến", "-", "-"], [2, "Cấp kết quả điện tử", "–", 4])
    (question,) = settled(dashes).questions
    assert (question.key, question.cell, question.also) == ("Sheet1!-", "C2", ("D2", "C3"))
    result = settled(dashes, answers=replace(OF_MARCH, readings={"Sheet1!-": "0"}))
    assert figures(result) == {"II.3-1": (0, 0), "II.3-3": (0, 4)}


def test_signs_that_are_no_numbers_are_told_apart_from_zero_and_blank() -> None:
    rows = [[1, "Hồ sơ trực tuyến", "x", "x"], [2, "Cấp kết quả điện tử", "chưa có", "…"]]
    rows += [[3, "Thanh toán trực tuyến", 0, 0], [4, "Phản ánh, kiến nghị được giải quyết"]]
    result = settled(table(*rows))
    assert figures(result) == {"II.3-4": (0, 0)}
    assert [cell for code, cell in notes(result) if code == "N06"] == ["C2", "D2", "C3", "D3"]


def test_a_near_name_is_confirmed_once_and_remembered() -> None:
    near = table([1, "Tỷ lệ hồ sơ trực tuyến", 12, 20])
    assert asked(settled(near)) == [("rows", "Sheet1!B2")]
    result = settled(near, answers=replace(OF_MARCH, rows={"Sheet1!B2": "II.3-1"}))
    assert figures(result) == {"II.3-1": (12, 20)}
    assert list(result.mappings.values()) == ["II.3-1"]
    left_out = settled(near, answers=replace(OF_MARCH, rows={"Sheet1!B2": LEFT_OUT}))
    assert list(left_out.mappings.values()) == [LEFT_OUT]


def test_rows_that_are_not_of_the_plan_are_listed_as_left_out() -> None:
    result = settled(
        table([1, "Số lượt khách du lịch", 5, 6], [2, "Hồ sơ trực tuyến", 1, 2], ["", "Tổng", 6, 8])
    )
    reasons = {left.cell: left.reason for left in result.left_out}
    assert reasons == {
        "B2": "không khớp chỉ tiêu nào của kế hoạch",
        "B4": "dòng tổng cộng, hệ thống tự cộng",
    }
    assert [cell for code, cell in notes(result) if code == "N09"] == ["B2", "B4"]


def test_a_number_typed_in_place_goes_before_the_files_and_keeps_its_reason() -> None:
    wrong = table([1, "Hồ sơ trực tuyến", "mười hai", 20])
    correction = Correction("12", "gõ chữ thay số")
    result = settled(wrong, answers=replace(OF_MARCH, corrections={"Sheet1!C2": correction}))
    assert figures(result) == {"II.3-1": (12, 20)}
    assert result.traces[0].raw == "mười hai" and result.traces[0].correction == "gõ chữ thay số"
    assert ("N08", "C2") in notes(result)
    for text, reason in (("mười ba", "lý do"), ("13", " ")):
        answers = replace(OF_MARCH, corrections={"Sheet1!C2": Correction(text, reason)})
        assert problems(settled(wrong, answers=answers)) == [("E43", "C2")]


TOTALS = sheet(
    [
        ["BÁO CÁO LŨY KẾ TỪ ĐẦU NĂM"],
        ["TT", "Chỉ tiêu", "Tử số", "Mẫu số"],
        [1, "Hồ sơ trực tuyến", 30, 50],
    ]
)
JANUARY, FEBRUARY = (Figure("TTPVHCC", "II.3-1", month(m), 8, 10 * m) for m in (1, 2))


def test_running_totals_become_months_only_after_confirmation() -> None:
    recorded = (JANUARY, FEBRUARY)
    assert asked(settled(TOTALS, recorded=recorded)) == [("cumulative", "Sheet1")]
    for answer, expected in ((True, (14, 20)), (False, (30, 50))):
        answers = replace(OF_MARCH, cumulative={"Sheet1": answer})
        result = settled(TOTALS, answers=answers, recorded=recorded)
        assert figures(result) == {"II.3-1": expected}
        assert (("N07", "C3") in notes(result)) is answer


def test_a_total_needs_all_months_before_it_and_is_not_below_them() -> None:
    answers = replace(OF_MARCH, cumulative={"Sheet1": True})
    assert problems(settled(TOTALS, answers=answers, recorded=[JANUARY])) == [
        ("E41", "C3"),
        ("E41", "D3"),
    ]
    more = replace(FEBRUARY, numerator=25)
    assert problems(settled(TOTALS, answers=answers, recorded=[JANUARY, more])) == [("E42", "C3")]


def test_one_number_for_a_ratio_is_not_enough() -> None:
    result = settled(sheet([["TT", "Chỉ tiêu", "Kết quả"], [1, "Hồ sơ trực tuyến", 12]]))
    assert problems(result) == [("E44", "C2")]


def test_two_columns_that_say_the_same_are_not_chosen_between() -> None:
    head = ["TT", "Chỉ tiêu", "Tử số", "Mẫu số", "Mẫu số"]
    rivals = sheet([head, [1, "Hồ sơ trực tuyến", 12, 20, 30]])
    (question,) = settled(rivals).questions
    assert (question.key, question.cell, question.also) == ("Sheet1!D", "D1", ("E1",))
    assert question.choices == (
        Choice("Sheet1!D", "Cột D: “20”"),
        Choice("Sheet1!E", "Cột E: “30”"),
    )
    for unused, expected in (("Sheet1!E", 20), ("Sheet1!D", 30)):
        answers = replace(OF_MARCH, columns={unused: "other"})
        assert figures(settled(rivals, answers=answers)) == {"II.3-1": (12, expected)}


def test_each_part_that_stands_twice_is_one_question() -> None:
    head = ["TT", "Chỉ tiêu", "Tử số", "Mẫu số", "Tử số", "Mẫu số"]
    result = settled(sheet([head, [1, "Hồ sơ trực tuyến", 12, 20, None, None]]))
    assert asked(result) == [("columns", "Sheet1!C"), ("columns", "Sheet1!D")]
    empty = result.questions[1].choices[1]
    assert empty == Choice("Sheet1!F", "Cột F: chưa có số")


def test_a_heading_of_another_month_contradicts_the_answer() -> None:
    head = ["TT", "Chỉ tiêu", "Tử số tháng 2", "Mẫu số tháng 2"]
    assert problems(settled(sheet([head, [1, "Hồ sơ trực tuyến", 12, 20]]))) == [("E46", "C1")]


def test_what_stands_below_another_heading_is_not_taken() -> None:
    below = [["TT", "Chỉ tiêu", "Mẫu số", "Tử số"], [1, "Cấp kết quả điện tử", 9, 7]]
    result = settled(table([1, "Hồ sơ trực tuyến", 12, 20], *below))
    assert figures(result) == {"II.3-1": (12, 20)}
    assert [left.cell for left in result.left_out] == ["C3"]


def test_a_label_under_a_merged_one_is_a_label_of_its_own() -> None:
    head = ["TT", "Chỉ tiêu", "Tử số", "Mẫu số"]
    rows = [head, [1, "Hồ sơ trực tuyến", "(0)", 0], [2, "Cấp kết quả điện tử", 13, 20]]
    assert figures(settled(sheet(rows, merges=("B2:B3",)))) == {"II.3-3": (13, 20)}


def test_months_that_disagree_are_not_proposed() -> None:
    rows = [["Tháng 2/2026"], ["TT", "Chỉ tiêu", "Tử số", "Mẫu số"], [1, "Hồ sơ trực tuyến", 1, 2]]
    result = settled(sheet(rows, name="Tháng 3"), answers=Answers("TTPVHCC"))
    (question,) = result.questions
    assert question.proposed == "" and "“Tháng 2/2026” ở đầu trang" in question.text
    assert "“Tháng 3” ở tên trang" in question.text


def test_the_sentence_of_a_question_as_an_error() -> None:
    assert Issue("E40", "T3", "C2", "", "Đọc thế nào").sentence == (
        "Trang “T3”, ô C2. Chỗ này phải do cán bộ xác nhận, hệ thống không tự đoán: Đọc thế nào."
        " Trả lời câu hỏi này ở bảng xác nhận rồi lưu."
    )
