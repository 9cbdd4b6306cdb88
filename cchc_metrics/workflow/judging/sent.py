"""Milestones as a department's sheet reports them, against how they stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from cchc_metrics.plan.progress import SentProgress
from cchc_metrics.store.progress import NewProgress
from cchc_metrics.workflow.judging.progress import ItemProgress, milestones_in_force
from cchc_metrics.workflow.office import Office


@dataclass(frozen=True)
class ProgressChange:
    """A milestone that a sheet reports otherwise than it stands."""

    old: ItemProgress
    new: SentProgress

    def to_keep(self) -> NewProgress:
        """The report to be kept; the day by which it is due stays as it was set."""
        return NewProgress(
            self.new.milestone,
            self.old.item.lead,
            self.new.state,
            self.old.due_on,
            self.new.done_on,
            self.new.evidence,
            self.new.document,
            self.old.latest,
        )


def known_milestones(office: Office) -> dict[str, SentProgress]:
    """How the milestones that were reported on stand, for a sheet to be filled in with."""
    return {
        item.item.code: _as_sent(item)
        for item in milestones_in_force(office)
        if item.report is not None or item.done_on is not None
    }


def progress_changes(office: Office, sent: Iterable[SentProgress]) -> tuple[ProgressChange, ...]:
    """What the sheet reports anew, in its order."""
    standing = {item.item.code: item for item in milestones_in_force(office)}
    return tuple(
        ProgressChange(standing[new.milestone], new)
        for new in sent
        if new != _as_sent(standing[new.milestone])
    )


def _as_sent(item: ItemProgress) -> SentProgress:
    return SentProgress(item.item.code, item.state, item.done_on, item.document, item.evidence)
