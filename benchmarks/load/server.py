"""The server's process: started as people start it, watched, and stopped in any case."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from benchmarks.load.browser import HOST
from cchc_metrics.workflow.backups import FOLDER_VARIABLE as BACKUP_FOLDER
from cchc_metrics.workflow.log import FOLDER_VARIABLE
from cchc_metrics.workflow.serving import ROOT

_START_SECONDS, _STOP_SECONDS = 60, 20
_LOOK_EVERY_SECONDS = 0.5


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
        taken, seconds = 0, 0.0
        for each in self._family():
            try:
                taken += each.memory_info().rss
                seconds += sum(each.cpu_times()[:4])  # its own and those of ended children
            except psutil.NoSuchProcess:
                continue
        self.peak_bytes = max(self.peak_bytes, taken)
        self.cpu_seconds = max(self.cpu_seconds, seconds)

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
    """A server on this machine alone, for as long as it is needed; its logs are in the folder."""
    port, console = _free_port(), folder / "console.log"
    command = [sys.executable, "-m", "cchc_metrics", "serve", f"--port={port}"]
    own = {FOLDER_VARIABLE: str(folder), BACKUP_FOLDER: str(folder)}
    environment = {**os.environ, **settings, **own}
    with console.open("wb") as log:
        started = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    server = Server(port, folder, psutil.Process(started.pid))
    try:
        _wait_until_healthy(server, started)
        yield server
    finally:
        family = server.process.children(recursive=True)
        started.terminate()
        _, alive = psutil.wait_procs([server.process, *family], _STOP_SECONDS)
        for process in alive:
            process.kill()
        started.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_healthy(server: Server, started: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START_SECONDS
    address = f"http://{HOST}:{server.port}/healthz"
    while started.poll() is None and time.monotonic() < deadline:
        try:
            if '"ok"' in httpx.get(address, trust_env=False).text:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{server.log}")
