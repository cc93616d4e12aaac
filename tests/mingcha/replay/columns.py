"""Columns that live through sixty days, each with the truth about every day, written down beside what it does.

A column may stay 14 days without news. Day 0 is 2025-11-25, so the turn of the year falls on day 37.
"""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler
from typing import Final

from tests.collectors.web_server import Handler, answer
from tests.collectors.websites import makes

FIRST: Final = date(2025, 11, 25)
DAYS: Final = 60
LIMIT: Final = 14
NOT_LOOKED_AT: Final = range(30, 46)
"""Days on which the column `left_alone` is not asked for."""

Truth = tuple[tuple[str, int], ...]
"""Answers with the number of days that each lasts."""
Play = Callable[[int], Handler]
FRESH: Final = (("fresh", 60),)
SILENT: Final = (("fresh", 11), ("stale", 49))


@dataclass(frozen=True)
class Column:
    """What a column answers on each day, and what is true of it."""

    name: str
    play: Play
    truth: Truth

    def answers(self) -> list[str]:
        """The true answer of each of the sixty days."""
        return [answer for answer, days in self.truth for _ in range(days)]


def day(number: int) -> date:
    """The calendar day of a day's number."""
    return FIRST + timedelta(days=number)


def alive(number: int) -> date:
    """The newest day of a column that brings news on every fifth day."""
    return day(number - number % 5)


def html(text: str | bytes, **headers: str) -> Handler:
    """A page that opened."""
    body = text if isinstance(text, bytes) else text.encode()
    return answer(200, body, Content_Type="text/html; charset=utf-8", **headers)


def listed(newest: date, make: makes.Make = makes.date_after_link) -> str:
    """A list whose newest entry is of this day."""
    return make(makes.entries(newest))


def silent(_number: int) -> Handler:
    """The newest entry is four days older than the first day, for ever."""
    return html(listed(day(-4)))


def steady(number: int) -> Handler:
    """News on every fifth day."""
    return html(listed(alive(number)))


def but(play: Play, days: Sequence[int], instead: Play) -> Play:
    """Another play on some days."""
    return lambda number: instead(number) if number in days else play(number)


def after(number: int, first: Play, then: Play) -> Play:
    """Another play from a day on."""
    return lambda today: first(today) if today < number else then(today)


def with_entry(title: str, on: date) -> Play:
    """The silent list with one more entry on top."""
    return lambda _number: html(makes.date_after_link([(title, on), *makes.entries(day(-4))]))


def month_and_day(newest: Callable[[int], date]) -> Play:
    """A list that leaves the years out."""

    def play(number: int) -> Handler:
        lines = "".join(
            f"<li><a href='/y{n}.html'>{t}</a><span>{d:%m-%d}</span></li>"
            for n, (t, d) in enumerate(makes.entries(newest(number)))
        )
        return html(makes.page(f"<ul class='list'>{lines}</ul>"))

    return play


def without_days(number: int) -> Handler:
    """Titles alone; what they lead to is gone."""
    lines = "".join(
        f"<li><a href='/gone/{n}.html'>{t}</a></li>" for n, (t, _) in enumerate(makes.entries(alive(number)))
    )
    return html(makes.page(f"<ul class='list'>{lines}</ul>"))


def gambling(number: int) -> Handler:
    """The page in the hands of others, with today's date."""
    titles = ("澳门新葡京娱乐城开户送88", "百家乐真人荷官在线", "时时彩计划软件", "老虎机电子游艺", "足球外围投注平台")
    lines = "".join(
        f"<li><a href='/{n}.html'>{title}</a><span>{day(number)}</span></li>" for n, title in enumerate(titles)
    )
    return html(f"<html><head><title>澳门新葡京官网</title></head><body><ul>{lines}</ul></body></html>")


def made_today(number: int) -> Handler:
    """The silent list under a line that tells when the page was made."""
    return html(
        listed(day(-4)).replace('<div class="main">', f'<div class="main"><p>页面生成时间：{day(number)} 08:00:00</p>')
    )


