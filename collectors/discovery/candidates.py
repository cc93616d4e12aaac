"""Addresses of a site that may be list pages, from the links of a page or the entries of a sitemap."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from collectors.decoding import decode
from collectors.discovery.links import named_links, onward
from collectors.registry_files.addresses import fetchable, same_address
from collectors.websites.tree import nested_too_deeply

_FILE: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif|mp[34]|wps|ofd|css|js|ico|svg)$", re.I)
_ARTICLE: Final = re.compile(
    r"/t?20\d\d[01]\d(?:[0-3]\d)?[_/]|/(?:art|content|article|detail|info)[_/-]?\w*\d{3,}|_\d{5,}\.s?html?$|/\d{5,}\.s?html?$",
    re.I,
)
_INDEX: Final = re.compile(r"/(?:index|default|list)(?:_?0)?\.(?:s?html?|jsp|aspx?|php)$", re.I)
_LATER_PAGE: Final = re.compile(
    r"(?:index|list|default)_[1-9]\d*\.s?html?$|[?&](?:page|p|pageno|currentpage)=[2-9]", re.I
)
_LONGEST_NAME: Final = 20
"""Characters; names of columns are short, titles of articles are not."""
_CROWD: Final = 20


@dataclass(frozen=True)
class Candidate:
    """A page that may be a list. `name`: as the link calls it, empty where a sitemap names none."""

    url: str
    name: str
    found_in: str


def links_in(body: bytes, url: str, home_url: str, content_type: str | None = None) -> list[Candidate]:
    """Pages of the same site that the links of a page lead to, each once, in their order."""
    tree = _tree(body, content_type)
    if tree is None:
        return []
    start = _base(tree, url)
    found: dict[str, Candidate] = {}
    for words, href in named_links(tree):
        address, name = _address(href, start), "".join(words.split())
        if address is None or not name or len(name) > _LONGEST_NAME or not of_site(address, home_url):
            continue
        if may_be_list(address):
            found.setdefault(same_address(address), Candidate(address, name, "navigation"))
    return list(found.values())


def leads_on_to(body: bytes, url: str, home_url: str, content_type: str | None = None) -> list[str]:
    """The pages of the site that a home page without a navigation of its own shows or goes on to."""
    tree = _tree(body, content_type)
    addresses = [_address(href, _base(tree, url)) for href in onward(tree)] if tree is not None else []
    return list(dict.fromkeys(one for one in addresses if one is not None and of_site(one, home_url)))


def folders_of(addresses: Iterable[str], home_url: str, least: int = 2) -> list[Candidate]:
    """List pages that a sitemap suggests: pages that look like lists, and folders in which some articles lie. Of pages
    that lie in one folder in great number none is a list, whatever they are called."""
    folders: Counter[str] = Counter()
    found: dict[str, Candidate] = {}
    pages = [address for address in addresses if fetchable(address) and of_site(address, home_url)]
    beside = Counter(address.rpartition("/")[0] for address in pages if not _is_index(address))
    for address in pages:
        crowded = not _is_index(address) and beside[address.rpartition("/")[0]] > _CROWD
        if _ARTICLE.search(address) or (crowded and not _FILE.search(urlsplit(address).path)):
            folders[_folder(address)] += 1
        elif may_be_list(address):
            found.setdefault(same_address(address), Candidate(address, "", "sitemap"))
    for folder, count in folders.most_common():
        if count >= least:
            found.setdefault(same_address(folder), Candidate(folder, "", "sitemap"))
    return list(found.values())


def of_site(address: str, home_url: str) -> bool:
    """Whether a page is one of the site: on its host, and below its folder where it shares the host with others."""
    host = urlsplit(same_address(home_url))
    page = urlsplit(same_address(address))
    hosts = {part.netloc.removeprefix("www.") for part in (host, page)}
    below = _INDEX.sub("/", host.path).rpartition("/")[0] + "/"
    return len(hosts) == 1 and page.path.startswith(below) and same_address(address) != same_address(home_url)


def may_be_list(address: str) -> bool:
    """Whether the address is not that of an article, of a file, or of a later page of a list."""
    path = urlsplit(address).path
    return not (_FILE.search(path) or _ARTICLE.search(path) or _LATER_PAGE.search(address))


def page_title(body: bytes, content_type: str | None = None) -> str:
    """The first part of the page's title: 通知公告 of 通知公告_某市人民政府."""
    text, _ = decode(body, content_type)
    match = re.search(r"<title[^>]*>([^<]{1,200})", text, re.I)
    words = re.split(r"[-_|—–·>»]+", match[1].strip()) if match else [""]
    return "".join(words[0].split())[:120]


def _tree(body: bytes, content_type: str | None) -> LexborHTMLParser | None:
    text, _ = decode(body, content_type)
    return None if nested_too_deeply(text) else LexborHTMLParser(text)


def _base(tree: LexborHTMLParser, url: str) -> str:
    base = tree.css_first("base[href]")
    try:
        return urljoin(url, (base.attributes.get("href") or "").strip()) if base is not None else url
    except ValueError:
        return url


def _is_index(address: str) -> bool:
    path = urlsplit(address).path
    return path.endswith("/") or _INDEX.search(path) is not None


def _address(href: str, base: str) -> str | None:
    try:
        address = urldefrag(urljoin(base, href.strip()))[0]
    except ValueError:
        return None
    return address if fetchable(address) and len(address) <= 1000 else None


def _folder(address: str) -> str:
    """Where the list of an article lies: above its folders of months and days."""
    folder = address.rpartition("/")[0]
    while re.fullmatch(r"20\d\d(?:[-_]?[01]\d)?(?:[-_]?[0-3]\d)?|[01]\d|[0-3]\d", folder.rpartition("/")[2]):
        folder = folder.rpartition("/")[0]
    return f"{folder}/"
