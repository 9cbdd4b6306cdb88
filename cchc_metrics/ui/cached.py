"""All caches. What is computed from the record is kept under the record's version, so that a save
makes every board compute it anew.

Scorecards are shared between sessions and are never changed by those who read them.
"""

import os
from datetime import date

import pandas as pd
import streamlit as st

from cchc_metrics.plan.periods import ReportingMonth, ReportPeriod
from cchc_metrics.scoring.scorecard import Scorecard
from cchc_metrics.workflow import board
from cchc_metrics.workflow.office import Office, open_office

# Periods × months of a year, for today and yesterday.
_SCORECARDS = 120


@st.cache_resource(show_spinner="Đang mở cơ sở dữ liệu…")
def office() -> Office:
    """The plan and the record, opened once for the whole server."""
    return open_office(os.environ)


def scorecard(period: ReportPeriod, as_of: ReportingMonth) -> Scorecard:
    """The plan judged over a period, as the record stands now."""
    opened = office()
    return _scorecard(opened.record_version, period, as_of, opened.today())


@st.cache_resource(show_spinner=False, max_entries=_SCORECARDS)
def _scorecard(version: int, period: ReportPeriod, as_of: ReportingMonth, today: date) -> Scorecard:
    return board.scorecard(office(), period, as_of, today)


def submissions() -> pd.DataFrame:
    """Who has sent which month, as the record stands now."""
    opened = office()
    return _submissions(opened.record_version, opened.today())


@st.cache_data(show_spinner=False, max_entries=4)
def _submissions(version: int, today: date) -> pd.DataFrame:
    return board.submissions(office(), today)


def first_shown_month() -> ReportingMonth:
    opened = office()
    return _first_shown_month(opened.record_version, opened.today())


@st.cache_data(show_spinner=False, max_entries=4)
def _first_shown_month(version: int, today: date) -> ReportingMonth:
    return board.first_shown_month(office(), today)
