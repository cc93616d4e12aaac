"""Reasons to stop a fetch. Inside the fetcher they are exceptions; outside they are a `CheckOutcome`."""

import ssl

import httpx

from metrics.facts import CheckOutcome


class FetchStopped(Exception):
    """The fetch ends here, with this outcome and one line of detail in Chinese."""

    def __init__(self, outcome: CheckOutcome, detail: str, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail
        self.retry_after = retry_after


def outcome_of_transport_error(error: Exception, something_came: bool) -> tuple[CheckOutcome, str]:
    """The outcome for an exception of httpx, which wraps what really happened.

    `something_came`: whether the server had sent anything at all.
    """
    if isinstance(error, httpx.TimeoutException):
        connecting = isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout)
        return CheckOutcome.TIMEOUT, "未能及时建立连接" if connecting else "未能及时收到应答"
    if any(isinstance(cause, ssl.SSLError) for cause in _causes(error)):
        return CheckOutcome.TLS, f"加密连接失败：{error}"
    if isinstance(error, httpx.ConnectError):
        words = "连接被拒绝" if "refused" in str(error) else "无法连接"
        return CheckOutcome.REFUSED, f"{words}：{error}"
    if isinstance(error, httpx.NetworkError) or _hung_up(error, something_came):
        return CheckOutcome.RESET, f"连接中断：{error}"
    return CheckOutcome.UNREADABLE, f"应答不符合 HTTP 协议：{error}"


def _hung_up(error: Exception, something_came: bool) -> bool:
    """Whether the server closed the connection before or within an answer; httpx tells it by words only."""
    if not isinstance(error, httpx.RemoteProtocolError):
        return False
    before = "disconnected without" in str(error) and not something_came
    return before or "closed connection without" in str(error)


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain
