"""The time limit of a whole answer, kept at the socket so that not even slow headers outlive it."""

import threading
import time


class Deadline(threading.local):
    """When the fetch of the current thread must be over (seconds of `time.monotonic`)."""

    ends_at: float | None = None
    sent_at: float | None = None
    """When the first bytes of the request had gone out."""
    connected: bool = False
    """Whether a connection was opened for the request."""
    something_came: bool = False
    """Whether the server has sent anything at all since the start."""

    def start(self, seconds: float) -> None:
        """Give the current thread's fetch this many seconds from now."""
        self.ends_at = time.monotonic() + seconds
        self.sent_at = None
        self.connected = self.something_came = False

    def clear(self) -> None:
        """The fetch is over."""
        self.ends_at = None

    def remaining(self) -> float | None:
        """Seconds left, possibly negative; None when no fetch runs in this thread."""
        return None if self.ends_at is None else self.ends_at - time.monotonic()

    def cap(self, timeout: float | None) -> float | None:
        """The shorter of a socket's time limit and what is left."""
        left = self.remaining()
        if left is None:
            return timeout
        return max(left, 0.001) if timeout is None else max(min(timeout, left), 0.001)

    def has_passed(self) -> bool:
        """Whether the time is used up."""
        left = self.remaining()
        return left is not None and left <= 0
