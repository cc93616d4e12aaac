"""Pages that answer, but not with what was asked for."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageKind, PageView
from metrics.facts import CheckOutcome
from tests.collectors.websites import makes

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
PARAGRAPH = "<p>各旗县区人民政府，市直各部门：为深入贯彻落实有关决策部署，进一步提升服务水平，经研究决定，现就有关事项通知如下。</p>"


def look(html: str) -> PageView:
    return inspect_page(html.encode(), "http://www.example.gov.cn/a/", NOW, "text/html; charset=utf-8")


def article(head: str = "", line: str = "发布时间：2026-09-16 10:20　来源：市政府办公室　浏览次数：88") -> str:
    related = makes.entries(date(2026, 11, 1), count=4)
    others = "".join(f"<li><a href='b{n}.html'>{title}</a></li>" for n, (title, _) in enumerate(related))
    body = f"<h1>关于做好秋季造林工作的通知</h1><div class='info'>{line}</div><div class='con'>{PARAGRAPH * 9}</div>"
    return makes.page(f"{body}<div class='xgyd'><h3>相关阅读</h3><ul>{others}</ul></div>", head)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("404 Not Found", "nginx"),
        ("页面不存在", "抱歉，您访问的页面不存在或已被删除。"),
        ("某某市人民政府", "您所访问的页面找不到了，5秒后返回首页"),
        ("提示信息", "系统正在维护，请稍后再试"),
        ("HTTP Status 500 – Internal Server Error", "The server encountered an internal error"),
    ],
)
def test_an_error_page_is_no_update(title: str, text: str) -> None:
    view = look(f"<html><head><title>{title}</title></head><body><h1>{text}</h1><a href='/'>返回首页</a></body></html>")
    assert (view.outcome, view.newest, view.kind) == (CheckOutcome.SOFT_ERROR_PAGE, None, PageKind.UNKNOWN)


def test_a_login_page_is_no_update() -> None:
    form = "<form><input name='user'><input type='password' name='pw'><button>登录</button></form>"
    view = look(f"<html><head><title>统一身份认证平台</title></head><body>{form}</body></html>")
    assert view.outcome is CheckOutcome.LOGIN_PAGE


def test_a_list_with_a_login_box_and_a_title_about_404_stays_a_list() -> None:
    rows = [("关于404条建议办理情况的通报", date(2026, 9, 16)), ("网站页面不存在问题整改情况", date(2026, 9, 1))]
    view = look(makes.date_after_link(rows).replace("</body>", "<input type='password'></body>"))
    assert (view.outcome, view.newest) == (CheckOutcome.OK, date(2026, 9, 16))


def test_an_article_is_a_detail_page_with_its_own_date() -> None:
    view = look(article())
    assert (view.kind, view.outcome, view.newest) == (PageKind.DETAIL, CheckOutcome.NOT_A_LIST, date(2026, 9, 16))


def test_the_date_of_an_article_may_stand_in_its_meta_element() -> None:
    head = "<meta name='ArticleTitle' content='通知'><meta name='PubDate' content='2026-09-14 08:00:00'>"
    assert look(article(head)).newest == date(2026, 9, 14)


def test_an_article_without_a_date_is_not_dated_by_its_footer() -> None:
    assert look(article(line="来源：市政府办公室")).newest is None


def test_a_page_that_a_script_fills_is_no_list() -> None:
    view = look(
        "<html><head><title>通知公告</title></head><body><div id='app'></div><script src='app.js'></script></body></html>"
    )
    assert view.outcome is CheckOutcome.NEEDS_SCRIPT
    assert "filled_by_script" in view.flags


@pytest.mark.parametrize("body", [b"", b"  \n ", b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"])
def test_what_is_no_text_is_unreadable(body: bytes) -> None:
    assert inspect_page(body, "http://example.gov.cn/", NOW).outcome is CheckOutcome.UNREADABLE


@pytest.mark.parametrize("title", ["Casino online", "澳门新葡京 - 首页", "BET365体育"])
def test_a_title_that_sells_gambling_shows_a_page_taken_over(title: str) -> None:
    html = makes.date_after_link(makes.entries(date(2026, 11, 1))).replace("通知公告_某某市人民政府", title)

    assert look(html).outcome is CheckOutcome.FOREIGN_PAGE


@pytest.mark.parametrize("title", ["Specialist judicial service", "打击BET365等网络赌博平台", "socialist transport"])
def test_a_word_within_another_or_one_against_it_shows_no_page_taken_over(title: str) -> None:
    html = makes.date_after_link(makes.entries(date(2026, 11, 1))).replace("通知公告_某某市人民政府", title)

    assert look(html).outcome is CheckOutcome.OK
