"""Publishing systems that government websites of China are made with."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from datetime import date, timedelta

from tests.collectors.websites.gallery.samples import NEWEST, SIDE, Gallery, joined, page, rows

GALLERY = Gallery()


@GALLERY(items=12)
def jpage_datastore_with_group_links() -> str:
    records = joined(
        [
            f"<record><![CDATA[<tr><td width='80%'><a target='_blank' href='/art/2026/11/20/art_1229_{n}.html' title='{t}'>{t[:18]}</a></td><td class='bt_time'>[{d:%Y-%m-%d}]</td></tr>]]></record>"
            for n, t, d in rows(12)
        ]
    )
    return page(
        f"""<div id='98321'><script type='text/xml'><datastore>
<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&webid=1&columnid=22"></a>]]></nextgroup><recordset>
{records}</recordset></datastore></script><script>jpage = new JPage('98321')</script></div>""",
        side=SIDE,
    )


@GALLERY(items=9, url="http://www.example.gov.cn/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&perpage=15")
def jpage_answer_of_the_data_proxy() -> str:
    records = joined(
        [
            f"<record><![CDATA[<li><span>{d:%Y-%m-%d}</span><a href='http://www.example.gov.cn/art/2026/3/1/art_11_{n}.html'>{t}</a></li>]]></record>"
            for n, t, d in rows(9)
        ]
    )
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<datastore>\n<totalrecord>238</totalrecord><totalpage>16</totalpage><recordset>{records}</recordset></datastore>"


@GALLERY(items=8)
def jpage_dates_only_in_addresses() -> str:
    records = joined(
        [
            f"<record><![CDATA[<li><a href='/art/{d.year}/{d.month}/{d.day}/art_73_{n}.html'>{t}</a></li>]]></record>"
            for n, t, d in rows(8)
        ]
    )
    return page(
        f"<div id='div73'><script type='text/xml'><datastore><recordset>{records}</recordset></datastore></script></div>"
    )


@GALLERY(items=10)
def wcm_list_with_pager_script() -> str:
    lines = joined(
        [
            f'<li><a href="./{d:%Y%m}/t{d + timedelta(days=1):%Y%m%d}_{n}.html" target="_blank">{t}</a><b>{d:%Y-%m-%d}</b></li>'
            for n, t, d in rows()
        ]
    )
    return page(
        f'<div class="xl_list"><ul>{lines}</ul><div class="page"><script>createPageHTML(24, 0, "index", "html");</script></div></div>',
        side=SIDE,
    )


@GALLERY(items=10)
def wcm_disclosure_list_with_hover_boxes() -> str:
    lines = joined(
        [
            f"""<li><span class="num">{n}</span><div class="mc"><a href="./{d:%Y%m}/t{d:%Y%m%d}_{n}.html">{t}</a><div class="box" style="display:none">
