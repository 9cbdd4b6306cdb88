"""A real server of the dashboard on a record of its own, for as long as a test needs it."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
# Months 1 to 4 of 2026 are over; those of month 4 are the latest to report.
TODAY = "2026-04-20"
_START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """Where the server answers, the SQLite file of its record, and what it has logged.

    `log` is what its console and its log file say together; `may_log_traceback` where a test brings
    a failure about, because Streamlit logs it, shown or not.
    """

    url: str
    database: Path
    log_file: Path
    may_log_traceback: bool = False

    @property
    def log(self) -> str:
        files = [self.log_file, *filter(Path.exists, [self.json_log])]
        return "".join(file.read_text(encoding="utf-8", errors="replace") for file in files)

    @property
    def json_log(self) -> Path:
        port = urlsplit(self.url).port
        return self.database.parent / "log" / f"cchc-{port}.jsonl"

    def rows(self, table: str) -> int:
        """How many rows a table of the record has."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            count: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return count


@contextmanager
def running_server(folder: Path, **environment: str) -> Iterator[Server]:
    """Start the server as a person would, on the SQLite file `folder/record.sqlite3`."""
    port = _free_port()
    server = Server(
        f"http://127.0.0.1:{port}", folder / "record.sqlite3", folder / f"server-{port}.log"
    )
    settings = {
        "CCHC_DATABASE_URL": f"sqlite:///{server.database}",
        "CCHC_LOG_DIR": str(server.json_log.parent),
        "CCHC_TODAY": TODAY,
    }
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", f"--server.port={port}"]
    with server.log_file.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **settings, **environment},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_healthy(server, process)
        yield server
    finally:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_healthy(server: Server, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"{server.url}/healthz", timeout=5) as answer:
                if b'"cchc-metrics"' in answer.read():
                    return
        except HTTPError as answer:
            # Up, and says itself that its record cannot be opened.
            if b'"cchc-metrics"' in answer.read():
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"The server did not start:\n{server.log}")
