"""Progress of an area and of the plan, never without its coverage (contract, point 8).

The mean of min(1, value / target) over the indicators that have both (target / value where
lower is better; a target of 0 counts 1 when met, else 0), and of milestones: 1 when done, 0
when past their day, else left out. "k/n chỉ tiêu" says how many of how many took part.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cchc_metrics.plan.model import Plan
from cchc_metrics.scoring.exact import Booleans, Rates, choose, integers
from cchc_metrics.scoring.status import Status


@dataclass(frozen=True)
class Progress:
    """A share 0..1, None when nothing counts; `covered` of `total` indicators and milestones."""

    progress: float | None
    covered: int
    total: int


def attainment(value: Rates, target: Rates, met: Booleans, lower_is_better: Booleans) -> Rates:
    """min(1, value / target) for each row, direction applied; unknown without value or target."""
    one = Rates.single(1)
    all_or_nothing = Rates.of(met.astype(np.int64), integers([1]))
    share = choose(lower_is_better, target / value, value / target)
    # Where one of them is 0 there is no share to take: the target is met or it is not.
    share = choose(share.known, share, all_or_nothing)
    return choose(share > one, one, share).only(value.known & target.known)


def milestone_attainment(status: Status) -> float | None:
    return {Status.ACHIEVED: 1.0, Status.BEHIND: 0.0}.get(status)


def area_progress(plan: Plan, rows: pd.DataFrame) -> pd.DataFrame:
    """[area, number, name, progress, covered, total, lagging], in the plan's order.

    `rows` need [area, attainment, lagging].
    """
    areas = pd.DataFrame(
        [(area.code, area.number, area.name) for area in plan.areas],
        columns=["area", "number", "name"],
    )
    grouped = rows.groupby("area", sort=False).agg(
        progress=("attainment", "mean"),
        covered=("attainment", "count"),
        total=("attainment", "size"),
        lagging=("lagging", "sum"),
    )
    scored = areas.join(grouped, on="area")
    whole = {name: scored[name].fillna(0).astype("int64") for name in _COUNTS}
    return scored.assign(progress=scored["progress"].astype("Float64"), **whole)


def overall_progress(rows: pd.DataFrame) -> Progress:
    shares = rows["attainment"].dropna()
    mean = float(shares.mean()) if len(shares) else None
    return Progress(mean, len(shares), len(rows))


_COUNTS = ("covered", "total", "lagging")
