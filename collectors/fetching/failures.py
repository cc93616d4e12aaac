"""Reasons to stop a fetch. Inside the fetcher they are exceptions; outside they are a `CheckOutcome`."""

import ssl

import httpx

from metrics.facts import CheckOutcome


class FetchStopped(Exception):
    """The fetch ends here, with this outcome and one line of detail in Chinese."""

    def __init__(self, outcome: CheckOutcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail


def outcome_of_transport_error(error: Exception) -> tuple[CheckOutcome, str]:
    """The outcome for an exception of httpx, which wraps what really happened."""
    if isinstance(error, httpx.TimeoutException):
        connecting = isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout)
        return CheckOutcome.TIMEOUT, "未能及时建立连接" if connecting else "未能及时收到应答"
    if any(isinstance(cause, ssl.SSLError) for cause in _causes(error)):
        return CheckOutcome.TLS, f"加密连接失败：{error}"
    if isinstance(error, httpx.ConnectError):
        return CheckOutcome.REFUSED, f"连接被拒绝：{error}"
    if isinstance(error, httpx.NetworkError):
        return CheckOutcome.REFUSED, f"连接中断：{error}"
    return CheckOutcome.UNREADABLE, f"应答不符合 HTTP 协议：{error}"


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain
