"""Loads the pages and their libraries once the server answers: who asks first does not wait for it.

A server that has only answered so far knows the gate and the record, and none of the heavy
libraries.
"""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from threading import Lock
from types import ModuleType

from cchc_metrics.ui import server
from cchc_metrics.workflow.log import take_over_server_loggers

# Who has waited for the server's start is looking now; what others need later may wait.
_FIRST_VISIT_SECONDS = 1.0
_log = logging.getLogger(__name__)
# Libraries whose modules load each other must not be begun at two ends by two threads.
_one_loads = Lock()


def frame() -> ModuleType:
    """What surrounds every page, with the libraries of the first one; others wait for who loads."""
    with _one_loads:
        return import_module("cchc_metrics.ui.frame")


@asynccontextmanager
async def warming_up() -> AsyncIterator[None]:
    """Within it, all that visitors would wait for is done beside the server."""
    warming = asyncio.create_task(_warm_up())
    try:
        yield
    finally:
        warming.cancel()
        with suppress(asyncio.CancelledError):
            await warming


async def _warm_up() -> None:
    try:
        await asyncio.to_thread(_prepare_first_board)
        await asyncio.sleep(_FIRST_VISIT_SECONDS)
        await asyncio.to_thread(_prepare_the_rest)
    except Exception:
        _log.exception("Warming up failed; pages load by themselves what they need")
    finally:
        gc.enable()
        server.warmed_up.set()


def _prepare_first_board() -> None:
    frame()
    import_module("cchc_metrics.ui.warming").first_board()
    take_over_server_loggers()


def _prepare_the_rest() -> None:
    import_module("cchc_metrics.ui.warming").other_pages()
    take_over_server_loggers()
    # All that is there by now stays, so later collections of garbage need not look at it.
    gc.collect()
    gc.freeze()
