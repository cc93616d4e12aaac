"""Pages taken over by others: gambling and pornography in place of a government's words, parked domains, stubs that
lead away. What a government writes against such things (打击赌博, 防范诈骗) is its own."""

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from typing import Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from collectors.websites.wrong.foreign_words import AGAINST, BRAND_TITLE, OWN_TITLE, SALE, SPAM
from metrics.facts import CheckOutcome

_LETTERS: Final = re.compile(r"[a-z]")
_STUB: Final = 200
"""A page with fewer characters shows nothing of its own."""
_SHORT: Final = 800
_REFRESH: Final = re.compile(
    r"""<meta[^>]{0,80}http-equiv\s*=\s*["']?refresh["']?[^>]{0,80}?"""
    r"""(?:(\d{1,4})(?:\.\d)?\s*[;,]\s*)?url\s*=\s*["']?([^"'>\s]{1,500})""",
    re.I,
)
_MOVED: Final = re.compile(
    r"""(?:window|document|self|top|parent)?\.?location(?:\.href|\.replace|\.assign)?\s*(?:=|\()\s*"""
    r"""["']((?:https?:)?/[^"']{1,500})["']""",
    re.I,
)
_DESCRIPTION: Final = re.compile(
    r"""<meta\s[^<>]{0,40}name\s*=\s*["']?(?:keywords|description)["']?[^<>]{0,40}content\s*=\s*["']([^"'<>]{1,600})""",
    re.I,
)
_GATE_HOST: Final = re.compile(r"^https?://(?:[\w-]+\.)*(?:waf|captcha|verify|challenge|shield)[\w-]*\.", re.I)
_HEAD: Final = 20_000
"""Characters of a page's source within which its head ends."""
_AT_ONCE: Final = 5
"""Seconds."""
_SEVERAL: Final = 2
_MOST_MARKUP: Final = 500_000
_MOST_LINKS: Final = 3_000
_MENTIONS: Final = 6
_KINDS: Final = 3
_OTHER_SCRIPTS: Final = re.compile(r"[\u3040-\u30ff\u0e00-\u0e7f\u0600-\u06ff\u0900-\u097f\uac00-\ud7af]")
_OWN_LETTERS: Final = re.compile(
    r"[\u06ad\u06c6\u06c7\u06cb\u06d0]|인민정부|조선족|연변|길림|人民政府|公网安备|icp备", re.I
)
"""Letters of Uyghur and Kazakh, the Korean of Yanbian, and what stands on a government's pages in any language."""
_FEW_LETTERS: Final = 100
_SUFFIXES: Final = frozenset({"com", "net", "org", "gov", "edu", "ac", "co", "mil"})


def foreign_page(
    title: str, words: str, titles: Sequence[str], url: str, markup: str, is_article: bool = False
) -> tuple[CheckOutcome, str] | None:
    """What took the place of the page, with the words that show it; None for a page that may be the site's own.

    `titles` are those of its entries, `markup` is its source.
    """
    if found := _spam_in(title, words, titles, markup, url):
        return CheckOutcome.FOREIGN_PAGE, f"出现无关内容：{found}"
    if not is_article and (sale := SALE.search(title) or _sold_in(words, titles)):
        return CheckOutcome.PARKED_DOMAIN, sale.group(0)
    if _is_government(url) and (share := _share_of_other_scripts(words)) > 0.2:
        return CheckOutcome.FOREIGN_PAGE, f"正文文字不是本地语言（占 {share:.0%}）"
    target = _leads_to(markup, at_once=len(words) >= _STUB)
    if target is None:
        return None
    address = _joined(url, target)
    if _GATE_HOST.search(address):
        return CheckOutcome.GATE_PAGE, f"页面跳转到 {address[:100]}"
    if len(words) >= _STUB and not elsewhere(url, address):
        return None
    if elsewhere(url, address):
        return CheckOutcome.FOREIGN_PAGE, f"页面跳转到 {address[:100]}"
    return CheckOutcome.NEEDS_SCRIPT, f"页面只用于跳转到 {address[:100]}"


