"""The log of a served dashboard: JSON lines in a file, short lines on the console.

Each process has a file of its own, named by its port, which no two servers can have: so none writes
or rotates what another has open.
"""

import json
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from cchc_metrics.store.engines import ROOT
from cchc_metrics.workflow.discretion import discreet, trace_of, words_of

FOLDER_VARIABLE = "CCHC_LOG_DIR"
DEFAULT_FOLDER = "var/log"
MOST_BYTES = 5 << 20
OLDER_FILES = 9

# They write to the console by themselves, and at less than a warning tell who comes from where.
_SERVER_LOGGERS = ("streamlit", "uvicorn", "websockets")

_log = logging.getLogger(__name__)


def log_file(environment: Mapping[str, str], process: str) -> Path:
    """Where a process keeps its log; relative folders start from the program's own."""
    folder = environment.get(FOLDER_VARIABLE) or DEFAULT_FOLDER
    return ROOT / folder / f"cchc-{process}.jsonl"


@contextmanager
def process_log(environment: Mapping[str, str], process: str) -> Iterator[None]:
    """All that is logged in this process goes to file and console, as long as this lasts."""
    console = logging.StreamHandler()
    console.setFormatter(_ConsoleLine())
    file = _LogFile(log_file(environment, process))
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    logging.getLogger("cchc_metrics").setLevel(logging.INFO)
    take_over_server_loggers()
    for handler in (file, console):
        root.addHandler(handler)
    _log.info("Process %s starts", process)
    try:
        yield
    finally:
        _log.info("Process %s ends", process)
        for handler in (file, console):
            root.removeHandler(handler)
            handler.close()


def take_over_server_loggers() -> None:
    """Once more when further parts of those libraries are loaded: each has a logger of its own."""
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if isinstance(logger, logging.Logger) and name.split(".")[0] in _SERVER_LOGGERS:
            logger.handlers.clear()
            logger.propagate = True
            logger.setLevel(logging.WARNING)


class _LogFile(RotatingFileHandler):
    """Rotates by size. Where it cannot write, it says so once, and the server goes on."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=MOST_BYTES, backupCount=OLDER_FILES, encoding="utf-8", delay=True
        )
        self.setFormatter(_JsonLine())
        self._has_said = False

    def _open(self):  # type: ignore[no-untyped-def]
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        problem = sys.exc_info()[1]
        if not isinstance(problem, OSError):
            super().handleError(record)
        elif not self._has_said and sys.stderr is not None:
            self._has_said = True
            sys.stderr.write(
                f"Không ghi được nhật ký vào “{self.baseFilename}” ({problem.strerror}). Máy chủ"
                f" vẫn chạy. Kiểm tra quyền ghi và dung lượng ổ đĩa, hoặc đặt {FOLDER_VARIABLE}.\n"
            )


class _JsonLine(logging.Formatter):
    """One object a line; `code` is the one on the reader's screen, `account` who saw it."""

    def format(self, record: logging.LogRecord) -> str:
        error = _error_of(record)
        moment = datetime.fromtimestamp(record.created, UTC)
        told = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": discreet(record.getMessage()),
            "code": getattr(record, "code", None),
            "account": getattr(record, "account", None),
            "traceback": trace_of(error) if error else None,
        }
        return json.dumps(
            {name: value for name, value in told.items() if value}, ensure_ascii=False
        )


class _ConsoleLine(logging.Formatter):
    """For whoever watches the server: what happened; where in the code stands in the file."""

    def format(self, record: logging.LogRecord) -> str:
        error = _error_of(record)
        said = discreet(record.getMessage()).partition("\n")[0]
        moment = self.formatTime(record, "%Y-%m-%d %H:%M:%S")
        line = f"{moment} {record.levelname} {record.name}: {said}"
        return f"{line} ({words_of(error)})" if error else line


def _error_of(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None
