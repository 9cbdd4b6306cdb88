"""Boards that stand open are drawn anew by themselves, seconds after figures have changed.

The server looks at the record's version and asks each board that shows an older one to run again.
Browsers ask for nothing: a board that stands open keeps nobody signed in, and costs nothing while
nobody saves. What is asked to run is a fragment, as if a timer of Streamlit's own had gone off in
the browser: it waits for what a person has just pressed instead of breaking it off.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from time import monotonic

import streamlit as st
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState

from cchc_metrics.store.errors import StoreError
from cchc_metrics.ui import opened, session

# Takes half a millisecond.
LOOK_EVERY_SECONDS = 1.0
# So many times as long as bringing boards up to date has taken is left to those who press
# something. A save or two are shown at once; where they come without end, their boards wait, but
# not much longer than a quarter of a minute.
_REST, _AT_ONCE_SECONDS, _LONGEST_REST_SECONDS = 3, 8.0, 15.0
# The next board is asked when this one is drawn, or after so many looks whether it is.
_LOOK_AGAIN_SECONDS, _MOST_LOOKS = 0.005, 200
# Who has gone without a word is forgotten when so many others have come.
_MOST_BOARDS = 1000

Moment = tuple[int, date]


@dataclass(eq=False)
class _Board:
    """A page that stands open: how it is asked to run, and the latest moment that it knows of."""

    request: BackMsg
    known: Moment


_boards: OrderedDict[str, _Board] = OrderedDict()
_log = logging.getLogger(__name__)


def forget() -> None:
    """This page is being drawn, or another one that is not to change under anybody's hands."""
    _boards.pop(_session_id(), None)


def keep_fresh() -> None:
    """Draw this page anew once the record has changed; to be called when it is complete."""
    _watch(session.moment())


@st.fragment
def _watch(shown: Moment) -> None:
    """Take note of the page; alone, because the record has changed, have the whole page run."""
    if session.moment() != shown:
        st.rerun()
    context = get_script_run_ctx()
    if context is None:
        return
    request = ClientState(
        fragment_id=ThreadState.get().fragment_id or "",
        page_script_hash=context.page_script_hash,
        query_string=context.query_string,
        context_info=context.context_info,
        is_auto_rerun=True,
    )
    _boards[context.session_id] = _Board(BackMsg(rerun_script=request), shown)
    if len(_boards) > _MOST_BOARDS:
        _boards.popitem(last=False)


@asynccontextmanager
async def boards_kept_fresh() -> AsyncIterator[None]:
    """Within it boards are kept fresh; on the loop on which the server runs."""
    watching = asyncio.create_task(_keep_watch())
    try:
        yield
    finally:
        watching.cancel()


async def _keep_watch() -> None:
    rested = monotonic()  # when all rest that is owed will be over
    while True:
        await asyncio.sleep(max(LOOK_EVERY_SECONDS, rested - _AT_ONCE_SECONDS - monotonic()))
        began = monotonic()
        try:
            await _look()
        except StoreError:
            pass  # the pages themselves tell of a record that cannot be read
        except Exception:
            _log.exception("Open boards could not be brought up to date; trying again")
        ended = monotonic()
        rested = max(rested, ended) + _REST * (ended - began)
        rested = min(rested, ended + _AT_ONCE_SECONDS + _LONGEST_REST_SECONDS)


async def _look() -> None:
    if not _boards:
        return
    now = await asyncio.to_thread(_now)
    for session_id, board in list(_boards.items()):
        await _bring_up_to_date(session_id, board, now)


def _now() -> Moment:
    office = opened.office()
    return office.record_version, office.today()


async def _bring_up_to_date(session_id: str, board: _Board, now: Moment) -> None:
    """Have one board run; one after the other, so that people are served between."""
    if board.known == now or not runtime.get_instance().is_active_session(session_id):
        return
    board.known = now
    runtime.get_instance().handle_backmsg(session_id, board.request)
    for _ in range(_MOST_LOOKS):
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        if _boards.get(session_id) not in (board, None):
            return


def _session_id() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""
