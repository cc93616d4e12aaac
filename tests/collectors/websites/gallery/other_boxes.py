"""Boxes of other columns beside a list that shows less than they do, or nothing."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from datetime import date
from typing import Final

from collectors.websites.page_view import PageKind
from metrics.facts import CheckOutcome
from tests.collectors.websites.gallery.samples import TITLES, Gallery, joined, page, rows

GALLERY = Gallery()
NOTHING = PageKind.UNKNOWN
LATEST: Final = (
    "<div class='you'><h3>最新信息</h3><ul>"
    + joined(
        [f"<li><a href='/z/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows(6, date(2026, 11, 20), skip=9)]
    )
    + "</ul></div>"
)


def _beside(own: str, title: str = "通知公告-某某市人民政府") -> str:
    return page(f"<div class='zuo'>{own}</div>{LATEST}", title=title)


@GALLERY(newest=None, kind=NOTHING, outcome=CheckOutcome.NEEDS_SCRIPT)
def list_that_a_script_fetches_beside_what_is_new() -> str:
    return _beside(
        "<ul id='newsList'></ul><script>$.getJSON('/api',function(r){$('#newsList').append('<li>'+r+'</li>')})</script>"
    )


@GALLERY(newest=None, kind=NOTHING, outcome=CheckOutcome.NEEDS_SCRIPT)
def list_that_says_it_is_being_loaded() -> str:
    return page("<div id='list'>数据加载中，请稍候...</div>")


@GALLERY(items=6)
def list_in_a_text_area_beside_what_is_new() -> str:
    lines = joined([f"<li><a href='/t/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows(6)])
    return _beside(f"<div id='box'></div><textarea style='display:none'><ul>{lines}</ul></textarea>")


@GALLERY(items=5)
def questions_without_links_beside_what_is_new() -> str:
    boxes = [
        f"<div class='qa'><div>问：{t}怎么办理？</div><div>答：您好，请到政务大厅二楼办理。</div><div>发布日期：{d}</div></div>"
        for _, t, d in rows(5)
    ]
    return _beside(joined(boxes))


@GALLERY(newest=None, items=12)
def longer_list_without_days_beside_what_is_new() -> str:
    return _beside("<ul>" + joined([f"<li><a href='/bs/{n}.html'>{t}</a></li>" for n, t, _ in rows(12)]) + "</ul>")


@GALLERY(items=6)
def list_under_a_general_heading_beside_undated_links() -> str:
    lines = joined([f"<li><a href='/t/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows(6)])
    links = joined([f"<li><a href='http://www.example{n}.gov.cn/2020.html'>{TITLES[n]}</a></li>" for n in range(4)])
    return page(f"<div class='r'><h2>文件公开</h2><ul>{lines}</ul></div><div class='b'><ul>{links}</ul></div>")


@GALLERY(newest=None, items=0)
def column_under_construction_beside_what_is_new() -> str:
    return _beside("<div>该栏目内容正在建设中，敬请期待！</div>")


@GALLERY(newest=None, kind=NOTHING, outcome=CheckOutcome.SOFT_ERROR_PAGE)
def gone_page_beside_what_is_new() -> str:
    return _beside("<p>很抱歉，您访问的页面不存在，可能已被删除或移动。</p>", title="某某市人民政府")


@GALLERY(newest=date(2026, 11, 13), kind=PageKind.DETAIL)
def short_article_beside_what_is_new() -> str:
    text = "<p>因系统切换，11月14日至15日暂停办理不动产登记业务，请相互转告。</p>"
    own = f"<h1>关于暂停办理业务的通知</h1><div>时间：2026-11-13　来源：本站</div><div>{text}</div>"
    return _beside(own, title="关于暂停办理业务的通知")


@GALLERY(newest=None, items=0)
def blank_column_beneath_a_box_for_signing_in() -> str:
    form = "<form><input name='u'><input type='password' name='p'><button>登录</button></form>"
    return page(f"{form}<div class='list'>暂无信息</div>")


@GALLERY(newest=None, items=0)
def menu_as_long_as_a_box_of_favourites() -> str:
    menu = joined(
        [
            f"<li><a href='{n}/'>{name}</a></li>"
            for n, name in enumerate(("政策文件", "政策解读", "人事信息", "财政信息"))
        ]
    )
    hot = joined([f"<li><a href='/h/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows(4, date(2026, 11, 20))])
    return page(f"<ul>{menu}</ul><div class='hot'><h3>热点信息</h3><ul>{hot}</ul></div><p>暂无信息</p>")
