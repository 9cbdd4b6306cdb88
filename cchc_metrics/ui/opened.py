"""The plan and the record of this server, opened when they are first asked for.

Only the door and what computes for everybody ask here; pages ask `session.office`, which looks at
who is asking first.
"""

import os

import streamlit as st

from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts import DemoAccount
from cchc_metrics.workflow.office import Office, open_office


@st.cache_resource(show_spinner=False)
def office() -> Office:
    """The plan and the record, opened once for the whole server."""
    return open_office(os.environ)


@st.cache_resource(show_spinner=False)
def demo_accounts() -> tuple[DemoAccount, ...]:
    """The accounts of a demonstration; their passwords live as long as this server does."""
    opened = office()
    return accounts.demo_accounts(opened, opened.real_now())
