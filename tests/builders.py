"""Small plans and figures for tests: a test names what matters to it, the rest has defaults."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from cchc_metrics.plan.figures import Figure, Receipt
from cchc_metrics.plan.limits import Bands
from cchc_metrics.plan.model import (
    Area,
    Commune,
    Department,
    Direction,
    Indicator,
    Kind,
    Milestone,
    Plan,
    Target,
    TargetRule,
    Trajectory,
)
from cchc_metrics.plan.periods import Calendar, ReportingMonth

YEAR = 2026
START = date(2025, 12, 15)
DEPARTMENTS = (
    Department("VPHDND", "Văn phòng HĐND và UBND", "Văn phòng"),
    Department("PVHXH", "Phòng Văn hóa - Xã hội", "Phòng VH-XH", is_focal=True),
)


def month(number: int, year: int = YEAR) -> ReportingMonth:
    return ReportingMonth(year, number)


def make_target(percent: int | str | None = 100, **changes: Any) -> Target:
    """A fixed target in percent; None makes the kind that must rise."""
    rule = TargetRule.MUST_RISE if percent is None else TargetRule.FIXED
    value = None if percent is None else Fraction(str(percent)) / 100
    target = Target(rule, value, percent is None, START, "Kế hoạch thử nghiệm")
    return replace(target, **changes)


def make_indicator(code: str = "II.3-2", **changes: Any) -> Indicator:
    indicator = Indicator(
        code=code,
        area=code.split("-")[0],
        place="II.3, gạch đầu dòng 2",
        wording="Tỷ lệ số hóa thành phần hồ sơ đạt 100%.",
        name=f"Chỉ tiêu {code}",
        kind=Kind.FLOW,
        direction=Direction.HIGHER,
        trajectory=Trajectory.FLAT,
        unit="hồ sơ",
        numerator="Số hồ sơ được số hóa",
        denominator="Tổng số hồ sơ tiếp nhận",
        departments=("PVHXH",),
        lead="PVHXH",
        targets=(make_target(),),
    )
    return replace(indicator, **changes)


def make_plan(*indicators: Indicator, **changes: Any) -> Plan:
    """A plan of the given indicators (one by default) in the areas that they name."""
    indicators = indicators or (make_indicator(),)
    milestones: tuple[Milestone, ...] = changes.get("milestones", ())
    codes = dict.fromkeys([i.area for i in indicators] + [m.area for m in milestones])
    plan = Plan(
        code="ke-hoach-thu",
        version="1",
        title="Kế hoạch thử nghiệm",
        commune=Commune("03451", "xã Mù Cả", "Lai Châu", "UBND xã Mù Cả", "UBND tỉnh Lai Châu"),
        calendar=Calendar(YEAR, window_start_day=15, due_day=18),
        bands=Bands(Fraction(95, 100), Fraction(60, 100), small_sample=20),
        areas=tuple(Area(code, n, f"Lĩnh vực {code}") for n, code in enumerate(codes, start=1)),
        departments=DEPARTMENTS,
        indicators=indicators,
        milestones=milestones,
        tasks=(),
        duties=(),
    )
    return replace(plan, **changes)


def make_figure(numerator: int, denominator: int | None, at: int = 1, **changes: Any) -> Figure:
    figure = Figure("PVHXH", "II.3-2", month(at), numerator, denominator)
    return replace(figure, **changes)


def make_receipt(at: int, sent_on: date, department: str = "PVHXH") -> Receipt:
    return Receipt(department, month(at), sent_on)
