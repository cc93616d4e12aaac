"""Pages in the place of the asked one: taken over, parked, guarded, moved. And pages that only speak of such things."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from collectors.websites.page_view import PageKind
from metrics.facts import CheckOutcome
from tests.collectors.websites.gallery.samples import NEWEST, Gallery, joined, page

GALLERY = Gallery()
NOTHING = PageKind.UNKNOWN
FOREIGN = CheckOutcome.FOREIGN_PAGE
GATE = CheckOutcome.GATE_PAGE


def _bare(title: str, body: str, head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def _listed(titles: Sequence[str], day: date = date(2026, 11, 20)) -> str:
    return joined([f"<li><a href='/{n}.html'>{title}</a><span>{day}</span></li>" for n, title in enumerate(titles)])


@GALLERY(newest=None, kind=NOTHING, outcome=FOREIGN)
def gambling_under_the_old_address() -> str:
    titles = (
        "澳门新葡京娱乐城开户送88",
        "百家乐真人荷官在线发牌",
        "北京赛车pk10投注平台",
        "时时彩计划软件下载",
        "老虎机电子游艺首存送彩金",
    )
    return _bare("澳门新葡京官网_开户送彩金", f"<ul>{_listed(titles)}</ul>")


@GALLERY(newest=None, kind=NOTHING, outcome=FOREIGN)
def gambling_entries_under_the_old_title() -> str:
    titles = (
        "关于做好秋季造林工作的通知",
        "亚博体育下注平台官网",
        "开云体育app下载注册送",
        "彩票平台网站推荐",
        "市政府召开常务会议",
    )
    return page(f"<ul class='list'>{_listed(titles)}</ul>")


@GALLERY(newest=None, kind=NOTHING, outcome=FOREIGN)
def japanese_shop_on_a_government_domain() -> str:
    line = "<li><a href='/shop/1.html'>メンズ ファッション 人気ブランド 激安通販 送料無料 セール</a><span>2026-11-20</span></li>"
    return _bare("人気ブランド激安通販", f"<ul>{line * 12}</ul>")


@GALLERY(newest=None, kind=NOTHING, outcome=FOREIGN)
def english_casino() -> str:
    titles = ("Best online casino bonus", "Slot gacor hari ini", "Judi online terpercaya", "Sportsbook odds today")
    return _bare("Slot Gacor Online Casino 2026", f"<ul>{_listed(titles)}</ul>")


@GALLERY(newest=None, kind=NOTHING, outcome=CheckOutcome.PARKED_DOMAIN)
def domain_for_sale() -> str:
    return _bare(
        "example.cn",
        "<h1>example.cn</h1><p>该域名正在出售，如需购买此域名请联系 2026-11-20</p><a href='/buy'>立即购买</a>",
    )


@GALLERY(newest=None, kind=NOTHING, outcome=FOREIGN)
def stub_that_leads_to_another_domain() -> str:
    return _bare("", "", "<meta http-equiv='refresh' content='0;url=https://www.example.com/promo'>")


@GALLERY(newest=None, kind=NOTHING, outcome=FOREIGN)
def script_that_leads_to_another_domain() -> str:
    return "<script>window.location.href = 'https://play.example.com/';</script>"


@GALLERY(newest=None, kind=NOTHING, outcome=CheckOutcome.NEEDS_SCRIPT)
def stub_that_leads_to_the_sites_own_page() -> str:
    return _bare("某某市人民政府", "正在跳转…", "<meta http-equiv='refresh' content='0; url=/zwgk/index.html'>")


@GALLERY(newest=None, kind=NOTHING, outcome=GATE)
def gate_of_scripts_without_words() -> str:
    return "<html><head><meta id='9DhefwqGPrzG' content='x'><script r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=21632;</script><script src='/a/b.js' r='m'></script></head><body></body></html>"


@GALLERY(newest=None, kind=NOTHING, outcome=GATE)
def browser_check() -> str:
    return _bare(
        "Just a moment...",
        "<h1>Checking your browser before accessing</h1><script>window._cf_chl_opt={cvId:'2'}</script>",
    )


@GALLERY(newest=None, kind=NOTHING, outcome=GATE)
def slider_to_be_moved() -> str:
    return _bare("安全验证", "<p>请拖动滑块完成验证 2026-11-20</p><div id='slider'></div>")


@GALLERY(newest=None, kind=NOTHING, outcome=CheckOutcome.SOFT_ERROR_PAGE)
def folder_of_a_server() -> str:
    lines = joined([f"<li><a href='{n}.html'>{n}.html</a> 2026-11-{n} 10:00 4.0K</li>" for n in range(10, 20)])
    return _bare("Index of /zwgk/tzgg", f"<h1>Index of /zwgk/tzgg</h1><ul>{lines}</ul>")


@GALLERY(newest=None, kind=NOTHING, outcome=CheckOutcome.SOFT_ERROR_PAGE)
def bare_server() -> str:
    return _bare(
        "Welcome to nginx!",
        "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed.</p>",
    )


@GALLERY(newest=None, kind=NOTHING, outcome=CheckOutcome.SOFT_ERROR_PAGE)
def site_being_rebuilt() -> str:
    return _bare("某某局", "<img src='w.jpg'><p>网站正在升级改版中，给您带来不便敬请谅解。 2026-11-20</p>")


@GALLERY(newest=NEWEST, items=6)
def a_list_against_gambling_is_a_governments_own() -> str:
    titles = (
        "打击网络赌博专项行动通报",
        "警惕“百家乐”等网络赌博陷阱",
        "公安机关侦破六合彩赌博案件",
        "关于严厉整治棋牌游戏平台赌博的通知",
        "涉黄网站色情信息清理整治",
        "安全验证与滑动验证系统采购公告",
    )
    return page(f"<ul class='list'>{_listed(titles, NEWEST)}</ul>")


@GALLERY(newest=NEWEST, items=3)
def a_short_list_about_site_maintenance() -> str:
    titles = ("关于网站正在升级改版的公告", "关于部分域名到期停用的通知", "关于页面不存在问题整改情况的通报")
    return page(f"<ul class='list'>{_listed(titles, NEWEST)}</ul>")
