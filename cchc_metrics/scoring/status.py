"""Pace -> status (contract, point 5). Every screen and report reads the status found here.

Bands are those of Open SDG in linear form: at least 0.95 of what is expected is on track, at least
0.60 needs acceleration, less is behind, below 0 moves away. Their limits stand in the plan.
"""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cchc_metrics.plan.limits import Bands
from cchc_metrics.plan.model import Milestone
from cchc_metrics.scoring.exact import Booleans, Rates
from cchc_metrics.scoring.pace import Path, reaches

Statuses = NDArray[Any]  # names of Status


class Status(StrEnum):
    """Where an indicator or milestone stands."""

    ACHIEVED = "ACHIEVED"
    ON_TRACK = "ON_TRACK"
    NEEDS_ACCELERATION = "NEEDS_ACCELERATION"
    BEHIND = "BEHIND"
    MOVING_AWAY = "MOVING_AWAY"
    NOT_ARISEN = "NOT_ARISEN"
    NO_DATA = "NO_DATA"
    NO_TARGET = "NO_TARGET"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Status.ACHIEVED: "Đạt",
    Status.ON_TRACK: "Đúng tiến độ",
    Status.NEEDS_ACCELERATION: "Cần đẩy nhanh",
    Status.BEHIND: "Chậm",
    Status.MOVING_AWAY: "Đi lùi",
    Status.NOT_ARISEN: "Không phát sinh",
    Status.NO_DATA: "Chưa có số liệu",
    Status.NO_TARGET: "Chưa giao chỉ tiêu",
}

# Lagging by their pace; NO_DATA lags too once its due day has passed (see `lagging`).
LAGGING = frozenset({Status.NEEDS_ACCELERATION, Status.BEHIND, Status.MOVING_AWAY})
GOOD = frozenset({Status.ACHIEVED, Status.ON_TRACK})


def statuses(
    value: Rates, path: Path, has_figures: Booleans, met: Booleans, bands: Bands
) -> Statuses:
    """The first line that holds, for each row."""
    lines = [
        (~has_figures, Status.NO_DATA),
        (~value.known, Status.NOT_ARISEN),
        (~path.target.known, Status.NO_TARGET),
        (met, Status.ACHIEVED),
        (reaches(value, path, bands.on_track), Status.ON_TRACK),
        (reaches(value, path, bands.needs_acceleration), Status.NEEDS_ACCELERATION),
        (reaches(value, path, Fraction(0)), Status.BEHIND),
    ]
    holds, names = zip(*lines, strict=True)
    return np.select(holds, [name.value for name in names], Status.MOVING_AWAY.value)


def milestone_status(milestone: Milestone, today: date) -> Status:
    """Done -> achieved; past its day -> behind; else on track; without a day there is no target."""
    if milestone.done_on is not None and milestone.done_on <= today:
        return Status.ACHIEVED
    if milestone.due_on is None:
        return Status.NO_TARGET
    return Status.BEHIND if milestone.due_on < today else Status.ON_TRACK
