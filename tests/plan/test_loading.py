"""The plan file is read whole, or refused with everything that is wrong in it."""

import copy
import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_metrics.plan.fields import Table
from cchc_metrics.plan.loading import DEFAULT_PLAN, PlanProblems, Problem, load_plan, plan_path
from cchc_metrics.plan.model import Direction, Kind, Plan, TargetRule, Trajectory
from cchc_metrics.plan.sections import read_plan

SMALL = """
code = "thu"
version = "1"
title = "Kế hoạch thử nghiệm"
assumptions = ["Chỉ để thử."]

[commune]
code = "03451"
name = "xã Mù Cả"
province = "Lai Châu"
agency = "Ủy ban nhân dân xã Mù Cả"
parent_agency = "Ủy ban nhân dân tỉnh Lai Châu"

[calendar]
year = 2026
window_start_day = 15
due_day = 18

[bands]
on_track = 95
needs_acceleration = 60
small_sample = 20

[[areas]]
code = "II.3"
number = 3
name = "Cải cách thủ tục hành chính"

[[departments]]
code = "PVHXH"
name = "Phòng Văn hóa - Xã hội"
short_name = "Phòng VH-XH"
is_focal = true

[[departments]]
code = "PKT"
name = "Phòng Kinh tế"
short_name = "Phòng Kinh tế"

[[indicators]]
code = "II.3-2"
area = "II.3"
place = "II.3, gạch đầu dòng 2"
wording = "Tỷ lệ số hóa đạt 100%."
name = "Số hóa"
kind = "flow"
trajectory = "flat"
unit = "hồ sơ"
numerator = "Số hồ sơ được số hóa"
denominator = "Tổng số hồ sơ"
departments = ["PVHXH", "PKT"]
lead = "PVHXH"

[[indicators.targets]]
percent = "95,5"
document = "Văn bản thứ nhất"

[[indicators.targets]]
percent = 98
holds_from = 2026-06-15
document = "Văn bản thứ hai"

[[milestones]]
code = "II.3-9"
area = "II.3"
place = "II.3, gạch đầu dòng 9"
wording = "Làm xong một việc."
name = "Một việc"
lead = "PKT"
due_on = 2026-06-30

[[tasks]]
code = "III.1"
place = "III.1"
area = "II.3"
wording = "Làm một việc."
lead = "PKT"

[[duties]]
code = "IV.1"
place = "IV.1"
wording = "Báo cáo định kỳ."
departments = ["PKT"]
"""
INDICATOR = "indicators[0] (II.3-2)"
FIRST_TARGET = f"{INDICATOR}.targets[0]"
SECOND_TARGET = f"{INDICATOR}.targets[1]"
TWELVE = "steps = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100]"
COUNTED = [('kind = "flow"', 'kind = "count"'), ('denominator = "Tổng số hồ sơ"', "")]


