"""In whatever order months come in, and corrected or not, the board says the same."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.store.database import open_database
from cchc_metrics.workflow import board
from tests.workflow.officers import (
    COUNT,
    FEBRUARY,
    FLOW,
    JANUARY,
    MARCH,
    STOCK,
    TODAY,
    open_with,
    send,
)

SHEETS: list[tuple[Any, ...]] = [
    (JANUARY, "PVHXH", {FLOW: (9, 10), STOCK: (1, 12), COUNT: (3, None)}),
    (FEBRUARY, "PVHXH", {FLOW: (0, 0), STOCK: (4, 12), COUNT: (0, None)}),
    (FEBRUARY, "VPHDND", {FLOW: (5, 8)}),
]
Sending = Callable[[list[tuple[Any, ...]]], Scorecard]


@pytest.fixture
def board_after(tmp_path: Path) -> Iterator[Sending]:
    """The board of a new record after these sheets, sent one after the other."""
    with ExitStack() as opened:

        def sent(sheets: list[tuple[Any, ...]]) -> Scorecard:
            number = len(list(tmp_path.glob("*.sqlite3")))
            engine = open_database(f"sqlite:///{tmp_path / f'{number}.sqlite3'}")
            opened.callback(engine.dispose)
            office = open_with(engine)
            for month, department, entries in sheets:
                send(office, month, entries, department)
            return board.scorecard(office, ReportPeriod.YEAR, MARCH, TODAY)

        yield sent


def test_the_order_of_uploads_does_not_matter(board_after: Sending) -> None:
    wrong = (JANUARY, "PVHXH", {FLOW: (1, 10), STOCK: (9, 12), COUNT: (9, None)})
    forwards = board_after(SHEETS)
    assert forwards.rows["numerator"].tolist() == [14, 4, 3]
    for other in (board_after(SHEETS[::-1]), board_after([wrong, *SHEETS])):
        for frame in ("rows", "areas", "monthly", "by_department", "comparison", "history"):
            pd.testing.assert_frame_equal(getattr(forwards, frame), getattr(other, frame))
