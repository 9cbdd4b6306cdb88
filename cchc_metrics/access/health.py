"""What probes are told: whether the server answers, and whether its record does."""

import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cchc_metrics.access.door import Door

_log = logging.getLogger(__name__)


class Health:
    """Answers `/healthz`; the body is told apart from any page that answers 200."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._was_healthy = True

    async def answer(self, _request: Request) -> Response:
        failure = None
        try:
            is_healthy = await run_in_threadpool(self._door.is_healthy)
        except Exception as error:
            is_healthy, failure = False, error
        self._note(is_healthy, failure)
        state, status = ("ok", 200) if is_healthy else ("unavailable", 503)
        return JSONResponse({"service": "cchc-metrics", "record": state}, status)

    def _note(self, is_healthy: bool, failure: Exception | None) -> None:
        """In the log once when the record goes and once when it is back, not at every probe."""
        if is_healthy is not self._was_healthy:
            said = "The record answers again" if is_healthy else "The record does not answer"
            _log.warning(said, exc_info=failure)
        self._was_healthy = is_healthy
