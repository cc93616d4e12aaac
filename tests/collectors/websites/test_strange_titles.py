"""A true-looking list under a title that belongs to nobody who is registered."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from collectors.fetching import Fetched
from collectors.recording.jobs import Job
from collectors.websites.looking import Look, look_at_page
from metrics.facts import CheckOutcome
from tests.collectors.websites import makes

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
ADDRESS = "http://www.example.gov.cn/tzgg/"
NAME = "呼和浩特市人民政府 通知公告"


def look(title: str, name: str = NAME) -> Look:
    html = makes.date_after_link(makes.entries(date(2026, 9, 16)))
    body = html.replace("<title>通知公告_某某市人民政府", f"<title>{title}").encode()
    job = Job(1, "column", name, ADDRESS, 1, None, None, None, None, None, None)
    fetched = Fetched(CheckOutcome.OK, ADDRESS, ADDRESS, 200, {"content-type": "text/html; charset=utf-8"}, body)
    return look_at_page(job, fetched, NOW)


@pytest.mark.parametrize(
    "title",
    ["五一影院_高清在线观看", "北京某某装饰工程有限公司", "免费小说下载", "Cheap Nike Outlet", "好又多商城-全场优惠"],
)
def test_a_column_under_the_title_of_a_trader_was_taken_over(title: str) -> None:
    seen = look(title)
    assert (seen.sight.outcome, seen.sight.newest) == (CheckOutcome.FOREIGN_PAGE, None)
    assert "标题与登记的网站、栏目无关" in seen.message


@pytest.mark.parametrize(
    "title",
    [
        "通知公告",
        "首页",
        "列表页",
        "",
        "Document",
        "资料下载",
        "全民健身直播",
        "青城呼和浩特",
        "关于我们",
        "数字阅读·漫画普法_某某旗司法局",
    ],
)
def test_a_redesigned_page_keeps_its_list_whatever_its_title(title: str) -> None:
    assert look(title).sight.outcome is CheckOutcome.OK


def test_a_trader_that_is_registered_under_its_name_is_its_own() -> None:
    assert look("春华水务开发有限公司", "春华水务 停水公告").sight.outcome is CheckOutcome.OK
    assert look("某某装饰工程有限公司", "春华水务 停水公告").sight.outcome is CheckOutcome.FOREIGN_PAGE
