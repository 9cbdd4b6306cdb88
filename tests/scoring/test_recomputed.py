"""The scorecard computed twice is the same, field for field and to the last bit of each rate."""

import pytest
from hypothesis import HealthCheck, given, settings

from cchc_metrics.scoring.scorecard import RECORD_FIELDS, score
from tests.scoring.cases import cases
from tests.scoring.recomputed import plain_forecasts, plain_scorecard

SLOW_TO_DRAW = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@given(cases())
@SLOW_TO_DRAW
def test_a_plain_calculation_agrees(case):
    assert score(*case).records() == plain_scorecard(*case)


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
