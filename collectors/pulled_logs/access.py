"""How an address is asked for a log: what `Source.access` of a pulled source holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from collectors.secret_references import SecretOf, is_reference, secret_behind

ONE_PAGE, NEXT_LINK, NUMBERED = "one", "next", "number"
PAGING: Final = (ONE_PAGE, NEXT_LINK, NUMBERED)
_HEADER: Final = re.compile(r"[A-Za-z0-9-]{1,60}")
_NAME: Final = re.compile(r"[\w.\-$@\[\]]{1,60}")


class AccessRefused(Exception):
    """What was said of an address cannot be meant. The text is Chinese."""


@dataclass(frozen=True)
class PullAccess:
    """`secret`: reference of the token (env:NAME), empty for none; it goes into `header` behind `scheme`.

    `paging`: one (all at once), next (the answer names the next address), number (`page_parameter` counts from
    `first_page` until a page is empty). `records`: where the rows of a JSON answer stand (data.list), else found.
    """

    secret: str = ""
    header: str = "Authorization"
    scheme: str = "Bearer"
    paging: str = ONE_PAGE
    page_parameter: str = "page"
    first_page: int = 1
    records: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "PullAccess":
        """From `Source.access`."""
        return cls(**{name: kept[name] for name in cls.__dataclass_fields__ if name in kept})

    def kept(self) -> dict[str, Any]:
        """For `Source.access`: references, never secrets."""
        return dict(vars(self))

    def check(self, url: str) -> None:
        """Raises `AccessRefused` for what cannot be meant."""
        try:
            parts = urlsplit(url)
            named = parts.hostname is not None and parts.scheme in ("http", "https")
            signed = parts.username is not None or parts.password is not None
        except ValueError as error:
            raise AccessRefused("地址不正确") from error
        if not named:
            raise AccessRefused("地址应以 http:// 或者 https:// 开头")
        if signed:
            raise AccessRefused("地址中不能写用户名和口令，请改用令牌")
        if self.secret and not is_reference(self.secret):
            raise AccessRefused("令牌应写作 env:环境变量名，不保存令牌本身")
        if not _HEADER.fullmatch(self.header) or (self.scheme and not _HEADER.fullmatch(self.scheme)):
            raise AccessRefused("请求头名称不正确")
        if self.paging not in PAGING or not _NAME.fullmatch(self.page_parameter) or self.first_page not in (0, 1):
            raise AccessRefused("分页方式不正确")
        if self.records and not all(_NAME.fullmatch(step) for step in self.records.split(".")):
            raise AccessRefused("数据所在位置不正确")

    def headers(self, secret_of: SecretOf) -> dict[str, str]:
        """The headers of a request. Raises `SecretMissing`."""
        asked = {"accept": "application/json, text/csv;q=0.9, */*;q=0.5"}
        if self.secret:
            token = secret_behind(self.secret, secret_of)
            asked[self.header.lower()] = f"{self.scheme} {token}".strip()
        return asked
