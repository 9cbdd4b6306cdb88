"""The commune's plan as data says what the plan on paper says: no more, no less."""

import re
import unicodedata
from fractions import Fraction

import pytest

from cchc_metrics.plan.loading import DEFAULT_PLAN, load_plan
from cchc_metrics.plan.model import Direction, Indicator, Kind, Milestone, TargetRule, Trajectory

PLAN = load_plan(DEFAULT_PLAN)
ALL = ("VPHDND", "PKT", "PVHXH", "TTPVHCC")
LONGEST_NAME = 40  # more does not fit beside a bar

# Every bullet of section II, read off the plan by hand: its place and its first words.
BULLETS = [
    ("II.1, gạch đầu dòng 1", "100% cơ quan, đơn vị và Cán bộ, công chức, viên chức thuộc xã"),
    ("II.1, gạch đầu dòng 2", "Tự kiểm tra công tác cải cách hành chính của các phòng"),
    ("II.1, gạch đầu dòng 3", "Thực hiện tốt chế độ thông tin, báo cáo, kịp thời phản ánh"),
    ("II.2, gạch đầu dòng 1", "100% các văn bản quy phạm pháp luật của xã được ban hành"),
    ("II.2, gạch đầu dòng 2", "100% các văn bản quy phạm pháp luật đã ban hành được kiểm tra"),
    ("II.2, gạch đầu dòng 3", "Tiếp tục nâng cao chất lượng công tác thi hành pháp luật."),
    ("II.3, gạch đầu dòng 1", "Tỷ lệ hồ sơ trực tuyến có phát sinh trong năm đạt tối thiểu"),
    ("II.3, gạch đầu dòng 2", "Tỷ lệ số hóa thành phần hồ sơ trong tiếp nhận, giải quyết"),
    ("II.3, gạch đầu dòng 3", "Tỷ lệ cấp kết quả giải quyết thủ tục hành chính dưới hình thức"),
    ("II.3, gạch đầu dòng 4", "Tỷ lệ thanh toán trực tuyến trên Cổng Dịch vụ công quốc gia"),
    ("II.3, gạch đầu dòng 5", "Tỷ lệ thủ tục hành chính được tiếp nhận và giải quyết không"),
    ("II.3, gạch đầu dòng 6", "Rà soát, công bố 100% TTHC nội bộ trong hệ thống cơ quan"),
    ("II.3, gạch đầu dòng 7", "100% phản ánh, kiến nghị của cá nhân, tổ chức được giải quyết"),
    ("II.4, gạch đầu dòng 1", "Thực hiện theo các văn bản chỉ đạo của Tỉnh Lai Châu."),
    ("II.4, gạch đầu dòng 2", "Thực hiện tốt về sắp xếp, tổ chức, tinh gọn bộ máy của hệ thống"),
    ("II.4, gạch đầu dòng 3", "Sắp xếp, bố trí đội ngũ cán bộ, công chức phù hợp với chức năng"),
    ("II.5", "Xây dựng đội ngũ cán bộ, công chức, viên chức có cơ cấu hợp lý"),
    ("II.6, gạch đầu dòng 1", "Tiếp tục thực hiện có hiệu quả công tác quản lý, sử dụng tài sản"),
    ("II.6, gạch đầu dòng 2", "Thực hiện công khai tài chính, ngân sách theo quy định."),
    ("II.7, gạch đầu dòng 1", "Trên 95% văn bản điện tử được ký số, được xử lý và được gửi"),
    ("II.7, gạch đầu dòng 2", "80% hồ sơ công việc tại xã được xử lý trên môi trường mạng"),
    ("II.7, gạch đầu dòng 3", "Tăng tỷ lệ giao dịch hành chính trực tuyến có sử dụng định danh"),
]
# code, kind, trajectory, percent (a rule in words, or None: no figure in the plan), strict
INDICATORS = [
    ("II.1-1a", "stock", "linear", 100, False),
    ("II.1-1b", "stock", "linear", 100, False),
    ("II.1-2", "stock", "linear", None, False),
    ("II.1-3", "on_time_reports", "flat", None, False),
    ("II.2-1", "flow", "flat", 100, False),
    ("II.2-2", "stock", "linear", 100, False),
    ("II.3-1", "flow", "flat", None, False),
    ("II.3-2", "flow", "flat", 100, False),
    ("II.3-3", "flow", "flat", 100, False),
    ("II.3-4", "flow", "flat", None, False),
    ("II.3-5", "stock", "flat", 100, False),
    ("II.3-6", "stock", "linear", 100, False),
    ("II.3-7", "flow", "flat", 100, False),
    ("II.5-1", "stock", "flat", None, False),
    ("II.6-2", "flow", "flat", 100, False),
    ("II.7-1", "flow", "flat", 95, True),
    ("II.7-2", "flow", "flat", 80, False),
    ("II.7-3", "flow", "flat", "must_rise", True),
]
MILESTONES = ("II.2-3", "II.4-1", "II.4-2", "II.4-3", "II.6-1")
TASKS = ("III.1", "III.2", "III.3", "III.4a", "III.4b", "III.5a", "III.5b", "III.5c", "III.5d")
DUTIES = ("IV.1-1", "IV.1-2", "IV.1-3", "IV.2-1")


