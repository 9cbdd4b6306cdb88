"""Keeps what was computed for everybody, under a key that says what it was computed from.

Streamlit's own caches do the same, but spend a third of a page's time on turning arguments into
keys; here they are what Python can hash.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Made = TypeVar("Made")
_NOTHING = object()


class _Place:
    """Where one value stands, or is being computed by the one who holds the lock."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.value: Any = _NOTHING


class Shared:
    """At most so many values; those that nobody asked for the longest are forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The value of a key; made by the first who asks, while others who ask for it wait.

        What goes wrong in making it is raised, and the next who asks tries again.
        """
        place = self._place(key)
        if place.value is _NOTHING:
            with place.lock:
                if place.value is _NOTHING:
                    place.value = make()
        found: Made = place.value
        return found

    def _place(self, key: Hashable) -> _Place:
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
            if len(self._places) > self._most:
                self._places.popitem(last=False)
            return place
