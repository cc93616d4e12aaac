"""Pages that no validator would pass, in old encodings, and columns that hold nothing."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from collectors.websites.page_view import PageKind
from metrics.facts import CheckOutcome
from tests.collectors.websites.gallery.samples import FOOTER, NAV, NEWEST, Gallery, joined, page, rows

GALLERY = Gallery()


@GALLERY(items=10)
def declared_gb2312_holding_gb18030() -> bytes:
    lines = joined([f"<li><a href='{n}.html'>{t}—镕堃㙍</a><span>{d}</span></li>" for n, t, d in rows()])
    return page(f"<ul>{lines}</ul>").replace("charset=utf-8", "charset=gb2312").encode("gb18030")


@GALLERY(items=10, content_type="text/html;charset=ISO-8859-1")
def gbk_without_any_declaration() -> bytes:
    lines = joined([f"<li><a href='{n}.html'>{t}</a><span>{d:%Y年%m月%d日}</span></li>" for n, t, d in rows()])
    return f"<title>通知公告</title><ul>{lines}</ul>".encode("gb18030")


@GALLERY(items=6)
def big5_page() -> bytes:
    lines = joined(
        [
            f"<li><a href='{n}.html'>關於辦理政府資訊公開事項的通知（第{n}號）</a><span>{d}</span></li>"
            for n, _, d in rows(6)
        ]
    )
    return f"<html><head><meta charset=big5><title>最新消息</title></head><body><ul>{lines}</ul></body></html>".encode(
        "big5"
    )


@GALLERY(items=10)
def unclosed_items_and_cells() -> str:
    lines = "".join(f"<li><a href='{n}.html'>{t}</a> <span class=date>{d}" for n, t, d in rows())
    return f"<body>{NAV}<div id=main><ul class=list>{lines}</ul></div>{FOOTER}"


@GALLERY(items=10)
def links_left_open() -> str:
    lines = "".join(f"<tr><td><a href='{n}.html'>{t}<td>{d}</tr>" for n, t, d in rows())
    return f"<html><table>{lines}</table>"


@GALLERY(items=10)
def second_document_inside_the_first() -> str:
    lines = joined([f"<li><a href='{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows()])
    return page(f"<html><head><title>x</title></head><body><div class='inc'><ul>{lines}</ul></div></body></html>")


@GALLERY(items=10)
def fonts_around_everything() -> str:
    lines = joined(
        [
            f"<p><font size=2><font color=red>·</font><a href='{n}.asp'><font face=宋体>{t}</font></a></font><font color=#888 size=1>（{d.year}-{d.month}-{d.day}）</font></p>"
            for n, t, d in rows()
        ]
    )
    return f"<center><font>{lines}</font></center>"


@GALLERY(items=10)
def entities_instead_of_characters() -> str:
    lines = joined(
        [
            f"<li><a href='{n}.html'>{''.join(f'&#{ord(c)};' for c in t)}</a>&nbsp;&nbsp;&#91;{d:%Y&#45;%m&#45;%d}&#93;</li>"
            for n, t, d in rows()
        ]
    )
    return page(f"<ul>{lines}</ul>")


@GALLERY(items=10)
def list_without_any_list_elements() -> str:
    lines = "<br>\n".join(f"◆ <a href='{n}.html'>{t}</a>（{d:%Y-%m-%d}）" for n, t, d in rows())
    return f"<html><body>{NAV}<div>{lines}</div></body></html>"


@GALLERY(items=1)
def one_single_entry() -> str:
    return page(
        f"<ul class='newslist'><li><a href='/n/1.html'>某某市人民政府2025年政府信息公开工作年度报告</a><span>{NEWEST}</span></li></ul>"
    )


@GALLERY(items=2)
def two_entries_among_long_menus() -> str:
    menu = joined([f"<li><a href='/zwgk/{k}/'>重点领域信息公开之{k}</a></li>" for k in range(30)])
    lines = joined([f"<li><a href='/n/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows(2)])
    return page(f"<div class='left'><ul>{menu}</ul></div><div class='right_con'><ul class='list'>{lines}</ul></div>")


@GALLERY(items=0, newest=None)
def blank_column_that_says_so() -> str:
    return page(
        "<div class='list'><ul></ul><p class='nodata'>暂无数据</p></div><div class='page'>共0页 0条记录 2026-11-21</div>"
    )


@GALLERY(items=0, newest=None)
def blank_column_that_is_being_built() -> str:
    return page("<div class='list'><p>内容正在建设中，敬请期待！</p></div>")


@GALLERY(items=0, newest=None)
def blank_table_with_headings_only() -> str:
    return page("<table><tr><th>序号</th><th>标题</th><th>发布日期</th></tr></table><div>共 0 条</div>")


@GALLERY(items=0, newest=None)
def blank_datastore() -> str:
    return page(
        "<div id='1'><script type='text/xml'><datastore><totalrecord>0</totalrecord><recordset></recordset></datastore></script></div>"
    )


@GALLERY(items=0, newest=None)
def blank_column_beside_a_hot_list() -> str:
    hot = joined([f"<li><a href='/a/{n}.html'>{t}</a></li>" for n, t, _ in rows(5)])
    return page(
        f"<div class='list'><ul></ul><p>暂无信息</p></div><div class='sidebar'><h3>点击排行</h3><ul class='rank'>{hot}</ul></div>"
    )


@GALLERY(items=0, newest=None)
def blank_column_with_a_counter_of_visitors() -> str:
    return page("<div class='list'><ul></ul></div><script>$.get('/count', function (n) { $('#n').html(n); });</script>")


@GALLERY(items=0, newest=None)
def blank_search_that_is_sorry() -> str:
    return page("<div class='list'><p>抱歉，没有找到相关内容</p></div>")


@GALLERY(items=None, newest=None, kind=PageKind.UNKNOWN, outcome=CheckOutcome.NEEDS_SCRIPT)
def list_drawn_by_a_request() -> str:
    script = "$.ajax({url: '/api/list', success: function (d) { $.each(d, function (i, one) { $('#l').append(one.t); }); }});"
    return page(f"<div class='list'><ul id='l'></ul></div><script>{script}</script>")


@GALLERY(items=None, newest=None, kind=PageKind.UNKNOWN, outcome=CheckOutcome.NEEDS_SCRIPT)
def frames_only() -> str:
    return "<html><head><title>信息公开</title></head><frameset rows='120,*'><frame src='top.htm'><frame src='list.asp?d=2026-11-20'></frameset></html>"


@GALLERY(items=10)
def nested_forms_and_stray_ends() -> str:
    lines = joined([f"</div><li></p><a href='{n}.html'>{t}</a></span><span>{d}</li></ul>" for n, t, d in rows()])
    return f"<form><form>{lines}"


@GALLERY(items=10)
def page_cut_off_in_the_middle() -> str:
    lines = joined([f"<li><a href='{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows()])
    whole = page(f"<ul>{lines}</ul>")
    return whole[: whole.index("</ul></div>", whole.index("4021")) + 2] if "</ul></div>" in whole else whole


@GALLERY(items=10)
def zero_width_and_byte_order_marks_inside() -> str:
    lines = joined(
        [f"<li>\ufeff<a href='{n}.html'>\u200b{t}</a>\u200b<span>\ufeff{d}\u200b</span></li>" for n, t, d in rows()]
    )
    return page(f"<ul>{lines}</ul>")


@GALLERY(items=10)
def directional_marks_and_dashes_in_days() -> str:
    lines = joined(
        [
            f"<li><a href='{n}.html'>{t}</a><span>{d.year}\u2010{d.month:02}\u2010{d.day:02}</span></li>"
            for n, t, d in rows()
        ]
    )
    return page(f"<ul>{lines}</ul>")
