"""The server's process: started as people start it, watched, and stopped in any case."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx
import psutil

from benchmarks.load.browser import HOST
from cchc_metrics.workflow.backups import FOLDER_VARIABLE as BACKUP_FOLDER
from cchc_metrics.workflow.log import FOLDER_VARIABLE
from cchc_metrics.workflow.serving import ROOT

_START_SECONDS, _STOP_SECONDS = 60, 20
_LOOK_EVERY_SECONDS, _ASK_EVERY_SECONDS = 0.5, 0.02

Asked = TypeVar("Asked", int, float)


@dataclass
class Server:
    """A running server; memory and time are those of all its processes together."""

    port: int
    folder: Path
    process: psutil.Process
    peak_bytes: int = 0
    cpu_seconds: float = 0.0

    async def watch(self) -> None:
        """Note what it takes, until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(_LOOK_EVERY_SECONDS)

    def look(self) -> None:
        self.peak_bytes = max(self.peak_bytes, self.taken_bytes)
        self.cpu_seconds = max(self.cpu_seconds, self.taken_seconds)

    @property
    def taken_bytes(self) -> int:
        return sum(self._each(lambda process: process.memory_info().rss))

    @property
    def taken_seconds(self) -> float:
        """Of the processor, by its own processes and by children that have ended."""
        return sum(self._each(lambda process: sum(process.cpu_times()[:4])))

    def _each(self, ask: Callable[[psutil.Process], Asked]) -> Iterator[Asked]:
        for process in self._family():
            with suppress(psutil.NoSuchProcess):
                yield ask(process)

    def _family(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    @property
    def faults_logged(self) -> int:
        return self.log.count("Traceback")

    @property
    def log(self) -> str:
        """What its processes have said on the console and written into their logs."""
        logs = [*self.folder.glob("*.log"), *self.folder.glob("*.jsonl")]
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in logs)


@contextmanager
def running_server(folder: Path, settings: dict[str, str]) -> Iterator[Server]:
    """The dashboard on this machine alone, for as long as it is needed; its logs in the folder."""
    own = {FOLDER_VARIABLE: str(folder), BACKUP_FOLDER: str(folder)}
    with running(["-m", "cchc_metrics", "serve", "--port"], folder, settings | own) as server:
        yield server


@contextmanager
def running(
    arguments: Sequence[str],
    folder: Path,
    settings: dict[str, str],
    health: str = "healthz",
    started_in: Path = ROOT,
) -> Iterator[Server]:
    """A server that Python runs with these arguments and a port; its console is in the folder.

    Streamlit takes its settings from the folder that it is started in.
    """
    port = free_port()
    command = [sys.executable, *arguments[:-1], f"{arguments[-1]}={port}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    with (folder / f"console-{port}.log").open("wb") as log:
        started = subprocess.Popen(command, cwd=started_in, env=environment, stdout=log, stderr=log)
    server = Server(port, folder, psutil.Process(started.pid))
    try:
        _wait_until_healthy(server, started, health)
        yield server
    finally:
        family = server.process.children(recursive=True)
        started.terminate()
        _, alive = psutil.wait_procs([server.process, *family], _STOP_SECONDS)
        for process in alive:
            process.kill()
        started.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_healthy(server: Server, started: "subprocess.Popen[bytes]", health: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    address = f"http://{HOST}:{server.port}/{health}"
    while started.poll() is None and time.monotonic() < deadline:
        try:
            # The dashboard answers with more words than Streamlit itself.
            if "ok" in httpx.get(address, trust_env=False).text:
                return
        except httpx.TransportError:
            time.sleep(_ASK_EVERY_SECONDS)
    raise RuntimeError(f"The server did not start:\n{server.log}")
