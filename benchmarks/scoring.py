"""How long judging takes: one commune, and all 3,321 communes of the country in one pass.

Run: `python -m benchmarks.scoring`. Prints the time for each and, in the same run, how many times
one commune's the country takes; processor time, because a busy machine stretches the long pass and
not the short one. The figures are made up: the plan's own indicators and departments, 12 months.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from time import perf_counter, process_time

import click
import numpy as np
import pandas as pd

from cchc_metrics.plan.loading import DEFAULT_PLAN, load_plan
from cchc_metrics.plan.model import Kind, Plan
from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod, scope
from cchc_metrics.scoring.communes import score_communes

COMMUNES, INDICATORS, MONTHS = 3_321, 25, 12
YEAR_END = date(2026, 12, 31)
ROUNDS_OF_ONE = 20


def main() -> None:
    plan = plan_of(INDICATORS)
    figures = made_up(plan, COMMUNES)
    one = figures[figures["commune"] == figures["commune"].iloc[0]]
    score(plan, one)  # the first call pays for imports and public holidays
    of_one, wall = min(seconds(lambda: score(plan, one)) for _ in range(ROUNDS_OF_ONE))
    click.echo(f"one commune: {of_one * 1000:.1f} ms ({wall * 1000:.1f} on the clock)")
    of_all, wall = seconds(lambda: score(plan, figures))
    click.echo(
        f"{COMMUNES:,} communes × {INDICATORS} indicators × {MONTHS} months,"
        f" {len(figures):,} figures in one pass: {of_all:.2f} s ({wall:.2f} on the clock)"
    )
    click.echo(
        f"{COMMUNES:,} times the figures in {of_all / of_one:.0f} times the time of one commune,"
        f" {of_all / COMMUNES * 1000:.2f} ms each"
    )


def plan_of(indicators: int) -> Plan:
    """The real plan, its reported indicators repeated under other codes up to so many."""
    plan = load_plan(DEFAULT_PLAN)
    reported = [i for i in plan.indicators if i.is_reported]
    chosen = [
        replace(reported[n % len(reported)], code=f"{reported[n % len(reported)].code}/{n}")
        for n in range(indicators)
    ]
    return replace(plan, indicators=tuple(chosen), milestones=())


def made_up(plan: Plan, communes: int) -> pd.DataFrame:
    """Twelve months of every department of every commune, the same on every run."""
    chance = np.random.default_rng(2026)
    pairs = [(d, i.code, i.kind is Kind.COUNT) for i in plan.indicators for d in i.departments]
    lines = len(pairs) * MONTHS
    bottom = chance.integers(0, 60, communes * lines)
    department, indicator, is_count = (np.array(column) for column in zip(*pairs, strict=True))
    return pd.DataFrame(
        {
            "commune": np.repeat([f"{n:05d}" for n in range(1, communes + 1)], lines),
            "department": np.tile(np.repeat(department, MONTHS), communes),
            "indicator": np.tile(np.repeat(indicator, MONTHS), communes),
            "year": 2026,
            "month": np.tile(np.arange(1, MONTHS + 1), communes * len(pairs)),
            "numerator": chance.binomial(bottom, 0.9),
            "denominator": pd.arrays.IntegerArray(
                bottom, np.tile(np.repeat(is_count, MONTHS), communes)
            ),
        }
    )


def score(plan: Plan, figures: pd.DataFrame) -> None:
    year = scope(ReportPeriod.YEAR, ReportingMonth(2026, MONTHS))
    score_communes(plan, figures, year, YEAR_END)


def seconds(act: Callable[[], object]) -> tuple[float, float]:
    """Of the processor, and on the clock."""
    began = process_time(), perf_counter()
    act()
    return process_time() - began[0], perf_counter() - began[1]


if __name__ == "__main__":
    main()
