"""An entry may be many lines, and a line may be of the entry above it."""

from __future__ import annotations

from tests.collectors.websites.looking import TITLES, link, look

DAYS = ["2026-09-16", "2026-09-10", "2026-08-30", "2026-08-02"]


def days_of(html: str) -> list[str]:
    return [str(item.date) for item in look(html).items]


def each(pattern: str) -> str:
    return "".join(pattern.format(link=link(n), day=day, n=n) for n, day in enumerate(DAYS))


def test_a_row_with_the_day_is_of_the_row_above() -> None:
    pair = "<tr><td>{link}</td></tr><tr><td>发布时间：{day} 来源：旗政府办公室</td></tr><tr><td></td></tr>"
    assert days_of(f"<table>{each(pair)}</table>") == DAYS


def test_a_row_with_the_day_is_of_the_row_below() -> None:
    pair = "<tr><td>发布时间：{day} 来源：旗政府办公室</td></tr><tr><td>{link}</td></tr>"
    assert days_of(f"<table>{each(pair)}</table>") == DAYS


def test_a_row_with_the_day_and_a_link_to_the_column_is_of_the_row_above() -> None:
    pair = '<tr><td>{link}</td></tr><tr><td>[<a href="/list3.html">公告</a>] {day} 点击：1{n}</td></tr>'
    assert days_of(f"<table>{each(pair)}</table>") == DAYS


def test_a_paragraph_with_day_and_author_is_of_the_heading_above() -> None:
    assert days_of(each('<h3>{link}</h3><p>作者：<a href="/u/x">管理员</a> 时间：{day}</p>')) == DAYS


def test_an_answer_below_a_term_is_no_entry_of_its_own() -> None:
    assert days_of("<dl>" + each('<dt>{link}</dt><dd>{day} <a href="/c/{n}">评论</a></dd>') + "</dl>") == DAYS


def test_entries_that_a_script_opens_stay_entries() -> None:
    assert days_of(f"<ul>{each('<li>第{n}号公告（开标结果）<span>{day}</span></li>')}</ul>") == DAYS


def test_lines_about_an_article_are_not_entries() -> None:
    entry = """<div class="item"><div class="tit">{link}</div><div class="tag"><a href="/k/{n}">某某旗</a>
<span>{day}</span></div><div class="say"><a href="/say/{n}.html">1{n} 条评论 1{n}</a></div></div>"""
    assert days_of(each(entry)) == DAYS


def test_buttons_to_share_an_article_do_not_make_its_box_a_menu() -> None:
    buttons = "".join(f'<a href="http://share.example/{n}">{n}号平台</a>' for n in range(8))
    menu = "".join(f'<li><a href="/m/20260{n}01/x.html">本旗概况介绍第{n}页</a></li>' for n in range(1, 6))
    entries = each('<div class="item"><h3>{link}</h3><i>{day}</i><div>' + buttons + "</div></div>")
    assert days_of(f'<div class="top"><h4>本旗概况</h4><ul>{menu}</ul></div><div>{entries}</div>') == DAYS


def test_boxes_that_each_bear_a_name_of_their_own_are_entries_if_each_has_a_link_and_a_day() -> None:
    names = ["alpha", "beta", "gamma", "delta"]
    entries = "".join(
        f'<div class="box_{names[n]}"><div><div>{link(n)}</div></div><div><div>{day}</div></div></div>'
        for n, day in enumerate(DAYS)
    )
    assert days_of(f"<div>{entries}</div>") == DAYS


def test_a_day_may_stand_behind_the_title_in_the_hint_of_its_link() -> None:
    entries = each("<li>{link}</li>").replace('.html">', '.html" title="{}">')
    hints = [f"{TITLES[n]}&#13;{day} 10:00" for n, day in enumerate(DAYS)]
    assert days_of(f"<ul>{entries.format(*hints)}</ul>") == DAYS
