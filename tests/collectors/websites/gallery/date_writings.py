"""Days written in odd ways, and days around the list that are nobody's day of publication."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from datetime import date, timedelta

from tests.collectors.websites.gallery.samples import TODAY, Gallery, joined, page, rows

GALLERY = Gallery()
ENGLISH = ("Autonomous Region Issues Guidelines on Open Government", "Notice on the 2026 Spring Recruitment", "Mayor Meets Delegation from Mongolia",
           "Annual Report on Government Information Disclosure 2025", "Opening Ceremony of the Naadam Fair", "Customs Clearance Time Shortened Again")  # fmt: skip


def _listed(*days: str, link: str = "/n/{n}.html") -> str:
    lines = joined(
        [
            f"<li><a href='{link.format(n=n)}'>{t}</a><span>{written}</span></li>"
            for (n, t, _), written in zip(rows(len(days)), days, strict=True)
        ]
    )
    return page(f"<ul class='list'>{lines}</ul>")


@GALLERY(items=6)
def english_long_dates() -> str:
    lines = joined(
        [
            f"<div class='item'><h3><a href='/en/{i}.html'>{t}</a></h3><p class='date'>{d:%B} {d.day}, {d.year}</p></div>"
            for i, (t, (_, _, d)) in enumerate(zip(ENGLISH, rows(6), strict=True))
        ]
    )
    return page(f"<div class='news'>{lines}</div><p>Updated: Nov 21, 2026</p>", title="News")


@GALLERY(items=6)
def english_day_first() -> str:
    lines = joined(
        [
            f"<li><time>{d.day} {d:%b} {d.year}</time> <a href='/en/{i}'>{t}</a></li>"
            for i, (t, (_, _, d)) in enumerate(zip(ENGLISH, rows(6), strict=True))
        ]
    )
    return page(f"<ul>{lines}</ul>", title="Press releases")


@GALLERY(items=6)
def english_american_numbers() -> str:
    lines = joined(
        [
            f"<tr><td>{d:%m/%d/%Y}</td><td><a href='/en/{i}'>{t}</a></td></tr>"
            for i, (t, (_, _, d)) in enumerate(zip(ENGLISH, rows(6), strict=True))
        ]
    )
    return page(f"<table><tr><th>Date</th><th>Title</th></tr>{lines}</table>", title="Documents")


@GALLERY(items=6, newest=date(2026, 9, 17))
def iso_moments_in_utc() -> str:
    lines = joined(
        [
            f"<li><a href='/en/{i}'>{t}</a><time datetime='{d}T20:30:00Z'></time></li>"
            for i, (t, (_, _, d)) in enumerate(zip(ENGLISH, rows(6), strict=True))
        ]
    )
    return page(f"<ul>{lines}</ul>", title="Latest")


@GALLERY(items=4, newest=TODAY - timedelta(days=1))
def relative_words() -> str:
    return _listed("昨天 10:22", "3天前", "1周前", "2026-09-01")


@GALLERY(items=4, newest=TODAY)
def minutes_ago() -> str:
    return _listed("12分钟前", "5小时前", "前天", "11月02日")


@GALLERY(items=4)
def chinese_dots_and_blanks() -> str:
    return _listed("2026 年 9 月 16 日", "2026 . 09 . 10", "2026／9／1", "2026－08－30")


@GALLERY(items=4)
def times_with_weekdays() -> str:
    return _listed("2026年9月16日 星期三", "2026-09-15 周二 10:22", "2026-09-14（星期一）", "2026-09-11 星期五")


@GALLERY(items=4)
def compact_digits() -> str:
    return _listed("20260916", "20260910", "20260901", "20260820")


@GALLERY(items=4)
def months_without_years() -> str:
    return _listed("9月16日", "09/10", "[09.01]", "(8-30)")


@GALLERY(items=5, newest=date(2025, 12, 31))
def year_left_out_at_the_turn() -> str:
    return _listed("12-31", "12-25", "12-11", "12-01", "11-30")


@GALLERY(items=4)
def the_page_wins_over_the_address() -> str:
    return _listed("2026-09-16", "2026-09-10", "2026-09-01", "2026-08-20", link="./202611/t20261120_{n}.html")


@GALLERY(items=4, newest=date(2026, 9, 10))
def a_day_after_today() -> str:
    return _listed("2027-09-16", "2026-09-10", "2026-09-01", "2026-12-01")


@GALLERY(items=4, newest=date(2026, 9, 10))
def impossible_days() -> str:
    return _listed("2026-02-30", "2026-09-10", "2026-13-01", "0000-00-00")


@GALLERY(items=6)
def visits_and_numbers_beside_the_day() -> str:
    lines = joined(
        [
            f"<li><em>{i}.</em><a href='/n/{n}.html'>{t}</a><i>浏览 {n}</i><i>11/20</i><span>{d}</span></li>"
            for i, (n, t, d) in enumerate(rows(6), 1)
        ]
    )
    return page(f"<ul>{lines}</ul>")


@GALLERY(items=6)
def deadline_beside_publication() -> str:
    lines = joined(
        [
            f"<li><h4><a href='/zj/{n}.html'>{t}</a></h4><p>征集时间：{d} 至 {d + timedelta(days=30)}</p><p>状态：已结束</p></li>"
            for n, t, d in rows(6)
        ]
    )
    return page(f"<ul class='zjlist'>{lines}</ul>")


@GALLERY(items=6)
def recruitment_with_deadline_only_labelled() -> str:
    body = joined(
        [
            f"<tr><td><a href='/job/{n}'>{t}</a></td><td>发布日期：{d}</td><td>截止日期：{d + timedelta(days=40)}</td></tr>"
            for n, t, d in rows(6)
        ]
    )
    return page(f"<table>{body}</table>")


@GALLERY(items=6)
def header_clock_as_a_date_alone() -> str:
    lines = joined([f"<li><a href='/n/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows(6)])
    return f"<html><body><div class='top'><ul><li>2026-11-21</li><li><a href='/en'>English Version of the Site</a></li><li>农历十月十三</li></ul></div><div><ul class='l'>{lines}</ul></div><div>网站建设运维：某某信息技术有限公司 2026-11-21 08:00:01</div></body></html>"


@GALLERY(items=8, newest=None)
def undated_list_on_a_page_full_of_clocks() -> str:
    lines = joined([f"<li><a href='/n/{n}.html'>{t}</a></li>" for n, t, _ in rows(8)])
    return page(
        f"<div class='date'>2026-11-21 08:30 星期六</div><ul class='list'>{lines}</ul><div class='upd'>更新于 2026-11-20</div>"
    )


@GALLERY(items=8, newest=None)
def undated_list_with_days_in_titles() -> str:
    lines = joined(
        [f"<li><a href='/n/{n}.html'>{d.year}年{d.month}月{d.day}日空气质量日报</a></li>" for n, _, d in rows(8)]
    )
    return page(f"<ul class='list'>{lines}</ul>")


@GALLERY(items=7)
def clock_line_among_the_entries() -> str:
    lines = joined([f"<tr><td><a href='/n/{n}.html'>{t}</a></td><td>{d}</td></tr>" for n, t, d in rows(7)])
    return page(
        f"<table><tr><td>当前时间</td><td>2026-11-21 09:00:00</td></tr>{lines}<tr><td>最后更新</td><td>2026-11-21</td></tr></table>"
    )


@GALLERY(items=6, newest=date(2026, 9, 18))
def day_range_of_a_notice_period() -> str:
    lines = joined(
        [
            f"<li><a href='/gs/{n}.html'>{t}</a><span>2026-09-{18 - i:02}</span><p>公示期：2026年11月1日—2026年11月20日</p></li>"
            for i, (n, t, _) in enumerate(rows(6))
        ]
    )
    return page(f"<ul>{lines}</ul>")


@GALLERY(items=6)
def day_before_a_dash_in_the_link() -> str:
    lines = joined([f"<li><a href='/n/{n}.html'>{d} {t}</a></li>" for n, t, d in rows(6)])
    return page(f"<ul>{lines}</ul>")


@GALLERY(items=6)
def day_at_the_end_of_the_link() -> str:
    lines = joined(
        [f"<li><a href='/n/{n}.html'>{t}&nbsp;&nbsp;[{d.month:02}-{d.day:02}]</a></li>" for n, t, d in rows(6)]
    )
    return page(f"<ul>{lines}</ul>")


@GALLERY(items=6)
def title_attribute_with_all_facts() -> str:
    lines = joined(
        [
            f"<li><a href='/n/{n}.html' title='标题：{t}&#10;作者：admin&#10;发布时间：{d} 10:22:00&#10;点击数：{n}'>{t}</a></li>"
            for n, t, d in rows(6)
        ]
    )
    return page(f"<ul>{lines}</ul>")
