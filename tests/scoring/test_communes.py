"""Many communes in one pass are judged as each of them alone, to the last bit."""

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_metrics.plan.model import Kind
from cchc_metrics.plan.periods import ReportPeriod, scope
from cchc_metrics.scoring.communes import score_communes
from cchc_metrics.scoring.on_time import on_time_figures
from cchc_metrics.scoring.scorecard import score
from cchc_metrics.scoring.values import FIGURE_COLUMNS, figure_frame
from tests.builders import make_figure, make_indicator, make_plan, month
from tests.scoring.cases import DAYS, figures, plans, receipts, scopes

CODES = ("03451", "03454", "10105")
SLOW_TO_DRAW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@st.composite
def countries(draw):
    plan = draw(plans())
    sent = {code: (draw(figures(plan)), draw(receipts(plan))) for code in CODES}
    return plan, sent, draw(scopes()), draw(DAYS)


def frame_of(plan, sent, today):
    """All communes' lines in one frame, the last commune first."""
    frames = []
    for code in reversed(CODES):
        typed = {i.code for i in plan.indicators if i.is_reported}
        listed, received = sent[code]
        counted = [f for f in listed if f.indicator in typed]
        counted += on_time_figures(plan, received, today)
        frames.append(figure_frame(counted).assign(commune=code))
    return pd.concat(frames, ignore_index=True)


@given(countries())
@SLOW_TO_DRAW
def test_a_country_is_its_communes(country):
    plan, sent, judged, today = country
    whole = score_communes(plan, frame_of(plan, sent, today), judged, today)
    for code, (listed, received) in sent.items():
        card = score(plan, listed, received, judged, today)
        _same(whole.rows, code, card.rows.iloc[: len(plan.indicators)])
        _same(whole.monthly, code, card.monthly)


def _same(frame, code, alone):
    """Compared where the country has the commune at all: one without any figure is not there."""
    of_commune = frame[frame["commune"] == code].reset_index(drop=True)
    if of_commune.empty:
        assert alone["numerator"].isna().all()
        return
    columns = [name for name in of_commune.columns if name in alone.columns]
    assert set(of_commune.columns) - set(columns) <= {"commune", "attainment"}
    pd.testing.assert_frame_equal(of_commune[columns], alone[columns])


def test_a_frame_as_pandas_reads_it_is_judged_too():
    """Plain int64 and nullable columns, as from a database or a Parquet file."""
    plan = make_plan(make_indicator("A-1"), make_indicator("B-1", kind=Kind.COUNT))
    lines = [("A", "PVHXH", "A-1", 2026, 1, 19, 20), ("A", "PVHXH", "B-1", 2026, 1, 3, None)]
    lines += [("B", "PVHXH", "A-1", 2026, 1, 20, 20), ("B", "PKT", "A-1", 2026, 1, 9, 9)]
    table = pd.DataFrame(lines, columns=list(FIGURE_COLUMNS)).convert_dtypes()
    judged = scope(ReportPeriod.YEAR, month(1))
    rows = score_communes(plan, table, judged, plan.calendar.due_on(month(1))).rows
    assert rows["commune"].tolist() == ["A", "A", "B", "B"]
    assert rows["numerator"].tolist() == [19, 3, 20, pd.NA]
    assert rows["status"].tolist() == ["ON_TRACK", "ACHIEVED", "ACHIEVED", "NO_DATA"]


def test_no_commune_has_figures():
    nobody = figure_frame([]).assign(commune="")
    judged, today = scope(ReportPeriod.YEAR, month(1)), make_plan().calendar.due_on(month(1))
    whole = score_communes(make_plan(), nobody, judged, today)
    assert (len(whole.rows), len(whole.monthly)) == (0, 0)


def test_a_figure_of_nobody_s_indicator_changes_nothing():
    own = figure_frame([make_figure(1, 2)]).assign(commune="A")
    other = figure_frame([make_figure(9, 9, indicator="X-1")]).assign(commune="A")
    judged, today = scope(ReportPeriod.YEAR, month(1)), make_plan().calendar.due_on(month(1))
    both = pd.concat([own, other], ignore_index=True)
    pd.testing.assert_frame_equal(
        score_communes(make_plan(), own, judged, today).rows,
        score_communes(make_plan(), both, judged, today).rows,
    )
