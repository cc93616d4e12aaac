"""How a look at a page or account ended. Exhaustive: each end is either seen, worth a retry, or a permanent failure."""

from enum import StrEnum


class CheckOutcome(StrEnum):
    """The end of one look. A failure proves neither that the subject is stale nor that it is fresh."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    DNS = "dns"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    TLS = "tls"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    FORBIDDEN_ADDRESS = "forbidden_address"
    HTTP_CLIENT_ERROR = "http_client_error"
    RATE_LIMITED = "rate_limited"
    HTTP_SERVER_ERROR = "http_server_error"
    SOFT_ERROR_PAGE = "soft_error_page"
    LOGIN_PAGE = "login_page"
    NOT_A_LIST = "not_a_list"
    UNREADABLE = "unreadable"

    @property
    def seen(self) -> bool:
        """Whether the look showed the subject itself, so that it proves something about it."""
        return self in _SEEN

    @property
    def retryable(self) -> bool:
        """Whether trying again soon may well end differently, without anybody mending anything."""
        return self in _RETRYABLE

    @property
    def site_did_not_open(self) -> bool:
        """Whether a visitor would have stood before a closed door (W2); our own refusals say nothing of the site."""
        return self in _DID_NOT_OPEN

    @property
    def answers_access(self) -> bool:
        """Whether the look counts as a visit for W2 at all."""
        return self not in _NO_VISIT


_SEEN = frozenset({CheckOutcome.OK, CheckOutcome.NOT_MODIFIED})
_RETRYABLE = frozenset(
    {
        CheckOutcome.DNS,
        CheckOutcome.REFUSED,
        CheckOutcome.TIMEOUT,
        CheckOutcome.TOO_SLOW,
        CheckOutcome.RATE_LIMITED,
        CheckOutcome.HTTP_SERVER_ERROR,
    }
)
_DID_NOT_OPEN = frozenset(
    {
        CheckOutcome.DNS,
        CheckOutcome.REFUSED,
        CheckOutcome.TIMEOUT,
        CheckOutcome.TLS,
        CheckOutcome.TOO_SLOW,
        CheckOutcome.TOO_MANY_REDIRECTS,
        CheckOutcome.HTTP_CLIENT_ERROR,
        CheckOutcome.HTTP_SERVER_ERROR,
        CheckOutcome.SOFT_ERROR_PAGE,
    }
)
_NO_VISIT = frozenset({CheckOutcome.FORBIDDEN_ADDRESS, CheckOutcome.RATE_LIMITED})
