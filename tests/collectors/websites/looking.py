"""Looking at a small page written for one test."""

from __future__ import annotations

from datetime import UTC, datetime

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageView

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
TITLES = (
    "关于开展职业技能培训补贴申领工作的通知",
    "某某旗人民政府关于印发节水行动方案的通知",
    "自然资源局建设用地规划许可证批后公布",
    "关于暂停办理不动产登记业务的公告",
    "市场监督管理局食品抽检信息第九期",
    "关于公布民办幼儿园年检结果的公示",
    "水务局河道采砂许可情况公开",
    "关于表彰优秀志愿服务组织的决定",
)


def look(main: str, title: str = "通知公告_某某旗人民政府") -> PageView:
    """What is seen on a page with a head, a menu, `main` and a footer, on 2026-11-21."""
    menu = '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul>'
    foot = '<div class="footer">主办：某某旗人民政府办公室 2026-11-20 蒙ICP备00000000号</div>'
    html = f"<html><head><title>{title}</title></head><body>{menu}<div id='main'>{main}</div>{foot}</body></html>"
    return inspect_page(html.encode(), "http://www.example.gov.cn/tzgg/", NOW)


def link(number: int) -> str:
    """A link to an article of its own."""
    return f'<a href="./t{number}.html">{TITLES[number % len(TITLES)]}</a>'


def listed(days: list[str], first: int = 0, style: str = "list") -> str:
    """A plain list with a day after each link."""
    entries = (f"<li>{link(first + n)}<span>{day}</span></li>" for n, day in enumerate(days))
    return f'<ul class="{style}">{"".join(entries)}</ul>'
