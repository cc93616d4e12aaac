"""Lists in JSON: the answer of an interface, the state of a page that a script draws, JSON feeds (jsonfeed.org 1.1)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urljoin

from collectors.decoding import storable
from collectors.websites.dates.date_pieces import is_only_a_date
from collectors.websites.page_view import Item
from collectors.websites.scripts.json_days import day_of_value, moment_in_parts
from collectors.websites.scripts.json_names import NO_DATE, TITLE_NAMES, URL_NAME, rank_of_date
from collectors.websites.scripts.script_values import strict_value

_MARKUP: Final = re.compile(r"<[^<>]{0,200}>")
_MAX_VALUES: Final = 300_000
_MAX_TEXTS: Final = 1_000
_LONGEST_TITLE: Final = 300
_JSON_STARTS: Final = frozenset({'{"', "[{", '["', "[["})
_TOTALS: Final = ("total", "totalCount", "total_count", "totalElements", "recordsTotal", "totalNum", "count")
_FEED_DATES: Final = ["date_published", "date_modified", "published", "pubDate", "updated"]
"""The protocol's own names first, then those that bridges make up."""
_MOST_ROWS: Final = 5_000
Row = dict[str, Any]


@dataclass(frozen=True)
class JsonList:
    """The entries of an array, with a score; the greatest is the page's list."""

    items: list[Item]
    score: float

    @property
    def dated(self) -> int:
        """How many entries have a date, or one in the future."""
        return sum(item.why != "none" for item in self.items)


def best_list(values: Iterable[Any], base_url: str, today: date) -> JsonList | None:
    """The array of all `values` that looks most like a list of articles; None where none does."""
    lists = [found for rows in _arrays(values) if (found := _read(rows, base_url, today))]
    return max(lists, key=lambda found: found.score, default=None)


def is_json_feed(value: Any) -> bool:
    """Whether a document says that it is a JSON feed."""
    return isinstance(value, dict) and "jsonfeed.org/version/" in str(value.get("version", ""))[:60]


def feed_list(feed: Row, base_url: str, today: date) -> list[Item]:
    """The entries of a JSON feed; one without a title bears its text, else its id."""
    rows = feed.get("items")
    entries = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    texts = ("title", "content_text", "summary", "content_html", "id")
    named = [row | {"title": next((str(row[name]) for name in texts if row.get(name)), "")} for row in entries]
    found = (_item(row, "title", _FEED_DATES, "url", base_url, today) for row in named[:_MOST_ROWS])
    return [item for item in found if item]


def holds_an_empty_list(value: Any) -> bool:
    """Whether a document is an answer without entries, by an empty array or by a count of 0."""
    for part in walk([value]):
        if part == [] or (isinstance(part, dict) and any(part.get(name) in (0, "0") for name in _TOTALS)):
            return True
    return False


def walk(values: Iterable[Any]) -> Iterator[Any]:
    """All values within values, also those of a text that is JSON itself."""
    stack = list(values)
    count, texts = 0, 0
    while stack and count < _MAX_VALUES:
        value = stack.pop()
        count += 1
        yield value
        if isinstance(value, dict):
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, str) and value[:2] in _JSON_STARTS and texts < _MAX_TEXTS:
            texts += 1
            inner = strict_value(value)
            stack.extend([] if inner is None else [inner])


def _arrays(values: Iterable[Any]) -> Iterator[list[Row]]:
    for value in walk(values):
        if isinstance(value, dict) and len(value) > 1 and all(name.isdigit() for name in value):
            value = list(value.values())
        if not isinstance(value, list) or not value:
            continue
        if len(value) > 9 and any(_is_indexed(row) for row in value[:20]):
            yield from _hydrated(value)
        elif all(isinstance(row, dict) for row in value[:3]):
            yield [_flat(row) for row in value if isinstance(row, dict)]
        elif all(isinstance(row, list) and len(row) >= 2 for row in value[:3]):
            yield [{f"date{place}": cell for place, cell in enumerate(row)} for row in value if isinstance(row, list)]


def _is_indexed(row: Any) -> bool:
    return isinstance(row, dict) and len(row) > 1 and all(type(place) is int for place in row.values())


