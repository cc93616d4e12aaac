"""Publishing systems that are not made for governments alone: portals, blogs, forums, grids."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from datetime import timedelta

from tests.collectors.websites.gallery.samples import NEWEST, SIDE, Gallery, joined, page, rows

GALLERY = Gallery()


@GALLERY(items=10)
def dedecms_list_with_info_line() -> str:
    lines = joined(
        [
            f"""<li><a href='/a/tzgg/2026/0101/{n}.html' class='preview'><img src='/uploads/{n}.jpg'/></a>[<b><a href='/a/tzgg/'>通知公告</a></b>] <a href='/a/tzgg/2026/0101/{n}.html' class="title">{t}</a>
<span class="info"><small>日期：</small>{d} 10:22:11 <small>点击：</small>{n % 999} <small>好评：</small>{n % 50}</span><p class="intro">根据工作安排，定于2026年11月20日至2026年12月31日开展集中整治...</p></li>"""
            for n, t, d in rows()
        ]
    )
    return page(
        f"<div class='listbox'><ul class='e2'>{lines}</ul></div><div class='dede_pages'><ul class='pagelist'><li>首页</li><li class='thisclass'>1</li><li><a href='list_2_2.html'>2</a></li><li><span class='pageinfo'>共 <strong>12</strong>页<strong>238</strong>条</span></li></ul></div>",
        side=SIDE,
    )


@GALLERY(items=10)
def empirecms_bracketed_days() -> str:
    lines = joined(
        [f"<li><span>[{d:%m-%d}]</span> <a href='/html/tzgg/{n}.html' title='{t}'>{t}</a></li>" for n, t, d in rows()]
    )
    return page(
        f"<ul class='newslist'>{lines}</ul><div class='epages'><a title='Total record'>&nbsp;<b>238</b> </a>&nbsp;<b>1</b>&nbsp;<a href='index_2.html'>2</a></div>"
    )


@GALLERY(items=5)
def wordpress_theme_with_updated_times() -> str:
    posts = joined(
        [
            f"""<article id="post-{n}" class="post-{n} post type-post hentry"><header class="entry-header"><h2 class="entry-title"><a href="https://example.org/archives/{n}" rel="bookmark">{t}</a></h2>
<div class="entry-meta"><span class="posted-on">发布于<a href="https://example.org/archives/{n}" rel="bookmark"><time class="entry-date published" datetime="{d}T10:22:00+08:00">{d.year} 年 {d.month} 月 {d.day} 日</time><time class="updated" datetime="2026-11-20T09:00:00+08:00">2026 年 11 月 20 日</time></a></span>
<span class="byline">由<a href="https://example.org/author/admin">admin</a></span></div></header><div class="entry-summary"><p>近日，我局组织开展了专项检查。 <a class="more-link" href="https://example.org/archives/{n}">继续阅读</a></p></div></article>"""
            for n, t, d in rows(5)
        ]
    )
    side = "<aside class='widget-area'><section><h2>近期文章</h2><ul><li><a href='https://example.org/archives/1'>关于系统升级的说明</a></li></ul></section><section><h2>归档</h2><ul><li><a href='/2026/11'>2026年11月</a></li><li><a href='/2026/10'>2026年10月</a></li></ul></section></aside>"
    return page(f"<main id='main'>{posts}</main>", side=side)


@GALLERY(items=8)
def forum_with_last_answers() -> str:
    threads = joined(
        [
            f"""<tbody id="normalthread_{n}"><tr><td class="icn"><a href="thread-{n}-1-1.html" title="有新回复"><img src="folder.gif"/></a></td><th class="new"><em>[<a href="forum.php?typeid=2">咨询</a>]</em> <a href="thread-{n}-1-1.html" class="s xst">{t}</a></th>
