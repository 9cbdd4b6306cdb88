"""The plan and the record of this server, opened when they are first asked for.

Only the door and what computes for everybody ask here; pages ask `session.office`, which looks at
who is asking first.
"""

import os

import streamlit as st

from cchc_metrics.ui.shared import Shared
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts import DemoAccount
from cchc_metrics.workflow.office import Office, open_office

# Periods × months of a year, for today and yesterday, and what goes with them.
_SCORECARDS = 140
# What each department has sent and who has reported on each task; each is a few kilobytes.
_LISTS = 300
# Charts and tables: some sixty of them make up all pages of a period.
_FIGURES = 300


@st.cache_resource(show_spinner=False)
def office() -> Office:
    """The plan and the record, opened once for the whole server."""
    return open_office(os.environ)


@st.cache_resource(show_spinner=False)
def read_once() -> Shared:
    """What was read of this record and scored."""
    return Shared(_SCORECARDS)


@st.cache_resource(show_spinner=False)
def listed_once() -> Shared:
    """What was read of this record as it is: plan, histories, comparisons."""
    return Shared(_LISTS)


@st.cache_resource(show_spinner=False)
def made_once() -> Shared:
    """What was made of that: figures, mostly."""
    return Shared(_FIGURES)


@st.cache_resource(show_spinner=False)
def demo_accounts() -> tuple[DemoAccount, ...]:
    """The accounts of a demonstration; their passwords live as long as this server does."""
    opened = office()
    return accounts.demo_accounts(opened, opened.real_now())
