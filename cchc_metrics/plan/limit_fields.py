"""The blocks `[bands]` and `[limits]` of the plan file -> the numbers that judging turns on."""

from dataclasses import fields
from fractions import Fraction

from cchc_metrics.plan.fields import Table
from cchc_metrics.plan.limits import FORECAST_COVERAGES, Bands, Limits
from cchc_metrics.plan.periods import MONTHS_A_YEAR

# What a source allows: no forecast from two months, no limits from fewer than twelve points.
_RANGES = {
    "forecast_from_months": (3, MONTHS_A_YEAR - 1),
    "forecast_firm_from_months": (3, MONTHS_A_YEAR),
    "forecast_coverage": (FORECAST_COVERAGES[0], FORECAST_COVERAGES[-1]),
    "sample_coverage": (50, 99),
    "run_chart_from_points": (12, 2 * MONTHS_A_YEAR),
    "run_length": (6, 9),
    "base_months": (1, 6),
}


def read_bands(table: Table) -> Bands:
    on_track = table.amount("on_track", required=True)
    acceleration = table.amount("needs_acceleration", required=True)
    small = table.whole("small_sample", 1)
    table.close()
    if on_track is not None and acceleration is not None and not 0 < acceleration < on_track:
        table.note(
            "needs_acceleration",
            "Các mức không theo thứ tự.",
            "Phải lớn hơn 0 và nhỏ hơn on_track.",
            "Sửa lại hai mức.",
        )
    return Bands(on_track or Fraction(0), acceleration or Fraction(0), small or 1)


def read_limits(table: Table | None) -> Limits:
    """What the block leaves out is as the rules' sources have it."""
    if table is None:
        return Limits()
    usual = {field.name: getattr(Limits(), field.name) for field in fields(Limits)}
    read = {name: table.whole(name, *_RANGES[name], default) for name, default in usual.items()}
    table.close()
    limits = Limits(**{name: value or usual[name] for name, value in read.items()})
    if limits.forecast_coverage not in FORECAST_COVERAGES:
        allowed = ", ".join(map(str, FORECAST_COVERAGES))
        found = f"Đang ghi {limits.forecast_coverage}."
        table.note("forecast_coverage", found, f"Chỉ nhận: {allowed}.", "Chọn một mức.")
    if limits.forecast_firm_from_months < limits.forecast_from_months:
        rule = "Không được nhỏ hơn forecast_from_months."
        found = f"{limits.forecast_firm_from_months} tháng là quá sớm."
        table.note("forecast_firm_from_months", found, rule, "Sửa một trong hai số.")
    return limits
