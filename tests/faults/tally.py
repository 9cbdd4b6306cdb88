"""What the fault suite counts, over all test processes: one line at the end of the run."""

from collections import Counter
from dataclasses import asdict, dataclass

import pytest


@dataclass
class Tally:
    """What a test has brought about, and what went wrong by it; the last three must stay 0."""

    kills: int = 0
    faults: int = 0
    lost: int = 0
    doubled: int = 0
    half_saved: int = 0

    @property
    def damage(self) -> tuple[int, int, int]:
        return self.lost, self.doubled, self.half_saved


NAMES = tuple(asdict(Tally()))


class FaultSummary:
    """Adds up what tests recorded as properties; they reach the main process also under xdist."""

    def __init__(self) -> None:
        self.total: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            counted = [(n, v) for n, v in report.user_properties if n in NAMES]
            self.total.update({name: int(str(value)) for name, value in counted})

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.total:
            line = ", ".join(f"{n.replace('_', '-')}: {self.total[n]}" for n in NAMES)
            terminalreporter.write_line(line)
