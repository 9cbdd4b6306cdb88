"""Kills a save at each of its steps: `python -m tests.faults.killing URL KILLS` prints a tally.

A warm process forks a child for each kill. The child saves the next version and ends itself by
SIGKILL at its step: an SQL statement, a commit, or a call of any Python or C function in between.
Then the record is opened anew: it must hold the version wholly or not at all, and wholly where the
save was confirmed. Steps are numbered by what the interpreter calls, so that n steps are the same
n places each time.
"""

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Engine, event, text

from cchc_metrics.store.engines import engine_for
from cchc_metrics.workflow.verify import verify
from tests.builders import month
from tests.faults.officer import held, office_on, send, submission
from tests.faults.tally import Tally

_GIVE_UP_S = 30


def kill_saves(url: str, kills: int) -> Tally:
    """Save on and on while being killed; the record is open already and has its departments.

    The engine has no connection when a child is forked, but knows all statements by then.
    """
    engine, tally = engine_for(url), Tally()
    send(engine, 1)
    held(engine)
    submission(2, month(1))
    _, calls, statements = _child(engine, 2, lambda engine: None)
    version = 3
    for step in _places(calls, statements, kills):
        submission(version, month(1))  # made here, so that children do not each make it anew
        was_killed, *_ = _child(engine, version, step)
        tally.kills += was_killed
        version = _look(engine, version, not was_killed, tally)
    tally.half_saved += len(verify(office_on(engine)).findings)
    engine.dispose()
    return tally


Step = Callable[[Engine], None]


def _places(calls: int, statements: int, kills: int) -> list[Step]:
    """Every statement and commit from both sides; the rest spread evenly over all calls."""
    places = [_at_statement(n) for n in range(1, statements + 1)]
    spread = max(kills - len(places), 1)
    return places + [_at_call(1 + n * calls // spread) for n in range(spread)]


def _at_statement(number: int) -> Step:
    def watch(engine: Engine) -> None:
        _on_statements(engine, _Countdown(number))

    return watch


def _at_call(number: int) -> Step:
    def watch(_engine: Engine) -> None:
        count = _Countdown(number)
        sys.setprofile(lambda _frame, _kind, _what: count())

    return watch


class _Countdown:
    """Ends the process without any goodbye when it is called for the n-th time; 0 only counts."""

    def __init__(self, number: int) -> None:
        self.number, self.calls = number, 0

    def __call__(self, *_: Any) -> None:
        self.calls += 1
        if self.calls == self.number:
            os.kill(os.getpid(), signal.SIGKILL)


def _on_statements(engine: Engine, count: _Countdown) -> None:
    """Call before and after each statement and commit."""
    for name in ("before_cursor_execute", "after_cursor_execute", "begin", "commit"):
        event.listen(engine, name, count)
    do_commit = engine.dialect.do_commit

    def commit_and_count(connection: Any) -> None:
        do_commit(connection)
        count()

    engine.dialect.do_commit = commit_and_count  # type: ignore[method-assign]


def _child(engine: Engine, version: int, step: Step) -> tuple[bool, int, int]:
    """Save in a process of its own; whether it was killed, its calls and its statements if not."""
    engine.dispose()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            _save(engine, version, step, writer)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb") as answers:
        said = answers.read()
    _, status = os.waitpid(child, 0)
    was_killed = os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    assert was_killed or said, "the save failed instead of being killed"
    calls, statements = json.loads(said) if said else (0, 0)
    return was_killed, calls, statements


def _save(engine: Engine, version: int, step: Step, writer: int) -> None:
    gc.disable()  # it would call functions at places that are not the same each time
    calls, statements = _Countdown(0), _Countdown(0)
    step(engine)
    if sys.getprofile() is None:
        _on_statements(engine, statements)
        sys.setprofile(lambda _frame, _kind, _what: calls())
    send(engine, version)
    sys.setprofile(None)
    os.write(writer, json.dumps([calls.calls, statements.calls]).encode())
    os._exit(0)


def _look(engine: Engine, version: int, confirmed: bool, tally: Tally) -> int:
    """Open the record anew, as after a crash; the next version to send."""
    _wait_for_the_killed(engine)
    found = held(engine)
    versions = found.versions.get(str(month(1)), [])
    whole = list(range(1, version + 1))
    tally.half_saved += found.half_saved
    tally.lost += versions not in (whole, whole[:-1]) or (confirmed and versions != whole)
    tally.doubled += len(set(versions)) != len(versions)
    return version + 1 if versions == whole else version


def _wait_for_the_killed(engine: Engine) -> None:
    """PostgreSQL learns of a client's death a little later, and may still be committing for it."""
    if engine.dialect.name != "postgresql":
        return
    others = text(
        "SELECT pid, state, query FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    deadline = time.monotonic() + _GIVE_UP_S
    with engine.connect() as connection:
        while there := connection.execute(others).all():
            assert time.monotonic() < deadline, f"killed clients are still there: {there}"
            connection.rollback()  # within one transaction the answer stays the same
            time.sleep(0.002)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(kill_saves(sys.argv[1], int(sys.argv[2])))))
