"""What the gate pays for each request: a look-up of a session, against the least a record can do.

Run: `python -m benchmarks.session_lookup`. Prints milliseconds and, in the same run, the ratio to a
bare `SELECT 1` on the same record.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import click

from cchc_metrics.access.roles import Role
from cchc_metrics.store.record import ping
from cchc_metrics.workflow import accounts
from cchc_metrics.workflow.accounts import NewAccount, SignedIn
from cchc_metrics.workflow.accounts.console import CONSOLE
from cchc_metrics.workflow.office import Office, open_office

ROUNDS = 3000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = open_office({"CCHC_DATABASE_URL": f"sqlite:///{Path(folder) / 'record.sqlite3'}"})
        token = signed_in(office)
        look_up = measured(lambda: accounts.visitor_of(office, token, office.real_now()))
        least = measured(lambda: ping(office.engine))
        office.engine.dispose()
    for name, times in (("session look-up", look_up), ("bare SELECT 1", least)):
        click.echo(
            f"{name:16} median {median(times):.3f} ms, p95 {quantiles(times, n=20)[-1]:.3f} ms"
        )
    click.echo(f"ratio of medians {median(look_up) / median(least):.1f}")


def signed_in(office: Office) -> str:
    """The token of a fresh account's session."""
    new = NewAccount("lan", "Cán bộ đo thử", Role.LEADER, None)
    password = accounts.create_account(office, CONSOLE, new, office.real_now())
    found = accounts.sign_in(office, "lan", password, "", office.real_now())
    assert isinstance(found, SignedIn)
    return found.token


def measured(act: Callable[[], object]) -> list[float]:
    """Milliseconds of each round, after some to warm up."""
    for _ in range(ROUNDS // 10):
        act()
    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        act()
        times.append((perf_counter() - began) * 1000)
    return times


if __name__ == "__main__":
    main()
