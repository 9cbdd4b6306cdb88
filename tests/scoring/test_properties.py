"""What must hold for any plan and any figures."""

from dataclasses import replace
from random import Random

import pandas as pd
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cchc_metrics.plan.model import Direction, Kind, Trajectory
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.lagging import SEVERITY
from cchc_metrics.scoring.scorecard import score
from cchc_metrics.scoring.status import Status
from tests.builders import make_figure, make_indicator, make_plan, make_target, month
from tests.scoring.cases import DAYS, cases

SLOW_TO_DRAW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
BEST_FIRST = (
    Status.ACHIEVED,
    Status.ON_TRACK,
    Status.NEEDS_ACCELERATION,
    Status.BEHIND,
    Status.MOVING_AWAY,
)


@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=2),
    st.integers(1, 60),
    st.sampled_from([5, 50, 80, 95, 100]),
    st.booleans(),
    st.sampled_from(Trajectory),
    st.sampled_from(Direction),
    st.sampled_from([Kind.FLOW, Kind.STOCK]),
    st.integers(1, 12),
)
@settings(SLOW_TO_DRAW, max_examples=80)
def test_a_better_numerator_never_gets_a_worse_status(
    numerators, denominator, percent, strict, trajectory, direction, kind, at
):
    # A path leads towards the better side; one that leads away from it is a mistake in the plan.
    base = make_target(0 if direction is Direction.HIGHER else 100).value
    indicator = make_indicator(
        targets=(make_target(percent, strict=strict),),
        trajectory=trajectory,
        direction=direction,
        kind=kind,
        base=base,
        steps=(make_target(percent).value,) * 12,
    )
    rank = [
        BEST_FIRST.index(_status(indicator, min(n, denominator), denominator, at))
        for n in sorted(numerators, reverse=direction is Direction.HIGHER)
    ]
    assert rank == sorted(rank)


def _status(indicator, numerator, denominator, at):
    figures = [make_figure(numerator, denominator, at)]
    judged = scope(ReportPeriod.YEAR, month(at))
    card = score(make_plan(indicator), figures, [], judged, _day(at))
    return Status(card.rows["status"].iloc[0])


def _day(at):
    return make_plan().calendar.due_on(month(at))


@given(cases(), st.integers(0, 10**6), st.integers(1, 30))
@SLOW_TO_DRAW
def test_a_better_figure_worsens_no_status_of_any_month(case, place, by):
    """Of any plan whose paths lead to the better side and whose targets stand in documents."""
    plan, figures, receipts, judged, today = case
    plan = replace(plan, indicators=tuple(_towards_the_better(i) for i in plan.indicators))
    assume(figures)
    better = list(figures)
    place %= len(figures)
    better[place] = _improved(plan, figures[place], by)
    before, after = (score(plan, sent, receipts, judged, today) for sent in (figures, better))
    for frame in ("rows", "monthly"):
        statuses = zip(
            getattr(before, frame)["status"], getattr(after, frame)["status"], strict=True
        )
        assert all(_no_worse(one, other) for one, other in statuses)
    missing = zip(before.rows["missing_cases"], after.rows["missing_cases"], strict=True)
    assert all(pd.isna(one) or other <= one for one, other in missing)


def _towards_the_better(indicator):
    fixed = tuple(target for target in indicator.targets if target.value is not None)
    worst = make_target(0 if indicator.direction is Direction.HIGHER else 100).value
    return replace(indicator, targets=fixed, base=worst)


def _improved(plan, figure, by):
    if plan.indicator(figure.indicator).direction is Direction.LOWER:
        return replace(figure, numerator=max(figure.numerator - by, 0))
    most = figure.numerator + by
    return replace(
        figure, numerator=most if figure.denominator is None else min(most, figure.denominator)
    )


def _no_worse(before, after):
    judged = {status.value: rank for rank, status in enumerate(BEST_FIRST)}
    if before in judged and after in judged:
        return judged[after] <= judged[before]
    return before == after or (pd.isna(before) and pd.isna(after))