def _hydrated(store: list[Any]) -> Iterator[list[Row]]:
    """Rows of a state that is one flat array, objects naming the places of their values in it."""
    kinds: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in store:
        if _is_indexed(row):
            named = {name: store[place] for name, place in row.items() if 0 <= place < len(store)}
            kinds[tuple(row)].append(
                {name: value for name, value in named.items() if not isinstance(value, dict | list)}
            )
    yield from kinds.values()


def _flat(row: Row) -> Row:
    """A row with what its inner objects hold (`item`, `attributes`, `_source`), its own names first. A moment in parts
    stays under its name; the parts of the row's own day are its date."""
    own: Row = {}
    flat: Row = {}
    for name, value in row.items():
        if not isinstance(value, dict):
            own[name] = value
        elif (moment := moment_in_parts(value)) is not None:
            own[name] = moment
        else:
            flat.update(value)
    if "year" in own and (day := moment_in_parts(own)) is not None:
        own.setdefault("date", day)
    return flat | own


def _read(rows: list[Row], base_url: str, today: date) -> JsonList | None:
    rows = rows[:_MOST_ROWS]
    names = Counter(name for row in rows for name in row)
    usual = [name for name, count in names.items() if count * 2 >= len(rows)]
    title = _title_name(rows, usual)
    if title is None:
        return None
    dates = _date_names(rows, usual, today)
    url = next((name for name in sorted(usual, key=len) if URL_NAME.fullmatch(name)), None)
    items = [item for row in rows if (item := _item(row, title, dates, url, base_url, today))]
    dated = sum(item.why != "none" for item in items)
    weight = sum(min(len(item.title), 40) for item in items)
    return JsonList(items, weight * (1 + 2 * dated / len(items))) if items else None


def _title_name(rows: list[Row], usual: list[str]) -> str | None:
    """The name of the titles: one that says so, else (bare arrays) the longest text that is no address or date."""
    for form in TITLE_NAMES:
        named = [name for name in usual if form.fullmatch(name)]
        if named:
            return max(named, key=lambda name: _text_length(rows, name))
    if not all(name.startswith("date") for name in usual):
        return None
    best = max(usual, key=lambda name: _text_length(rows, name), default=None)
    return best if best and _text_length(rows, best) >= 4 * len(rows[:20]) else None


def _text_length(rows: list[Row], name: str) -> int:
    texts = (row.get(name) for row in rows[:20])
    return sum(
        min(len(text), _LONGEST_TITLE)
        for text in texts
        if isinstance(text, str) and not text.startswith(("/", "http", "./")) and not is_only_a_date(text)
    )


def _date_names(rows: list[Row], usual: list[str], today: date) -> list[str]:
    """Names whose values are days, the most likely day of publication first, others than that left out. Of two such
    names the one in words goes first: epoch numbers are at times hours off by the zone of their server."""
    ranked: defaultdict[tuple[int, bool], list[str]] = defaultdict(list)
    for name in usual:
        rank = rank_of_date(name)
        if rank < NO_DATE and any(day_of_value(row.get(name), today) for row in rows[:20]):
            ranked[rank, isinstance(rows[0].get(name), int | float)].append(name)
    return [name for rank in sorted(ranked) for name in ranked[rank]]


def _item(row: Row, title: str, dates: list[str], url: str | None, base_url: str, today: date) -> Item | None:
    words = row.get(title)
    text = " ".join(_MARKUP.sub("", words[:2000]).split())[:_LONGEST_TITLE] if isinstance(words, str) else ""
    day = next((day for name in dates if (day := day_of_value(row.get(name), today))), None)
    if len(text) < 2 and day is None:
        return None
    future = day is not None and day > today
    why = "future" if future else "json" if day else "none"
    return Item(storable(text), _address(row.get(url) if url else None, base_url), None if future else day, why)


def _address(value: Any, base_url: str) -> str:
    if not isinstance(value, str) or not value:
        return ""
    try:
        return urljoin(base_url, storable(value[:2000]))
    except ValueError:
        return storable(value[:2000])
