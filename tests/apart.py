"""Runs what needs an event loop in a thread of its own.

Playwright keeps a loop going in the main thread once a browser is open, and no other may run there.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def apart(act: Callable[..., Answer], *arguments: Any) -> Answer:
    """Do something in another thread, and wait for it."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(act, *arguments).result()


def awaited(coroutine: Coroutine[Any, Any, Answer]) -> Answer:
    """What a coroutine answers."""
    return apart(asyncio.run, coroutine)
