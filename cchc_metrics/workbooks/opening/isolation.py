"""Runs one operation on untrusted bytes in a process of its own: bytes in, bytes or an error out.

A plain subprocess, not multiprocessing: its spawn and forkserver import the main module again,
which under Streamlit is the dashboard script, and fork is unsafe among the server's threads. The
child starts without the server's environment (it holds secrets), without site-packages unless
asked (`libraries` opens them to the named packages and no others), and limits itself (see
`isolated_child`) before it reads a byte; the wall clock is kept here. Safe to call from several
threads at once.
"""

import importlib.util
import json
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from cchc_metrics.workbooks.opening import isolated_child
from cchc_metrics.workbooks.opening.children import RESERVE, Child, Command
from cchc_metrics.workbooks.refusals import Fault, RefusedFile

WALL_SECONDS: Final = 30.0
# The most a `Book` within its limits takes as JSON.
MAX_OUTPUT_BYTES: Final = 80 * (1 << 20)
# Each may take a gigabyte; further callers wait their turn.
MAX_CHILDREN: Final = 4

_PACKAGE_ROOT: Final = str(Path(__file__).resolve().parents[3])
_START: Final = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from cchc_metrics.workbooks.opening.isolated_child import main; main(len(sys.argv) > 2)"
)

_places = threading.BoundedSemaphore(MAX_CHILDREN)


class IsolationError(Exception):
    """The operation gave no result; `fault` is what to tell the officer."""

    fault = Fault.UNKNOWN_ERROR
    place = ""


class TimedOut(IsolationError):
    """Ran longer than the wall clock or the processor limit allows."""

    fault = Fault.TIME_LIMIT


class OutOfMemory(IsolationError):
    """Needed more memory than it may have, and could still say so."""

    fault = Fault.MEMORY_LIMIT


class Died(IsolationError):
    """Ended without an answer: killed, aborted, or never started."""

    fault = Fault.READER_STOPPED


class TooMuchOutput(IsolationError):
    """Answered with more than the caller is ready to hold."""

    fault = Fault.TOO_MUCH_CONTENT


class Crashed(IsolationError):
    """Raised something unforeseen; the message is its traceback."""


class Failed(IsolationError):
    """Refused the bytes, for the reason in `fault` and at `place`."""

    def __init__(self, fault: Fault, place: str) -> None:
        super().__init__(fault.value, place)
        self.fault = fault
        self.place = place

    def refused(self) -> RefusedFile:
        return RefusedFile(self.fault, self.place)


def keep_one_ready() -> None:
    """From now on the first milliseconds of a file are spent before it comes; for servers."""
    RESERVE.open(_command(site_packages=False))


def run_isolated(
    module: str,
    data: bytes,
    *,
    arguments: Sequence[str] = (),
    libraries: Sequence[str] = (),
    site_packages: bool = False,
    wall_seconds: float = WALL_SECONDS,
    max_output_bytes: int = MAX_OUTPUT_BYTES,
) -> bytes:
    """What `module.run(data, arguments)` returns, or the IsolationError that says why not."""
    folders = {name: _folder_of(name) for name in libraries}
    order = json.dumps([folders, module, *arguments]).encode() + b"\n"
    with _places:
        child = _started(_command(site_packages))
        code, output, ran_out = _converse(child, order + data, wall_seconds, max_output_bytes)
    if ran_out or code == _stopped_by("SIGXCPU"):
        raise TimedOut(module)
    if len(output) > max_output_bytes:
        raise TooMuchOutput(module)
    if code != 0:
        raise Died(module, code)
    return _result(output)


def _command(site_packages: bool) -> Command:
    flags = ["-I"] if site_packages else ["-I", "-S"]
    return (sys.executable, *flags, "-c", _START, _PACKAGE_ROOT)


def _folder_of(library: str) -> str:
    """The folder from which the server itself would import a package."""
    found = importlib.util.find_spec(library)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"Not installed: {library}", name=library)
    return str(Path(found.origin).resolve().parents[1])


def _started(command: Command) -> Child:
    try:
        return RESERVE.take(command)
    except OSError as error:
        raise Died(str(error)) from error


def _converse(
    process: Child, data: bytes, wall_seconds: float, max_output_bytes: int
) -> tuple[int, bytes, bool]:
    """Exit code, what it wrote (at most one byte too many), whether its time ran out.

    The child reads all before it writes anything, so writing first cannot lock the two up.
    """
    ran_out = threading.Event()

    def stop() -> None:
        ran_out.set()
        process.kill()

    clock = threading.Timer(wall_seconds, stop)
    clock.daemon = True
    with process:
        try:
            clock.start()
            assert process.stdin is not None and process.stdout is not None
            _send(process.stdin, data)
            RESERVE.renew()  # while this one reads, there is nothing else to do
            output = process.stdout.read(max_output_bytes + 1)
            if len(output) > max_output_bytes:
                process.kill()
            code = process.wait()
        finally:
            clock.cancel()
            process.kill()
            clock.join()  # so that it cannot end another process that has this one's number
    return code, output, ran_out.is_set()


def _send(stream: IO[bytes], data: bytes) -> None:
    """A child that ended early closes the pipe; its exit code tells more than this error."""
    with suppress(OSError):
        stream.write(data)
    # Closing tries once more what was not written, and closes all the same.
    with suppress(OSError):
        stream.close()


def _stopped_by(signal_name: str) -> int | None:
    number = getattr(signal, signal_name, None)
    return None if number is None else -int(number)


def _result(output: bytes) -> bytes:
    ending, separator, rest = output.partition(b"\n")
    match ending + separator:
        case isolated_child.DONE:
            return rest
        case isolated_child.REFUSED:
            raise _failed(rest)
        case isolated_child.OUT_OF_MEMORY:
            raise OutOfMemory
        case isolated_child.CRASHED:
            raise Crashed(rest.decode(errors="replace"))
        case _:
            raise Died(output[:100])


def _failed(rest: bytes) -> IsolationError:
    try:
        plain = json.loads(rest)
        return Failed(Fault(plain["code"]), str(plain["place"]))
    except (ValueError, LookupError, TypeError):
        return Died(rest[:100])
