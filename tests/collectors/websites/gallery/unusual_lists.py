"""Lists without links, without list elements, with days in unusual order, or among things that look like lists."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from datetime import date, timedelta

from tests.collectors.websites.gallery.articles import TEXT
from tests.collectors.websites.gallery.samples import FOOTER, NAV, SIDE, TITLES, Gallery, Row, joined, page, rows

GALLERY = Gallery()


def _listed(form: str, count: int = 5, around: str = "ul") -> str:
    """Entries written by a format string with the fields n, t and d, a day."""
    return page(f"<{around}>" + joined([_filled(form, row) for row in rows(count)]) + f"</{around}>")


def _filled(form: str, row: Row) -> str:
    return form.format(n=row[0], t=row[1], d=row[2])


@GALLERY(items=0, newest=None)
def clock_alone_beside_the_links_of_the_header() -> str:
    return f"<html><body><div class='hd'><span>2026-11-21</span><a href='/en/'>English</a><a href='/tw/'>繁體中文版</a></div>{NAV}<div class='list'></div>{FOOTER}</body></html>"


@GALLERY(items=0, newest=None)
def blank_column_beside_a_dated_hot_list() -> str:
    return page("<div class='list'><ul></ul></div>", side=SIDE)


@GALLERY(items=6)
def rendered_table_whose_rows_a_script_opens() -> str:
    body = joined(
        [
            _filled(
                "<tr class='el-table__row'><td><div class='cell'>{t}</div></td><td><div class='cell'>{d} 10:00:00</div></td></tr>",
                row,
            )
            for row in rows(6)
        ]
    )
    return page(
        f"<div class='el-table'><table><thead><tr><th>标题</th><th>发布时间</th></tr></thead></table><table><tbody>{body}</tbody></table></div>"
    )


@GALLERY(items=6)
def rendered_boxes_whose_lines_a_script_opens() -> str:
    return _listed("<div class='it'><span class='t'>{t}</span><span class='d'>{d}</span></div>", 6, "div")


@GALLERY(items=6)
def anchors_without_addresses() -> str:
    return _listed("<li><a>{t}</a><span>{d}</span></li>", 6)


@GALLERY(items=6)
def anchors_that_lead_nowhere() -> str:
    return _listed("<li><a href='javascript:void(0)'>{t}</a><span>{d}</span></li>", 6)


@GALLERY(items=6)
def anchors_with_one_and_the_same_mark() -> str:
    return _listed("<li><a href='#'>{t}</a><span>{d}</span></li>", 6)


@GALLERY(items=5)
def day_slash_month_above_the_year() -> str:
    return _listed("<li><div><span>{d:%d}</span>/<span>{d:%m}</span><br>{d:%Y}</div><a href='/n/{n}.htm'>{t}</a></li>")


@GALLERY(items=6)
def european_numbers() -> str:
    return _listed("<li><a href='/n/{n}.htm'>{t}</a><span>{d:%d/%m/%Y}</span></li>", 6)


@GALLERY(items=5)
def month_as_a_chinese_word() -> str:
    return _listed(
        "<li><div><span>{d:%d}</span><span>九月</span><span>2026</span></div><a href='/n/{n}.htm'>{t}</a></li>"
    )


@GALLERY(items=5)
def english_month_between_day_and_year() -> str:
    return _listed("<li><div><b>{d:%d}</b><i>{d:%b}</i><u>{d:%Y}</u></div><a href='/n/{n}.htm'>{t}</a></li>")


@GALLERY(items=5)
def english_month_above_the_day() -> str:
    return _listed("<li><div><b>{d:%b}</b><i>{d:%d}</i></div><a href='/n/{n}.htm'>{t}</a></li>")


@GALLERY(items=8)
def two_entries_under_each_month() -> str:
    return page(
        joined(
            [
                f"<h3>2026年{m}月</h3><ul><li><a href='/n/{m}1.html'>{TITLES[m]}</a><span>{m:02}-16</span></li><li><a href='/n/{m}2.html'>{TITLES[m + 1]}</a><span>{m:02}-02</span></li></ul>"
                for m in (9, 8, 7, 6)
            ]
        )
    )


@GALLERY(items=6)
def headings_followed_by_lines_of_their_own() -> str:
    return _listed(
        "<h4><a href='/n/{n}.html'>{t}</a></h4><div class='meta'>{d} / 新闻 / 阅读 {n}</div><p>{t}，请遵照执行。</p>",
        6,
        "div",
    )


@GALLERY(items=6)
def whole_texts_under_their_headings() -> str:
    return page(
        joined(
            [
                _filled(
                    "<div class='post'><h2><a href='/n/{n}.html'>{t}</a></h2>"
                    + TEXT[:250]
                    + "</p><p class='m'>{d} <a href='/n/{n}.html'>阅读全文</a></p></div>",
                    row,
                )
                for row in rows(6)
            ]
        )
    )


@GALLERY(items=10)
def introduction_above_the_list() -> str:
    lines = joined([_filled("<li><a href='/n/{n}.html'>{t}</a><span>{d}</span></li>", row) for row in rows()])
    return page(f"<div class='intro'>{TEXT[:330]}</p></div><ul>{lines}</ul>")


@GALLERY(items=5, newest=date(2026, 9, 16))
def list_inside_a_hot_topic_column() -> str:
    lines = joined([_filled("<li><a href='/n/{n}.html'>{t}</a><span>{d}</span></li>", row) for row in rows(5)])
    return page(f"<h2>热点关注</h2><ul>{lines}</ul>", title="热点关注_某某市人民政府")


@GALLERY(items=10)
def footer_time_inside_a_list() -> str:
    lines = joined([f"<p class='item'><a href='{n}.html'>{t}</a> <span>{d:%Y-%m-%d}</span></p>" for n, t, d in rows()])
    return f"<html><body><div class='wrap'><div class='cont'>{lines}<p class='item'>本页更新时间：2026-11-21</p></div>{FOOTER}</div></body></html>"


@GALLERY(items=10)
def moments_as_a_program_prints_them() -> str:
    lines = joined(
        [f"<li><a href='/a/{n}.html'>{t}</a><span>{d:%a %b %d} 10:00:00 CST {d:%Y}</span></li>" for n, t, d in rows()]
    )
    return page(f"<ul class='list'>{lines}</ul>")


@GALLERY(items=10)
def short_summary_that_begins_with_a_day() -> str:
    lines = joined(
        [
            f"<div class='it'><h3><a href='/a/{n}.html'>{t}</a></h3><p>2026年11月1日上午，全市召开会议。</p><p>来源：办公室　时间：{d}</p></div>"
            for n, t, d in rows()
        ]
    )
    return page(f"<div class='l'>{lines}</div>")


@GALLERY(items=10)
def days_of_application_beside_days_of_showing() -> str:
    lines = joined(
        [
            f"<tr><td>{n}</td><td><a href='/a/{n}.html'>{t}</a></td><td>{d - timedelta(days=20)}</td><td>{d}</td></tr>"
            for n, t, d in rows()
        ]
    )
    return page(f"<table><tr><th>序号</th><th>事项名称</th><th>申请时间</th><th>公示时间</th></tr>{lines}</table>")


@GALLERY(items=15)
def newest_of_the_whole_site_under_the_menu_of_the_column() -> str:
    menu = joined([f"<li><a href='/c{n}/'>栏目名称{n}</a></li>" for n in range(8)])
    other = joined(
        [f"<li><a href='/z/{n}.html'>{t[:12]}</a><span>[11-1{k}]</span></li>" for k, (n, t, _) in enumerate(rows(6))]
    )
    lines = joined([f"<li><a href='/a/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows(15)])
    left = f"<div class='lm_left'><div class='tit'>栏目导航</div><ul>{menu}</ul><div class='tit'>最新信息</div><ul>{other}</ul></div>"
    return page(f"{left}<div class='lm_right'><ul>{lines}</ul></div>")
