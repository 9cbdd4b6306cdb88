"""The rule against guessing, as a table of minutes."""

from datetime import UTC, datetime, timedelta

import pytest

from cchc_metrics.access.throttle import locked_until, seconds_locked

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def minute(number: float) -> datetime:
    return START + timedelta(minutes=number)


# Minutes of the failures -> minute at which the lock ends.
RULE = [
    ((), None),
    ((0, 1, 2, 3), None),
    ((0, 1, 2, 3, 4), 19),
    ((0, 0, 0, 0, 0), 15),
    ((4, 3, 2, 1, 0), 19),
    ((0, 1, 2, 3, 14.9), 29.9),
    ((0, 1, 2, 3, 15), None),
    ((0, 10, 11, 12, 13, 14), 29),
    ((0, 1, 2, 3, 4, 19), None),  # after a lock the count begins anew
    ((0, 1, 2, 3, 4, 19, 20, 21, 22), None),
    ((0, 1, 2, 3, 4, 19, 20, 21, 22, 23), 38),
]


@pytest.mark.parametrize(("failures", "ends"), RULE)
def test_five_within_fifteen_minutes_lock_for_fifteen(
    failures: tuple[float, ...], ends: float | None
) -> None:
    found = locked_until([minute(each) for each in failures], most=5)
    assert found == (None if ends is None else minute(ends))


@pytest.mark.parametrize(
    ("of_the_name", "from_the_address", "at", "seconds"),
    [
        (4, 19, 0, None),
        (5, 0, 0, 900),
        (0, 20, 0, 900),
        (5, 20, 5, 600),
        (5, 0, 14.999, 1),
        (5, 0, 15, None),
        (5, 0, 600, None),
    ],
)
def test_a_name_or_an_address_is_locked_and_told_for_how_long(
    of_the_name: int, from_the_address: int, at: float, seconds: int | None
) -> None:
    name, address = [START] * of_the_name, [START] * from_the_address
    assert seconds_locked(name, address, minute(at)) == seconds
