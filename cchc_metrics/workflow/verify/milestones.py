"""What was kept of a sheet of milestones against what the workbook says."""

from collections.abc import Iterator, Sequence

from cchc_metrics.plan.progress import SentProgress
from cchc_metrics.workbooks.checking.milestones import told_by_sheet
from cchc_metrics.workbooks.opening.open import open_workbook
from cchc_metrics.workbooks.refusals import Refusal
from cchc_metrics.workflow.verify.findings import Check, Finding


def milestone_findings(
    place: str, content: bytes, kept: Sequence[tuple[int, SentProgress]]
) -> Iterator[Finding]:
    """`kept` are the reports that the file came with, each with its submission."""
    if not kept:
        return
    book = open_workbook(content)
    told = {} if isinstance(book, Refusal) else told_by_sheet(book)
    for submission, report in kept:
        if told.get(report.milestone) != report:
            named = f"Báo cáo {report.milestone} của lần nộp số {submission}"
            yield Finding(Check.JUDGING, f"{named}, {place}", "trong tệp không báo cáo như vậy.")
