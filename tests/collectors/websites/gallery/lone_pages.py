"""Short articles, pages that stand in the place of others, and pages in other languages than Chinese."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from datetime import date

from collectors.websites.page_view import PageKind
from metrics.facts import CheckOutcome
from tests.collectors.websites.gallery.samples import FOOTER, NAV, TITLES, Gallery, joined, page, rows

GALLERY = Gallery()
NOTHING = PageKind.UNKNOWN
DETAIL = PageKind.DETAIL


@GALLERY(newest=date(2026, 11, 9), kind=DETAIL)
def short_article_between_its_neighbours() -> str:
    text = "因管网检修，定于11月10日8时至18时停水，请广大居民提前储水。<br>某某镇供水公司"
    rest = f"<tr><td>上一篇：<a href='8.html'>{TITLES[3]}</a><br>下一篇：<a href='10.html'>{TITLES[4]}</a></td></tr>"
    return f"<html><head><title>停水通知</title></head><body>{NAV}<table><tr><td><b>停水通知</b></td></tr><tr><td>时间：2026-11-9 10:02:11 点击：33次</td></tr><tr><td>{text}</td></tr>{rest}</table></body></html>"


@GALLERY(newest=date(2026, 9, 16), kind=DETAIL)
def article_above_its_buttons_in_one_table() -> str:
    text = f"<p>{'调研组一行走访了有关企业，实地考察了运营情况，并召开座谈会。' * 16}</p>"
    return f"<html><body><table><tr><td><a href='/'>首页</a> &gt;&gt; 正文</td></tr><tr><td><b>{TITLES[12]}</b>{text}<font>发布日期：</font><font>2026-09-16</font></td></tr><tr><td><a href='javascript:print()'>打印本页</a></td></tr></table></body></html>"


@GALLERY(newest=None, kind=NOTHING, outcome=CheckOutcome.SOFT_ERROR_PAGE)
def notice_of_maintenance_in_the_place_of_every_page() -> str:
    return "<html><head><title>系统维护公告</title></head><body><h1>网站升级维护通知</h1><p>因机房搬迁，本网站将于2026年11月20日18:00至25日8:00进行升级维护，期间暂停访问，给您带来不便敬请谅解。</p><p>2026年11月20日</p></body></html>"


@GALLERY(newest=date(2026, 11, 16), kind=DETAIL)
def notice_of_maintenance_as_an_article_of_its_site() -> str:
    return page(
        "<h1>关于政务服务网系统升级维护的公告</h1><p>发布时间：2026-11-16 来源：政务服务局</p><p>因系统升级，政务服务网将于2026年11月20日18:00至22日8:00暂停服务，敬请谅解。</p>",
        title="关于政务服务网系统升级维护的公告",
    )


def _in_language(titles: tuple[str, ...], foot: str) -> str:
    lines = [f"<li><a href='/t/{n}.html'>{titles[n % len(titles)]}</a><span>{d}</span></li>" for n, _, d in rows(10)]
    return f"<html><head><meta charset='utf-8'><title>{titles[0]}</title></head><body><ul>{joined(lines)}</ul><p>{foot}</p></body></html>"


@GALLERY(items=10)
def list_in_uyghur() -> str:
    return _in_language(
        ("شىنجاڭ ئۇيغۇر ئاپتونوم رايونلۇق خەلق ھۆكۈمىتى ئۇقتۇرۇش", "مائارىپ خىزمىتى يىغىنى ئېچىلدى"),
        "新ICP备05000001号",
    )


@GALLERY(items=10)
def list_in_the_korean_of_yanbian() -> str:
    return _in_language(
        ("연변조선족자치주 인민정부 사업회의 개최", "농촌진흥 사업을 추진할데 관한 통지"), "吉ICP备05000001号"
    )


@GALLERY(items=10)
def list_in_japanese_of_a_government() -> str:
    return _in_language(("自治区人民政府、草原保護を強化", "フフホト市で文化フェスティバル開催"), FOOTER)


@GALLERY(newest=None, kind=NOTHING, outcome=CheckOutcome.FOREIGN_PAGE)
def shop_in_japanese() -> str:
    return _in_language(("ルイヴィトン 財布 激安 通販", "ロレックス スーパーコピー 優良店"), "送料無料・ポイント還元")
