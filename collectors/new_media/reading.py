"""The posts in a feed."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from collectors.decoding import decode, storable
from collectors.websites.feeds.feeds import entry_moment, parse_feed
from collectors.websites.inspect import inspect_page
from metrics.facts import CheckOutcome
from metrics.law_days import SHANGHAI, law_day
from store.models.base import fingerprint

_LONGEST_ID: Final = 500


@dataclass(frozen=True)
class ParsedPost:
    """One post. `published_at` is None where the feed gives no readable time."""

    external_id: str
    title: str
    url: str
    published_at: datetime | None


@dataclass(frozen=True)
class FeedView:
    """What an account's feed shows. `newest` is the newest day (Shanghai) that is not in the future."""

    outcome: CheckOutcome
    posts: tuple[ParsedPost, ...]
    newest: date | None
    flags: tuple[str, ...] = ()
    detail: str = ""

    @property
    def dated(self) -> int:
        """How many posts have a time."""
        return sum(post.published_at is not None for post in self.posts)


def read_posts(body: bytes, url: str, fetched_at: datetime, content_type: str | None = None) -> FeedView:
    """The posts of an RSS, Atom or JSON feed. Never raises; what is no feed has the outcome that says what it is."""
    found = _from_json(body, content_type)
    if found is None:
        parsed = parse_feed(body, content_type)
        if parsed is None or not parsed.get("version"):
            return _no_feed(body, url, fetched_at, content_type)
        found = [_post(entry) for entry in parsed.entries]
    return _view(found, fetched_at)


def _view(found: list[ParsedPost], fetched_at: datetime) -> FeedView:
    posts = tuple({post.external_id: post for post in reversed(found)}.values())[::-1]
    known = [post.published_at for post in posts if post.published_at]
    days = [law_day(moment) for moment in known]
    today = law_day(fetched_at)
    flags = ["future_date"] if any(day > today for day in days) else []
    newest = max((day for day in days if day <= today), default=None)
    if not posts:
        flags.append("blank")
    return FeedView(CheckOutcome.OK, posts, newest, tuple(flags))


def _no_feed(body: bytes, url: str, fetched_at: datetime, content_type: str | None) -> FeedView:
    view = inspect_page(body, url, fetched_at, content_type)
    outcome = view.outcome if view.outcome is not CheckOutcome.OK else CheckOutcome.NOT_A_LIST
    return FeedView(outcome, (), None, view.flags, view.detail or "不是信息源（RSS、Atom、JSON Feed）")


def _post(entry: Any) -> ParsedPost:
    moment = entry_moment(entry)
    title, link = str(entry.get("title") or ""), str(entry.get("link") or "")
    return _made(str(entry.get("id") or ""), title, link, moment)


def _made(identity: str, title: str, link: str, moment: datetime | None) -> ParsedPost:
    """A post without an id of its own is known by its address, else by its title and time."""
    name = identity or link or fingerprint(title, moment.isoformat() if moment else "")
    external_id = name if len(name) <= _LONGEST_ID else fingerprint(name)
    published = moment.astimezone(UTC) if moment else None
    return ParsedPost(_clean(external_id), _clean(title)[:2000], _clean(link)[:2000], published)


def _clean(text: str) -> str:
    return storable(text)


def _from_json(body: bytes, content_type: str | None) -> list[ParsedPost] | None:
    """Posts of a JSON feed (jsonfeed.org 1.1: items with id, url, title, date_published); None if it is not JSON."""
    text, _ = decode(body, content_type)
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    items = document.get("items") if isinstance(document, dict) else document
    if not isinstance(items, list):
        return None
    return [_json_post(item) for item in items if isinstance(item, dict)]


def _json_post(item: dict[str, Any]) -> ParsedPost:
    moment = _json_moment(item.get("date_published") or item.get("date_modified"))
    text = [str(item.get(name) or "") for name in ("id", "title", "url")]
    return _made(text[0], text[1] or str(item.get("content_text") or "")[:100], text[2], moment)


def _json_moment(value: Any) -> datetime | None:
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            seconds = value / 1000 if value > 10**11 else value
            return datetime.fromtimestamp(seconds, UTC)
        moment = datetime.fromisoformat(str(value).strip())
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