<td class="by"><cite><a href="space-uid-{n}.html">hello{n}</a></cite><em><span>{d.year}-{d.month}-{d.day}</span></em></td><td class="num"><a href="thread-{n}-1-1.html">{n % 60}</a><em>{n}</em></td><td class="by"><cite><a href="space-username-x.html">admin</a></cite><em><a href="forum.php?mod=redirect"><span title="2026-11-{1 + n % 20}">2026-11-{1 + n % 20} 08:1{n % 10}</span></a></em></td></tr></tbody>"""
            for n, t, d in rows(8)
        ]
    )
    return page(
        f"<table summary='forum_2' id='threadlisttableid'><thead><tr><th>主题</th><td>作者</td><td>回复</td><td>最后发表</td></tr></thead>{threads}</table>"
    )


@GALLERY(items=10)
def web_forms_grid_with_pager_row() -> str:
    body = joined(
        [
            f'<tr style="background-color:White"><td><a id="GridView1_ctl{i:02}_HyperLink1" href="ShowInfo.aspx?ID={n}" target="_blank">{t}</a></td><td align="center"><span id="GridView1_ctl{i:02}_Label1">{d.year}/{d.month}/{d.day} 0:00:00</span></td></tr>'
            for i, (n, t, d) in enumerate(rows(), 2)
        ]
    )
    pager = (
        "<tr class='pager'><td colspan='2'><table border='0'><tr><td><span>1</span></td>"
        + "".join(f"<td><a href=\"javascript:__doPostBack('GridView1','Page${k}')\">{k}</a></td>" for k in range(2, 11))
        + "</tr></table></td></tr>"
    )
    return page(
        f'<form method="post" action="List.aspx" id="form1"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKLTIwMjYxMTIx" /><table cellspacing="0" rules="all" border="1" id="GridView1"><tr><th scope="col">标题</th><th scope="col">发布时间</th></tr>{body}{pager}</table></form>'
    )


@GALLERY(items=10)
def data_list_of_nested_tables() -> str:
    body = joined(
        [
            f"<tr><td><table width='100%'><tr><td style='width:20px'>·</td><td><a href='NewsView.asp?id={n}'>{t}</a></td><td style='width:90px'><font color='#999999'>{d.month}月{d.day}日</font></td></tr></table></td></tr>"
            for n, t, d in rows()
        ]
    )
    return page(f"<table id='DataList1'>{body}</table><span id='lblPage'>第1页/共12页</span>")


@GALLERY(items=10)
def uppercase_tags_without_quotes() -> str:
    body = "".join(
        f"<TR><TD WIDTH=500 ><IMG SRC=dot.gif><A HREF=show.asp?id={n} TARGET=_blank>{t}</A><TD ALIGN=right>{d.year}.{d.month}.{d.day}"
        for n, t, d in rows()
    )
    return f"<HTML><HEAD><TITLE>通知公告</TITLE></HEAD><BODY BGCOLOR=#FFFFFF><TABLE><TR><TD><MARQUEE>热烈庆祝中华人民共和国成立77周年 2026-10-01</MARQUEE></TABLE><TABLE BORDER=0>{body}</TABLE><CENTER>Copyright 2026</CENTER></BODY></HTML>"


@GALLERY(items=8)
def cards_with_picture_and_two_part_day() -> str:
    cards = joined(
        [
            f"<a class='card swiper' href='/news/detail?id={n}'><div class='img' style='background:url({n}.jpg)'></div><div class='d'><strong>{d:%m/%d}</strong><em>{d:%Y}</em></div><h4>{t}</h4><p>{t}，有关负责人参加活动。</p><span>了解更多 &gt;</span></a>"
            for n, t, d in rows(8)
        ]
    )
    return page(f"<div class='cards'>{cards}</div>")


@GALLERY(items=6)
def timeline_by_year_and_month() -> str:
    lines = joined(
        [
            f"<div class='row'><div class='col-md-2'><span class='day'>{d.day:02}</span><span class='ym'>{d:%Y.%m}</span></div><div class='col-md-10'><h5><a href='/article/{n}'>{t}</a></h5></div></div>"
            for n, t, d in rows(6)
        ]
    )
    return page(f"<div class='container'>{lines}</div>")


@GALLERY(items=6)
def italic_day_under_bold_day() -> str:
    lines = joined(
        [
            f"<li><div class='time'><b>{d.day}</b><i>{d:%Y-%m}</i></div><a href='/i/{n}.htm'>{t}</a></li>"
            for n, t, d in rows(6)
        ]
    )
    return page(f"<ul>{lines}</ul>")


@GALLERY(items=8)
def short_years() -> str:
    lines = joined([f"<li>·<a href='view.php?id={n}'>{t}</a> <span>{d:%y-%m-%d}</span></li>" for n, t, d in rows(8)])
    return page(f"<ul>{lines}</ul>")


@GALLERY(items=9)
def calendar_widget_and_archive_of_months() -> str:
    cells = "".join(
        f"<td><a href='/day/2026-11-{k:02}'>{k}</a></td>" + ("</tr><tr>" if k % 7 == 0 else "") for k in range(1, 31)
    )
    calendar = f"<div class='rili'><table><caption>2026年11月</caption><tr><th>日</th><th>一</th><th>二</th></tr><tr>{cells}</tr></table></div>"
    lines = joined(
        [
            f"<div class='item'><span class='t'><a href='/p/{n}'>{t}</a></span><span class='s'>{d:%Y年%m月%d日} 10:22</span></div>"
            for n, t, d in rows(9)
        ]
    )
    return page(f"{calendar}<div class='items'>{lines}</div>")


@GALLERY(items=10)
def day_and_source_in_one_line() -> str:
    lines = joined(
        [
            f"<div class='result'><h3><a href='/w/{n}.html'>{t}</a></h3><div class='c-info'><span>来源：某某日报</span>&nbsp;&nbsp;<span>时间：{d:%Y-%m-%d %H:%M:%S}</span>&nbsp;&nbsp;<span>阅读：{n}次</span></div></div>"
            for n, t, d in rows()
        ]
    )
    return page(lines, side=SIDE)


@GALLERY(items=10)
def downloads_with_sizes_and_days() -> str:
    body = joined(
        [
            f"<tr><td><a href='/upload/{n}.pdf'>{t}.pdf</a></td><td>{n / 1000:.2f}MB</td><td>{d:%Y-%m-%d}</td><td><a href='/upload/{n}.pdf'>下载</a></td></tr>"
            for n, t, d in rows()
        ]
    )
    return page(f"<table class='dl'><tr><th>名称</th><th>大小</th><th>更新日期</th><th>操作</th></tr>{body}</table>")


@GALLERY(items=12)
def fund_announcements_with_file_dates() -> str:
    lines = joined(
        [
            f"<li class='clearfix'><a target='_blank' href='/upload/{n}.pdf'>某某灵活配置混合型证券投资基金{d.year}年第{1 + n % 4}季度报告</a><span class='fr'>{d}</span></li>"
            for n, _, d in rows(12)
        ]
    )
    quotes = joined(
        [
            f"<li><a href='/fund/{k}/'>某某成长{k}号</a><span>1.2{k}</span><span>2026-11-20</span></li>"
            for k in range(100, 104)
        ]
    )
    return page(
        f"<div class='fund-nav'><h3>净值</h3><ul class='jz'>{quotes}</ul></div><ul class='notice-list'>{lines}</ul>"
    )


@GALLERY(items=10)
def funds_table_with_announcement_kinds() -> str:
    body = joined(
        [
            f"<tr class='tr{i % 2}'><td>{i}</td><td>00{n}</td><td>某某稳健债券</td><td><a href='/doc/{n}'>{t}</a></td><td>临时公告</td><td>{d:%Y-%m-%d}</td></tr>"
            for i, (n, t, d) in enumerate(rows(), 1)
        ]
    )
    return page(
        f"<table><thead><tr><td>序号</td><td>基金代码</td><td>基金名称</td><td>公告标题</td><td>类别</td><td>公告日期</td></tr></thead><tbody>{body}</tbody></table>"
    )


@GALLERY(items=24)
def several_boxes_of_equal_make() -> str:
    boxes = ""
    for k, name in enumerate(("国务院文件", "自治区文件", "市政府文件")):
        lines = joined(
            [
                f"<li><a href='/f/{k}/{n}.html'>{t}</a><span>{d}</span></li>"
                for n, t, d in rows(8, newest=NEWEST - timedelta(days=(2 - k) * 9), skip=k * 6)
            ]
        )
        boxes += f"<div class='box'><div class='hd'><h3>{name}</h3><a href='/f/{k}/'>更多&gt;&gt;</a></div><div class='bd'><ul>{lines}</ul></div></div>"
    return page(boxes)