<p><em>索 引 号：</em>000014349/2026-{n}</p><p><em>主题分类：</em>综合政务</p><p><em>发文机关：</em>市政府办公室</p><p><em>成文日期：</em>{d - timedelta(days=6):%Y年%m月%d日}</p>
<p><em>名　　称：</em>{t}</p><p><em>文　　号：</em>某政办发〔2026〕{n % 90}号</p></div></div><div class="fbrq">{d:%Y-%m-%d}</div></li>"""
            for n, t, d in rows()
        ]
    )
    return page(f'<div class="zly_xxmu"><ul>{lines}</ul></div>')


@GALLERY(items=10)
def disclosure_catalogue_with_both_dates() -> str:
    body = joined(
        [
            f'<tr><td>{i}</td><td><a href="/xxgk/show-{n}.html">{t}</a></td><td>11150000MB{n}/2026-00{i}</td><td>市发展改革委</td><td>{d - timedelta(days=9)}</td><td>{d}</td></tr>'
            for i, (n, t, d) in enumerate(rows(), 1)
        ]
    )
    return page(
        f'<table class="gkml"><tr class="tit"><th>序号</th><th>信息名称</th><th>索引号</th><th>发文机构</th><th>成文日期</th><th>发布日期</th></tr>{body}</table><div>共 12 页 238 条 当前第 1/12 页</div>'
    )


@GALLERY(items=10)
def disclosure_catalogue_with_published_before_written() -> str:
    body = joined(
        [
            f'<tr><td><a href="/xxgk/show-{n}.html">{t}</a></td><td>{d}</td><td>{d + timedelta(days=20)}</td></tr>'
            for n, t, d in rows()
        ]
    )
    return page(
        f"<table><tbody><tr><td><strong>标题</strong></td><td>公开日期</td><td>失效日期</td></tr>{body}</tbody></table>"
    )


@GALLERY(items=10)
def vsb_table_with_line_colours() -> str:
    body = joined(
        [
            f'<tr height="20"><td align="center" width="10px"><span class="leaderfont44">·</span></td><td align="left" style="font-size:9pt"><a class="c4454" href="../info/1002/{n}.htm" target="_blank" title="{t}">{t[:20]}...</a></td><td width="1%" nowrap><span class="timestyle4454">{d:%Y/%m/%d}&nbsp;</span></td></tr><tr><td colspan="3" height="1" background="images/line.gif"></td></tr>'
            for n, t, d in rows()
        ]
    )
    return page(
        f'<table class="winstyle4454" cellspacing="1" cellpadding="0" width="100%">{body}<tr><td colspan="3" align="center"><table cellspacing=0><tr><td nowrap id="fanye4454">共238条&nbsp;&nbsp;1/12&nbsp;</td><td><div><span>首页</span><span>上页</span><a href="tzgg/11.htm">下页</a>&nbsp;<a href="tzgg/1.htm">尾页</a></div></td></tr></table></td></tr></table>'
    )


@GALLERY(items=14)
def vsb_lines_with_split_days() -> str:
    lines = joined(
        [
            f'<li id="line_u8_{i}"><a href="../info/1045/{n}.htm"><div class="date"><p>{d.day:02}</p><span>{d:%Y-%m}</span></div><div class="txt"><h3>{t}</h3><p>为深入贯彻落实党中央决策部署，根据《条例》规定，现将有关事项通知如下：</p></div></a></li>'
            for i, (n, t, d) in enumerate(rows(14))
        ]
    )
    return page(
        f'<ul class="list">{lines}</ul><div class="pb_sys_common pb_sys_normal"><span class="p_t">共238条</span> <span class="p_pages"><span class="p_no_d">1</span><span class="p_no"><a href="tzgg/11.htm">2</a></span></span></div>',
        side=SIDE,
    )


@GALLERY(items=14)
def webplus_news_list() -> str:
    lines = joined(
        [
            f"<li class='news n{i} clearfix'><span class='news_title'><a href='/{d:%Y}/{d:%m%d}/c123a{n}/page.htm' target='_blank' title='{t}'>{t}</a></span><span class='news_meta'>{d}</span></li>"
            for i, (n, t, d) in enumerate(rows(14), 1)
        ]
    )
    return page(
        f'<div frag="窗口3"><div id="wp_news_w6"><ul class="news_list list2">{lines}</ul><div class="wp_paging"><ul class="wp_paging_list"><li class="page_nav">每页&nbsp;<em class="per_count">14</em>&nbsp;记录&nbsp;总共&nbsp;<em>238</em>&nbsp;记录</li><li><a href="list1.htm">第一页</a></li></ul></div></div></div>'
    )


@GALLERY(items=10)
def webplus_old_nested_tables() -> str:
    body = joined(
        [
            f"<tr><td valign=top width='5'><img src='/dot.gif'></td><td align='left'><table width='100%' border='0'><tr><td align='left'><a href='/s/21/t/9/{n}/info.htm'><font color=''>{t}</font></a></td><td align='right' width='70'><div style='white-space:nowrap'>{d:%Y-%m-%d}</div></td></tr></table></td></tr>"
            for n, t, d in rows()
        ]
    )
    return page(f"<table class='columnStyle' border='0' width='100%'>{body}</table>")


@GALLERY(items=15)
def platform_with_pinned_and_new_marks() -> str:
    pinned = ("<li class='top'><i class='zd'>置顶</i><a href='/c/2021-03-01/1.html'>政府网站年度工作报表（长期公开）</a><span>2021-03-01</span></li>"
              "<li class='top'><i class='zd'>置顶</i><a href='/c/2024-02-01/2.html'>信访工作条例</a><span>2024-02-01</span></li>")  # fmt: skip
    lines = joined(
        [f"<li><i class='new'></i><a href='/c/{d}/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows(13)]
    )
    return page(f"<ul class='news-list'>{pinned}{lines}</ul>", side=SIDE)


@GALLERY(items=20)
def platform_with_tabs_one_of_them_hidden() -> str:
    tabs = "<ul class='tab-hd'><li class='on'>最新公开</li><li>规范性文件</li></ul>"
    shown = joined(
        [
            f"<li><a href='/art/{n}.html'>{t}</a><span>{d}</span></li>"
            for n, t, d in rows(10, newest=NEWEST - timedelta(days=40))
        ]
    )
    hidden = joined([f"<li><a href='/art/{n}2.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows(10, skip=5)])
    return page(
        f"<div class='tab'>{tabs}<div class='bd'><ul class='con'>{shown}</ul><ul class='con hide' style='display:none'>{hidden}</ul></div></div>"
    )


@GALLERY(items=8)
def open_directory_tree_beside_the_list() -> str:
    tree = joined(
        [
            f"<li><a href='/xxgk/{k}/'>{name}</a><ul><li><a href='/xxgk/{k}/a/'>{name}信息</a></li><li><a href='/xxgk/{k}/b/'>{name}年度计划</a></li></ul></li>"
            for k, name in enumerate(
                (
                    "重点领域信息公开",
                    "财政预决算公开",
                    "建议提案办理结果",
                    "行政权力运行公开",
                    "公共资源配置领域",
                    "社会公益事业建设",
                )
            )
        ]
    )
    lines = joined([f"<dd><a href='../content/{n}.html'>{t}</a><em>发布时间：{d}</em></dd>" for n, t, d in rows(8)])
    return page(f"<div class='lnav'><ul class='ztree'>{tree}</ul></div><div class='rcon'><dl>{lines}</dl></div>")


@GALLERY(items=6)
def questions_with_two_days_and_states() -> str:
    body = joined(
        [
            f"<tr><td>{20260000 + n}</td><td><a href='show.jsp?id={n}'>{t}</a></td><td>{d - timedelta(days=7)}</td><td>{d}</td><td>已办结</td><td>{n % 300}</td></tr>"
            for n, t, d in rows(6)
        ]
    )
    return page(
        f"<table><thead><tr><th>编号</th><th>标题</th><th>来信时间</th><th>答复时间</th><th>状态</th><th>浏览</th></tr></thead><tbody>{body}</tbody></table>"
    )


@GALLERY(items=10)
def items_that_a_click_opens() -> str:
    body = joined(
        [
            f"<tr onclick=\"openInfo('{n}')\" style='cursor:pointer'><td>{i}</td><td title='{t}'>{t}</td><td>{d:%Y-%m-%d %H:%M}</td></tr>"
            for i, (n, t, d) in enumerate(rows(), 1)
        ]
    )
    return page(f"<table id='tb'><tr><td>序号</td><td>标题</td><td>发布时间</td></tr>{body}</table>")


@GALLERY(items=10)
def dated_by_day_and_month_with_years_as_headings() -> str:
    this = joined([f"<li><a href='/n/{n}.html'>{t}</a><span>{d:%m-%d}</span></li>" for n, t, d in rows(6)])
    last = joined(
        [
            f"<li><a href='/n/{n}.html'>{t}</a><span>{d:%m-%d}</span></li>"
            for n, t, d in rows(4, newest=date(2025, 12, 30), skip=6)
        ]
    )
    return page(
        f"<div class='year'><h3>2026年</h3><ul>{this}</ul></div><div class='year'><h3>2025年</h3><ul>{last}</ul></div>"
    )


@GALLERY(items=7)
def xhtml_with_commented_out_list() -> str:
    lines = joined(
        [f'<li><a href="content_{n}.shtml">{t}</a><span class="rq">({d:%Y-%m-%d})</span></li>' for n, t, d in rows(7)]
    )
    return '<?xml version="1.0" encoding="utf-8"?>\n' + page(
        f'<!-- 生成时间 2026-11-21 --><!--<ul><li><a href="x.html">被注释的旧列表</a><span>2026-11-20</span></li></ul>--><ul class="lb">{lines}</ul>'
    )
