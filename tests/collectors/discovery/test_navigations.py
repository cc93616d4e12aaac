"""Navigations of every make: frames, covers, menus of scripts, clicks, image maps; sitemaps full of articles."""

from __future__ import annotations

import pytest

from collectors.discovery.candidates import folders_of, leads_on_to, links_in

HOME = "http://www.example.gov.cn/"
NOTICES = ("通知公告", f"{HOME}tzgg/")


def links(html: str, encoding: str = "utf-8") -> list[tuple[str, str]]:
    return [(one.name, one.url) for one in links_in(html.encode(encoding), HOME, HOME)]


@pytest.mark.parametrize(
    "html",
    [
        "<a href='tzgg/'>通知公告</a>",
        "<base href='/tzgg/x/'><a href='../'>通知公告</a>",
        "<a href='/tzgg/'><img src='a.png' alt='通知公告'></a>",
        "<map><area href='/tzgg/' alt='通知公告'></map>",
        "<div onclick=\"location.href='/tzgg/'\">通知公告</div>",
        "<li data-url='/tzgg/'>通知公告</li>",
        "<select><option value=''>请选择</option><option value='/tzgg/'>通知公告</option></select>",
        "<script>d.add(3, 0, '通知公告', '/tzgg/', '', '_blank');</script>",
        '<script>var menu = [{"id": 3, "url": "/tzgg/", "name": "通知公告", "children": []}];</script>',
        "<script>document.write('<li><a href=\"/tzgg/\" target=_blank>通知公告</a></li>');</script>",
    ],
)
def test_a_column_is_found_however_the_navigation_names_it(html: str) -> None:
    assert links(html) == [NOTICES]


def test_a_navigation_in_gb18030_is_read() -> None:
    assert links("<meta charset='gb2312'><a href='tzgg/'>通知公告</a>", "gb18030") == [NOTICES]


@pytest.mark.parametrize(
    "html",
    [
        "<a href='javascript:void(0)'>通知公告</a>",
        "<a href='http://other.example.gov.cn/tzgg/'>通知公告</a>",
        "<option value='150100'>呼和浩特市</option>",
        "<script>var page = {'title': '某市人民政府', 'style': 'red'};</script>",
        "<script>menu(['通知公告', '政策文件', '/tzgg/']);</script>",
    ],
)
def test_what_leads_to_no_page_of_the_site_is_no_candidate(html: str) -> None:
    assert links(html) == []


def test_the_same_host_with_and_without_www_is_one_site() -> None:
    assert links("<a href='http://example.gov.cn/tzgg/'>通知公告</a>") == [("通知公告", "http://example.gov.cn/tzgg/")]


@pytest.mark.parametrize(
    "html",
    [
        "<html><frameset><frame src='main/index.htm'></frameset></html>",
        "<meta http-equiv='Refresh' content='0; url=/main/index.htm'>",
        "<script>window.location.href = 'main/index.htm';</script>",
    ],
)
def test_a_cover_leads_on_to_the_page_with_the_navigation(html: str) -> None:
    assert leads_on_to(html.encode(), HOME, HOME) == [f"{HOME}main/index.htm"]


def test_pages_that_crowd_a_folder_are_articles_and_suggest_the_folder() -> None:
    articles = [f"{HOME}zwgk/{n}.html" for n in range(300)]
    found = folders_of([*articles, f"{HOME}tzgg/", f"{HOME}zcwj/index.html"], HOME)
    assert [one.url for one in found] == [f"{HOME}tzgg/", f"{HOME}zcwj/index.html", f"{HOME}zwgk/"]
