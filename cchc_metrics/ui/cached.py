"""All caches. What is computed from the record is kept under the record's version, so that a save
makes every board compute it anew.

What was computed is shared between sessions and never changed by those who read it; each asks
`session.office` first, so that nobody is shown what he may not look at.
"""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.ui import session
from cchc_metrics.ui.opened import office
from cchc_metrics.workflow import board, closing
from cchc_metrics.workflow.closing import Closed

# Periods × months of a year, for today and yesterday.
_SCORECARDS = 120
# Some thirty of them make up all pages of a period.
_FIGURES = 200


def scorecard(period: ReportPeriod, as_of: ReportingMonth) -> Scorecard:
    """The plan judged over a period, as the record stands now."""
    opened = session.office()
    return _scorecard(opened.record_version, period, as_of, opened.today())


@st.cache_resource(show_spinner=False, max_entries=_SCORECARDS)
def _scorecard(version: int, period: ReportPeriod, as_of: ReportingMonth, today: date) -> Scorecard:
    return board.scorecard(office(), period, as_of, today)


def submissions() -> pd.DataFrame:
    """Who has sent which month, as the record stands now."""
    opened = session.office()
    return _submissions(opened.record_version, opened.today())


@st.cache_resource(show_spinner=False, max_entries=4)
def _submissions(version: int, today: date) -> pd.DataFrame:
    return board.submissions(office(), today)


def figure(draw: Callable[..., Any], board_data: Scorecard | pd.DataFrame, *of: Hashable) -> Any:
    """What a chart draws of a scorecard or of the submissions, once for all who look at it.

    Drawing takes longer than scoring. `board_data` is what the other functions here answer with:
    it is known again by being the same object.
    """
    _, drawn = _figure(f"{draw.__module__}.{draw.__qualname__}", board_data, of, draw)
    return drawn


@st.cache_resource(
    show_spinner=False, max_entries=_FIGURES, hash_funcs={Scorecard: id, pd.DataFrame: id}
)
def _figure(
    name: str,
    board_data: Scorecard | pd.DataFrame,
    of: tuple[Hashable, ...],
    _draw: Callable[..., Any],
) -> tuple[object, Any]:
    # Kept with its figure, so that no later object can have the same identity.
    return board_data, _draw(board_data, *of)


def first_shown_month() -> ReportingMonth:
    opened = session.office()
    return _first_shown_month(opened.record_version, opened.today())


@st.cache_data(show_spinner=False, max_entries=4)
def _first_shown_month(version: int, today: date) -> ReportingMonth:
    return board.first_shown_month(office(), today)


def closed(months: tuple[ReportingMonth, ...]) -> Closed:
    """What of the months is locked, and how much waits, as the record stands now."""
    return _closed(session.office().record_version, months)


@st.cache_data(show_spinner=False, max_entries=_SCORECARDS)
def _closed(version: int, months: tuple[ReportingMonth, ...]) -> Closed:
    return closing.closed_among(office(), months)
