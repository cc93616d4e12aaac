"""Whole pages of the world's websites. Every one of them says that it is synthetic."""

from __future__ import annotations

from datetime import date
from html import escape
from zlib import crc32

from mingcha.demo.annual_reports import CATEGORY, report_title
from mingcha.demo.page_makes import LIST_MAKES, ListItem, atom, plain_list, rss
from mingcha.demo.plan import AccountPlan, ColumnPlan, SitePlan
from mingcha.demo.words import words

LABEL = "演示数据（合成）"
HTML, FEED = "text/html; charset=utf-8", "application/xml; charset=utf-8"
HTML_WITHOUT_CHARSET = "text/html"
ITEMS_ON_HOME_PAGE = 4


def column_page(site: SitePlan, column: ColumnPlan, as_of: date, base_url: str) -> tuple[str, bytes]:
    """Content type and body of a listing page."""
    items = column_items(column)
    if column.make in ("rss", "atom"):
        write = rss if column.make == "rss" else atom
        absolute = [ListItem(i.title, base_url + i.url, i.day) for i in items]
        return FEED, write(f"{site.name} {column.name}", base_url + column.path, absolute).encode()
    shown = LIST_MAKES[column.make](items) if items else '<ul class="list"></ul><p>暂无信息</p>'
    body = f'<div class="position">当前位置：<a href="{site.path}">首页</a> &gt; {column.name}</div>\n{shown}'
    if column.make == "gb18030":
        html = _frame(site, f"{column.name}-{site.name}", body, as_of, "gb2312")
        return HTML_WITHOUT_CHARSET, html.encode("gb18030")
    return HTML, _frame(site, f"{column.name}-{site.name}", body, as_of).encode()


def home_page(site: SitePlan, as_of: date) -> tuple[str, bytes]:
    """Content type and body of a home page: the newest items of the news and notice columns."""
    boxes = []
    for column in site.home_columns:
        dated = [item for item in column_items(column) if item.day is None or item.day not in column.future]
        newest = sorted(dated, key=lambda item: item.day or date.min, reverse=True)[:ITEMS_ON_HOME_PAGE]
        shown = newest if site.home_dated else [_without_date(item, place) for place, item in enumerate(newest)]
        boxes.append(f'<div class="box"><h2><a href="{column.path}">{column.name}</a></h2>\n{plain_list(shown)}</div>')
    return HTML, _frame(site, site.name, "\n".join(boxes), as_of).encode()


def item_page(site: SitePlan, path: str, as_of: date) -> tuple[str, bytes]:
    """Content type and body of what an item leads to."""
    text = "".join(f"<p>本页为系统演示生成的合成内容，不对应任何真实事项（第{n}段）。</p>" for n in range(1, 4))
    body = f'<div class="article"><h1>{_title(path)}</h1>{text}</div>'
    return HTML, _frame(site, _title(path), body, as_of).encode()


def account_feed(account: AccountPlan, base_url: str) -> tuple[str, bytes]:
    """Content type and body of an account's list of posts."""
    items = [
        ListItem(_title(f"{account.path}{place}"), f"{base_url}{account.path}#post-{len(account.posts) - place}", day)
        for place, day in enumerate(account.posts)
    ]
    write = atom if account.platform in ("douyin", "kuaishou") else rss
    return FEED, write(account.name, base_url + account.path, items).encode()


def error_page(title: str, text: str) -> tuple[str, bytes]:
    """Content type and body of a page that is no list."""
    html = f"<!DOCTYPE html><html lang='zh-CN'><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p>"
    return HTML, f"{html}<p>{LABEL}</p></body></html>".encode()


def login_page() -> tuple[str, bytes]:
    """Content type and body of a page that asks who is there."""
    form = "<form><input name='user'><input name='password' type='password'><button>登录</button></form>"
    return error_page("用户登录", form)


def column_items(column: ColumnPlan) -> list[ListItem]:
    """The items of a column in the order shown, those of the future first."""
    days = [*column.future, *column.dates]
    pinned_at = len(column.future) if column.make == "pinned" else -1
    return [
        ListItem(
            _item_title(column, place, day),
            _item_url(column, place, day),
            day if column.dated and column.make != "url_dates" else None,
            pinned=place == pinned_at,
        )
        for place, day in enumerate(days)
    ]


def _item_title(column: ColumnPlan, place: int, day: date) -> str:
    if column.category == CATEGORY and day not in column.future:
        return report_title(day)
    return _title(f"{column.path}{place}")


def _item_url(column: ColumnPlan, place: int, day: date) -> str:
    if column.make == "url_dates":
        return f"{column.path}{day:%Y%m}/t{day:%Y%m%d}_{70000 + place}.html"
    return f"{column.path}art_{place + 1}.html"


def _without_date(item: ListItem, place: int) -> ListItem:
    folder = item.url.split("/art_")[0].split("/20")[0].rstrip("/")
    return ListItem(item.title, f"{folder}/art_{place + 1}.html", None)


def _title(seed: str) -> str:
    number = crc32(seed.encode())
    verbs, objects = words("item_verbs"), words("item_objects")
    return f"{verbs[number % len(verbs)]}{objects[number // 16 % len(objects)]}（示例{number % 9000 + 1000}）"


def _frame(site: SitePlan, title: str, body: str, as_of: date, charset: str = "utf-8") -> str:
    columns = (*site.columns, *site.unregistered)
    links = "".join(f'<li><a href="{column.path}">{column.name}</a></li>' for column in columns)
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="{charset}"><title>{escape(title)}</title></head>
<body><div class="header"><h1>{escape(site.name)}</h1><p>{LABEL}</p></div>
<div class="nav"><ul><li><a href="{site.path}">首页</a></li>{links}</ul></div>
<div class="main">
{body}
</div>
<div class="footer"><p>主办：{escape(site.name)}　{LABEL}</p><p>页面生成时间：{as_of} 08:30:00</p></div>
</body></html>
"""