def _sold_in(words: str, titles: Sequence[str]) -> re.Match[str] | None:
    """The words of a sale on a page with little else; not those of an entry, which may tell of anything."""
    if len(titles) >= _KINDS or len(words) >= _SHORT:
        return None
    for title in titles:
        words = words.replace(title, " ")
    return SALE.search(words)


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


def _leads_to(markup: str, at_once: bool) -> str | None:
    """Where a page sends its visitor; `at_once`: only by a refresh within seconds, which no page of its own needs."""
    refresh = _REFRESH.search(markup, 0, _HEAD if not at_once else _end_of_head(markup))
    if at_once:
        return refresh[2] if refresh and int(refresh[1] or 0) <= _AT_ONCE else None
    if refresh:
        return refresh[2]
    moved = _MOVED.search(markup, 0, _HEAD)
    return moved[1] if moved else None


def _spam_in(title: str, words: str, titles: Sequence[str], markup: str, url: str) -> str:
    """The words that give a taken-over page away: in its title, its description, a third of its entries, often in its
    text, or in links that lead elsewhere."""
    if in_title := _spam(title):
        return in_title[0]
    if (brand := BRAND_TITLE.search(title.lower())) and not OWN_TITLE.search(title):
        return brand[0]
    named = [name for name in titles if _spam(name)]
    if len(named) >= _KINDS and 3 * len(named) >= len(titles):
        return named[0][:40]
    described = list(dict.fromkeys(_spam(_described(markup))))
    if len(described) >= _SEVERAL:
        return "、".join(described[:3])
    kinds = Counter(_spam(words[:200_000], reach=20))
    if len(kinds) >= _KINDS and kinds.total() >= _MENTIONS:
        return "、".join(list(kinds)[:3])
    return _strange_links(markup, url) if kinds.total() >= _SEVERAL else ""


def _end_of_head(markup: str) -> int:
    """Where the head of a page ends; of a page that marks no end, where it should have ended."""
    end = markup.find("</head>", 0, _HEAD)
    return end if end >= 0 else _HEAD


def _described(markup: str) -> str:
    """What a page's head says of it to search engines."""
    found = [unescape(match[1]) for match in _DESCRIPTION.finditer(markup, 0, _end_of_head(markup))]
    return " ".join(found)


def _strange_links(markup: str, url: str) -> str:
    """The words of links, shown or hidden, that speak of such things and lead to others' domains."""
    strange: dict[str, None] = {}
    for node in LexborHTMLParser(markup[:_MOST_MARKUP]).css("a[href]")[:_MOST_LINKS]:
        found = _spam(node.text()[:100])
        if found and elsewhere(url, _joined(url, node.attributes.get("href") or "")):
            strange.update(dict.fromkeys(found))
        if len(strange) >= _SEVERAL:
            return "、".join(list(strange)[:3])
    return ""


def _spam(text: str, reach: int = 1000) -> list[str]:
    """The words of spam in a text that nobody writes against, as far as so many characters around them show."""
    text = text.lower()
    return [
        match[0]
        for match in SPAM.finditer(text)
        if not (match[0][0].isascii() and _LETTERS.match(text, match.start() - 1, match.start()))
        and not AGAINST.search(text, max(match.start() - reach, 0), match.end() + reach)
    ]


def _share_of_other_scripts(words: str) -> float:
    """The share of letters in scripts of other countries; 0 for the languages of minorities, and for a government's own
    pages in other languages."""
    sample = words[:20_000]
    others = len(_OTHER_SCRIPTS.findall(sample))
    if others <= _FEW_LETTERS / 5 or _OWN_LETTERS.search(words):
        return 0.0
    letters = sum(char.isalpha() for char in sample)
    return others / letters if letters >= _FEW_LETTERS else 0.0
