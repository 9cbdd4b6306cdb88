"""`streamlit run dashboard.py`: loaded once as the server's application, then run each visit."""

import asyncio
import contextlib
import gc
import os
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st
from streamlit import runtime

from cchc_metrics.ui.errors import tell_error

if not runtime.exists():
    from starlette.middleware import Middleware
    from streamlit.components.v2 import manifest_scanner

    from cchc_metrics.access.compressed import CompressedFiles
    from cchc_metrics.access.desk import Desk
    from cchc_metrics.access.gate import PUBLIC, Gate
    from cchc_metrics.access.headers import SecurityHeaders, application_policy
    from cchc_metrics.access.origins import allowed_hosts
    from cchc_metrics.access.prompt import send_small_answers_at_once, wake_once
    from cchc_metrics.access.shell import SCRIPTS, Shell
    from cchc_metrics.ui.door import door, provider
    from cchc_metrics.workflow.log import process_log

    # What is loaded now stays; until all of it is there, looking for garbage in it takes a tenth of
    # the start. Warming up ends with looking again.
    gc.disable()
    # No page uses components of installed packages; looking for them in each takes as long again.
    manifest_scanner.scan_component_manifests = lambda *_: []

    @contextlib.asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        """Answer first; the heavy libraries are loaded beside the server, or by its first page."""
        from streamlit.runtime.pages_manager import PagesManager

        from cchc_metrics.ui.loading import warming_up
        from cchc_metrics.ui.refreshing import boards_kept_fresh

        # Until the first `st.navigation` of a process, Streamlit would serve files of a folder
        # named `pages` by itself, without the frame.
        PagesManager.uses_pages_directory = False
        send_small_answers_at_once(asyncio.get_running_loop())
        wake_once(asyncio.get_running_loop())
        with process_log(os.environ, str(st.get_option("server.port"))):
            async with boards_kept_fresh(), warming_up():
                yield

    way_in, elsewhere = door(), provider()
    desk = Desk(way_in, Path(__file__).parent / "static", elsewhere.label if elsewhere else "")
    routes, public = desk.routes(), PUBLIC
    if elsewhere:
        from cchc_metrics.access.oidc_desk import PUBLIC as PUBLIC_ELSEWHERE
        from cchc_metrics.access.oidc_desk import OidcDesk

        routes += OidcDesk(desk, way_in, elsewhere).routes()
        public = PUBLIC | PUBLIC_ELSEWHERE
    streamlit_files = Path(st.__file__).parent / "static"
    policy = application_policy(streamlit_files / "index.html")

    # Streamlit finds the application by this literal assignment, so it stays one: made by a
    # function it would not be seen, and the pages would be served without the gate.
    app = st.App(
        __file__,
        lifespan=lifespan,
        routes=routes,
        middleware=[
            Middleware(SecurityHeaders, policy=policy),
            Middleware(Gate, door=way_in, hosts=allowed_hosts(), public=public),
            Middleware(Shell, scripts=SCRIPTS),
            Middleware(CompressedFiles, folder=streamlit_files),
        ],
        on_script_error=tell_error,
    )
else:
    from cchc_metrics.ui.loading import frame

    frame().run()
