"""Articles whose day is in pieces, in a short form, in a script, in a hidden field, or only beneath the text."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from collectors.websites.page_view import PageKind
from tests.collectors.websites.gallery.samples import TODAY, Gallery, joined, page, rows

GALLERY = Gallery()
_TEXT = (
    "<p>记者从有关部门获悉，今年以来，各地各部门认真贯彻落实决策部署，全力推动经济持续健康发展，取得积极成效。</p>" * 7
)
_OTHERS = joined([f"<li><a href='/n/{n}.html'>{t}</a><span>2026-11-0{n % 7 + 1}</span></li>" for n, t, _ in rows(7)])


def _article(line: str = "", after: str = "", head: str = "", others: bool = True) -> str:
    related = f"<div class='xg'><h3>相关新闻</h3><ul>{_OTHERS}</ul></div>" if others else ""
    return page(
        f"<div class='main'><h1>全市推进营商环境改革</h1>{line}<div class='content'>{_TEXT}</div>{after}</div>{related}",
        "全市推进营商环境改革",
        head,
    )


@GALLERY(kind=PageKind.DETAIL)
def day_in_pieces_with_slashes() -> str:
    return _article(
        "<div class='left'><span class='year'><em> 2026</em></span> <span class='day'><em>09</em>/<em>16</em></span><span> 10:11:12</span></div>"
    )


@GALLERY(kind=PageKind.DETAIL)
def short_year_behind_its_label() -> str:
    return _article("<p class='info'>新华社 <span>发布时间：26-09-16</span> <span>10:00</span></p>")


@GALLERY(kind=PageKind.DETAIL)
def word_of_publication_after_the_day() -> str:
    return _article("<div><span>于 2026-09-16 10:00:00 发布</span><span>阅读量1.2w</span></div>")


@GALLERY(kind=PageKind.DETAIL)
def changed_and_published_in_one_line() -> str:
    return _article("<div>更新时间：2026-10-02 09:00 发布时间：2026-09-16 08:00</div>")


@GALLERY(kind=PageKind.DETAIL)
def signed_beneath_the_text() -> str:
    return _article(after="<p align='right'>某某市人民政府办公室</p><p align='right'>2026年9月16日</p>", others=False)


@GALLERY(kind=PageKind.DETAIL, url="http://www.example.gov.cn/art/2026/9/16/art_12_345.html")
def the_address_is_trusted_more_than_the_signature() -> str:
    return _article(after="<p align='right'>某某市人民政府办公室</p><p align='right'>2026年9月10日</p>", others=False)


@GALLERY(kind=PageKind.DETAIL)
def day_in_a_variable_of_a_script() -> str:
    return _article(
        "<em id='publish_time'></em>",
        "<script>var svr_time = '1795222800'; var ct = '1789531200'; var end_time = '1795222801';</script>",
    )


@GALLERY(kind=PageKind.DETAIL)
def named_days_in_the_state_of_a_script() -> str:
    state = '{"id":"20261120A0","pubtime":"2026-09-16 10:00:00","update_time":"2026-10-01 10:00:00"}'
    return _article(head=f"<script>window.DATA = {state}</script>")


@GALLERY(kind=PageKind.DETAIL)
def epoch_in_a_hidden_text_area() -> str:
    return _article("<textarea class='article-time' style='display:none'>1789531200000</textarea>")


@GALLERY(kind=PageKind.DETAIL, newest=None)
def days_of_other_things_in_scripts_are_none() -> str:
    return _article(head="<script>var endTime = '2026-09-16'; var serverTime = '2026-09-15 10:00:00';</script>")


@GALLERY(kind=PageKind.DETAIL, newest=None)
def todays_date_alone_in_the_head_is_a_clock() -> str:
    return _article(others=False).replace(
        "<div class='main'>", "<div class='date'>2026年11月21日</div><div class='main'>"
    )


@GALLERY(kind=PageKind.DETAIL, newest=TODAY)
def todays_date_under_the_headline_is_the_articles() -> str:
    return _article("<div class='date'>2026年11月21日</div>", others=False)
