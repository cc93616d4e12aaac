"""Pages of firewalls, servers and systems in the place of a column, and pages that only speak of such things."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from collectors.websites.inspect import inspect_page
from collectors.websites.page_view import PageKind, PageView
from metrics.facts import CheckOutcome
from tests.collectors.websites import makes

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
NEWEST = date(2026, 9, 16)
PARAGRAPH = "<p>各旗县区人民政府，市直各部门：为深入贯彻落实有关决策部署，进一步提升服务水平，经研究决定，现就有关事项通知如下。</p>"


def look(html: str) -> PageView:
    return inspect_page(html.encode(), "http://www.example.gov.cn/a/", NOW, "text/html; charset=utf-8")


def bare(title: str, body: str, head: str = "") -> str:
    return f"<html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "html",
    [
        "<script>document.cookie=('_')+('_')+('j')+('s')+('l');location.href=location.pathname+location.search</script>",
        '<html><head><script>function jump(){self.location="/a/?security_verify_data=313432"}setTimeout("jump()",50)</script></head></html>',
        "<html><body><noscript><h1>请开启JavaScript并刷新该页.</h1></noscript><script>document.cookie='d=1';window.location.reload();</script></body></html>",
        "<html><body><script>var u='/WZWSREL3p3?wzwschallenge=V1pXU19D';eval('x')</script></body></html>",
        "<html><head><script src='/_guard/auto.js'></script></head><body></body></html>",
        "<script>window.location.href='http://waf.example-cloud.com/501page.html?u=/'</script>",
        bare("Request Rejected", "The requested URL was rejected. Your support ID is: 123456789"),
        bare("501", "<p>很抱歉，您的请求可能存在威胁，已被拦截</p>"),
        bare("访问提醒", "<p>系统检测到您的网络存在异常流量，请完成验证</p>"),
        bare("请稍候", "<p>正在检查您的浏览器，请稍候</p>"),
        bare("禁止访问", "<p>您的IP地址 1.2.3.4 已被禁止访问本站</p>"),
        bare("", "<p>Request unsuccessful. Incapsula incident ID: 443000680030105137-123</p>"),
    ],
)
def test_a_gate_is_told_whoever_made_it(html: str) -> None:
    assert look(html).outcome is CheckOutcome.GATE_PAGE


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert('信息不存在或已被删除！');history.back();</script>",
        bare("错误", "<pre>java.lang.NullPointerException\n\tat com.example.Index.doGet(Index.java:120)</pre>"),
        bare("", "<h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error</p>"),
        bare("", "<p>Microsoft OLE DB Provider for SQL Server 错误 '80004005'</p>"),
        bare("", "<p>upstream connect error or disconnect/reset before headers</p>"),
        bare("", "<h1>It works!</h1>"),
        bare("提示信息", "<p>没有找到您要访问的页面</p>"),
        bare("提示", "<p>您没有权限访问该页面</p>"),
        bare("通知", "<p>因机房停电检修，门户网站暂停服务，预计11月21日恢复。</p>"),
        bare("提示", "<p>本站点因安全整改暂时关闭。</p>"),
    ],
)
def test_what_a_server_says_of_its_own_failure_is_no_column(html: str) -> None:
    assert look(html).outcome is CheckOutcome.SOFT_ERROR_PAGE


@pytest.mark.parametrize("words", ["您还没有登录，请先登录后再访问！", "会话已超时，请重新登录", "请使用APP扫码登录"])
def test_a_page_that_asks_to_sign_in_needs_no_field_for_a_password(words: str) -> None:
    assert look(bare("提示", f"<p>{words}</p>")).outcome is CheckOutcome.LOGIN_PAGE


def test_a_gone_page_stays_one_above_the_newest_entries_of_others() -> None:
    rows = makes.entries(NEWEST, 4)
    html = makes.date_after_link(rows).replace(
        "<body>", "<body><p>对不起，您访问的页面不存在或已删除，以下是最新信息：</p>"
    )
    assert look(html).outcome is CheckOutcome.OK
    titled = html.replace("<title>通知公告_某某市人民政府", "<title>404-页面不存在")
    assert look(titled).outcome is CheckOutcome.SOFT_ERROR_PAGE


@pytest.mark.parametrize(
    "titles",
    [
        ("关于停止使用旧版登录页面的通知", "请输入验证码功能上线说明", "统一身份认证平台升级公告"),
        ("域名转让公告", "关于网站暂时无法访问的致歉说明", "关于404页面优化的通知"),
        ("防火墙设备采购公告", "访问量过大导致系统异常情况说明", "WAF设备采购项目中标公告"),
    ],
)
def test_an_undated_list_may_speak_of_gates_and_errors(titles: tuple[str, ...]) -> None:
    lines = "".join(f"<li><a href='/content_{n}.html'>{title}</a></li>" for n, title in enumerate(titles))
    view = look(makes.page(f"<div class='main'><ul>{lines}</ul></div>"))
    assert (view.outcome, len(view.items)) == (CheckOutcome.OK, 3)


@pytest.mark.parametrize(
    "title",
    [
        "域名转让公告",
        "关于网站暂时无法访问的致歉说明",
        "关于404页面优化的通知",
        "关于代开发票业务的通知",
        "传奇私服侵权案宣判",
    ],
)
def test_an_article_may_speak_of_such_things_in_its_title(title: str) -> None:
    body = f"<h1>{title}</h1><div>发布时间：2026-09-16 来源：市政府</div><div>{PARAGRAPH * 9}</div>"
    view = look(makes.page(body).replace("<title>通知公告", f"<title>{title}"))
    assert (view.kind, view.newest) == (PageKind.DETAIL, NEWEST)


def test_a_blank_column_under_a_line_about_signing_in_is_blank() -> None:
    view = look(bare("通知公告", "<div>您还未登录 <a href='/login'>登录</a></div><ul></ul><p>暂无数据</p>"))
    assert (view.outcome, view.flags) == (CheckOutcome.OK, ("blank",))


@pytest.mark.parametrize(
    "words",
    [
        "网站维护：市信息中心 0471-1234567",
        "如页面无法访问请联系管理员",
        "网络安全：WAF防护",
        "安全验证 可信网站",
        "请先登录后再进行在线咨询",
        "<form>请输入验证码<input name='c'></form>",
    ],
)
@pytest.mark.parametrize("entries", [0, 1])
def test_what_the_foot_of_every_page_says_is_not_said_of_this_one(words: str, entries: int) -> None:
    line = "<li><a href='/content_1.html'>关于做好秋季造林工作的通知</a><span>2026-09-16</span></li>" * entries
    html = makes.page(f"<ul class='list'>{line}</ul>" if entries else "<p>暂无数据</p>")
    view = look(html.replace('<div class="footer">', f'<div class="footer"><p>{words}</p>'))
    assert (view.outcome, len(view.items), view.newest) == (CheckOutcome.OK, entries, NEWEST if entries else None)


def test_a_page_with_the_menu_of_its_site_is_no_gate_for_a_field_of_a_form() -> None:
    view = look(makes.page("<p>暂无数据</p><form>请输入验证码<input name='c'></form>"))
    assert (view.outcome, view.flags) == (CheckOutcome.OK, ("blank",))


@pytest.mark.parametrize(
    "title", ["关于门户网站系统维护的公告", "网站安全验证升级通知", "暂停服务公告", "关于域名到期更换的公告"]
)
def test_the_only_entry_of_a_column_may_speak_of_such_things(title: str) -> None:
    view = look(makes.page(f"<ul><li><a href='/content_1.html'>{title}</a><span>2026-09-16</span></li></ul>"))
    assert (view.outcome, view.newest) == (CheckOutcome.OK, NEWEST)
