"""Pages taken over by others: gambling and pornography in place of a government's words, parked domains, stubs that
lead away. What a government writes against such things (打击赌博, 防范诈骗) is its own."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final
from urllib.parse import urljoin, urlsplit

from metrics.facts import CheckOutcome

# Words that no notice of a government holds by chance: 加快三大, 南亚博览会 and 彩票投注站 are none of them. The
# search is for text in lower case, each alternative begins with a letter: ten times as fast.
_SPAM: Final = re.compile(
    r"博彩|赌场|百家乐|时时彩|六合彩|北京赛车|快三(?:平台|计划|投注|走势)|老虎机|真人荷官|电子游艺|棋牌(?:游戏|平台|官网)"
    r"|投注(?:平台|网站|网址)|开户送|注册送(?:彩金|\d+)?|首存(?:送|优惠)|娱乐城"
    r"|澳门(?:新?金沙|新?葡京|威尼斯|太阳城|永利|银河|新濠)"
    r"|新葡京|足球(?:外围|盘口|投注)|体育下注|竞彩平台|彩票(?:平台|计划|app)|开云体育|乐鱼体育|爱游戏(?:体育|官网|app)"
    r"|亚博(?:体育|官网|app|vip)|皇冠(?:体育|比分)|沙巴体育|ag真人"
    r"|bet365(?![a-z])|188bet(?![a-z])|w88(?![a-z])|betway(?![a-z])|casino(?![a-z])|slot (?:gacor|online)(?![a-z])"
    r"|online slots(?![a-z])|judi(?![a-z])|togel(?![a-z])|poker online(?![a-z])|sportsbook(?![a-z])|baccarat(?![a-z])"
    r"|viagra(?![a-z])|cialis(?![a-z])|porn(?![a-z])|replica watches(?![a-z])|payday loans?(?![a-z])"
    r"|成人(?:视频|电影|影片|网站|小说)|色情|黄色(?:网站|视频)|情色|裸聊|约炮|一夜情|无码(?!头)|av(?:在线|女优|天堂)|三级片"
    r"|麻豆传媒|做爱|久久精品|私服发布|传奇私服|代开(?:发票|证明)|办理?假证|迷药|高仿手表"
)
_LETTERS: Final = re.compile(r"[a-z]")
_AGAINST: Final = re.compile(
    r"打击|防范|防止|严厉|严打|整治|治理|查处|举报|警惕|预防|禁止|抵制|取缔|反赌|禁赌|拒绝|专项|涉嫌|案件|案例|通报|判决|处罚"
    r"|清理|违法|犯罪|诈骗|公安|条例|规定|办法|安全生产|宣传"
)
_SALE: Final = re.compile(
    r"域名(?:正在)?(?:出售|转让|交易|拍卖|停放|待售|已过期|到期|可转让)|(?:出售|转让|购买)(?:此|该|本)?域名"
    r"|this domain (?:is|may be) (?:for sale|parked)|buy this domain"
    r"|domain (?:is )?(?:for sale|parking|parked|has expired|expired)"
    r"|(?:sedo|dan\.com|afternic|hugedomains|parkingcrew|bodis)\b|related searches",
    re.I,
)
_STUB: Final = 200
"""A page with fewer characters shows nothing of its own."""
_SHORT: Final = 800
_REFRESH: Final = re.compile(
    r"""<meta[^>]{0,80}http-equiv\s*=\s*["']?refresh["']?[^>]{0,80}?url\s*=\s*["']?([^"'>\s]{1,500})""", re.I
)
_MOVED: Final = re.compile(
    r"""(?:window|document|self|top|parent)?\.?location(?:\.href|\.replace|\.assign)?\s*(?:=|\()\s*"""
    r"""["']((?:https?:)?/[^"']{1,500})["']""",
    re.I,
)
_MENTIONS: Final = 6
_KINDS: Final = 3
_OTHER_SCRIPTS: Final = re.compile(r"[\u3040-\u30ff\u0e00-\u0e7f\u0600-\u06ff\u0900-\u097f\uac00-\ud7af]")
_SUFFIXES: Final = frozenset({"com", "net", "org", "gov", "edu", "ac", "co", "mil"})


def foreign_page(
    title: str, words: str, titles: Sequence[str], url: str, markup: str
) -> tuple[CheckOutcome, str] | None:
    """What took the place of the page, with the words that show it; None for a page that may be the site's own.

    `titles` are those of its entries, `markup` is its source.
    """
    if found := _spam_in(title, words, titles):
        return CheckOutcome.FOREIGN_PAGE, f"出现无关内容：{found}"
    few = len(titles) < _KINDS and len(words) < _SHORT
    if sale := _SALE.search(title) or (_SALE.search(words) if few else None):
        return CheckOutcome.PARKED_DOMAIN, sale.group(0)
    if _is_government(url) and (share := _share_of_other_scripts(words)) > 0.2:
        return CheckOutcome.FOREIGN_PAGE, f"正文文字不是本地语言（占 {share:.0%}）"
    target = _leads_to(markup) if len(words) < _STUB else None
    if target is None:
        return None
    address = _joined(url, target)
    if elsewhere(url, address):
        return CheckOutcome.FOREIGN_PAGE, f"页面跳转到 {address[:100]}"
    return CheckOutcome.NEEDS_SCRIPT, f"页面只用于跳转到 {address[:100]}"


def elsewhere(before: str, after: str) -> bool:
    """Whether a redirect left the registered domain (and, of a government's site, the government's domains)."""
    home, end = registered_domain(before), registered_domain(after)
    if not home or not end or home == end:
        return False
    return not (_is_government(before) and _is_government(after))


def registered_domain(url: str) -> str:
    """The registered part of an address's host (example.gov.cn of www.example.gov.cn); an IP address or a bare name as
    it is; empty if there is none."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or ":" in host:
        return host
    double = len(labels) > 2 and len(labels[-1]) == 2 and (labels[-2] in _SUFFIXES or len(labels[-2]) == 2)
    return ".".join(labels[-3:] if double else labels[-2:])


def _is_government(url: str) -> bool:
    try:
        return f".{urlsplit(url).hostname or ''}".endswith((".gov.cn", ".gov"))
    except ValueError:
        return False


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError:
        return target


def _leads_to(markup: str) -> str | None:
    found = _REFRESH.search(markup[:20_000]) or _MOVED.search(markup[:20_000])
    return found.group(1) if found else None


def _spam_in(title: str, words: str, titles: Sequence[str]) -> str:
    """The words that give a taken-over page away: in its title, in a third of its entries, or often in its text."""
    if in_title := _spam(title):
        return in_title[0]
    named = [name for name in titles if _spam(name)]
    if len(named) >= _KINDS and 3 * len(named) >= len(titles):
        return named[0][:40]
    kinds = Counter(_spam(words[:200_000], reach=20))
    return "、".join(list(kinds)[:3]) if len(kinds) >= _KINDS and kinds.total() >= _MENTIONS else ""


def _spam(text: str, reach: int = 1000) -> list[str]:
    """The words of spam in a text that nobody writes against, as far as so many characters around them show."""
    text = text.lower()
    return [
        match[0]
        for match in _SPAM.finditer(text)
        if not (match[0].isascii() and _LETTERS.match(text, match.start() - 1, match.start()))
        and not _AGAINST.search(text, max(match.start() - reach, 0), match.end() + reach)
    ]


def _share_of_other_scripts(words: str) -> float:
    """The share of letters in scripts that no government of this country writes its pages in."""
    sample = words[:20_000]
    others = len(_OTHER_SCRIPTS.findall(sample))
    letters = sum(char.isalpha() for char in sample) if others > _STUB / 10 else 0
    return others / letters if letters >= _STUB else 0.0
