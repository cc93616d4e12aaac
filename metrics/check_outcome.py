"""How a look at a page or account ended. Exhaustive: each end is either seen, worth a retry, or a permanent failure."""

from enum import StrEnum


class CheckOutcome(StrEnum):
    """The end of one look. A failure proves neither that the subject is stale nor that it is fresh."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    DNS = "dns"
    REFUSED = "refused"
    RESET = "reset"
    TIMEOUT = "timeout"
    TLS = "tls"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    FORBIDDEN_ADDRESS = "forbidden_address"
    ROBOTS = "robots"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    HTTP_CLIENT_ERROR = "http_client_error"
    RATE_LIMITED = "rate_limited"
    HTTP_SERVER_ERROR = "http_server_error"
    SOFT_ERROR_PAGE = "soft_error_page"
    LOGIN_PAGE = "login_page"
    GATE_PAGE = "gate_page"
    FOREIGN_PAGE = "foreign_page"
    PARKED_DOMAIN = "parked_domain"
    NEEDS_SCRIPT = "needs_script"
    NOT_A_LIST = "not_a_list"
    UNREADABLE = "unreadable"
    UNPROVED = "unproved"

    @property
    def words(self) -> str:
        """The outcome for people, in Chinese."""
        return _WORDS[self]

    @property
    def seen(self) -> bool:
        """Whether the look showed the subject itself, so that it proves something about it."""
        return self in _SEEN

    @property
    def retryable(self) -> bool:
        """Whether trying again soon may well end differently, without anybody mending anything."""
        return self in _RETRYABLE

    @property
    def tells_nothing(self) -> bool:
        """Whether the look is as good as none: the page is there, and would not say what is on it."""
        return self is CheckOutcome.UNPROVED

    @property
    def permanent(self) -> bool:
        """Whether somebody must mend something first: the site, the registry or a setting."""
        return self in _PERMANENT

    @property
    def site_did_not_open(self) -> bool:
        """Whether a visitor would have stood before a closed door (W2); our own refusals say nothing of the site."""
        return self in _DID_NOT_OPEN

    @property
    def no_answer_came(self) -> bool:
        """Whether nothing came from the host at all: the only failures that our own network can cause."""
        return self in _NO_ANSWER

    @property
    def answers_access(self) -> bool:
        """Whether the look counts as a visit for W2 at all."""
        return self not in _NO_VISIT


_WORDS = {
    CheckOutcome.OK: "正常",
    CheckOutcome.NOT_MODIFIED: "内容未变",
    CheckOutcome.DNS: "域名无法解析",
    CheckOutcome.REFUSED: "无法连接",
    CheckOutcome.RESET: "连接中断",
    CheckOutcome.TIMEOUT: "超时未响应",
    CheckOutcome.TLS: "加密连接失败",
    CheckOutcome.TOO_LARGE: "内容过大",
    CheckOutcome.TOO_SLOW: "传输过慢",
    CheckOutcome.TOO_MANY_REDIRECTS: "跳转过多",
    CheckOutcome.FORBIDDEN_ADDRESS: "地址不允许访问",
    CheckOutcome.ROBOTS: "网站 robots 规则不允许采集",
    CheckOutcome.ROBOTS_UNREACHABLE: "网站 robots 规则暂时无法读取",
    CheckOutcome.HTTP_CLIENT_ERROR: "页面无法访问",
    CheckOutcome.RATE_LIMITED: "被限制访问频次",
    CheckOutcome.HTTP_SERVER_ERROR: "网站服务器出错",
    CheckOutcome.SOFT_ERROR_PAGE: "打开的是错误提示页",
    CheckOutcome.LOGIN_PAGE: "打开的是登录页",
    CheckOutcome.GATE_PAGE: "被安全验证页拦截",
    CheckOutcome.FOREIGN_PAGE: "页面被篡改或者跳转到无关网站",
    CheckOutcome.PARKED_DOMAIN: "域名停放或者待出售",
    CheckOutcome.NEEDS_SCRIPT: "不运行脚本看不到内容",
    CheckOutcome.NOT_A_LIST: "不是信息列表",
    CheckOutcome.UNREADABLE: "内容无法读取",
    CheckOutcome.UNPROVED: "只答复内容未变，不能证明",
}
_SEEN = frozenset({CheckOutcome.OK, CheckOutcome.NOT_MODIFIED})
_RETRYABLE = frozenset(
    {
        CheckOutcome.DNS,
        CheckOutcome.REFUSED,
        CheckOutcome.RESET,
        CheckOutcome.TIMEOUT,
        CheckOutcome.TOO_SLOW,
        CheckOutcome.ROBOTS_UNREACHABLE,
        CheckOutcome.RATE_LIMITED,
        CheckOutcome.HTTP_SERVER_ERROR,
        CheckOutcome.GATE_PAGE,
    }
)
_PERMANENT = frozenset(
    {
        CheckOutcome.TLS,
        CheckOutcome.TOO_LARGE,
        CheckOutcome.TOO_MANY_REDIRECTS,
        CheckOutcome.FORBIDDEN_ADDRESS,
        CheckOutcome.ROBOTS,
        CheckOutcome.HTTP_CLIENT_ERROR,
        CheckOutcome.SOFT_ERROR_PAGE,
        CheckOutcome.LOGIN_PAGE,
        CheckOutcome.FOREIGN_PAGE,
        CheckOutcome.PARKED_DOMAIN,
        CheckOutcome.NEEDS_SCRIPT,
        CheckOutcome.NOT_A_LIST,
        CheckOutcome.UNREADABLE,
        CheckOutcome.UNPROVED,
    }
)
_DID_NOT_OPEN = frozenset(
    {
        CheckOutcome.DNS,
        CheckOutcome.REFUSED,
        CheckOutcome.RESET,
        CheckOutcome.TIMEOUT,
        CheckOutcome.TLS,
        CheckOutcome.TOO_SLOW,
        CheckOutcome.TOO_MANY_REDIRECTS,
        CheckOutcome.HTTP_CLIENT_ERROR,
        CheckOutcome.HTTP_SERVER_ERROR,
        CheckOutcome.SOFT_ERROR_PAGE,
        CheckOutcome.PARKED_DOMAIN,
    }
)
_NO_ANSWER = frozenset(
    {CheckOutcome.DNS, CheckOutcome.REFUSED, CheckOutcome.RESET, CheckOutcome.TIMEOUT, CheckOutcome.TOO_SLOW}
)
_NO_VISIT = frozenset(
    {
        CheckOutcome.FORBIDDEN_ADDRESS,
        CheckOutcome.ROBOTS,
        CheckOutcome.ROBOTS_UNREACHABLE,
        CheckOutcome.RATE_LIMITED,
        CheckOutcome.GATE_PAGE,
    }
)
