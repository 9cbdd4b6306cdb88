"""What is made of a cell's text is made once: sheets repeat few texts many times."""

from collections.abc import Callable, Hashable
from typing import TypeVar

# Together they bound what stays in the server's memory when a file is long gone.
MOST, LONGEST = 20_000, 200

_Given = TypeVar("_Given", bound=Hashable)
_Made = TypeVar("_Made")


class Once(dict[_Given, _Made]):
    """`once[given]` is what `make` makes of it; `letters` says how long what is given is.

    What is long is made each time, and all is forgotten when there is too much of it.
    """

    def __init__(self, make: Callable[[_Given], _Made], letters: Callable[[_Given], int]) -> None:
        super().__init__()
        self._make = make
        self._letters = letters

    def __missing__(self, given: _Given) -> _Made:
        made = self._make(given)
        if self._letters(given) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[given] = made
        return made
