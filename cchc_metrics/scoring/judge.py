"""Value, target, expectation, pace and status of any windows, all rows at once."""

from dataclasses import dataclass

from cchc_metrics.scoring.exact import Booleans, Rates
from cchc_metrics.scoring.pace import Path, meets, pace, path_of
from cchc_metrics.scoring.status import Statuses, statuses
from cchc_metrics.scoring.targets import Targets, targets_at
from cchc_metrics.scoring.terms import Terms
from cchc_metrics.scoring.values import (
    Recorded,
    Sums,
    Windows,
    has_figures,
    value_of,
    window_sums,
)


@dataclass(frozen=True)
class Judged:
    """What is found for each window, shape (rows,)."""

    windows: Windows
    sums: Sums
    value: Rates
    targets: Targets
    path: Path
    pace: Rates
    met: Booleans
    status: Statuses


def judge(terms: Terms, record: Recorded, windows: Windows, year: int) -> Judged:
    sums = window_sums(terms, record.this_year, windows)
    value = value_of(sums)
    targets = targets_at(terms, record, windows, year)
    path = path_of(terms, windows, targets)
    met = meets(value, targets.value, targets.strict, path.lower_is_better)
    status = statuses(value, path, has_figures(sums), met, terms.plan.bands)
    return Judged(windows, sums, value, targets, path, pace(value, path), met, status)