@given(cases(), st.integers(0, 100))
@SLOW_TO_DRAW
def test_the_order_of_figures_and_receipts_does_not_matter(case, seed):
    plan, figures, receipts, judged, today = case
    shuffled, other = list(figures), list(receipts)
    Random(seed).shuffle(shuffled)
    Random(seed).shuffle(other)
    _same(score(*case), score(plan, shuffled, other, judged, today))


@given(cases())
@SLOW_TO_DRAW
def test_departments_add_up_to_the_commune(case):
    card = score(*case)
    of_departments = card.by_department.groupby("indicator")[["numerator", "denominator"]].sum()
    for row in card.rows.dropna(subset="numerator").itertuples(index=False):
        assert of_departments.loc[row.indicator, "numerator"] == row.numerator
        if row.kind != Kind.COUNT:
            assert of_departments.loc[row.indicator, "denominator"] == row.denominator


@given(cases(), st.integers(0, 10))
@SLOW_TO_DRAW
def test_a_figure_split_over_two_departments_changes_no_judgement(case, tenths):
    plan, figures, receipts, judged, today = case
    alone = [replace(i, departments=("PVHXH",)) for i in plan.indicators]
    shared = [replace(i, departments=("PVHXH", "VPHDND")) for i in plan.indicators]
    assume(all(i.is_reported for i in plan.indicators))
    mine = [figure for figure in figures if figure.department == "PVHXH"]
    split = [part for figure in mine for part in _split(figure, tenths)]
    whole = score(replace(plan, indicators=tuple(alone)), mine, receipts, judged, today)
    parts = score(replace(plan, indicators=tuple(shared)), split, receipts, judged, today)
    counted = ["departments_reported", "departments_expected"]
    pd.testing.assert_frame_equal(
        whole.rows.drop(columns=counted), parts.rows.drop(columns=counted)
    )
    pd.testing.assert_frame_equal(whole.monthly, parts.monthly)


def _split(figure, tenths):
    top = figure.numerator * tenths // 10
    bottom = None if figure.denominator is None else figure.denominator * tenths // 10
    rest = None if figure.denominator is None else figure.denominator - bottom
    return (
        replace(figure, department="VPHDND", numerator=top, denominator=bottom),
        replace(figure, numerator=figure.numerator - top, denominator=rest),
    )


@given(cases())
@SLOW_TO_DRAW
def test_each_month_is_judged_as_the_year_report_of_that_month(case):
    plan, figures, receipts, judged, today = case
    monthly = score(*case).monthly
    card = score(plan, figures, receipts, scope(ReportPeriod.YEAR, month(judged.as_of)), today)
    of_month = monthly[monthly["month"] == judged.as_of].reset_index(drop=True)
    rows = card.rows.iloc[: len(plan.indicators)]
    same = {
        "cum_numerator": "numerator",
        "cum_denominator": "denominator",
        "cum_value": "value",
        "expected": "expected",
        "target": "target",
        "status": "status",
    }
    for in_month, in_row in same.items():
        pd.testing.assert_series_equal(of_month[in_month], rows[in_row], check_names=False)
    assert monthly.loc[monthly["month"] > judged.as_of, "status"].isna().all()


@given(cases(), DAYS)
@SLOW_TO_DRAW
def test_marks_order_and_sentences_agree_with_the_status(case, today):
    rows = score(*case[:4], today).rows
    assert sorted(rows["order"]) == list(range(1, len(rows) + 1))
    worst_first = rows.sort_values("order")
    assert worst_first["lagging"].is_monotonic_decreasing
    for row in rows.itertuples(index=False):
        assert row.reason.startswith(Status(row.status).label)
        assert row.reason.endswith(".") and "None" not in row.reason
        assert not (row.lagging and row.status == Status.NO_DATA and not row.overdue)


def test_every_status_has_its_place_in_the_order():
    assert set(SEVERITY) == set(Status)


def _same(one, other):
    for frame in ("rows", "areas", "monthly", "by_department"):
        pd.testing.assert_frame_equal(getattr(one, frame), getattr(other, frame))
    assert one.overall == other.overall
