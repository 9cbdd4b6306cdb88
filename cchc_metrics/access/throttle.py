"""The rule against guessing: failures so far -> until when signing in is locked.

Five wrong tries for a name, or twenty from an address, within 15 minutes lock for 15 minutes.
Nothing is counted while locked, so the count begins anew afterwards.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

MOST_FOR_A_NAME = 5
MOST_FROM_AN_ADDRESS = 20
WITHIN = timedelta(minutes=15)
LOCKED_FOR = timedelta(minutes=15)
# Older failures cannot lock any more.
REMEMBERED = WITHIN + LOCKED_FOR


def locked_until(failures: Sequence[datetime], most: int) -> datetime | None:
    """When the lock of the latest failures ends or ended; None where they are too few."""
    latest = sorted(failures)[-most:]
    if len(latest) < most or latest[-1] - latest[0] >= WITHIN:
        return None
    return latest[-1] + LOCKED_FOR


def seconds_locked(
    of_the_name: Sequence[datetime], from_the_address: Sequence[datetime], now: datetime
) -> int | None:
    """How long signing in stays locked, in whole seconds; None where it is not."""
    ends = (
        locked_until(of_the_name, MOST_FOR_A_NAME),
        locked_until(from_the_address, MOST_FROM_AN_ADDRESS),
    )
    left = max((end - now for end in ends if end is not None), default=timedelta(0))
    return -(-left // timedelta(seconds=1)) if left > timedelta(0) else None
