"""Lists in many forms, and pages in many makes around them: what surrounds a list never changes its newest day."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from tests.collectors.websites.gallery.samples import FOOTER, NAV, NEWEST, TITLES, joined

DAYS: Final = [NEWEST - timedelta(days=4 * place) for place in range(8)]
LATER: Final = date(2026, 11, 20)


def _rows(form: str, around: str = "ul", count: int = 8) -> str:
    """Entries by a format string with the fields n, t and d (a day)."""
    entries = [form.format(n=9000 - n, t=TITLES[n], d=DAYS[n]) for n in range(count)]
    return f"<{around}>{joined(entries)}</{around.split()[0]}>"


def _later(count: int, first: int = 8) -> str:
    """A list of the same make as the plain one, of other articles and later days."""
    entries = [
        f"<li><a href='/other/{n}.html'>{TITLES[first + n]}</a><span>{LATER - timedelta(days=n)}</span></li>"
        for n in range(count)
    ]
    return f"<ul>{joined(entries)}</ul>"


_PLAIN: Final = "<li><a href='/t/{n}.html'>{t}</a><span>{d}</span></li>"
LISTS: Final[dict[str, str]] = {
    "plain": _rows(_PLAIN),
    "of three": _rows(_PLAIN, count=3),
    "of one": _rows(_PLAIN, count=1),
    "without a year": _rows("<li><a href='/t/{n}.html'>{t}</a><span>{d:%m-%d}</span></li>"),
    "dated by addresses": _rows("<li><a href='./{d:%Y%m}/t{d:%Y%m%d}_{n}.html'>{t}</a></li>"),
    "of table rows": _rows("<tr><td>·</td><td><a href='/t/{n}.html'>{t}</a></td><td>{d:%Y/%m/%d}</td></tr>", "table"),
    "a day over its month": _rows(
        "<dl><dt><b>{d:%d}</b><i>{d:%Y-%m}</i></dt><dd><a href='/t/{n}.html'>{t}</a><p>近日召开会议。</p></dd></dl>",
        "div",
    ),
    "cards": _rows(
        "<div class='card'><a href='/t/{n}.html'><img src='a.jpg'><h3>{t}</h3><p>{d:%Y.%m.%d}</p></a></div>", "section"
    ),
    "opened by a script": _rows("<li onclick='go({n})'><p>{t}</p><i>{d}</i></li>"),
    "short titles": _rows("<li><a href='/t/{n}.html'>停水通知</a><span>{d}</span></li>"),
}
_PATH: Final = "<div class='path'>您的位置：<a href='/'>首页</a> &gt; <a href='/zw/'>政务公开</a> &gt; 通知公告</div>"
_SLIDES: Final = joined(
    [
        f"<div class='swiper-slide'><a href='/s/{n}.html'>{TITLES[n + 9]}</a><em>2026-11-{20 - n}</em></div>"
        for n in range(5)
    ]
)
_WEATHER: Final = joined([f"<li><b>11月{21 + n}日</b><span>晴 -{n}~{n}℃</span></li>" for n in range(5)])
_CALENDAR: Final = joined([f"<a href='?d=2026-11-{n:02}'>{n}</a>" for n in range(1, 31)])


def _page(body: str, title: str = "通知公告_某某旗人民政府") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>{NAV}{body}{FOOTER}</body></html>"


Around = Callable[[str], str]
PAGES: Final[dict[str, Around]] = {
    "bare": lambda inner: _page(_PATH + inner),
    "what is new on the right": lambda inner: _page(
        f"{_PATH}<div class='w'><div class='lf'>{inner}</div><div class='rt'><h3>最新信息</h3>{_later(8)}</div></div>"
    ),
    "what is new before it": lambda inner: _page(
        f"<div class='w'><div class='lf'><h3>最新发布</h3>{_later(6)}</div><div class='rt'><h2>通知公告</h2>{inner}</div></div>"
    ),
    "another column beside it": lambda inner: _page(
        f"{_PATH}<div class='w'><div class='l'>{inner}</div><div class='r'><div class='t'>工作动态</div>{_later(8)}</div></div>"
    ),
    "boxes of one make": lambda inner: _page(
        f"<div class='box'><div class='hd'>通知公告</div><div class='bd'>{inner}</div></div><div class='box'><div class='hd'>推荐阅读</div><div class='bd'>{_later(5)}</div></div>"
    ),
    "a show of dated pictures": lambda inner: _page(
        f"<div class='swiper-container'>{_SLIDES}</div>{_PATH}<div>{inner}</div>"
    ),
    "the weather above": lambda inner: _page(f"<ul class='tq'>{_WEATHER}</ul>{_PATH}{inner}"),
    "a clock above": lambda inner: _page(
        f"<div class='top'><a href='/x'>要闻</a> 2026年11月21日 09:00</div>{_PATH}{inner}"
    ),
    "a calendar above": lambda inner: _page(f"{_PATH}<div class='cal'><p>2026年11月</p>{_CALENDAR}</div>{inner}"),
    "a search by days": lambda inner: _page(
        f"{_PATH}<form>发布时间 <input value='2026-01-01'> 至 <input value='2026-11-21'></form>{inner}"
    ),
    "a text with days": lambda inner: _page(
        f"{_PATH}<p>根据《政府信息公开条例》（2019年4月3日修订，自2019年5月15日起施行），现将本机关主动公开的政府信息予以公布，欢迎监督。</p>{inner}"
    ),
    "a table around it": lambda inner: _page(
        f"<table><tr><td><a href='a/'>机构设置</a></td><td>{_PATH}{inner}</td></tr></table>"
    ),
    "a title that says nothing": lambda inner: _page(_PATH + inner, title="列表"),
}
