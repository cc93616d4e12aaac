"""List pages of many makes, built small: each factory takes titles and days and writes them its own way."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

Entries = Sequence[tuple[str, date]]
Make = Callable[[Entries], str]

NAVIGATION = "".join(
    f"<li><a href='/{path}/'>{name}</a></li>"
    for path, name in (
        ("", "网站首页"),
        ("zwgk", "政务公开"),
        ("tzgg", "通知公告"),
        ("hdjl", "互动交流"),
        ("zwfw", "政务服务"),
    )
)
FOOTER = """<div class="footer"><p>主办：某某市人民政府办公室　备案号：蒙ICP备05000001号-1</p>
<p>版权所有 Copyright 2026　最后更新：2026-11-21　页面生成时间：2026-11-21 08:30:00</p>
<ul class="yqlj"><li><a href="http://www.gov.cn/">中国政府网门户网站</a></li>
<li><a href="http://www.nmg.gov.cn/">内蒙古自治区人民政府</a></li><li><a href="http://example.org/">某某市政务服务网</a></li></ul></div>"""


def entries(newest: date, count: int = 8, step: int = 5) -> list[tuple[str, date]]:
    """So many entries, the newest first, `step` days apart."""
    return [(f"关于做好第{count - n}批惠企政策落实工作的通知", newest - timedelta(days=n * step)) for n in range(count)]


def page(body: str, head: str = "") -> str:
    """A whole page with header, navigation and footer around a body."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告_某某市人民政府</title>{head}</head><body>
