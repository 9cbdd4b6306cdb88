"""The plan and the record that a command works on, closed when it ends."""

import os

import click

from cchc_metrics.workflow.office import Office, open_office


def command_office() -> Office:
    """Raise what `open_office` raises."""
    office = open_office(os.environ)
    click.get_current_context().call_on_close(office.engine.dispose)
    return office


def require_year(office: Office, year: int) -> None:
    if year != office.plan.calendar.year:
        raise click.UsageError(f"Kế hoạch là của năm {office.plan.calendar.year}.")
