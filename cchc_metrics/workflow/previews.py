"""What a checked sheet would change: each of its months against the record as it is now."""

from dataclasses import dataclass

from cchc_metrics.plan.figures import PlacedFigure
from cchc_metrics.plan.periods import ReportingMonth
from cchc_metrics.store.in_force import month_in_force
from cchc_metrics.store.standing import MonthState
from cchc_metrics.workbooks.checking.check import Checked
from cchc_metrics.workflow.changes import Change, changes
from cchc_metrics.workflow.judging.sent import ProgressChange, progress_changes
from cchc_metrics.workflow.office import Office


@dataclass(frozen=True)
class MonthPreview:
    """A month of the file against the record; `seen` is how the month stands there.

    What the file reports on milestones stands at its last month.
    """

    month: ReportingMonth
    seen: MonthState
    changes: tuple[Change, ...]
    progress: tuple[ProgressChange, ...] = ()

    @property
    def is_changed(self) -> bool:
        return bool(self.progress) or any(change.is_change for change in self.changes)


def preview_month(office: Office, checked: Checked, month: ReportingMonth) -> MonthPreview:
    """Compare with the record as it is now: its standing and its figures of one moment."""
    now = month_in_force(office.engine, office.commune, checked.department, month)
    codes = [indicator.code for indicator in office.plan.indicators_of(checked.department)]
    changed = changes(codes, now.figures, placed_in(checked, month))
    is_last = month == checked.months[-1]
    progress = progress_changes(office, checked.milestones) if is_last else ()
    return MonthPreview(month, now.state, changed, progress)


def placed_in(checked: Checked, month: ReportingMonth) -> tuple[PlacedFigure, ...]:
    """The figures of one month of a sheet."""
    return tuple(placed for placed in checked.figures if placed.figure.month == month)
