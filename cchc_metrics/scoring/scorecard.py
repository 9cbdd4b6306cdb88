"""All indicators and milestones of a plan, judged over a scope: the one answer that every
screen, chart, report and command shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from cchc_metrics.plan.figures import Figure, Receipt
from cchc_metrics.plan.model import Plan, Target
from cchc_metrics.plan.periods import ReportingMonth, Scope
from cchc_metrics.scoring.comparing import comparison_frame
from cchc_metrics.scoring.frames import department_frame, history_frame, monthly_frame
from cchc_metrics.scoring.judge import Judged, judge
from cchc_metrics.scoring.on_time import on_time_figures
from cchc_metrics.scoring.progress import Progress, area_progress, overall_progress
from cchc_metrics.scoring.reading import known
from cchc_metrics.scoring.rows import scored_rows
from cchc_metrics.scoring.terms import Terms, terms_of
from cchc_metrics.scoring.values import Recorded, month_windows, recorded, scope_windows

# The fields of `scorecard --format json`, a promise to scripts.
RECORD_FIELDS = (
    "indicator",
    "area",
    "numerator",
    "denominator",
    "value",
    "target",
    "strict",
    "expected",
    "pace",
    "status",
    "required_rate",
    "best_reachable",
    "small_sample",
    "missing_cases",
    "months_reported",
    "departments_reported",
    "departments_expected",
)
# What `--full` adds to them: marks, the year's forecast, and the sentences.
FULL_FIELDS = (
    *RECORD_FIELDS,
    "target_origin",
    "out_of_reach",
    "overdue",
    "lagging",
    "order",
    "forecast",
    "forecast_low",
    "forecast_high",
    "forecast_verdict",
    "reason",
    "forecast_text",
)


@dataclass(frozen=True, eq=False)
class Found:
    """What the frames are made of."""

    terms: Terms
    record: Recorded
    judged: Judged


@dataclass(frozen=True, eq=False)
class Scorecard:
    """`rows`: one an indicator, then one a milestone, in the plan's order. Rates are 0..1.

    `areas`, `monthly` (indicator × month 1..12), `by_department`, `history` (months alone, also of
    last year) and `comparison` (with the month before and with last year) say the same from other
    sides; their columns stand in `progress`, `frames` and `comparing`.
    """

    plan: Plan
    scope: Scope
    today: date
    rows: pd.DataFrame
    areas: pd.DataFrame
    overall: Progress
    monthly: pd.DataFrame
    by_department: pd.DataFrame
    found: Found

    @cached_property
    def history(self) -> pd.DataFrame:
        """Made when it is asked for, which one page does."""
        return history_frame(self.found.terms, self.found.record, self.scope)

    @cached_property
    def comparison(self) -> pd.DataFrame:
        found = self.found
        return comparison_frame(found.terms, found.record, found.judged, self.scope)

    @cached_property
    def lagging(self) -> pd.DataFrame:
        """The rows that lag, worst first."""
        return self.rows[self.rows["lagging"]].sort_values("order")

    def target_of(self, code: str) -> Target | None:
        """The indicator's target in force on the last day judged."""
        month = ReportingMonth(self.scope.year, self.scope.judged_month)
        return self.plan.indicator(code).target_on(self.plan.calendar.window(month).end)

    def records(self, fields: Sequence[str] = RECORD_FIELDS) -> list[dict[str, Any]]:
        """JSON-ready rows of these fields; None for what does not exist."""
        columns = [map(_plain, self.rows[field].astype("object")) for field in fields]
        return [dict(zip(fields, row, strict=True)) for row in zip(*columns, strict=True)]


def _plain(cell: Any) -> Any:
    """A cell for JSON, where a text that does not exist is None like anything else."""
    plain = known(cell)
    return None if plain == "" else plain


def score(
    plan: Plan,
    figures: Iterable[Figure],
    receipts: Iterable[Receipt],
    scope: Scope,
    today: date,
) -> Scorecard:
    """Judge a plan by what is recorded; figures of the year before serve "must rise" targets.

    `today` decides which due days and milestones have passed.
    """
    terms = terms_of(plan)
    record = recorded(terms, _counting(plan, figures, receipts, today), scope)
    judged = judge(terms, record, scope_windows(terms, scope), scope.year)
    by_month = judge(terms, record, month_windows(terms), scope.year)
    rows = scored_rows(terms, record, judged, scope, today)
    return Scorecard(
        plan=plan,
        scope=scope,
        today=today,
        rows=rows.drop(columns="attainment"),
        areas=area_progress(plan, rows),
        overall=overall_progress(rows),
        monthly=monthly_frame(terms, record, by_month, scope),
        by_department=department_frame(terms, record, judged.windows),
        found=Found(terms, record, judged),
    )


def _counting(
    plan: Plan, figures: Iterable[Figure], receipts: Iterable[Receipt], today: date
) -> list[Figure]:
    """What departments typed, and what the record computes of its own submissions."""
    typed = {indicator.code for indicator in plan.indicators if indicator.is_reported}
    sent = [figure for figure in figures if figure.indicator in typed]
    return sent + on_time_figures(plan, receipts, today)
