"""A page that says of itself that it is an article is one, however many links to others stand beside it."""

from __future__ import annotations

from datetime import date

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageKind, PageView
from tests.collectors.websites.looking import NOW, listed

DECLARED = (
    '<meta property="og:type" content="news">'
    '<meta property="article:published_time" content="2026-08-01T10:00:00+08:00">'
)
TEXT = "旗里召开会议，听取汛情通报，部署下一步的工作，要求各镇把责任落实到人，备足物资，加强值守。"
BESIDE = [f"2026-11-{20 - n:02}" for n in range(20)]


def look(head: str, sentences: int) -> PageView:
    text = f"<div class='text'>{f'<p>{TEXT}</p>' * sentences}</div>"
    side = f"<div class='more'><h3>其他</h3>{listed(BESIDE)}</div>"
    html = f"<html><head><title>防汛</title>{head}</head><body><h1>防汛工作</h1>{text}{side}</body></html>"
    return inspect_page(html.encode(), "http://www.example.gov.cn/n/1.html", NOW)


def test_a_declared_article_is_one_though_its_links_outweigh_its_text() -> None:
    view = look(DECLARED, 6)
    assert (view.kind, view.newest) == (PageKind.DETAIL, date(2026, 8, 1))


def test_a_list_whose_page_declares_the_same_stays_a_list() -> None:
    view = look(DECLARED, 2)
    assert (view.kind, view.newest) == (PageKind.LIST, date(2026, 11, 20))
