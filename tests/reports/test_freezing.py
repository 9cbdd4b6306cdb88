"""What was frozen comes back as it was, and nothing else is taken for it."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.content import Beside, compose
from cchc_metrics.reports.fields import Fields
from cchc_metrics.reports.freezing import from_json, to_json
from cchc_metrics.reports.papers import Paper
from cchc_metrics.reports.said import Action, Report, Result, Sentence
from cchc_metrics.workflow.reporting.files import written
from tests.charts import cards
from tests.reports.keep_paper import KEPT
from tests.reports.papers import named, reopened

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


@pytest.mark.parametrize("kept", sorted(KEPT.glob("*.json")), ids=lambda path: path.stem)
def test_a_paper_of_any_earlier_version_is_read_and_made_again(kept: Path) -> None:
    """`keep_paper` made them with the code of their time."""
    paper = from_json(kept.read_text(encoding="utf-8"), Paper)
    said = named(reopened(written(paper, "docx")), "Số, ký hiệu")
    assert said == ["Số: 05/BC-UBND"]
    assert paper.report.result(cards.FALLING_SHORT).numerator == 42
    for form in ("xlsx", "pptx"):
        assert written(paper, form).startswith(b"PK")


def test_a_field_that_was_added_later_is_as_its_default_says() -> None:
    told = json.loads(to_json(Fields(number="05")))
    del told["reply_by"]
    assert from_json(json.dumps(told), Fields) == Fields(number="05")
