"""How much one account may upload in a while: what arrives stays in memory until it is read."""

from collections import defaultdict, deque
from collections.abc import Callable

WINDOW_SECONDS = 600
MOST_FILES = 60
MOST_BYTES = 60 << 20
NO_LENGTH, TOO_LARGE, TOO_MANY = 411, 413, 429


class UploadQuota:
    """Counts files and bytes of the last minutes, account by account."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._taken: dict[str, deque[tuple[float, int]]] = defaultdict(deque)

    def refusal(self, account: str, content_length: str | None) -> int | None:
        """The status to refuse an upload with; None takes it and counts it.

        The server reads no more than the length that a request has announced, so the
        announcement can be counted.
        """
        if content_length is None or not content_length.isascii() or not content_length.isdigit():
            return NO_LENGTH
        size, now = int(content_length), self._clock()
        taken = self._taken[account]
        while taken and taken[0][0] <= now - WINDOW_SECONDS:
            taken.popleft()
        if len(taken) >= MOST_FILES:
            return TOO_MANY
        if size + sum(bytes_taken for _, bytes_taken in taken) > MOST_BYTES:
            return TOO_LARGE
        taken.append((now, size))
        return None
