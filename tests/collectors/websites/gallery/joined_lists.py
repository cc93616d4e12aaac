"""Lists whose parts stand apart: titles and days in two columns, a headline above the list, a block of another make."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from datetime import date, timedelta

from tests.collectors.websites.gallery.samples import Gallery, joined, page, rows

GALLERY = Gallery()


@GALLERY(items=10)
def two_lists_side_by_side() -> str:
    entries = rows()
    titles = joined([f"<li><a href='/a/{n}.html'>{t}</a></li>" for n, t, _ in entries])
    days = joined([f"<li>{d}</li>" for _, _, d in entries])
    return page(f"<div class='con'><div class='lt'><ul>{titles}</ul></div><div class='rt'><ul>{days}</ul></div></div>")


@GALLERY(items=10)
def two_cells_side_by_side() -> str:
    entries = rows()
    titles = joined([f"<a href='/a/{n}.html'>{t}</a>" for n, t, _ in entries], "<br>")
    days = joined([f"[{d:%Y/%m/%d}]" for _, _, d in entries], "<br>")
    return page(f"<table><tr><td>{titles}</td><td>{days}</td></tr></table>")


@GALLERY(newest=None, items=10)
def a_column_of_fewer_days_dates_nothing() -> str:
    entries = rows()
    titles = joined([f"<li><a href='/a/{n}.html'>{t}</a></li>" for n, t, _ in entries])
    days = joined([f"<li>{d}</li>" for _, _, d in entries[:7]])
    return page(f"<div class='con'><div class='lt'><ul>{titles}</ul></div><div class='rt'><ul>{days}</ul></div></div>")


@GALLERY(items=12)
def first_block_of_another_make() -> str:
    entries = rows(12)
    first = joined([f"<dd><a href='/a/{n}.html'>{t}</a><em>{d}</em></dd>" for n, t, d in entries[:3]])
    others = joined([f"<li><a href='/a/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in entries[3:]])
    return page(f"<div class='con'><div class='t'><dl>{first}</dl></div><div class='l2'><ul>{others}</ul></div></div>")


@GALLERY(items=12)
def headline_with_summary_above_the_list() -> str:
    (n, t, d), *others = rows(12)
    head = f"<div class='tt'><h2><a href='/a/{n}.html'>{t}</a></h2><p>今年以来，全市上下认真贯彻落实有关决策部署。</p><span>{d}</span></div>"
    lines = joined([f"<li><a href='/a/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in others])
    return page(f"<div class='con'><h1>要闻动态</h1>{head}<ul>{lines}</ul></div>")


@GALLERY(items=10)
def box_of_another_column_keeps_its_heading() -> str:
    others = joined(
        [f"<li><a href='/b/{n}.html'>{t}</a><i>{d}</i></li>" for n, t, d in rows(3, newest=date(2026, 11, 20), skip=9)]
    )
    lines = joined([f"<li><a href='/a/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows(10)])
    return page(
        f"<div class='con'><div class='c1'><h4>图片新闻</h4><dl>{others.replace('li>', 'dd>')}</dl></div><div class='c2'><ul>{lines}</ul></div></div>"
    )


@GALLERY(items=10)
def headings_over_a_table_drawn_by_style() -> str:
    head = "<div class='th'><span>名称</span><span>文号</span><span>生成日期</span><span>发布日期</span></div>"
    lines = joined(
        [
            f"<div class='tr'><span><a href='/a/{n}.html'>{t}</a></span><span>某政发〔2026〕{n}号</span><span>{d - timedelta(days=9)}</span><span>{d}</span></div>"
            for n, t, d in rows()
        ]
    )
    return page(f"<div class='t'>{head}{lines}</div>")


@GALLERY(items=10)
def disclosure_entries_each_a_list_of_its_own() -> str:
    lines = joined(
        [
            f"<div class='xxgk_navli'><ul class='clearfix'><li class='mc'><a href='/public/1/{n}.html' title='{t}'>{t}</a><div class='box'><p>索引号：<span>{n}/2026-00121</span></p><p>发文日期：{d}</p></div></li><li class='rq'>{d}</li></ul></div>"
            for n, t, d in rows()
        ]
    )
    return page(f"<div class='xxgk_nav_con'>{lines}</div>")


@GALLERY(items=10)
def days_written_by_scripts_in_the_entries() -> str:
    lines = joined(
        [
            f"<li><a href='/a/{n}.html'>{t}</a><span><script>document.write('{d} 10:20:30'.substring(0, 10));</script></span></li>"
            for n, t, d in rows()
        ]
    )
    return page(f"<ul class='list'>{lines}</ul>")


@GALLERY(items=10)
def ranking_dated_by_a_portals_short_years() -> str:
    lines = joined(
        [
            f"<tr><td><a href='https://news.example.com/{d:%y/%m%d}/15/FGHIJKLM0001{n}.html'>{t}</a></td><td>{9000 - n}</td></tr>"
            for n, t, d in rows()
        ]
    )
    return page(f"<table><tr><th>标题</th><th>点击数</th></tr>{lines}</table>")
