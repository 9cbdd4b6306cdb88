"""What the recomputation went through, over all test processes: a line at the end of the run."""

from collections import Counter

import pytest

PREFIX = "recomputed-"
NAMES = ("plans", "indicators", "fields", "differences")


class RecomputedSummary:
    """Adds up what tests recorded as properties; they reach the main process also under xdist."""

    def __init__(self) -> None:
        self.total: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            for name, value in report.user_properties:
                if name.startswith(PREFIX):
                    self.total[name.removeprefix(PREFIX)] += int(str(value))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.total:
            counts = ", ".join(f"{name}: {self.total[name]:,}" for name in NAMES)
            terminalreporter.write_line(f"recomputed in plain Python: {counts}")
