"""`streamlit run dashboard.py`: loaded once as the server's application, then run each visit."""

import contextlib
import gc
from collections.abc import AsyncIterator

import streamlit as st
from streamlit import runtime

from cchc_metrics.ui.errors import tell_error

if not runtime.exists():

    @contextlib.asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        """Load the heavy libraries first, and keep them out of the collection after each run.

        Streamlit collects garbage after every run; with pandas and plotly loaded that costs more
        than most pages do.
        """
        from streamlit.runtime.pages_manager import PagesManager

        import cchc_metrics.ui.frame  # noqa: F401

        # Until the first `st.navigation` of a process, Streamlit would serve files of a folder
        # named `pages` by itself, without the frame.
        PagesManager.uses_pages_directory = False
        gc.collect()
        gc.freeze()
        yield

    # Streamlit finds the application by this literal assignment, so it stays one.
    app = st.App(__file__, lifespan=lifespan, on_script_error=tell_error)
else:
    from cchc_metrics.ui.frame import run

    run()
