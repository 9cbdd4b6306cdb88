"""Runs a campaign, prints what it found, and exits with 1 where something is wrong."""

import signal
import sys
import tempfile
from pathlib import Path

import click

from benchmarks.load.campaign import Campaign, NotOurs, Outcome, run

_MOST_FAULTS_SHOWN = 20


@click.command()
@click.option("--officers", default=20, show_default=True, type=click.IntRange(1, 24))
@click.option("--leaders", default=50, show_default=True, type=click.IntRange(1, 200))
@click.option("--seconds", default=300, show_default=True, type=click.IntRange(5, 1800))
@click.option("--database", default=None, help="An empty record; default: a SQLite file.")
def main(officers: int, leaders: int, seconds: int, database: str | None) -> None:
    """Officers hand in sheets and leaders look at the board, all at once."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit("stopped"))
    with tempfile.TemporaryDirectory() as folder:
        place = database or f"sqlite:///{Path(folder) / 'record.sqlite3'}"
        try:
            outcome = run(Campaign(place, Path(folder), officers, leaders, seconds))
        except NotOurs as problem:
            raise click.ClickException(str(problem)) from None
        _print(outcome)
        sys.exit(1 if outcome.faults else 0)


def _print(outcome: Outcome) -> None:
    found, server = outcome.comparison, outcome.server
    for line in outcome.tally.table():
        click.echo(line)
    click.echo(
        f"saves confirmed {found.confirmed}, found {found.found}, lost {len(found.lost)},"
        f" doubled {len(found.doubled)}, untold {len(found.untold)},"
        f" out of order {len(found.out_of_order)}"
    )
    click.echo(f"refused in contests {outcome.tally.refusals}")
    click.echo(
        f"server: at most {server.peak_bytes / 2**20:.0f} MiB, {server.cpu_seconds:.0f} s of CPU"
    )
    for fault in outcome.faults[:_MOST_FAULTS_SHOWN]:
        click.echo(f"FAULT {fault}", err=True)
    click.echo(f"faults {len(outcome.faults)}")


main()
