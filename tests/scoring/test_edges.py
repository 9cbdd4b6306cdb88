"""The ends of the range: nothing at all, nothing but zeros, and numbers beyond int64."""

import json
from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from cchc_metrics.plan.model import Kind
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.exact import Rates, integers
from cchc_metrics.scoring.scorecard import score
from tests.builders import YEAR, make_figure, make_indicator, make_plan, make_target, month
from tests.scoring.recomputed import plain_scorecard

TODAY = date(2026, 12, 31)
ALL_KINDS = make_plan(*(make_indicator(f"II.{n}-1", kind=kind) for n, kind in enumerate(Kind)))


def _scored(plan, figures=(), period="Y", as_of=12, today=TODAY):
    return score(plan, figures, [], scope(ReportPeriod(period), month(as_of)), today)


@pytest.mark.parametrize("period", list(ReportPeriod))
def test_an_empty_record_has_no_data_anywhere(period):
    card = _scored(ALL_KINDS, period=period)
    typed = card.rows[card.rows["kind"] != Kind.ON_TIME_REPORTS]
    assert set(typed["status"]) == {"NO_DATA"}
    assert typed["lagging"].all()
    assert json.dumps(card.records())


def test_a_period_not_begun_is_no_data_that_does_not_lag():
    figures = [
        make_figure(1, 1, at, indicator=i.code) for i in ALL_KINDS.indicators for at in (1, 2)
    ]
    card = _scored(ALL_KINDS, figures, period="Q3", as_of=2, today=date(2026, 1, 1))
    assert set(card.rows["status"]) == {"NO_DATA"}
    assert not card.rows["lagging"].any() and not card.rows["overdue"].any()
    assert set(card.rows["reason"]) == {"Chưa có số liệu: kỳ báo cáo chưa bắt đầu."}
    assert (card.overall.progress, card.overall.covered) == (None, 0)
    assert card.by_department["months_expected"].eq(0).all()


def test_a_plan_of_nothing_is_scored():
    plan = make_plan()
    empty = type(plan)(**{**vars(plan), "indicators": (), "areas": ()})
    card = _scored(empty)
    assert (len(card.rows), len(card.monthly), len(card.areas)) == (0, 0, 0)
    assert (card.records(), card.overall.progress) == ([], None)


def test_nothing_but_zeros_has_not_arisen_and_counts_nowhere():
    figures = [make_figure(0, 0, at) for at in range(1, 13)]
    card = _scored(make_plan(), figures)
    row = card.rows.iloc[0]
    assert (row["status"], row["reason"]) == ("NOT_ARISEN", "Không phát sinh trong kỳ.")
    assert not row["lagging"]
    assert (card.overall.progress, card.overall.covered) == (None, 0)
    assert card.monthly["status"].eq("NOT_ARISEN").all()


def test_figures_of_last_year_alone_are_no_data():
    figures = [make_figure(1, 2, month=month(at, YEAR - 1)) for at in range(1, 13)]
    plan = make_plan(make_indicator(targets=(make_target(None),)))
    row = _scored(plan, figures).records()[0]
    assert (row["status"], row["target"], row["value"]) == ("NO_DATA", 0.5, None)


def test_figures_after_as_of_are_not_known_yet():
    card = _scored(make_plan(), [make_figure(1, 1, 1), make_figure(0, 9, 2)], as_of=1)
    assert card.records()[0]["value"] == 1.0
    assert not card.monthly["reported"].iloc[1]


def test_figures_of_strangers_do_not_count():
    strangers = [
        make_figure(0, 5, department="PKT"),
        make_figure(0, 5, indicator="II.9-9"),
        make_figure(0, 5, month=month(1, YEAR + 1)),
        make_figure(0, None),
    ]
    assert _scored(make_plan(), [make_figure(5, 5), *strangers]).records()[0]["denominator"] == 5


@pytest.mark.parametrize("size", [10**12, 10**18, 10**24])
def test_one_case_in_a_huge_number_decides(size):
    plan = make_plan(make_indicator(targets=(make_target(95, strict=True),)))
    at_95 = size // 100 * 95
    for numerator, status in ((at_95, "ON_TRACK"), (at_95 + 1, "ACHIEVED")):
        figures = [make_figure(numerator, size)]
        found = _scored(plan, figures).records()
        assert found[0]["status"] == status
        assert found == plain_scorecard(
            plan, figures, [], scope(ReportPeriod.YEAR, month(12)), TODAY
        )


def test_sums_beyond_int64_stay_exact():
    figures = [make_figure(2**62, 2**62, at) for at in range(1, 13)]
    assert _scored(make_plan(), figures).records()[0]["numerator"] == 12 * 2**62


def test_int64_is_kept_as_long_as_it_is_safe():
    safe, unsafe = Rates.of_fractions([Fraction(1, 3)]), Rates.of_fractions([Fraction(1, 2**61)])
    assert (safe * safe).denominator.dtype == np.int64
    assert (unsafe * unsafe).fractions() == [Fraction(1, 2**122)]
    assert integers([2**62]).dtype == object


def test_a_rate_of_nothing_takes_part_in_no_comparison():
    nothing, one = Rates.of(np.array([5]), np.array([0])), Rates.single(1)
    assert not (nothing >= one).any() and not (one > nothing).any()
    assert (nothing + one).fractions() == (one / nothing).fractions() == [None]