def aims() -> tuple[Indicator | Milestone, ...]:
    return (*PLAN.indicators, *PLAN.milestones)


@pytest.mark.parametrize(("place", "first_words"), BULLETS)
def test_every_bullet_of_section_ii_is_measured(place: str, first_words: str) -> None:
    found = [aim for aim in aims() if aim.place == place]
    assert found
    assert all(aim.wording.startswith(first_words) for aim in found)


def test_nothing_is_measured_that_the_plan_does_not_ask() -> None:
    assert {aim.place for aim in aims()} == {place for place, _ in BULLETS}


def test_code_area_and_place_agree() -> None:
    for aim in aims():
        section, _, number = aim.code.partition("-")
        bullet = "" if section == "II.5" else f", gạch đầu dòng {number.rstrip('ab')}"
        assert (aim.area, aim.place) == (section, section + bullet)


def test_the_tables_below_name_every_item() -> None:
    assert [indicator.code for indicator in PLAN.indicators] == [row[0] for row in INDICATORS]
    assert tuple(milestone.code for milestone in PLAN.milestones) == MILESTONES
    assert tuple(task.code for task in PLAN.tasks) == (*TASKS, "III.6", "III.7")
    assert tuple(duty.code for duty in PLAN.duties) == DUTIES
    assert [area.code for area in PLAN.areas] == [f"II.{n}" for n in range(1, 8)]
    assert [area.number for area in PLAN.areas] == list(range(1, 8))


@pytest.mark.parametrize(("code", "kind", "trajectory", "percent", "strict"), INDICATORS)
def test_kinds_and_targets_are_those_of_the_plan(
    code: str, kind: str, trajectory: str, percent: int | str | None, strict: bool
) -> None:
    indicator = PLAN.indicator(code)
    assert (indicator.kind, indicator.trajectory) == (Kind(kind), Trajectory(trajectory))
    assert indicator.direction is Direction.HIGHER
    assert (indicator.base, indicator.steps) == (Fraction(0), ())
    if percent is None:
        assert indicator.targets == ()
        return
    (target,) = indicator.targets
    must_rise = percent == "must_rise"
    assert target.rule is (TargetRule.MUST_RISE if must_rise else TargetRule.FIXED)
    assert target.value == (None if must_rise else Fraction(str(percent)) / 100)
    assert target.strict is strict
    assert target.holds_from == PLAN.calendar.window(PLAN.calendar.months[0]).start
    assert target.document == f"{PLAN.title}, mục {indicator.place}"


@pytest.mark.parametrize(("code", "kind", "trajectory", "percent", "strict"), INDICATORS)
def test_a_figure_in_a_target_stands_in_the_wording(
    code: str, kind: str, trajectory: str, percent: int | str | None, strict: bool
) -> None:
    wording = PLAN.indicator(code).wording
    if isinstance(percent, int) and code != "II.6-2":
        assert f"{percent}%" in wording
    else:
        assert "%" not in wording
    assert strict == wording.startswith(("Trên 95%", "Tăng tỷ lệ"))


@pytest.mark.parametrize("code", ["II.3-1", "II.3-4"])
def test_what_the_province_has_not_given_stays_empty(code: str) -> None:
    indicator = PLAN.indicator(code)
    assert "mục tiêu tỉnh giao" in indicator.wording
    assert indicator.targets == ()
    assert any(indicator.place.removeprefix("II.3, ") in line for line in PLAN.assumptions)


def test_what_the_plan_does_not_say_is_marked_as_assumed() -> None:
    for item in (*aims(), *PLAN.tasks):
        assert "Kế hoạch không nêu" in item.assumption, item.code
        assert "chờ xã xác nhận" in item.assumption, item.code
    for indicator in PLAN.indicators:
        if indicator.trajectory is Trajectory.LINEAR:
            assert "ộ trình tăng đều" in indicator.assumption
    for code in ("II.6-2", "II.7-3"):
        (target,) = PLAN.indicator(code).targets
        assert "chờ xã xác nhận" in target.assumption


