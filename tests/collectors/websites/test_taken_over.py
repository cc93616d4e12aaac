"""Pages in which others have put their words: in the head, in hidden links, in the place of the whole."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageView
from metrics.facts import CheckOutcome
from tests.collectors.websites import makes

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
ROWS = makes.entries(date(2026, 9, 16), 6)
LINKS = "<a href='http://x.vip/1'>澳门新葡京官网</a><a href='http://x.vip/2'>开云体育app下载</a><a href='http://x.vip/3'>PG电子官方网站</a>"


def look(html: str) -> PageView:
    return inspect_page(html.encode(), "http://www.example.gov.cn/a/", NOW, "text/html; charset=utf-8")


def column(head: str = "", tail: str = "", title: str = "通知公告_某某市人民政府") -> str:
    html = makes.date_after_link(ROWS).replace("<title>通知公告_某某市人民政府", f"<title>{title}")
    return html.replace("</head>", f"{head}</head>").replace("</body>", f"{tail}</body>")


@pytest.mark.parametrize(
    "title",
    [
        "米兰体育·(中国)官方网站",
        "华体会体育",
        "金年会-诚信至上",
        "新澳门资料大全正版资料",
        "世界杯买球app",
        "星空体育官网入口",
        "PG电子游戏官网",
        "&#24320;&#20113;&#20307;&#32946;&#23448;&#32593;",
        "东方体育登录入口",
    ],
)
def test_a_title_of_such_a_site_shows_a_takeover_above_a_true_list(title: str) -> None:
    assert look(column()).outcome is CheckOutcome.OK
    assert look(column(title=title)).outcome is CheckOutcome.FOREIGN_PAGE


@pytest.mark.parametrize(
    "title",
    [
        "内蒙古自治区体育局官方网站",
        "星空体育公园开园_某某市人民政府",
        "中国·某某——某某市人民政府门户网站",
        "冶金年会_某某市工信局",
        "开云集团来我市考察",
        "市领导会见澳门银河娱乐集团代表团",
        "优秀军人妻子表彰大会",
        "JPG电子版照片要求",
        "外围女儿墙维修公示",
        "关爱无码老人出行",
        "关于启用最新网址的公告",
        "企业开办刻章办证一站式服务",
    ],
)
def test_a_title_of_a_governments_own_shows_none(title: str) -> None:
    assert look(column(title=title)).outcome is CheckOutcome.OK


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>{}</div>",
        "<div style='position:absolute;left:-9999px'>{}</div>",
        "<marquee height=1>{}</marquee>",
    ],
)
def test_links_to_others_among_a_true_list_show_a_takeover(hidden: str) -> None:
    assert look(column(tail=hidden.format(LINKS))).outcome is CheckOutcome.FOREIGN_PAGE


def test_links_to_the_sites_own_notices_against_gambling_show_none() -> None:
    own = "<a href='/1.html'>关于打击网络赌博和百家乐的通告</a><a href='/2.html'>六合彩诈骗案例</a>"
    assert look(column(tail=f"<div style='display:none'>{own}</div>")).outcome is CheckOutcome.OK


def test_what_the_head_tells_search_engines_counts() -> None:
    strange = "<meta name='keywords' content='亚博体育,亚博app,欧宝体育'><meta name='description' content='体育投注、电子游艺'>"
    assert look(column(head=strange)).outcome is CheckOutcome.FOREIGN_PAGE
    own = "<meta name='description' content='公安局发布打击网络赌博、百家乐、六合彩等违法犯罪的通告'>"
    assert look(column(head=own)).outcome is CheckOutcome.OK


def test_a_refresh_that_leads_away_at_once_shows_a_takeover() -> None:
    away = "<meta http-equiv='refresh' content='{};url={}'>"
    assert look(column(head=away.format(0, "http://www.8888bet.cc/"))).outcome is CheckOutcome.FOREIGN_PAGE
    assert look(column(head=away.format(600, "http://www.example.com/"))).outcome is CheckOutcome.OK
    assert look(column(head=away.format(0, "http://www.other.gov.cn/"))).outcome is CheckOutcome.OK


def test_an_article_with_related_searches_is_no_parked_domain() -> None:
    prose = "<p>各旗县区人民政府，市直各部门：为深入贯彻落实有关决策部署，经研究决定，现就有关事项通知如下。</p>" * 9
    view = look(
        makes.page(
            f"<h1>关于做好秋季造林工作的通知</h1><div>发布时间：2026-09-16</div><div>{prose}</div><p>Related Searches</p>"
        )
    )
    assert view.newest == date(2026, 9, 16)
