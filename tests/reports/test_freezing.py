"""What was frozen comes back as it was, and nothing else is taken for it."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.content import Beside, compose
from cchc_metrics.reports.freezing import from_json, to_json
from cchc_metrics.reports.said import Action, Report, Result, Sentence
from tests.charts import cards

MADE_AT = datetime(2026, 5, 4, 2, 5, tzinfo=UTC)


def make_report() -> Report:
    beside = Beside(before=cards.make_scorecard(ReportPeriod.Q1))
    return compose(cards.make_scorecard(), MADE_AT, beside)


def test_a_report_comes_back_as_it_was() -> None:
    report = make_report()
    frozen = to_json(report)
    assert from_json(frozen, Report) == report
    assert to_json(from_json(frozen, Report)) == frozen


@pytest.mark.parametrize("period", ReportPeriod)
def test_every_period_comes_back_also_an_empty_one(period: ReportPeriod) -> None:
    for scorecard in (cards.make_scorecard(period), cards.make_empty_scorecard()):
        report = compose(scorecard, MADE_AT)
        assert from_json(to_json(report), Report) == report


@given(st.text(), st.dates(), st.text())
def test_any_text_and_day_comes_back(text: str, day: date, state: str) -> None:
    action = Action("II.3-2", text, "", day, state)
    assert from_json(to_json(action), Action) == action


@pytest.mark.parametrize(
    ("field", "other"),
    [("numerator", "42"), ("numerator", True), ("status", "WELL"), ("value", "0.7"), ("name", 3)],
)
def test_another_kind_of_value_is_refused(field: str, other: object) -> None:
    told = json.loads(to_json(make_report().result(cards.FALLING_SHORT)))
    with pytest.raises(ValueError):
        from_json(json.dumps(told | {field: other}), Result)


@pytest.mark.parametrize("text", ["[]", '{"key":"a"}', '{"key":"a","text":"b","more":1}', "x"])
def test_other_fields_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_json(text, Sentence)