<div class="top">今天是2026年11月21日 星期六 <a href="/login">登录</a></div><div class="nav"><ul>{NAVIGATION}</ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 通知公告</div>
<div class="main">{body}</div>
<div class="page"><a href="index.html">首页</a> <a href="index_1.html">下一页</a> <a href="index_9.html">尾页</a> 共 10 页</div>
{FOOTER}</body></html>"""


def _list(lines: Sequence[str], style: str = "list") -> str:
    return f"<ul class='{style}'>" + "\n".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def _a(title: str, number: int = 0, inner: str = "") -> str:
    return f"<a href='./art_{number}.html' title='{title}'>{inner or title}</a>"


def _numbered(rows: Entries) -> list[tuple[int, str, date]]:
    return [(n, title, day) for n, (title, day) in enumerate(rows, start=100)]


def date_after_link(rows: Entries) -> str:
    return page(_list([f"{_a(t, n)}<span>{d:%Y-%m-%d}</span>" for n, t, d in _numbered(rows)]))


def date_before_link(rows: Entries) -> str:
    return page(_list([f"<span class='date'>{d:%Y/%m/%d}</span>{_a(t, n)}" for n, t, d in _numbered(rows)]))


def date_inside_link(rows: Entries) -> str:
    return page(_list([_a(t, n, f"<p>{t}</p><i>{d:%Y.%m.%d}</i>") for n, t, d in _numbered(rows)]))


def date_in_link_text(rows: Entries) -> str:
    return page(_list([f"<a href='a{n}.html'>{t} ({d:%Y-%m-%d})</a>" for n, t, d in _numbered(rows)]))


def date_in_front_of_link_text(rows: Entries) -> str:
    return page(_list([f"<a href='a{n}.html'>[{d:%Y-%m-%d}] {t}</a>" for n, t, d in _numbered(rows)]))


def bracketed_without_padding(rows: Entries) -> str:
    return page(_list([f"{_a(t, n)}[{d.year}-{d.month}-{d.day}]" for n, t, d in _numbered(rows)]))


def chinese_date(rows: Entries) -> str:
    return page(_list([f"{_a(t, n)}<em>{d.year}年{d.month}月{d.day}日</em>" for n, t, d in _numbered(rows)]))


def chinese_numerals(rows: Entries) -> str:
    digits = "〇一二三四五六七八九"

    def say(number: int) -> str:
        tens, ones = divmod(number, 10)
        return f"{'' if tens < 2 else digits[tens]}{'十' if tens else ''}{digits[ones] if ones else ''}"

    def year(number: int) -> str:
        return "".join(digits[int(char)] for char in str(number))

    return page(
        _list([f"{_a(t, n)}<b>{year(d.year)}年{say(d.month)}月{say(d.day)}日</b>" for n, t, d in _numbered(rows)])
    )


def full_width_digits(rows: Entries) -> str:
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    return page(_list([f"{_a(t, n)}<span>{f'{d:%Y-%m-%d}'.translate(wide)}</span>" for n, t, d in _numbered(rows)]))


def split_over_lines(rows: Entries) -> str:
    return page(
        _list(
            [f"<span>{d.year}\n  -\n {d.month:02}\n -\n {d.day:02}</span>\n{_a(t, n)}" for n, t, d in _numbered(rows)]
        )
    )


def split_over_tags(rows: Entries) -> str:
    lines = [
        f"<div class='time'><span>{d:%Y}</span>-<span>{d:%m}</span>-<span>{d:%d}</span></div>{_a(t, n)}"
        for n, t, d in _numbered(rows)
    ]
    return page(_list(lines))


def day_above_year_and_month(rows: Entries) -> str:
    lines = [
        f"<div class='rq'><b>{d:%d}</b><p>{d:%Y-%m}</p></div><div class='txt'>{_a(t, n)}<p>现将有关事项通知如下……</p></div>"
        for n, t, d in _numbered(rows)
    ]
    return page(_list(lines))


def month_and_day_above_year(rows: Entries) -> str:
    lines = [f"<dl><dt>{d:%m-%d}</dt><dd>{d:%Y}</dd></dl><h4>{_a(t, n)}</h4>" for n, t, d in _numbered(rows)]
    return page(_list(lines))


def day_slash_chinese_month(rows: Entries) -> str:
    return page(
        _list([f"<i>{d.day:02}</i><i>{d.year}年{d.month:02}月</i><h3>{_a(t, n)}</h3>" for n, t, d in _numbered(rows)])
    )


def english_month(rows: Entries) -> str:
    return page(_list([f"{_a(t, n)}<time>{d:%b} {d.day}, {d.year}</time>" for n, t, d in _numbered(rows)]))


def machine_readable_time(rows: Entries) -> str:
    return page(
        _list([f"{_a(t, n)}<time datetime='{d:%Y-%m-%d}T08:00:00+08:00'></time>" for n, t, d in _numbered(rows)])
    )


def with_time_of_day(rows: Entries) -> str:
    return page(_list([f"{_a(t, n)}<span>发布时间：{d:%Y-%m-%d} 17:05:33</span>" for n, t, d in _numbered(rows)]))


def with_source_and_views(rows: Entries) -> str:
    lines = [
        f"<h3>{_a(t, n)}</h3><p>来源：某某市教育局　发布日期：{d:%Y-%m-%d}　浏览次数：{1000 + n}</p>"
        for n, t, d in _numbered(rows)
    ]
    return page("".join(f"<div class='news-item'>{line}</div>" for line in lines))


def with_summary_naming_another_day(rows: Entries) -> str:
    lines = [
        f"<h3>{_a(t, n)}</h3><p>2025年1月{1 + n % 28}日，市政府召开常务会议，研究部署有关工作。会议强调，要坚持问题导向，压实工作责任，"
        f"确保各项任务落地见效。会议还研究了其他事项，审议通过了若干文件，并对下一阶段的工作提出了要求。</p><span>{d:%Y-%m-%d}</span>"
        for n, t, d in _numbered(rows)
    ]
    return page(_list(lines))


def table_with_headings(rows: Entries) -> str:
    body = "".join(
        f"<tr><td>{n}</td><td>{_a(t, n)}</td><td>某政办发〔{d.year}〕{n}号</td><td>{d:%Y-%m-%d}</td></tr>"
        for n, t, d in _numbered(rows)
    )
    return page(f"<table><tr><th>序号</th><th>名称</th><th>文号</th><th>发布日期</th></tr>{body}</table>")


def table_with_two_dates(rows: Entries) -> str:
    body = "".join(
        f"<tr><td>{_a(t, n)}</td><td>{d - timedelta(days=2):%Y-%m-%d}</td><td>{d:%Y-%m-%d}</td></tr>"
        for n, t, d in _numbered(rows)
    )
    return page(
        f"<table><thead><tr><th>标题</th><th>成文日期</th><th>发布日期</th></tr></thead><tbody>{body}</tbody></table>"
    )


def table_with_dividers(rows: Entries) -> str:
    body = "".join(
        f"<tr><td><img src='dot.gif'></td><td>{_a(t, n)}</td><td>({d:%Y-%m-%d})</td></tr><tr><td colspan='3' class='line'></td></tr>"
        for n, t, d in _numbered(rows)
    )
    return page(f"<table><tr><td><table class='outer'>{body}</table></td></tr></table>")


def a_table_for_each_entry(rows: Entries) -> str:
    lines = "".join(
        f"<table width='98%'><tr><td align='left'>{_a(t, n)}</td><td width='80'>{d:%Y-%m-%d}</td></tr></table>"
        for n, t, d in _numbered(rows)
    )
    return page(f"<table><tr><td class='c'>{lines}</td></tr></table>")


def two_columns(rows: Entries) -> str:
    cells = [f"<td>{_a(t, n)} {d:%Y-%m-%d}</td>" for n, t, d in _numbered(rows)]
    pairs = "".join(f"<tr>{cells[n]}{cells[n + 1]}</tr>" for n in range(0, len(cells) - 1, 2))
    return page(f"<table>{pairs}</table>")


def definition_list(rows: Entries) -> str:
    return page("<dl>" + "".join(f"<dt>{_a(t, n)}</dt><dd>{d:%Y-%m-%d}</dd>" for n, t, d in _numbered(rows)) + "</dl>")


def flat_lines(rows: Entries) -> str:
    return page(
        "<div>" + "".join(f"·{_a(t, n)}<span>{d:%Y-%m-%d}</span><br/>" for n, t, d in _numbered(rows)) + "</div>"
    )


def flat_lines_date_first(rows: Entries) -> str:
    return page(
        "<div>" + "".join(f"<span>{d:%Y-%m-%d}</span>{_a(t, n)}<br/>" for n, t, d in _numbered(rows)) + "</div>"
    )


def bare_text_after_links(rows: Entries) -> str:
    return page("<div>" + "".join(f"{_a(t, n)} {d:%Y-%m-%d}<br>" for n, t, d in _numbered(rows)) + "</div>")


def blocks_of_five(rows: Entries) -> str:
    lines = [f"<li>{_a(t, n)}<span>{d:%Y-%m-%d}</span></li>" for n, t, d in _numbered(rows)]
    return page(
        "".join(f"<ul>{''.join(lines[n : n + 5])}</ul><div class='line'></div>" for n in range(0, len(lines), 5))
    )


def date_only_in_url(rows: Entries) -> str:
    return page(_list([f"<a href='./{d:%Y%m}/t{d:%Y%m%d}_{n}.html'>{t}</a>" for n, t, d in _numbered(rows)]))


def date_in_url_folders(rows: Entries) -> str:
    return page(
        _list([f"<a href='/art/{d.year}/{d.month}/{d.day}/art_15_{n}.html'>{t}</a>" for n, t, d in _numbered(rows)])
    )


def datastore_list(rows: Entries) -> str:
    records = "".join(
        f"<record><![CDATA[<li>{_a(t, n)}<b>{d:%Y-%m-%d}</b></li>]]></record>" for n, t, d in _numbered(rows)
    )
    return page(
        f"<div id='98'><script type='text/xml'><datastore><totalrecord>99</totalrecord><recordset>{records}</recordset></datastore></script></div>"
    )


def datastore_rows(rows: Entries) -> str:
    records = "".join(
        f"<record><![CDATA[<tr><td>{_a(t, n)}</td><td>{d:%Y-%m-%d}</td></tr>]]></record>" for n, t, d in _numbered(rows)
    )
    return page(f'<script type="text/xml"><datastore><recordset>{records}</recordset></datastore></script>')


def category_link_before_title(rows: Entries) -> str:
    lines = [f"<a href='/tzgg/'>[通知公告]</a> {_a(t, n)} <span>{d:%Y-%m-%d}</span>" for n, t, d in _numbered(rows)]
    return page(_list(lines))


def picture_title_and_more(rows: Entries) -> str:
    lines = [
        f"<a href='./art_{n}.html'><img src='{n}.jpg' alt='{t}'></a><h4>{_a(t, n)}</h4><p>{d:%Y-%m-%d}</p><a href='./art_{n}.html'>查看详情</a>"
        for n, t, d in _numbered(rows)
    ]
    return page("".join(f"<div class='card'>{line}</div>" for line in lines))


def clicked_by_script(rows: Entries) -> str:
    return page(
        _list([f"<p onclick=\"open_article('{n}')\">{t}</p><span>{d:%Y-%m-%d}</span>" for n, t, d in _numbered(rows)])
    )


def cut_titles(rows: Entries) -> str:
    return page(_list([f"{_a(t, n, t[:9] + '...')}<span>{d:%Y-%m-%d}</span>" for n, t, d in _numbered(rows)]))


def side_box_with_newer_dates(rows: Entries) -> str:
    newer = [(f"领导活动报道之{n}", rows[0][1] + timedelta(days=9 - n)) for n in range(4)]
    box = _list([f"{_a(t, n + 500)}<span>{d:%Y-%m-%d}</span>" for n, (t, d) in enumerate(newer)], "hotlist")
    main = _list([f"{_a(t, n)}<span>{d:%Y-%m-%d}</span>" for n, t, d in _numbered(rows)], "xxgk")
    return page(f"<div class='sidebar'><h3>热点推荐</h3>{box}</div><div class='content'>{main}</div>")


def without_html_element(rows: Entries) -> str:
    return _list([f"{_a(t, n)}<span>{d:%Y-%m-%d}</span>" for n, t, d in _numbered(rows)])


def unclosed_tags(rows: Entries) -> str:
    return "<html><body><ul>" + "".join(f"<li>{_a(t, n)}<span>{d:%Y-%m-%d}" for n, t, d in _numbered(rows))


def divs_with_names_of_their_own(rows: Entries) -> str:
    return page("".join(f"<div id='news_{n}'>{_a(t, n)}<i>{d:%Y-%m-%d}</i></div>" for n, t, d in _numbered(rows)))


def entries_that_are_links(rows: Entries) -> str:
    lines = [f"<a href='./art_{n}.html'><h3>{t}</h3><time>{d:%Y-%m-%d}</time></a>" for n, t, d in _numbered(rows)]
    return page(f"<div class='cards'>{''.join(lines)}</div>")


ALL: list[Make] = [
    date_after_link, date_before_link, date_inside_link, date_in_link_text, date_in_front_of_link_text,
    bracketed_without_padding, chinese_date, chinese_numerals, full_width_digits, split_over_lines, split_over_tags,
    day_above_year_and_month, month_and_day_above_year, day_slash_chinese_month, english_month, machine_readable_time,
    with_time_of_day, with_source_and_views, with_summary_naming_another_day, table_with_headings, table_with_two_dates,
    table_with_dividers, a_table_for_each_entry, two_columns, definition_list, flat_lines, flat_lines_date_first,
    bare_text_after_links, blocks_of_five, date_only_in_url, date_in_url_folders, datastore_list, datastore_rows,
    category_link_before_title, picture_title_and_more, clicked_by_script, cut_titles, side_box_with_newer_dates,
    without_html_element, unclosed_tags, divs_with_names_of_their_own, entries_that_are_links,
]  # fmt: skip
