"""How the websites of the world build their lists: one function for each make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import format_datetime
from html import escape

CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class ListItem:
    """One line of a list. ``day`` none: the page does not say when it was published."""

    title: str
    url: str
    day: date | None
    pinned: bool = False


ListMake = Callable[[list[ListItem]], str]


def plain_list(items: list[ListItem]) -> str:
    """An unordered list with the date in brackets behind the title."""
    return _unordered([f"{_link(item)}{_span(item, '[%Y-%m-%d]')}" for item in items])


def list_with_pinned_item(items: list[ListItem]) -> str:
    """A list whose first line is an old item that somebody pinned."""
    lines = [f"{'<b>[置顶]</b>' if item.pinned else ''}{_link(item)}{_span(item, '%Y-%m-%d')}" for item in items]
    return _unordered(lines)


def list_with_chinese_dates(items: list[ListItem]) -> str:
    """A list that writes 2026年11月5日."""
    lines = []
    for item in items:
        shown = f"<em>{item.day.year}年{item.day.month}月{item.day.day}日</em>" if item.day else ""
        lines.append(f"{_link(item)}{shown}")
    return _unordered(lines)


def list_without_visible_dates(items: list[ListItem]) -> str:
    """A list that leaves the date to the address of each item."""
    return _unordered([_link(item) for item in items])


def table(items: list[ListItem]) -> str:
    """A table with a heading line."""
    rows = "".join(
        f"<tr><td>{place}</td><td>{_link(item)}</td><td>{item.day.strftime('%Y/%m/%d') if item.day else ''}</td></tr>\n"
        for place, item in enumerate(items, start=1)
    )
    return f"<table class='gklist'>\n<tr><th>序号</th><th>标题</th><th>发布日期</th></tr>\n{rows}</table>"


def definitions(items: list[ListItem]) -> str:
    """A definition list with the date in the second line."""
    lines = []
    for item in items:
        shown = f"<dd>发布时间：{item.day.strftime('%Y.%m.%d')}</dd>" if item.day else "<dd>阅读全文</dd>"
        lines.append(f"<dt>{_link(item)}</dt>{shown}")
    return "<dl class='news'>\n" + "\n".join(lines) + "\n</dl>"


def datastore(items: list[ListItem]) -> str:
    """Records in CDATA, which a script of the site shows page by page."""
    records = "\n".join(
        f"<record><![CDATA[<li>{_link(item)}{_span(item, '%Y-%m-%d')}</li>]]></record>" for item in items
    )
    head = f"<totalrecord>{len(items)}</totalrecord><totalpage>1</totalpage>"
    store = f"<datastore>{head}<recordset>\n{records}\n</recordset></datastore>"
    return f'<div id="jpage"><script type="text/xml">{store}</script></div>'


def rss(name: str, url: str, items: list[ListItem]) -> str:
    """A whole RSS 2.0 document."""
    entries = "\n".join(
        f"<item><title>{escape(item.title)}</title><link>{item.url}</link><guid>{item.url}</guid>{_published(item)}</item>"
        for item in items
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>{escape(name)}</title>'
        f"<link>{url}</link><description>演示数据（合成）</description>\n{entries}</channel></rss>"
    )


def atom(name: str, url: str, items: list[ListItem]) -> str:
    """A whole Atom document. Its own ``updated`` is no item's day."""
    entries = "\n".join(
        f"<entry><title>{escape(item.title)}</title><link href='{item.url}'/><id>{item.url}</id>{_time(item)}</entry>"
        for item in items
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(name)}</title>'
        f"<subtitle>演示数据（合成）</subtitle><id>{url}</id>\n{entries}</feed>"
    )


LIST_MAKES: dict[str, ListMake] = {
    "list": plain_list,
    "gb18030": plain_list,
    "pinned": list_with_pinned_item,
    "chinese_dates": list_with_chinese_dates,
    "url_dates": list_without_visible_dates,
    "table": table,
    "definitions": definitions,
    "datastore": datastore,
}


def moment_of(day: date, url: str) -> datetime:
    """When on its day an item was published: some before eight, so that its day in UTC is the one before."""
    minutes = sum(url.encode()) % (10 * 60)
    return datetime.combine(day, time(6), CHINA) + timedelta(minutes=minutes)


def _unordered(lines: list[str]) -> str:
    return '<ul class="list">\n' + "".join(f"<li>{line}</li>\n" for line in lines) + "</ul>"


def _link(item: ListItem) -> str:
    return f'<a href="{item.url}" target="_blank">{escape(item.title)}</a>'


def _span(item: ListItem, form: str) -> str:
    return f"<span>{item.day.strftime(form)}</span>" if item.day else ""


def _published(item: ListItem) -> str:
    if item.day is None:
        return ""
    return f"<pubDate>{format_datetime(moment_of(item.day, item.url).astimezone(UTC))}</pubDate>"


def _time(item: ListItem) -> str:
    return f"<updated>{moment_of(item.day, item.url).isoformat()}</updated>" if item.day else ""
