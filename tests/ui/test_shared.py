"""Values for everybody: each is made once, however many ask at once, and only so many are kept."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from cchc_metrics.ui.shared import Shared

PATIENCE_SECONDS = 20


def test_who_asks_while_a_value_is_being_made_waits_for_it() -> None:
    shared, begun, may_end, times = Shared(5), Event(), Event(), []

    def make() -> str:
        times.append(1)
        begun.set()
        may_end.wait(PATIENCE_SECONDS)
        return "bảng"

    with ThreadPoolExecutor(8) as people:
        first = people.submit(shared.get, "key", make)
        assert begun.wait(PATIENCE_SECONDS)
        others = [people.submit(shared.get, "key", make) for _ in range(7)]
        # Other values do not wait for it.
        assert shared.get("other", lambda: "khác") == "khác"
        assert not first.done()
        may_end.set()
        found = [asked.result(PATIENCE_SECONDS) for asked in (first, *others)]
    assert (found, len(times)) == (["bảng"] * 8, 1)


def test_only_what_was_asked_for_last_is_kept() -> None:
    shared, made = Shared(2), []

    def ask(key: str) -> None:
        shared.get(key, lambda: made.append(key))

    for key in ("a", "b", "a", "c", "a", "b"):
        ask(key)
    assert made == ["a", "b", "c", "b"]


def test_what_went_wrong_is_tried_again() -> None:
    shared = Shared(2)
    with pytest.raises(ZeroDivisionError):
        shared.get("key", lambda: 1 // 0)
    assert shared.get("key", lambda: 1) == 1


def test_nothing_is_a_value_too() -> None:
    shared, made = Shared(2), []
    for _ in range(2):
        assert shared.get("key", lambda: made.append(1)) is None
    assert len(made) == 1
