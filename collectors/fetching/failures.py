"""Reasons to stop a fetch. Inside the fetcher they are exceptions; outside they are a `CheckOutcome`."""

import ssl
from http.client import IncompleteRead, RemoteDisconnected

from metrics.facts import CheckOutcome


class FetchStopped(Exception):
    """The fetch ends here, with this outcome and one line of detail in Chinese."""

    def __init__(self, outcome: CheckOutcome, detail: str, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail
        self.retry_after = retry_after


def not_connected(error: OSError) -> FetchStopped:
    """The end of a fetch that found nobody at any address."""
    if isinstance(error, TimeoutError):
        return FetchStopped(CheckOutcome.TIMEOUT, "未能及时建立连接")
    refused = isinstance(error, ConnectionRefusedError)
    return FetchStopped(CheckOutcome.REFUSED, "连接被拒绝" if refused else f"无法连接：{error.strerror or error}")


def outcome_of_transport_error(error: Exception) -> tuple[CheckOutcome, str]:
    """The outcome for an exception of urllib3 behind the connection; it wraps what really happened."""
    causes = _causes(error)
    real = causes[-1]
    if any(isinstance(cause, TimeoutError) for cause in causes):
        return CheckOutcome.TIMEOUT, "未能及时收到应答"
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return CheckOutcome.TLS, f"加密连接失败：{real}"
    if any(isinstance(cause, ConnectionError | IncompleteRead) for cause in causes):
        return CheckOutcome.RESET, f"连接中断：{_how_it_ended(real)}"
    return CheckOutcome.UNREADABLE, f"应答不符合 HTTP 协议：{real}"


def _how_it_ended(error: BaseException) -> str:
    if isinstance(error, RemoteDisconnected):
        return "服务器没有应答就断开了"
    if isinstance(error, IncompleteRead):
        return "内容没有发完"
    return "服务器在应答中途断开了"


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain
