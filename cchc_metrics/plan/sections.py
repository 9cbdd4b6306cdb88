"""The sections of the plan file -> the plan's dataclasses."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cchc_metrics.plan.checks import (
    check_one_focal,
    check_targets,
    check_trajectory,
    check_unique,
)
from cchc_metrics.plan.fields import Table
from cchc_metrics.plan.limit_fields import read_bands, read_limits
from cchc_metrics.plan.model import (
    Area,
    Commune,
    Department,
    Direction,
    Duty,
    Indicator,
    Kind,
    Milestone,
    NationalLine,
    Plan,
    Target,
    TargetRule,
    Task,
    Trajectory,
)
from cchc_metrics.plan.periods import Calendar, Window

_LAST_DAY_OF_EVERY_MONTH = 28
_NEEDED_BLOCKS = ("areas", "departments", "indicators")
_BLOCKS = (*_NEEDED_BLOCKS, "milestones", "tasks", "duties")


@dataclass(frozen=True)
class _Frame:
    """What the items of a plan refer to."""

    areas: tuple[str, ...]
    departments: tuple[str, ...]
    year: Window


def read_plan(root: Table) -> Plan:
    """The plan; good for use only if no problem was noted on the way."""
    calendar = _read_calendar(root.table("calendar"))
    tables = {key: root.tables(key, key in _NEEDED_BLOCKS) for key in _BLOCKS}
    areas = tuple(_read_area(table) for table in tables["areas"])
    departments = tuple(_read_department(table) for table in tables["departments"])
    frame = _Frame(
        tuple(area.code for area in areas if area.code),
        tuple(department.code for department in departments if department.code),
        _year_window(calendar),
    )
    plan = Plan(
        code=root.text("code"),
        version=root.text("version"),
        title=root.text("title"),
        commune=_read_commune(root.table("commune")),
        calendar=calendar or Calendar(1, 1, 1),
        bands=read_bands(root.table("bands")),
        limits=read_limits(root.optional_table("limits")),
        areas=areas,
        departments=departments,
        indicators=tuple(_read_indicator(t, frame) for t in tables["indicators"]),
        milestones=tuple(_read_milestone(t, frame) for t in tables["milestones"]),
        tasks=tuple(_read_task(t, frame) for t in tables["tasks"]),
        duties=tuple(_read_duty(t, frame) for t in tables["duties"]),
        assumptions=root.texts("assumptions"),
    )
    root.close()
    check_unique(tables)
    check_one_focal(plan.departments, root)
    return plan


def _read_calendar(table: Table) -> Calendar | None:
    year = table.whole("year", 2000, 2100)
    start = table.whole("window_start_day", 1, _LAST_DAY_OF_EVERY_MONTH)
    due = table.whole("due_day", 1, _LAST_DAY_OF_EVERY_MONTH)
    table.close()
    return None if year is None or start is None or due is None else Calendar(year, start, due)


def _read_commune(table: Table) -> Commune:
    keys = ("code", "name", "province", "agency", "parent_agency")
    commune = Commune(*(table.text(key) for key in keys))
    table.close()
    return commune


def _read_area(table: Table) -> Area:
    area = Area(table.text("code"), table.whole("number", 1, 99) or 0, table.text("name"))
    table.close()
    return area


def _read_department(table: Table) -> Department:
    department = Department(
        code=table.text("code"),
        name=table.text("name"),
        short_name=table.text("short_name"),
        is_focal=table.flag("is_focal"),
    )
    table.close()
    return department


def _read_indicator(table: Table, frame: _Frame) -> Indicator:
    kind = table.choice("kind", Kind, None) or Kind.FLOW
    is_count = kind is Kind.COUNT
    target_tables = table.tables("targets")
    indicator = Indicator(
        code=table.text("code"),
        area=table.reference("area", frame.areas),
        place=table.text("place"),
        wording=table.text("wording"),
        name=table.text("name"),
        kind=kind,
        direction=table.choice("direction", Direction, Direction.HIGHER) or Direction.HIGHER,
        trajectory=table.choice("trajectory", Trajectory, None) or Trajectory.FLAT,
        unit=table.text("unit"),
        numerator=table.text("numerator"),
        denominator=_read_denominator(table, is_count),
        departments=table.references("departments", frame.departments, required=True),
        lead=table.reference("lead", frame.departments),
        targets=tuple(_read_target(item, is_count, frame.year.start) for item in target_tables),
        base=table.amount("base", is_count) or Fraction(0),
        steps=table.amounts("steps", is_count),
        note=table.optional_text("note"),
        assumption=table.optional_text("assumption"),
        national=_read_national(table.optional_table("national")),
    )
    table.close()
    check_trajectory(indicator, table)
    check_targets(indicator, target_tables, frame.year)
    return indicator


def _year_window(calendar: Calendar | None) -> Window:
    """The plan's year from its first reporting day; all time where the calendar is unknown."""
    if calendar is None:
        return Window(date.min, date.max)
    first, last = calendar.months[0], calendar.months[-1]
    return Window(calendar.window(first).start, calendar.window(last).end)


def _read_denominator(table: Table, is_count: bool) -> str:
    if not is_count:
        return table.text("denominator")
    if table.has("denominator"):
        rule = 'Chỉ tiêu đếm số (kind = "count") không có mẫu số.'
        table.note("denominator", "Có mẫu số.", rule, "Xóa dòng này hoặc đổi kind.")
    return table.optional_text("denominator")


def _read_target(table: Table, is_count: bool, year_start: date) -> Target:
    rule = table.choice("rule", TargetRule, TargetRule.FIXED) or TargetRule.FIXED
    target = Target(
        rule=rule,
        value=table.amount("count", True) if is_count else table.amount("percent"),
        strict=table.flag("strict", default=rule is TargetRule.MUST_RISE),
        holds_from=table.day("holds_from") or year_start,
        document=table.text("document"),
        assumption=table.optional_text("assumption"),
    )
    table.close()
    return target


def _read_national(table: Table | None) -> NationalLine | None:
    if table is None:
        return None
    percent, source = table.amount("percent", required=True), table.text("source")
    table.close()
    return None if percent is None else NationalLine(percent, source)


def _read_milestone(table: Table, frame: _Frame) -> Milestone:
    milestone = Milestone(
        code=table.text("code"),
        area=table.reference("area", frame.areas),
        place=table.text("place"),
        wording=table.text("wording"),
        name=table.text("name"),
        lead=table.reference("lead", frame.departments),
        due_on=table.day("due_on"),
        done_on=table.day("done_on"),
        evidence=table.optional_text("evidence"),
        assumption=table.optional_text("assumption"),
    )
    table.close()
    return milestone


def _read_task(table: Table, frame: _Frame) -> Task:
    task = Task(
        code=table.text("code"),
        place=table.text("place"),
        area=table.reference("area", frame.areas),
        wording=table.text("wording"),
        lead=table.reference("lead", frame.departments),
        departments=table.references("departments", frame.departments),
        due_on=table.day("due_on"),
        assumption=table.optional_text("assumption"),
    )
    table.close()
    return task


def _read_duty(table: Table, frame: _Frame) -> Duty:
    duty = Duty(
        code=table.text("code"),
        place=table.text("place"),
        wording=table.text("wording"),
        departments=table.references("departments", frame.departments, required=True),
    )
    table.close()
    return duty
