"""What each fault is counted with."""

from collections.abc import Callable, Iterator
from dataclasses import asdict

import pytest

from tests.faults.tally import Tally


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Iterator[Tally]:
    """Counts what a test brings about; nothing may be lost, doubled or half saved by it."""
    counted = Tally()
    yield counted
    for name, count in asdict(counted).items():
        record_property(name, count)
    assert counted.damage == (0, 0, 0)