@pytest.mark.parametrize(
    "words",
    [
        "Phụ lục",
        "không có số, ký hiệu và ngày ban hành",
        "chưa có số",
        "đơn vị báo cáo",
        "lộ trình",
        "ngày 18",
        "tháng dương lịch",
        "“năm 2025”",
        "theo quy định",
        "“Tăng tỷ lệ”",
        "thời hạn",
    ],
)
def test_the_page_of_the_plan_can_say_what_is_assumed(words: str) -> None:
    assert sum(words in line for line in PLAN.assumptions) >= 1


def test_departments_and_leads_fit_the_work() -> None:
    assert tuple(department.code for department in PLAN.departments) == ALL
    assert [d.code for d in PLAN.departments if d.is_focal] == ["PVHXH"]
    assert PLAN.reporting_departments == PLAN.departments
    for indicator in PLAN.indicators:
        assert indicator.lead in indicator.departments
    shared = {i.code for i in PLAN.indicators if i.departments == ALL}
    assert shared == {"II.1-1b", "II.1-3", "II.5-1", "II.7-1", "II.7-2"}
    assert PLAN.indicator("II.1-3").departments == ALL
    assert not PLAN.indicator("II.1-3").is_reported


def test_milestones_and_tasks_have_no_day_that_the_plan_does_not_give() -> None:
    for milestone in PLAN.milestones:
        assert (milestone.due_on, milestone.done_on, milestone.evidence) == (None, None, "")
    assert all(task.due_on is None for task in PLAN.tasks)


def test_tasks_cover_all_items_of_section_iii_and_all_areas() -> None:
    assert {task.place.split(",")[0] for task in PLAN.tasks} == {f"III.{n}" for n in range(1, 8)}
    assert {task.area for task in PLAN.tasks} == {area.code for area in PLAN.areas}
    assert all(task.lead not in task.departments for task in PLAN.tasks)


def test_the_scan_is_corrected_and_nothing_else() -> None:
    wordings = [item.wording for item in (*aims(), *PLAN.tasks, *PLAN.duties)]
    for wrong in ("Mù CẢ", "Mù Cỏ", "Công Dịch", "Công dịch", "đảo đảm", "trong tinh "):
        assert not [wording for wording in wordings if wrong in wording]
    follow_up = next(duty for duty in PLAN.duties if duty.code == "IV.2-1")
    assert "Kế hoạch cải cách hành chính năm 2026" in follow_up.wording


def test_years_and_numbers_of_documents_are_those_of_the_plan() -> None:
    allowed = {"59", "18", "130", "167", "67"}
    numbers = re.findall(r"số (\d+)[-/]", " ".join(task.wording for task in PLAN.tasks))
    assert set(numbers) == allowed


def test_names_fit_a_chart_and_definitions_can_be_counted_by() -> None:
    for indicator in PLAN.indicators:
        assert len(indicator.name) <= LONGEST_NAME
        assert indicator.numerator.startswith("Số ")
        assert indicator.denominator.startswith(("Tổng số ", "Số "))
    assert all(len(milestone.name) <= LONGEST_NAME for milestone in PLAN.milestones)
    assert "trừ hồ sơ thuộc phạm vi bí mật nhà nước" in PLAN.indicator("II.7-2").denominator


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("II.3-1", "có phát sinh"),
        ("II.3-2", "thành phần hồ sơ"),
        ("II.3-4", "theo giao dịch thanh toán, không theo hồ sơ"),
        ("II.7-1", "đúng 95% chưa đạt"),
        ("II.7-2", "Theo báo chí"),
    ],
)
def test_notes_say_where_definitions_differ(code: str, words: str) -> None:
    assert words in PLAN.indicator(code).note


def test_the_calendar_and_the_bands() -> None:
    calendar, bands = PLAN.calendar, PLAN.bands
    assert (calendar.year, calendar.window_start_day, calendar.due_day) == (2026, 15, 18)
    assert (bands.on_track, bands.needs_acceleration) == (Fraction(95, 100), Fraction(60, 100))
    assert bands.small_sample == 20


def test_the_commune() -> None:
    assert PLAN.commune.code == "03451"
    assert PLAN.commune.agency == "Ủy ban nhân dân xã Mù Cả"
    assert PLAN.commune.parent_agency == "Ủy ban nhân dân tỉnh Lai Châu"


def test_the_file_is_in_nfc() -> None:
    text = DEFAULT_PLAN.read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
