"""A reader that stands ready is as disposable as any other: one file, its limits, its end."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cchc_metrics.workbooks.grid import Book, Cell, CellKind, book_from_json
from cchc_metrics.workbooks.opening.children import RESERVE
from cchc_metrics.workbooks.opening.isolation import Died, keep_one_ready, run_isolated
from cchc_metrics.workbooks.opening.open import open_workbook
from cchc_metrics.workbooks.opening.rehearsal import rehearse
from tests.workbooks.raw_package import workbook

EXAMPLES = "tests.workbooks.isolated_examples"
PATIENCE_MS = 20_000
ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux does")


def all_children() -> set[int]:
    """The numbers of this process's own children that have not been waited for."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(number) for task in tasks for number in task.read_text().split()}


OTHERS: set[int] = set()


@pytest.fixture(autouse=True)
def others() -> None:
    """A browser or a database that other tests of this run have started; no reader of theirs."""
    RESERVE.close()
    OTHERS.update(all_children())


def children() -> set[int]:
    return all_children() - OTHERS


@pytest.fixture
def reserve(others: None) -> Iterator[None]:
    keep_one_ready()
    yield
    RESERVE.close()


def reader() -> int:
    """Which process read a file."""
    return int(run_isolated(EXAMPLES, b"", arguments=["number"]))


def ended(process: int) -> bool:
    """Whether a process ends before our patience does."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    poll = select.poll()
    poll.register(handle)
    over = bool(poll.poll(PATIENCE_MS))
    os.close(handle)
    return over


def test_nothing_stands_ready_unless_a_server_asks_for_it() -> None:
    before = children()
    reader()
    assert children() == before


def test_the_one_that_stands_ready_reads_the_file_and_another_takes_its_place(
    reserve: None,
) -> None:
    (ready,) = children()
    assert reader() == ready
    (next_one,) = children()
    assert next_one != ready
    assert reader() == next_one


def test_each_file_has_a_process_of_its_own(reserve: None) -> None:
    with ThreadPoolExecutor(8) as pool:
        readers = list(pool.map(lambda _: reader(), range(16)))
    assert len(set(readers)) == 16
    assert len(children()) == 1


def test_before_its_file_comes_it_reads_one_of_our_own() -> None:
    (sheet,) = book_from_json(rehearse()).sheets
    assert sheet.cells[19, 3] == Cell(CellKind.NUMBER, "19.5", is_formula=True)
    assert sheet.last_row == 19


def test_it_has_limited_itself_and_knows_no_secrets(
    monkeypatch: pytest.MonkeyPatch, reserve: None
) -> None:
    limits = json.loads(run_isolated(EXAMPLES, b"", arguments=["limits"]))
    assert limits["memory"] == 1 << 30
    assert limits["processor"] == 20
    RESERVE.close()
    monkeypatch.setenv("CCHC_SECRET", "hồ sơ mật")
    keep_one_ready()
    seen = json.loads(run_isolated(EXAMPLES, b"", arguments=["environment"]))
    assert "CCHC_SECRET" not in seen["environment"]


def test_what_needs_libraries_of_its_own_finds_them(reserve: None) -> None:
    found = run_isolated(EXAMPLES, b"", arguments=["libraries"], libraries=["xlrd"])
    assert json.loads(found) == ["xlrd"]
    assert run_isolated(EXAMPLES, b"", arguments=["openpyxl"], site_packages=True) == b"openpyxl"


def test_one_that_was_ended_by_something_else_is_not_missed(reserve: None) -> None:
    (ready,) = children()
    os.kill(ready, signal.SIGKILL)
    assert ended(ready)
    assert isinstance(open_workbook(workbook()), Book)
    assert ready not in children()


def test_a_file_that_kills_its_reader_is_an_error_and_the_next_is_read(reserve: None) -> None:
    with pytest.raises(Died):
        run_isolated(EXAMPLES, b"", arguments=["kill"])
    assert isinstance(open_workbook(workbook()), Book)


def test_a_copy_of_the_server_does_not_share_it(reserve: None) -> None:
    (ready,) = children()
    copy = os.fork()
    if copy == 0:
        code = 1
        try:
            code = 0 if reader() != ready else 2
        finally:
            os._exit(code)
    assert os.waitpid(copy, 0)[1] == 0
    assert reader() == ready


def test_closing_leaves_nothing_behind(reserve: None) -> None:
    (ready,) = children()
    RESERVE.close()
    assert ended(ready)
    assert children() == set()


SERVER = """
import sys
from cchc_metrics.workbooks.opening.isolation import keep_one_ready
from tests.workbooks.opening.test_children import children
keep_one_ready()
print(*children(), flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, None], ids=["kill", "stop", "end"])
def test_it_ends_with_its_server(how: signal.Signals | None) -> None:
    command = [sys.executable, "-c", SERVER]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as server:
        assert server.stdout is not None and server.stdin is not None
        ready = int(server.stdout.readline())
        if how is None:
            server.stdin.close()
        else:
            server.send_signal(how)
        assert ended(ready)