def load(folder: Path, *changes: tuple[str, str], text: str = SMALL) -> Plan:
    """The small plan with pieces of its text replaced."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the text"
        text = text.replace(old, new)
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return load_plan(path)


def problems_of(folder: Path, *changes: tuple[str, str], text: str = SMALL) -> list[Problem]:
    with pytest.raises(PlanProblems) as caught:
        load(folder, *changes, text=text)
    return list(caught.value.problems)


def test_a_sound_file_becomes_a_plan(tmp_path: Path) -> None:
    plan = load(tmp_path)
    assert (plan.code, plan.calendar.year, plan.bands.on_track) == ("thu", 2026, Fraction(95, 100))
    assert plan.department("PVHXH").is_focal and not plan.department("PKT").is_focal
    assert plan.milestones[0].due_on == date(2026, 6, 30)
    assert plan.assumptions == ("Chỉ để thử.",)


def test_targets_hold_from_the_first_day_of_the_year_unless_said_otherwise(tmp_path: Path) -> None:
    first, second = load(tmp_path).indicators[0].targets
    assert (first.value, first.holds_from) == (Fraction(955, 1000), date(2025, 12, 15))
    assert (second.value, second.holds_from) == (Fraction(98, 100), date(2026, 6, 15))
    assert (first.rule, first.strict) == (TargetRule.FIXED, False)
    calendar_months = load(tmp_path, ("window_start_day = 15", "window_start_day = 1"))
    assert calendar_months.indicators[0].targets[0].holds_from == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("written", "ratio"),
    [
        ("0", Fraction(0)),
        ("100", Fraction(1)),
        ('"95"', Fraction(95, 100)),
        ('"95.5"', Fraction(955, 1000)),
        ('" 95,05 "', Fraction(9505, 10000)),
        ('"95%"', Fraction(95, 100)),
        ('"95,5 %"', Fraction(955, 1000)),
    ],
)
def test_percentages_are_read_exactly(tmp_path: Path, written: str, ratio: Fraction) -> None:
    plan = load(tmp_path, ('percent = "95,5"', f"percent = {written}"))
    assert plan.indicators[0].targets[0].value == ratio


def test_a_target_that_must_rise_is_strict_and_has_no_value(tmp_path: Path) -> None:
    plan = load(tmp_path, ('percent = "95,5"', 'rule = "must_rise"'))
    target = plan.indicators[0].targets[0]
    assert (target.rule, target.value, target.strict) == (TargetRule.MUST_RISE, None, True)


def test_steps_base_and_direction_are_read(tmp_path: Path) -> None:
    stepped = load(tmp_path, ('trajectory = "flat"', f'trajectory = "steps"\n{TWELVE}'))
    assert stepped.indicators[0].trajectory is Trajectory.STEPS
    assert stepped.indicators[0].steps[0] == Fraction(5, 100)
    falling = 'trajectory = "linear"\ndirection = "lower"\nbase = "99,5"'
    indicator = load(tmp_path, ('trajectory = "flat"', falling)).indicators[0]
    assert (indicator.direction, indicator.base) == (Direction.LOWER, Fraction(995, 1000))


def test_a_count_has_whole_numbers_and_no_denominator(tmp_path: Path) -> None:
    indicator = load(
        tmp_path, *COUNTED, ('percent = "95,5"', "count = 12"), ("percent = 98", "count = 15")
    ).indicators[0]
    assert (indicator.kind, indicator.denominator) == (Kind.COUNT, "")
    assert [target.value for target in indicator.targets] == [12, 15]


def test_texts_come_on_one_line_and_in_nfc(tmp_path: Path) -> None:
    decomposed = 'name = """\n  Số\u00a0 ho\u0301a\n"""'
    assert load(tmp_path, ('name = "Số hóa"', decomposed)).indicators[0].name == "Số hóa"


def test_a_confirmed_assumption_may_be_left_empty(tmp_path: Path) -> None:
    plan = load(tmp_path, ('lead = "PVHXH"', 'lead = "PVHXH"\nassumption = ""\nnote = ""'))
    assert plan.indicators[0].assumption == ""


def test_a_file_from_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert load_plan(path).code == "thu"


# One row a kind of problem: what is written instead, where it is told, and words of what is told.
PROBLEMS = [
    ('version = "1"\n', "", "version", "Thiếu mục"),
    ('version = "1"', "version = 1", "version", "Phải là chữ"),
    ('version = "1"', 'version = "  "', "version", "để trống"),
    ('version = "1"', 'version = "1\\u0007"', "version", "không in được"),
    ('version = "1"', 'version = "1"\nversoin = "2"', "versoin", "Có phải là “version”?"),
    ('["Chỉ để thử."]', '"Chỉ để thử."', "assumptions", "danh sách"),
    ('["Chỉ để thử."]', '["Chỉ để thử.", 5]', "assumptions[1]", "số 5"),
    ('["Chỉ để thử."]', '[""]', "assumptions[0]", "để trống"),
    ('code = "03451"', "code = 3451", "commune.code", "số 3451"),
    ('province = "Lai Châu"\n', "", "commune.province", "Thiếu mục"),
    ("year = 2026", "year = 26", "calendar.year", "từ 2000 đến 2100"),
    ("year = 2026", 'year = "2026"', "calendar.year", "chữ “2026”"),
    ("year = 2026", "year = true", "calendar.year", "true"),
    ("year = 2026", f"year = 0x{'f' * 5000}", "calendar.year", "quá lớn"),
    ("window_start_day = 15", "window_start_day = 0", "calendar.window_start_day", "từ 1 đến 28"),
    ("window_start_day = 15", "window_start_day = 29", "calendar.window_start_day", "từ 1 đến 28"),
    ("due_day = 18", "due_day = 0", "calendar.due_day", "từ 1 đến 28"),
    ("due_day = 18", "due_day = 29", "calendar.due_day", "từ 1 đến 28"),
    ("on_track = 95", "on_track = 0.95", "bands.on_track", "số lẻ 0.95"),
    ("on_track = 95", "on_track = 60", "bands.needs_acceleration", "thứ tự"),
    ("needs_acceleration = 60", "needs_acceleration = 0", "bands.needs_acceleration", "thứ tự"),
    ("small_sample = 20", "small_sample = 0", "bands.small_sample", "từ 1"),
    ("number = 3", 'number = "ba"', "areas[0] (II.3).number", "chữ “ba”"),
    (
        'short_name = "Phòng VH-XH"',
        'short_nam = "VH"\nshort_name = "VH"',
        "departments[0] (PVHXH).short_nam",
        "Có phải là “short_name”?",
    ),
    ("is_focal = true", "is_focal = false", "departments", "Có 0 đơn vị đầu mối"),
    ("is_focal = true", 'is_focal = "có"', "departments[0] (PVHXH).is_focal", "true hoặc false"),
    (
        'short_name = "Phòng Kinh tế"',
        'short_name = "Phòng Kinh tế"\nis_focal = true',
        "departments",
        "Có 2 đơn vị đầu mối",
    ),
    (
        'short_name = "Phòng Kinh tế"',
        'short_name = "KT"\n[[departments]]\ncode = "pkt"\nname = "K"\nshort_name = "K"',
        "departments[2] (pkt).code",
        "Trùng với departments[1] (PKT)",
    ),
    ('kind = "flow"\n', "", f"{INDICATOR}.kind", "Thiếu mục"),
    ('kind = "flow"', 'kind = "flows"', f"{INDICATOR}.kind", "Có phải là “flow”?"),
    ('kind = "flow"', "kind = []", f"{INDICATOR}.kind", "một danh sách"),
    ('"flat"', '"thẳng"', f"{INDICATOR}.trajectory", "Chỉ nhận: flat, linear, steps"),
    ('unit = "hồ sơ"', "unit = 1.5", f"{INDICATOR}.unit", "số lẻ 1.5"),
    ('["PVHXH", "PKT"]', "[]", f"{INDICATOR}.departments", "Chưa ghi đơn vị nào"),
    ('departments = ["PVHXH", "PKT"]\n', "", f"{INDICATOR}.departments", "Chưa ghi đơn vị nào"),
    ('["PVHXH", "PKT"]', '"PKT"', f"{INDICATOR}.departments", "Phải là một danh sách"),
    ('["PVHXH", "PKT"]', '["PKT", "PKT"]', f"{INDICATOR}.departments[1]", "đã có ở trên"),
    ('["PVHXH", "PKT"]', '["PVHX"]', f"{INDICATOR}.departments[0]", "Có phải là “PVHXH”?"),
    ('lead = "PVHXH"', 'lead = "PTC"', f"{INDICATOR}.lead", "Không có mã “PTC”"),
    (
        'code = "II.3-2"\narea = "II.3"',
        'code = "II.3-2"\narea = "II.33"',
        f"{INDICATOR}.area",
        "Có phải là “II.3”?",
    ),
    (
        'lead = "PVHXH"',
        'lead = "PVHXH"\ndirection = "up"',
        f"{INDICATOR}.direction",
        "higher, lower",
    ),
    ('lead = "PVHXH"', 'lead = "PVHXH"\nbase = 10', f"{INDICATOR}.base", "chỉ dùng khi"),
    ('"flat"', '"linear"\ndirection = "lower"', f"{INDICATOR}.base", "Thiếu base"),
    ('"flat"', '"steps"', f"{INDICATOR}.steps", "Thiếu steps"),
    ('"flat"', f'"linear"\n{TWELVE}', f"{INDICATOR}.steps", "Có steps"),
    ('"flat"', '"steps"\nsteps = [50, 100]', f"{INDICATOR}.steps", "Có 2 mức"),
    ('"flat"', f'"steps"\n{TWELVE.replace("95", "95.5")}', f"{INDICATOR}.steps[10]", "số lẻ 95.5"),
    ('percent = "95,5"', "percent = 95.5", f"{FIRST_TARGET}.percent", "số lẻ 95.5"),
    ('percent = "95,5"', "percent = nan", f"{FIRST_TARGET}.percent", "số lẻ nan"),
    ('percent = "95,5"', "percent = true", f"{FIRST_TARGET}.percent", "true"),
    ('percent = "95,5"', "percent = -1", f"{FIRST_TARGET}.percent", "từ 0 đến 100"),
    ('percent = "95,5"', "percent = 101", f"{FIRST_TARGET}.percent", "từ 0 đến 100"),
    ('percent = "95,5"', 'percent = "100,01"', f"{FIRST_TARGET}.percent", "từ 0 đến 100"),
    ('percent = "95,5"', 'percent = "trên 95"', f"{FIRST_TARGET}.percent", "chữ “trên 95”"),
    ('percent = "95,5"\n', "", f"{FIRST_TARGET}.percent", "Thiếu mức giao"),
    ('percent = "95,5"', "count = 5", f"{FIRST_TARGET}.count", "Không có mục nào"),
    ('percent = "95,5"', 'rule = "rise"', f"{FIRST_TARGET}.rule", "must_rise"),
    (
        'percent = "95,5"',
        'rule = "must_rise"\npercent = 95',
        f"{FIRST_TARGET}.percent",
        "không ghi ở đây",
    ),
    (
        'percent = "95,5"',
        'rule = "must_rise"\nstrict = false',
        f"{FIRST_TARGET}.strict",
        "cao hơn",
    ),
    ('document = "Văn bản thứ nhất"\n', "", f"{FIRST_TARGET}.document", "Thiếu mục"),
    ("2026-06-15", '"15/6/2026"', f"{SECOND_TARGET}.holds_from", "Phải là một ngày"),
    ("2026-06-15", "2026-06-15T08:00:00", f"{SECOND_TARGET}.holds_from", "Phải là một ngày"),
    ("2026-06-15", "2025-12-15", f"{SECOND_TARGET}.holds_from", "không sau khối trước"),
    ("2026-06-15", "2025-06-15", f"{SECOND_TARGET}.holds_from", "không sau khối trước"),
    ("2026-06-15", "2062-06-15", f"{SECOND_TARGET}.holds_from", "hết năm (14/12/2026)"),
    ('code = "II.3-9"', 'code = "II.3-2"', "milestones[0] (II.3-2).code", f"Trùng với {INDICATOR}"),
    ('code = "III.1"', 'code = "iv.1"', "duties[0] (IV.1).code", "Trùng với tasks[0] (iv.1)"),
    ("due_on = 2026-06-30", "due_on = 30", "milestones[0] (II.3-9).due_on", "số 30"),
    ("due_on = 2026-06-30", "deu_on = 2026-06-30", "milestones[0] (II.3-9).deu_on", "due_on"),
    ('wording = "Làm một việc."\n', "", "tasks[0] (III.1).wording", "Thiếu mục"),
    ('departments = ["PKT"]', "", "duties[0] (IV.1).departments", "Chưa ghi đơn vị nào"),
    ('departments = ["PKT"]', 'departments = ["X"]', "duties[0] (IV.1).departments[0]", "mã “X”"),
]


@pytest.mark.parametrize(("old", "new", "place", "words"), PROBLEMS)
def test_each_problem_names_its_place_and_the_rule(
    tmp_path: Path, old: str, new: str, place: str, words: str
) -> None:
    problems = problems_of(tmp_path, (old, new))
    # A problem may bring a second one with it (no focal department), but never many.
    told = [str(problem) for problem in problems if problem.place == place]
    assert len(told) == 1 and words in told[0]
    assert len(problems) <= 2


@pytest.mark.parametrize(("old", "new", "place", "words"), PROBLEMS)
def test_each_problem_has_whole_sentences(
    tmp_path: Path, old: str, new: str, place: str, words: str
) -> None:
    for problem in problems_of(tmp_path, (old, new)):
        assert problem.found.endswith(".") and problem.rule.endswith(".")
        assert problem.cure.endswith((".", "?", "…"))


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ([*COUNTED, ("percent = 98", "count = 9")], f"{FIRST_TARGET}.percent", "Không có mục nào"),
        (
            [COUNTED[0], ('percent = "95,5"', "count = 5"), ("percent = 98", "count = 9")],
            f"{INDICATOR}.denominator",
            "không có mẫu số",
        ),
        (
            [*COUNTED, ('percent = "95,5"', 'count = "năm"'), ("percent = 98", "count = 9")],
            f"{FIRST_TARGET}.count",
            "Phải là số nguyên",
        ),
        (
            [('"flat"', '"linear"'), ('percent = "95,5"', 'rule = "must_rise"')],
            f"{FIRST_TARGET}.rule",
            "chỉ đi cùng",
        ),
    ],
)
def test_fields_must_suit_each_other(
    tmp_path: Path, changes: list[tuple[str, str]], place: str, words: str
) -> None:
    told = [str(p) for p in problems_of(tmp_path, *changes) if p.place == place]
    assert any(words in text for text in told)


def test_two_indicators_with_one_name_cannot_be_told_apart_in_a_sheet(tmp_path: Path) -> None:
    start, end = SMALL.index("[[indicators]]"), SMALL.index("[[indicators.targets]]")
    twin = SMALL[start:end].replace('"II.3-2"', '"II.3-3"').replace('"Số hóa"', '"SỐ HÓA"')
    (problem,) = problems_of(tmp_path, text=f"{SMALL}\n{twin}")
    assert problem.place == "indicators[1] (II.3-3).name"
    assert "Trùng với indicators[0] (II.3-2)" in problem.found


def test_all_problems_are_told_at_once_in_the_order_of_the_sections(tmp_path: Path) -> None:
    problems = problems_of(
        tmp_path,
        ('version = "1"\n', ""),
        ("due_day = 18", "due_day = 31"),
        ('kind = "flow"', 'kind = "flows"'),
        ('percent = "95,5"', "percent = 95.5"),
        ("percent = 98", "percent = 980"),
        ('lead = "PKT"\ndue_on', 'lead = "KT"\ndue_on'),
        ('wording = "Báo cáo định kỳ."', 'wording = ""'),
    )
    assert {problem.place for problem in problems} == {
        "version",
        "calendar.due_day",
        f"{INDICATOR}.kind",
        f"{FIRST_TARGET}.percent",
        f"{SECOND_TARGET}.percent",
        "milestones[0] (II.3-9).lead",
        "duties[0] (IV.1).wording",
    }
    assert len(problems) == 7


def test_the_message_has_one_line_a_problem(tmp_path: Path) -> None:
    with pytest.raises(PlanProblems) as caught:
        load(tmp_path, ("due_day = 18", "due_day = 31"), ('version = "1"\n', ""))
    assert sorted(str(caught.value).splitlines()) == [
        "calendar.due_day: Đang ghi số 31. Phải là số nguyên từ 1 đến 28. "
        "Ghi lại số, không có ngoặc kép.",
        "version: Thiếu mục “version”. Mục này bắt buộc. Thêm dòng version = …",
    ]


def test_a_missing_section_is_one_problem_not_one_a_field(tmp_path: Path) -> None:
    start, end = SMALL.index("[calendar]"), SMALL.index("[bands]")
    problems = problems_of(tmp_path, text=SMALL[:start] + SMALL[end:])
    assert [problem.place for problem in problems] == ["calendar"]


def test_an_empty_file_lacks_every_section(tmp_path: Path) -> None:
    places = {problem.place for problem in problems_of(tmp_path, text="")}
    assert places == {
        *("code", "version", "title", "commune", "calendar", "bands"),
        *("areas", "departments", "indicators"),
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "words"),
    [
        ('code = "thu"', "code = thu", 2, 8, "chữ phải đặt trong ngoặc kép"),
        ('code = "thu"', 'code "thu"', 2, 6, "Thiếu dấu = sau tên mục"),
        ('code = "thu"', 'code = "thu', 2, 12, "trước khi đóng ngoặc kép"),
        ('code = "thu"', 'code = "thu" xã', 2, 14, "Thừa ký tự sau giá trị"),
        ('code = "thu"', 'code = "thu"\ncode = "hai"', 3, 13, "Mục này đã có ở trên"),
        ('code = "thu"', "mã = 5", 2, 2, "tên mục có dấu tiếng Việt"),
        ("2026-06-30", "2026-06-31", 70, 10, "Ngày không có thật"),
    ],
)
def test_a_slip_of_the_pen_is_told_by_line_and_column(
    tmp_path: Path, old: str, new: str, line: int, column: int, words: str
) -> None:
    (problem,) = problems_of(tmp_path, (old, new))
    assert problem.place == f"dòng {line}, cột {column}"
    assert words in problem.found


@pytest.mark.parametrize(
    "text",
    [
        'a = "',
        "a = [",
        "a = '''",
        f"a = {'9' * 5000}",
        f"a = {'[' * 5000}",
        "[[a]]\n[a]",
        "\ufffe",
        "a = {b = 1}\n[a.b]",
    ],
)
def test_no_text_is_more_than_a_problem(tmp_path: Path, text: str) -> None:
    (problem,) = problems_of(tmp_path, text=text)
    assert problem.place.startswith("dòng ")


def test_files_that_cannot_be_read_are_problems_too(tmp_path: Path) -> None:
    old_code_page = tmp_path / "old.toml"
    old_code_page.write_bytes("code = 'xã'".encode("utf-16"))
    for path, words in [
        (tmp_path / "none.toml", "Không mở được"),
        (tmp_path, "Không mở được"),
        (old_code_page, "UTF-8"),
    ]:
        with pytest.raises(PlanProblems, match=words) as caught:
            load_plan(path)
        assert caught.value.problems[0].place == str(path)


def test_the_plan_is_the_named_file_or_the_one_that_comes_with_the_package() -> None:
    assert plan_path({"CCHC_PLAN": "/srv/khac.toml"}) == Path("/srv/khac.toml")
    assert plan_path({}) == plan_path({"CCHC_PLAN": " "}) == DEFAULT_PLAN
    assert DEFAULT_PLAN.is_file()


REAL = tomllib.loads(DEFAULT_PLAN.read_text(encoding="utf-8"))
GARBAGE = st.one_of(
    st.none(),  # stands for: the key is deleted
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.dates(),
    st.datetimes(),
    st.lists(st.one_of(st.integers(), st.text(max_size=4)), max_size=14),
    st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
    st.builds(lambda: [{}]),  # made anew, for it may be garbled in its turn
    st.sampled_from(["flow", "count", "linear", "steps", "must_rise", "lower", "PKT", "II.1"]),
)


def garble(tree: Any, data: st.DataObject) -> None:
    """Walk down some way at random, and put or delete something there."""
    key = data.draw(st.sampled_from(sorted(tree) if isinstance(tree, dict) else range(len(tree))))
    if isinstance(tree[key], dict | list) and tree[key] and data.draw(st.booleans()):
        garble(tree[key], data)
    elif (value := data.draw(GARBAGE)) is not None:
        tree[key] = value
    else:
        del tree[key]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_done_to_the_real_plan_only_problems_come_of_it(data: st.DataObject) -> None:
    tree = copy.deepcopy(REAL)
    for _ in range(data.draw(st.integers(1, 4))):
        garble(tree, data)
    problems: list[Problem] = []
    plan = read_plan(Table(tree, "", problems))
    assert problems or isinstance(plan, Plan)
    assert all(problem.place and problem.cure for problem in problems)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 40), st.text(max_size=6))
def test_no_cut_in_the_real_file_gives_anything_but_problems(
    tmp_path_factory: pytest.TempPathFactory, at: int, length: int, inserted: str
) -> None:
    text = DEFAULT_PLAN.read_text(encoding="utf-8")
    at %= len(text)
    path = tmp_path_factory.mktemp("cut") / "plan.toml"
    spoilt = text[:at] + inserted + text[at + length :]
    path.write_text(spoilt, encoding="utf-8")
    try:
        plan = load_plan(path)
    except PlanProblems as error:
        assert error.problems
    else:
        assert plan.indicators
