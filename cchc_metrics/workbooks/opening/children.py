"""Starts the processes that read one file each; in a server, one of them ahead of its file.

Starting the interpreter and importing the reader takes ten times as long as reading a department's
sheet, and that part can be done before anybody waits. The process that stands ready is like any
other: it has limited itself, has seen no file, reads exactly one, and ends. It also ends when the
server does, because then nobody holds the other end of its pipe.
"""

import atexit
import os
import subprocess
import threading
from contextlib import suppress
from typing import Final

# What the interpreter itself may need to start; everything else stays here.
_KEPT_ENVIRONMENT: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH")
# Numeric libraries reserve address space for each thread they might start.
_SINGLE_THREADED: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)

# Tells a child that its file is yet to come.
AHEAD: Final = "ahead"

Command = tuple[str, ...]
Child = subprocess.Popen[bytes]


def start(command: Command) -> Child:
    """OSError where the system starts no more."""
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept | _SINGLE_THREADED,
        start_new_session=True,
        creationflags=_NO_WINDOW,
    )


class Reserve:
    """At most one child that stands ready, once `open` was called; before that, and for any other
    command, `take` starts one.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._command: Command | None = None
        self._ready: Child | None = None
        if hasattr(os, "register_at_fork"):
            # A copy of this process holds the same pipe: both would send their file through it.
            os.register_at_fork(after_in_child=self._forget)

    def open(self, command: Command) -> None:
        self._command = command
        self.renew()

    def take(self, command: Command) -> Child:
        """OSError where the system starts no more."""
        with self._lock:
            ready = self._ready if command == self._command else None
            if ready is not None:
                self._ready = None
        if ready is not None:
            if ready.poll() is None:
                return ready
            _end(ready)
        return start(command)

    def renew(self) -> None:
        """To be called while another file is read, so that nobody waits for it."""
        with self._lock:
            if self._command is None or self._ready is not None:
                return
            with suppress(OSError):  # then the next upload starts its own, or says why not
                self._ready = start((*self._command, AHEAD))

    def close(self) -> None:
        with self._lock:
            self._command, ready, self._ready = None, self._ready, None
        if ready is not None:
            _end(ready)

    def _forget(self) -> None:
        ready, self._command, self._ready = self._ready, None, None
        self._lock = threading.Lock()
        if ready is not None:
            _close_pipes(ready)
            ready.returncode = 0  # not this process's child: nothing to wait for


RESERVE: Final = Reserve()
atexit.register(RESERVE.close)


def _end(child: Child) -> None:
    child.kill()
    _close_pipes(child)
    child.wait()


def _close_pipes(child: Child) -> None:
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
