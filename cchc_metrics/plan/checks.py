"""What must hold between the fields of a plan: codes once, dates in order, a target that is one."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from cchc_metrics import words
from cchc_metrics.plan.fields import Table
from cchc_metrics.plan.model import (
    Department,
    Direction,
    Indicator,
    Target,
    TargetRule,
    Trajectory,
)
from cchc_metrics.plan.periods import MONTHS_A_YEAR, Window

_ITEMS = ("areas", "indicators", "milestones", "tasks", "duties")


def check_unique(tables: Mapping[str, tuple[Table, ...]]) -> None:
    """Codes lead to one item, names of indicators are recognised in sheets."""
    _check_unique([table for section in _ITEMS for table in tables[section]], "code")
    _check_unique(tables["departments"], "code")
    _check_unique(tables["areas"], "number")
    _check_unique(tables["indicators"], "name")


def _check_unique(tables: Iterable[Table], key: str) -> None:
    first: dict[str, str] = {}
    for table in tables:
        value = table.as_compared(key)
        if value and value in first:
            rule = "Không được trùng (chữ hoa, chữ thường tính như nhau)."
            table.note(key, f"Trùng với {first[value]}.", rule, "Đổi một trong hai chỗ.")
        first.setdefault(value, table.place)


def check_one_focal(departments: tuple[Department, ...], root: Table) -> None:
    focal = [department.code for department in departments if department.is_focal]
    if departments and len(focal) != 1:
        root.note(
            "departments",
            f"Có {len(focal)} đơn vị đầu mối (is_focal = true).",
            "Kế hoạch có đúng một đơn vị đầu mối tổng hợp.",
            "Ghi is_focal = true ở một đơn vị.",
        )


def check_trajectory(indicator: Indicator, table: Table) -> None:
    """Steps belong to "steps", a base to the rising ones; falling ones cannot start from 0."""
    if not table.is_sound("trajectory"):
        return
    path = indicator.trajectory
    if (path is Trajectory.STEPS) != table.has("steps"):
        found = "Có steps." if table.has("steps") else "Thiếu steps."
        rule = f"steps đi cùng, và chỉ cùng, trajectory = “steps”; ở đây là “{path}”."
        table.note("steps", found, rule, "Sửa trajectory, hoặc thêm hay xóa steps.")
    elif table.has("steps") and len(indicator.steps) != MONTHS_A_YEAR and table.is_sound("steps"):
        rule = f"Phải có đủ {MONTHS_A_YEAR} mức cho {MONTHS_A_YEAR} tháng."
        table.note("steps", f"Có {len(indicator.steps)} mức.", rule, "Ghi đủ các mức.")
    if path is Trajectory.FLAT and table.has("base"):
        rule = "Mức đầu năm chỉ dùng khi trajectory là “linear” hoặc “steps”."
        table.note("base", "Có base.", rule, "Xóa dòng này hoặc đổi trajectory.")
    falls = indicator.direction is Direction.LOWER and path is Trajectory.LINEAR
    if falls and not table.has("base"):
        rule = "Chỉ tiêu giảm dần phải có mức đầu năm."
        table.note("base", "Thiếu base.", rule, "Thêm base bằng mức đầu năm.")


def check_targets(indicator: Indicator, tables: tuple[Table, ...], year: Window) -> None:
    for target, table in zip(indicator.targets, tables, strict=True):
        if not table.is_sound("rule"):
            continue
        if target.rule is TargetRule.MUST_RISE:
            _check_must_rise(target, indicator.trajectory, table)
        elif not (table.has("percent") or table.has("count")):
            rule = "Chỉ tiêu giao cố định phải có mức."
            cure = "Ghi mức giao, hoặc xóa cả khối nếu chưa được giao."
            table.note("percent", "Thiếu mức giao.", rule, cure)
        elif target.value is not None and _leads_away(indicator, target.value):
            rule = "Lộ trình đi từ mức đầu năm (base) về phía tốt hơn, không đi ngược."
            amount = target.in_words(indicator.kind, indicator.direction)
            table.note(
                "percent", f"Từ mức đầu năm đến {amount} là đi ngược.", rule, "Sửa một trong hai."
            )
    _check_dates(indicator.targets, tables, year)


def _leads_away(indicator: Indicator, value: Fraction) -> bool:
    if indicator.trajectory is Trajectory.FLAT:
        return False
    if indicator.direction is Direction.LOWER:
        return 0 < indicator.base < value  # a missing base is told by itself
    return value < indicator.base


def _check_must_rise(target: Target, trajectory: Trajectory, table: Table) -> None:
    for key in ("percent", "count"):
        if table.has(key):
            rule = "Với rule = “must_rise”, mức phải vượt lấy từ số liệu đã có, không ghi ở đây."
            table.note(key, "Có mức giao.", rule, "Xóa dòng này, hoặc đổi rule thành “fixed”.")
    if not target.strict and table.is_sound("strict"):
        rule = "“Tăng” là phải cao hơn, không phải bằng."
        table.note("strict", "Đang ghi false.", rule, "Xóa dòng này.")
    if trajectory is not Trajectory.FLAT:
        rule = "“must_rise” chỉ đi cùng trajectory = “flat”."
        table.note("rule", f"trajectory là “{trajectory}”.", rule, "Đổi trajectory hoặc rule.")


def _check_dates(targets: tuple[Target, ...], tables: tuple[Table, ...], year: Window) -> None:
    for number, (target, table) in enumerate(zip(targets, tables, strict=True)):
        if not table.is_sound("holds_from"):
            continue
        if number and target.holds_from <= targets[number - 1].holds_from:
            rule = "Các khối phải theo thứ tự ngày, mỗi ngày một khối."
            found = f"Áp dụng từ {words.day(target.holds_from)}, không sau khối trước."
            table.note("holds_from", found, rule, "Sửa ngày hoặc đổi thứ tự các khối.")
        if target.holds_from > year.end:
            rule = f"Chỉ tiêu của kế hoạch phải áp dụng trước khi hết năm ({words.day(year.end)})."
            found = f"Áp dụng từ {words.day(target.holds_from)}."
            table.note("holds_from", found, rule, "Sửa lại ngày.")
