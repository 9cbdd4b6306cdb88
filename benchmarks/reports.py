"""How long a report takes once its data is scored: seconds for each period and form.

Run: `python -m benchmarks.reports`. Loads the sample record, makes each report several times and
prints the median by the clock and in processor time, which a busy machine does not stretch; the
first document of all, which loads libraries, is printed apart.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import click

from cchc_metrics.plan.periods import ReportPeriod
from cchc_metrics.reports.documents.brief import one_page_brief
from cchc_metrics.reports.fields import Fields
from cchc_metrics.reports.papers import Paper, PaperKind
from cchc_metrics.workflow.office import open_office
from cchc_metrics.workflow.reporting.composing import periodic
from cchc_metrics.workflow.reporting.files import MEDIA_TYPES, written
from cchc_metrics.workflow.samples import load_samples

ROUNDS = 5
DAY = "2026-10-25"
PERIODS = (ReportPeriod.Q1, ReportPeriod.H1, ReportPeriod.Q3, ReportPeriod.YEAR)


def main() -> None:
    papers = sample_papers()
    first, *_ = papers
    clock, processor = seconds(lambda: written(first, "docx"))
    click.echo(f"{'first of a process':28} {clock:.2f} s, of the processor {processor:.2f} s")
    for paper in papers:
        for form in MEDIA_TYPES:
            tell(f"{paper.report.period_name} .{form}", lambda p=paper, f=form: written(p, f))
    letter = Paper(PaperKind.REMINDER, Fields(), papers[-1].report)
    tell("letter .docx", lambda: written(letter, "docx"))
    tell("brief .docx", lambda: one_page_brief(letter.report))


def sample_papers() -> list[Paper]:
    """Composed of scored data, as a page has them when a button is pressed."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'record.sqlite3'}"
        office = open_office({"CCHC_DATABASE_URL": url, "CCHC_TODAY": DAY})
        for _ in load_samples(office):
            pass
        today, now = office.today(), office.now()
        reports = [periodic(office, period, today, now) for period in PERIODS]
        office.engine.dispose()
    return [Paper(PaperKind.PERIODIC, Fields(), report) for report in reports]


def tell(what: str, make: Callable[[], bytes]) -> None:
    clock, processor = zip(*(seconds(make) for _ in range(ROUNDS)), strict=True)
    click.echo(f"{what:28} {median(clock):.2f} s, of the processor {median(processor):.2f} s")


def seconds(act: Callable[[], object]) -> tuple[float, float]:
    """By the clock, and of the processor."""
    began, busy = perf_counter(), process_time()
    act()
    return perf_counter() - began, process_time() - busy


if __name__ == "__main__":
    main()
