"""Measures everything, prints the table and writes it into the documentation."""

import tempfile
from pathlib import Path

import click

from benchmarks.board.loading import first_visit
from benchmarks.board.meeting import meeting
from benchmarks.board.record import prepared
from benchmarks.board.scripts import script_times
from benchmarks.board.starting import memory, starts
from benchmarks.board.table import Found, text_of
from cchc_metrics.workflow.serving import ROOT

_TARGET = ROOT / "docs" / "hieu-nang.md"


@click.command()
@click.option("--people", default=50, show_default=True, type=click.IntRange(2, 200))
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(2, 50))
@click.option("--write/--no-write", default=True, show_default=True, help=f"docs/{_TARGET.name}")
def main(people: int, rounds: int, write: bool) -> None:
    """Measure the dashboard's speed, in one run."""
    with tempfile.TemporaryDirectory() as folder, prepared(Path(folder)) as record:
        click.echo("first visit", err=True)
        visit = first_visit(record)
        click.echo("script times", err=True)
        pages = script_times(record, 3 * rounds)
        click.echo("starts", err=True)
        ours, hello = starts(record, rounds)
        click.echo("memory", err=True)
        taken = memory(record)
        click.echo("meeting", err=True)
        met = meeting(record, people, rounds)
    text = text_of(Found(people, pages, met, ours, hello, taken, visit))
    click.echo(text)
    if write:
        _TARGET.write_text(text, encoding="utf-8")


main()
