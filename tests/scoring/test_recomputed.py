"""The scorecard computed twice is the same, field for field and to the last bit of each rate.

By default on a hundred random plans; `make test-long` takes a thousand. How many plans, indicators
and fields were compared stands at the end of the run.
"""

from collections import Counter

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from cchc_metrics.scoring.reading import known
from cchc_metrics.scoring.scorecard import RECORD_FIELDS, score
from tests.scoring.cases import cases
from tests.scoring.recomputed import plain_forecasts, plain_scorecard
from tests.scoring.recomputed_marks import plain_areas, plain_comparison, plain_marks
from tests.scoring.tally import NAMES, PREFIX

SLOW_TO_DRAW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
# The same plans on every run, none drawn to be simpler: what is counted is what was compared.
SO_MANY_PLANS = settings(
    SLOW_TO_DRAW, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate]
)


@pytest.mark.parametrize("plans", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_a_plain_calculation_agrees_on_random_plans(plans, record_property):
    tally = Counter(dict.fromkeys(NAMES, 0))

    @given(cases())
    @settings(SO_MANY_PLANS, max_examples=plans)
    def compare(case):
        found, expected = told(case), recomputed(case)
        assert found.keys() == expected.keys()
        tally["plans"] += 1
        tally["indicators"] += len(case[0].indicators)
        tally["fields"] += len(found)
        tally["differences"] += sum(found[field] != expected[field] for field in found)
        assert {f: v for f, v in found.items() if v != expected[f]} == {}

    try:
        compare()
    finally:
        for name in NAMES:
            record_property(PREFIX + name, tally[name])
    assert tally["plans"] >= plans


def told(case):
    """(what, whose, field) -> value, as the product has it."""
    card = score(*case)
    fields = {
        ("row", row["indicator"], field): value
        for row in card.records()
        for field, value in row.items()
    }
    marks = ["indicator", "out_of_reach", "overdue", "lagging", "order"]
    for code, *values in card.rows[marks].itertuples(index=False):
        for name, value in zip(marks[1:], values, strict=True):
            fields["mark", code, name] = known(value)
    for basis in card.comparison.itertuples(index=False):
        parts = known(basis.numerator), known(basis.denominator)
        fields["compared", basis.indicator, basis.basis] = parts
    for area in card.areas.itertuples(index=False):
        fields["area", area.area, "covered"] = (area.covered, area.total)
    overall = card.overall
    fields["area", None, "covered"] = (overall.covered, overall.total)
    return fields


def recomputed(case):
    """The same by plain loops."""
    rows = plain_scorecard(*case)
    fields = {
        ("row", row["indicator"], field): value for row in rows for field, value in row.items()
    }
    for row, values in zip(rows, plain_marks(*case), strict=True):
        names = ("out_of_reach", "overdue", "lagging", "order")
        for name, value in zip(names, values, strict=True):
            fields["mark", row["indicator"], name] = value
    for (code, basis), parts in plain_comparison(*case).items():
        fields["compared", code, basis] = parts
    for code, (_, covered, total) in plain_areas(*case).items():
        fields["area", code, "covered"] = (covered, total)
    return fields


@given(cases())
@SLOW_TO_DRAW
def test_a_plain_mean_of_an_area_agrees(case):
    """A mean of floats against the mean of fractions: equal but for the order of rounding."""
    card, plain = score(*case), plain_areas(*case)
    for area in card.areas.itertuples(index=False):
        mean = plain[area.area][0]
        assert pd.isna(area.progress) if mean is None else area.progress == pytest.approx(mean)
    mean = plain[None][0]
    assert card.overall.progress == (None if mean is None else pytest.approx(mean))


@pytest.mark.parametrize("largest", [10**12, 10**17])
def test_huge_numbers_agree_too(largest):
    @given(cases(largest))
    @settings(SLOW_TO_DRAW, max_examples=40)
    def agrees(case):
        assert score(*case).records() == plain_scorecard(*case)

    agrees()


@given(cases())
@settings(SLOW_TO_DRAW, max_examples=30)
def test_records_have_exactly_the_promised_fields(case):
    for record in score(*case).records():
        assert tuple(record) == RECORD_FIELDS


@given(cases())
@SLOW_TO_DRAW
def test_a_plain_forecast_agrees(case):
    found = score(*case).rows.iloc[: len(case[0].indicators)]
    columns = ["forecast", "forecast_low", "forecast_high"]
    for (_, row), plain in zip(found.iterrows(), plain_forecasts(*case), strict=True):
        if plain is None:
            assert row["forecast_verdict"] == "" and row[columns].isna().all()
        else:
            assert row[columns].tolist() == pytest.approx(list(plain[:3]), abs=1e-9)
            assert row["forecast_verdict"] == plain[3]
