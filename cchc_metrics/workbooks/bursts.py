"""Making very many objects at once without looking for garbage among them after every few.

A book of 100,000 rows is a million objects that all stay, and Python would walk through them again
and again while they are made: half of the time that it takes.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def burst() -> Iterator[None]:
    """Also a decorator. Where two threads are at it, the first to end lets Python look again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
