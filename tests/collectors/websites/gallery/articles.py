"""Articles: a page of kind detail, with the day it was published and no other."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from datetime import date

from collectors.websites.page_view import PageKind
from tests.collectors.websites.gallery.samples import NEWEST, SIDE, TITLES, Gallery, joined, page, rows

GALLERY = Gallery()
PARAGRAPH = "<p>　　各旗县区人民政府，市直各部门：为深入贯彻落实2026年10月30日市委全会精神，进一步提升政府信息公开工作水平，经研究决定，现就有关事项通知如下，请认真贯彻执行。</p>"
TEXT = PARAGRAPH * 7
SIGNED = "<p style='text-align:right'>某某市人民政府办公室</p><p style='text-align:right'>2026年9月10日</p><p>（此件公开发布）</p>"


def _related(count: int = 6) -> str:
    lines = joined(
        [
            f"<li><a href='/n/{n}.html'>{t}</a><span>{d}</span></li>"
            for n, t, d in rows(count, newest=date(2026, 11, 18))
        ]
    )
    return f"<div class='xgxw'><h3>相关新闻</h3><ul>{lines}</ul></div><div>上一篇：<a href='/n/1.html'>{TITLES[3]}</a> 2026-09-15</div><div>下一篇：<a href='/n/2.html'>{TITLES[4]}</a> 2026-11-01</div>"


@GALLERY(kind=PageKind.DETAIL)
def notice_with_labelled_day_and_signature() -> str:
    return page(
        f"<h1>{TITLES[0]}</h1><div class='info'><span>发布时间：2026-09-16 10:22</span><span>来源：市政府办公室</span><span>浏览次数：<script>count(1)</script></span><span>字体：【<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>】</span></div><div id='zoom'>{TEXT}{SIGNED}</div>{_related()}",
        side=SIDE,
    )


@GALLERY(kind=PageKind.DETAIL)
def disclosure_card_above_the_text() -> str:
    card = (
        "<table class='xxgk'><tr><td>索引号：</td><td>000014349/2026-00123</td><td>主题分类：</td><td>综合政务</td></tr><tr><td>发文机关：</td><td>市政府办公室</td><td>成文日期：</td><td>2026年09月10日</td></tr><tr><td>标　　题：</td><td>"
        + TITLES[0]
        + "</td><td>发布日期：</td><td>2026年09月16日</td></tr><tr><td>发文字号：</td><td>某政发〔2026〕8号</td><td>有 效 性：</td><td>有效</td></tr></table>"
    )
    return page(f"{card}<h2>{TITLES[0]}</h2><div class='TRS_Editor'>{TEXT}{SIGNED}</div>", side=SIDE)


@GALLERY(kind=PageKind.DETAIL)
def meta_elements_of_a_government_page() -> str:
    head = "<meta name='ArticleTitle' content='通知'/><meta name='PubDate' content='2026-09-16 10:22'/><meta name='ContentSource' content='市政府'/><meta name='SiteName' content='某某市'/><meta name='others' content='页面生成时间 2026-11-21 03:00:00'/>"
    return page(f"<h1>{TITLES[2]}</h1><p>2026-09-17 来源：新华社</p>{PARAGRAPH}{_related(3)}", head=head)


@GALLERY(kind=PageKind.DETAIL)
def short_article_with_a_picture() -> str:
    return page(
        f"<div class='detail'><h3 class='title'>{TITLES[12]}</h3><div class='sub'>日期：2026-09-16 | 作者：admin | 阅读：218</div><div class='text'>{PARAGRAPH}{PARAGRAPH}<p><img src='1.jpg'></p></div></div>"
    )


@GALLERY(kind=PageKind.DETAIL)
def long_article_in_lines_not_paragraphs() -> str:
    text = "<br>　　".join(["会议指出，要坚持稳中求进工作总基调，完整、准确、全面贯彻新发展理念。"] * 20)
    return page(
        f"<table><tr><td align=center><b>{TITLES[2]}</b></td></tr><tr><td align=center>2026/9/16 10:22:11　　来源：本站　　点击：88</td></tr><tr><td>{text}</td></tr></table>"
    )


@GALLERY(kind=PageKind.DETAIL)
def blog_post_with_time_element() -> str:
    comments = joined(
        [
            f"<li class='comment'><a href='/u/{k}'>读者{k}</a> <time datetime='2026-11-{k:02}'>2026年11月{k}日</time><p>写得好</p></li>"
            for k in range(1, 7)
        ]
    )
    return page(
        f"<article><h1>{TITLES[2]}</h1><time datetime='2026-09-16T10:00:00+08:00' itemprop='datePublished'>Sep 16, 2026</time>{TEXT}</article><ol class='comments'>{comments}</ol>"
    )


@GALLERY(kind=PageKind.DETAIL)
def english_article() -> str:
    text = (
        "<p>The regional government held a press conference to introduce the progress made in opening up, and answered questions from journalists about the plan.</p>"
        * 8
    )
    return page(
        f"<h1>Region Opens Wider</h1><div class='meta'>Updated: September 16, 2026 10:22 Source: Daily</div><div class='article'>{text}</div>",
        title="Region Opens Wider",
    )


@GALLERY(kind=PageKind.DETAIL)
def article_with_attachments_and_table() -> str:
    files = joined([f"<p><a href='/files/P02026091{k}.xls'>附件{k}：{TITLES[k]}.xls</a></p>" for k in range(1, 5)])
    table = (
        "<table>"
        + joined([f"<tr><td>{k}</td><td>某某企业{k}</td><td>2026-10-{k:02}</td></tr>" for k in range(1, 9)])
        + "</table>"
    )
    return page(
        f"<h1>{TITLES[15]}</h1><p class='xx'>发布日期：2026-09-16</p><div class='nr'>{TEXT}{table}{files}</div>"
    )


@GALLERY(kind=PageKind.DETAIL, newest=None)
def article_that_shows_no_day() -> str:
    return page(
        f"<h1>机构职能</h1><div class='nr'>{'<p>负责统筹协调全市政务服务和公共资源交易工作，组织拟订相关政策并监督实施，承担市委和市政府交办的其他任务。</p>' * 8}</div>",
        title="机构职能",
    )


@GALLERY(kind=PageKind.DETAIL, newest=NEWEST, url="http://www.example.gov.cn/zwgk/202609/t20260916_4021.html")
def article_dated_by_its_address_only() -> str:
    return page(
        f"<h1>{TITLES[8]}</h1><div class='nr'>{'<p>经市人民政府同意，现将第三批非物质文化遗产代表性项目名录予以公布，请认真做好保护、传承和管理工作，不断提升保护水平。</p>' * 8}</div>"
    )


@GALLERY(kind=PageKind.DETAIL)
def article_with_split_label() -> str:
    return page(
        f"<div class='title'>{TITLES[6]}</div><ul class='xinxi'><li>信息来源：<em>市市场监管局</em></li><li>发布日期：<em>2026-09-16</em></li><li>访问次数：<em>1120</em></li></ul><div class='wznr'>{TEXT}{SIGNED}</div>"
    )


@GALLERY(kind=PageKind.DETAIL)
def article_whose_links_outweigh_its_text() -> str:
    many = joined([f"<li><a href='/n/{n}.html'>{t}</a></li>" for n, t, _ in rows(20)])
    return page(
        f"<div class='main'><h1>{TITLES[16]}</h1><div class='info'>2026-09-16 08:30 来源：某某日报</div><div class='content'>{PARAGRAPH * 4}</div></div><div class='side'><h3>推荐阅读</h3><ul>{many}</ul></div>"
    )


@GALLERY(kind=PageKind.DETAIL)
def policy_reading_with_question_headings() -> str:
    parts = joined([f"<h4>{k}、问题{k}是什么？</h4>{PARAGRAPH}" for k in range(1, 7)])
    return page(f"<h1>政策解读</h1><div>时间：2026年09月16日 来源：市医保局 【打印】【关闭】</div>{parts}{_related(4)}")


@GALLERY(kind=PageKind.DETAIL)
def article_above_a_dated_list_in_a_plain_box() -> str:
    others = joined(
        [f"<li><a href='/n/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows(8, newest=date(2026, 11, 20))]
    )
    return page(
        f"<h1>{TITLES[2]}</h1><div class='i'>2026-09-16 18:22:10　来源：新华社</div>{TEXT}<div class='bb'><ul>{others}</ul></div>"
    )


@GALLERY(kind=PageKind.DETAIL)
def english_article_with_a_byline_inside_the_text() -> str:
    text = "<p>The meeting was held on Sept 20, 2025 and the participants agreed on the way forward.</p>" * 8
    return f"<html><body><nav><a href=/>Home</a></nav><article><h1>Story title</h1><p>By Li Ming | example.org | Updated: 2026-09-16 10:22</p>{text}</article><footer>Copyright 1995 - 2026. Nov 21, 2026</footer></body></html>"


@GALLERY(kind=PageKind.DETAIL)
def notice_of_one_sentence() -> str:
    return page(
        "<h1>关于张某某同志任职的通知</h1><p>发布日期：2026-09-16 来源：人社局</p><div><p>各单位：经研究决定，张某某同志任市教育局副局长。</p></div>"
    )


@GALLERY(kind=PageKind.DETAIL)
def letter_with_its_answer() -> str:
    answer = "您好，您反映的问题我们已经安排人员维修，请您留意。" * 12
    return page(
        f"<table><tr><td>信件标题</td><td>路灯不亮</td></tr><tr><td>来信时间</td><td>2026-09-10</td></tr><tr><td>答复时间</td><td>2026-09-16</td></tr><tr><td>答复内容</td><td>{answer}</td></tr></table>"
    )


@GALLERY(kind=PageKind.DETAIL)
def public_notice_with_a_table_of_birthdays() -> str:
    people = joined(
        [f"<tr><td>{i}</td><td>张{i}</td><td>1998-05-{i:02}</td><td>某某大学</td></tr>" for i in range(1, 25)]
    )
    return page(
        f"<h1>拟录用人员公示</h1><p>时间：2026-09-16</p><p>{'根据有关规定现将名单予以公示。' * 5}</p><table>{people}</table>"
    )
