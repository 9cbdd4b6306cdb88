"""What departments say of tasks and milestones: how they stand, since when, and what proves it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_EVIDENCE, LONGEST_DOCUMENT = 800, 200


class ProgressState(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ProgressState.NOT_STARTED: "Chưa thực hiện",
    ProgressState.IN_PROGRESS: "Đang thực hiện",
    ProgressState.DONE: "Hoàn thành",
}


@dataclass(frozen=True)
class SentProgress:
    """A milestone as a department's sheet tells it; `done_on` only of what is done.

    `document` is number and day of what proves it, `evidence` says it in words.
    """

    milestone: str
    state: ProgressState
    done_on: date | None
    document: str
    evidence: str
