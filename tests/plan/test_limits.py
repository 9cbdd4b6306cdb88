"""The numbers that judging turns on stand in the plan file; nonsense is refused with its cure."""

from dataclasses import asdict, fields
from fractions import Fraction
from pathlib import Path

import pytest

from cchc_metrics.plan.limits import Limits
from cchc_metrics.plan.loading import DEFAULT_PLAN, load_plan
from cchc_metrics.plan.model import NationalLine
from tests.plan.test_loading import load, problems_of

BLOCK = "[[areas]]"


def _with(line: str) -> tuple[str, str]:
    return BLOCK, f"[limits]\n{line}\n\n{BLOCK}"


def test_the_real_plan_states_every_number_and_keeps_to_the_sources() -> None:
    text = DEFAULT_PLAN.read_text(encoding="utf-8")
    missing = [f.name for f in fields(Limits) if f"\n{f.name} = " not in text]
    assert missing == []
    assert asdict(load_plan(DEFAULT_PLAN).limits) == {
        "forecast_from_months": 3,
        "forecast_firm_from_months": 6,
        "forecast_coverage": 80,
        "sample_coverage": 95,
        "run_chart_from_points": 12,
        "run_length": 7,
        "base_months": 3,
    }


def test_a_file_without_the_block_is_judged_by_the_sources(tmp_path: Path) -> None:
    assert load(tmp_path).limits == Limits()


def test_a_stated_number_holds(tmp_path: Path) -> None:
    limits = load(tmp_path, _with("forecast_coverage = 90\nrun_length = 8")).limits
    assert (limits.forecast_coverage, limits.run_length, limits.base_months) == (90, 8, 3)


@pytest.mark.parametrize(
    ("line", "place", "rule"),
    [
        ("forecast_from_months = 2", "forecast_from_months", "Phải là số nguyên từ 3 đến 11."),
        ("forecast_coverage = 85", "forecast_coverage", "Chỉ nhận: 80, 90, 95."),
        ("sample_coverage = 100", "sample_coverage", "Phải là số nguyên từ 50 đến 99."),
        ("run_chart_from_points = 11", "run_chart_from_points", "Phải là số nguyên từ 12 đến 24."),
        (
            "forecast_from_months = 6\nforecast_firm_from_months = 5",
            "forecast_firm_from_months",
            "Không được nhỏ hơn forecast_from_months.",
        ),
    ],
)
def test_what_no_source_allows_is_refused(tmp_path: Path, line: str, place: str, rule: str) -> None:
    (problem,) = problems_of(tmp_path, _with(line))
    assert (problem.place, problem.rule) == (f"limits.{place}", rule)


def test_a_national_line_has_its_source(tmp_path: Path) -> None:
    lead = 'lead = "PVHXH"'
    line = 'national = { percent = 100, source = "Báo chí" }'
    plan = load(tmp_path, (lead, f"{lead}\n{line}"))
    assert plan.indicators[0].national == NationalLine(Fraction(1), "Báo chí")
    (problem,) = problems_of(tmp_path, (lead, f"{lead}\nnational = {{ percent = 100 }}"))
    assert problem.place.endswith("national.source")


def test_only_what_the_press_reports_is_noted_as_a_national_line() -> None:
    known = {i.code: i.national for i in load_plan(DEFAULT_PLAN).indicators if i.national}
    assert list(known) == ["II.7-2"]
    assert known["II.7-2"] is not None and known["II.7-2"].value == 1


@pytest.mark.parametrize(
    ("path", "leads_away"),
    [
        ('trajectory = "linear"\nbase = 94', False),
        ('trajectory = "linear"\nbase = 96', True),
        ('trajectory = "linear"\ndirection = "lower"\nbase = 99', False),
        ('trajectory = "linear"\ndirection = "lower"\nbase = 94', True),
    ],
)
def test_a_path_that_leads_away_from_the_better_side_is_refused(
    tmp_path: Path, path: str, leads_away: bool
) -> None:
    """The targets are 95,5% and 98%."""
    change = ('trajectory = "flat"', path)
    if not leads_away:
        assert load(tmp_path, change).indicators[0].base
        return
    assert {p.rule for p in problems_of(tmp_path, change)} == {
        "Lộ trình đi từ mức đầu năm (base) về phía tốt hơn, không đi ngược."
    }
