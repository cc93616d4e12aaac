"""What the demo server answers on every path of the world: pages are made when first asked for, and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from email.utils import format_datetime
from functools import partial
from typing import Final

from mingcha.demo.page_makes import CHINA
from mingcha.demo.pages import account_feed, column_page, error_page, home_page, item_page, login_page
from mingcha.demo.plan import World

Content = tuple[str, bytes]
Headers = tuple[tuple[str, str], ...]

FETCH_SECONDS: Final = 5.0
"""The demo's collectors wait so long for one answer; one page of the world takes longer."""
SLOW_SECONDS: Final = 0.4
TOO_SLOW_SECONDS: Final = FETCH_SECONDS + 1.0


@dataclass(frozen=True)
class Answer:
    """One answer. ``delay``: seconds before it; ``hangs_up``: the connection ends without an answer."""

    status: int = 200
    content: Content = ("text/plain; charset=utf-8", b"")
    headers: Headers = ()
    delay: float = 0.0
    hangs_up: bool = False
    etag: str = field(default="", compare=False)


class Answers:
    """The answers of one world. Safe to ask from many threads: at worst a page is made twice."""

    def __init__(self, world: World, base_url: str) -> None:
        self._world = world
        self._base_url = base_url
        self._makers: dict[str, Callable[[], Answer]] = {}
        self._made: dict[str, Answer] = {}
        self._register()

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path with an answer of its own."""
        return tuple(self._makers)

    def of(self, path: str) -> Answer:
        """The answer on ``path``: its own, that of an item below a site, or 404."""
        if path not in self._made:
            maker = self._makers.get(path)
            if maker is None:
                return self._item(path)
            self._made[path] = maker()
        return self._made[path]

    def _register(self) -> None:
        as_of = self._world.as_of
        for site in self._world.sites:
            self._add(site.path, site.home_behaviour, partial(home_page, site, as_of))
            for column in (*site.columns, *site.unregistered):
                self._add(column.path, column.behaviour, partial(column_page, site, column, as_of, self._base_url))
        for account in self._world.accounts:
            self._add(account.path, account.behaviour, partial(account_feed, account, self._base_url))

    def _add(self, path: str, behaviour: str, make: Callable[[], Content]) -> None:
        self._makers[path] = lambda: self._behave(path, behaviour, make)
        if behaviour == "redirect_loop":
            self._makers[f"{path}again/"] = lambda: Answer(302, headers=(("Location", path),))

    def _behave(self, path: str, behaviour: str, make: Callable[[], Content]) -> Answer:
        if behaviour in ("ok", "slow", "too_slow"):
            delay = {"slow": SLOW_SECONDS, "too_slow": TOO_SLOW_SECONDS}.get(behaviour, 0.0)
            return self._page(make(), delay)
        return _FAILURES[behaviour](path)

    def _page(self, content: Content, delay: float = 0.0) -> Answer:
        etag = f'"{hashlib.sha256(content[1]).hexdigest()[:20]}"'
        changed = datetime.combine(self._world.as_of, time(8), CHINA).astimezone(UTC)
        validators = (("ETag", etag), ("Last-Modified", format_datetime(changed, usegmt=True)))
        return Answer(200, content, validators, delay, etag=etag)

    def _item(self, path: str) -> Answer:
        for site in self._world.sites:
            if path.startswith(site.path) and path.endswith(".html"):
                return self._page(item_page(site, path, self._world.as_of))
        return _not_found(path)


def _not_found(_path: str) -> Answer:
    return Answer(404, error_page("404 Not Found", "您访问的页面不存在"))


_FAILURES: dict[str, Callable[[str], Answer]] = {
    "server_error": lambda _: Answer(500, error_page("500 Internal Server Error", "服务器内部错误")),
    "not_found": _not_found,
    "soft_error": lambda _: Answer(200, error_page("页面不存在", "抱歉，您访问的页面不存在或已被删除。")),
    "login_page": lambda _: Answer(200, login_page()),
    "redirect_loop": lambda path: Answer(302, headers=(("Location", f"{path}again/"),)),
    # Without Retry-After: all sites of the demo are on one host, which would be left alone as a whole.
    "rate_limited": lambda _: Answer(429, error_page("429", "访问过于频繁")),
    "hang_up": lambda _: Answer(hangs_up=True),
}