def unchanged_honestly(number: int) -> Handler:
    """A server that answers 304 as long as nothing has changed."""
    tag = f'"{alive(number)}"'

    def handle(request: BaseHTTPRequestHandler) -> None:
        asked = request.headers.get("If-None-Match")
        (answer(304, ETag=tag) if asked == tag else html(listed(alive(number)), ETag=tag))(request)

    return handle


def unchanged_whenever_asked(number: int) -> Handler:
    """A server that answers every conditional request with 304, and else shows its old list."""

    def handle(request: BaseHTTPRequestHandler) -> None:
        asked = request.headers.get("If-None-Match")
        (answer(304) if asked else html(listed(day(-4)), ETag='"1"'))(request)

    return handle


def words(title: str, text: str) -> Play:
    """A page that opens and says something else."""
    return lambda _number: html(
        f"<html><head><title>{title}</title></head><body><h1>{text}</h1><a href='/'>返回首页</a></body></html>"
    )


def failed(start: int, length: int) -> Truth:
    """Fresh but for a time of failures."""
    return (("fresh", start), ("check_failed", length), ("fresh", DAYS - start - length))


def columns(port: int) -> list[Column]:
    """All columns; `port` is that of the server that plays them."""
    script = "<html><head><title>通知公告</title></head><body><div id='app'></div><script src='/app.js'></script></body></html>"
    form = "<html><head><title>统一身份认证</title></head><body><form><input name='u'><input type='password'></form></body></html>"
    away = answer(302, Location=f"http://localhost:{port}/foreign")
    return [
        Column("steady", steady, FRESH),
        Column("silent", silent, SILENT),
        Column("silent_then_one_entry", after(30, silent, lambda _: html(listed(day(30)))), (("fresh", 11), ("stale", 19), ("fresh", 15), ("stale", 15))),
        Column("outage", but(steady, range(20, 25), lambda _: answer(503, b"busy")), failed(20, 5)),
        Column("soft_error", but(steady, range(10, 20), words("404", "抱歉，您访问的页面不存在或已被删除")), failed(10, 10)),
        Column("gone", after(30, steady, lambda _: answer(404, b"gone")), failed(30, 30)),
        Column("hijacked", but(steady, range(15, 18), gambling), failed(15, 3)),
        Column("gate", but(steady, (5, 6), words("安全验证", "请拖动滑块完成验证")), failed(5, 2)),
        Column("login", after(50, steady, lambda _: html(form)), failed(50, 10)),
        Column("script_only", but(steady, (8, 9), lambda _: html(script)), failed(8, 2)),
        Column("led_away", but(steady, (33, 34, 35), lambda _: away), failed(33, 3)),
        Column("honest_304", unchanged_honestly, FRESH),
        Column("endless_304", unchanged_whenever_asked, SILENT),
        Column("nothing_but_304", after(1, lambda _: html(listed(day(-4)), ETag='"1"'), lambda _: answer(304)), (("fresh", 8), ("not_checked", 52))),
        Column("back_dated", after(12, silent, with_entry("关于补发公告的通知", day(-10))), SILENT),
        Column("dated_ahead", after(5, silent, with_entry("关于做好明年工作的通知", day(400))), SILENT),
        Column("redesigned", lambda n: html(listed(alive(n), makes.date_after_link if n < 30 else makes.date_inside_link)), FRESH),
        Column("years_left_out", month_and_day(alive), FRESH),
        Column("years_left_out_silent", month_and_day(lambda _: day(-4)), SILENT),
        Column("lost_its_days", after(25, steady, without_days), (("fresh", 25), ("stale", 35))),
        Column("emptied", after(40, steady, lambda _: html(makes.page("<ul class='list'></ul><p>暂无数据</p>"))), (("fresh", 40), ("stale", 20))),
        Column("made_today", made_today, SILENT),
        Column("left_alone", steady, (("fresh", 37), ("not_checked", 9), ("fresh", 14))),
    ]  # fmt: skip
