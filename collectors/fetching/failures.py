"""Reasons to stop a fetch. Inside the fetcher they are exceptions; outside they are a `CheckOutcome`."""

import ssl

import httpx

from metrics.facts import CheckOutcome


class FetchStopped(Exception):
    """The fetch ends here, with this outcome and one line of detail."""

    def __init__(self, outcome: CheckOutcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail


def outcome_of_transport_error(error: Exception) -> tuple[CheckOutcome, str]:
    """The outcome for an exception of httpx, which wraps what really happened."""
    if isinstance(error, httpx.TimeoutException):
        connecting = isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout)
        return CheckOutcome.TIMEOUT, "no connection in time" if connecting else "no answer in time"
    if any(isinstance(cause, ssl.SSLError) for cause in _causes(error)):
        return CheckOutcome.TLS, f"secure connection failed: {error}"
    if isinstance(error, httpx.ConnectError):
        return CheckOutcome.REFUSED, f"connection refused: {error}"
    if isinstance(error, httpx.NetworkError):
        return CheckOutcome.REFUSED, f"connection broken: {error}"
    return CheckOutcome.UNREADABLE, f"not an answer in HTTP: {error}"


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain
