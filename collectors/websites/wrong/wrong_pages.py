"""Pages that answer 200 but are not what was asked for: error pages, login pages, gates of a firewall, bare servers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from collectors.websites.wrong.wrong_words import (
    ALERT,
    BARE,
    ERROR_BODY,
    ERROR_TITLE,
    GATE,
    GATE_SCRIPT,
    HARD_TITLE,
    LOGIN_BODY,
    LOGIN_FORM,
    LOGIN_TITLE,
    OFFICIAL,
    ONLY_ERROR,
    SELF_AGAIN,
)
from metrics.facts import CheckOutcome

_ALMOST_NOTHING: Final = 300
_A_SENTENCE: Final = 60
_SCRIPT: Final = 20_000
_MOST_MARKUP: Final = 200_000
_A_LIST: Final = 3
PROOF: Final = 2
"""Dated entries from which on a list proves its page right."""
_A_MENU: Final = 6
"""Links from which on a page has its site's navigation, which neither a gate nor a page for signing in shows."""
SHORT_PAGE: Final = 1500
"""An error page says little; on a page with more text (characters) the same words are about something else."""


@dataclass(frozen=True)
class Shown:
    """What a page shows of itself: its title and all its words, the titles of its entries and how many of them are
    dated, whether it reads as an article, whether it asks for a password, its source, the words that are neither in its
    head nor in its foot (where every page of a site names who maintains it and where to sign in), its links, and
    whether its entries stand in a box of another column."""

    title: str
    words: str
    entries: Sequence[str] = ()
    dated: int = 0
    is_article: bool = False
    asks_password: bool = False
    markup: str = ""
    inner: str = ""
    links: int = 0
    is_beside: bool = False


def wrong_page(page: Shown) -> CheckOutcome | None:
    """gate_page, soft_error_page, login_page, or None for a page to be believed.

    A dated list proves the page right, unless it is a server's own listing of a folder or stands on a page that is
    entitled 页面不存在 and says so. The titles of a list and the words of an article may speak of anything, of gates
    and errors too: a notice that a system is under repair is none.
    """
    title = page.title[:80]
    if BARE.search(title):
        return CheckOutcome.SOFT_ERROR_PAGE
    if page.dated >= PROOF and not page.is_beside:
        only_error = (
            HARD_TITLE.search(title) and ONLY_ERROR.fullmatch(title) and ERROR_BODY.search(page.words[:SHORT_PAGE])
        )
        return CheckOutcome.SOFT_ERROR_PAGE if only_error else None
    alone = (len(page.entries) < _A_LIST or page.is_beside) and not page.is_article
    short = len(page.words) < (SHORT_PAGE if alone else _ALMOST_NOTHING)
    words = _own_words(page) if short else ""
    if _is_gate(title, words, page):
        return CheckOutcome.GATE_PAGE
    if _is_login(title, words, page):
        return CheckOutcome.LOGIN_PAGE
    entitled = _is_entitled(page)
    wrong_title = (HARD_TITLE if page.is_article and not short else ERROR_TITLE).search(title)
    if wrong_title and not entitled and (short or page.dated == 0):
        return CheckOutcome.SOFT_ERROR_PAGE
    return CheckOutcome.SOFT_ERROR_PAGE if not entitled and ERROR_BODY.search(words) else None


def _own_words(page: Shown) -> str:
    """The words of a short page without the titles of its entries; of a bare script those that it would show."""
    if len(page.words) < _A_SENTENCE and (alert := ALERT.search(page.markup[:_SCRIPT])):
        return f"{page.words} {alert[1]}"
    words = page.inner or page.words
    for entry in page.entries if len(page.entries) >= _A_LIST or page.dated else ():
        words = words.replace(entry, " ")
    return words


def _is_entitled(page: Shown) -> bool:
    """Whether the page bears the title of a document: 关于…, and of an article also …的公告. One that stands alone,
    without its site's menu, is shown in the place of every page."""
    if page.is_article and page.links < _A_LIST:
        return False
    return page.title.lstrip().startswith("关于") or (page.is_article and OFFICIAL.search(page.title[:80]) is not None)


def _is_gate(title: str, words: str, page: Shown) -> bool:
    alone = len(page.entries) < _A_LIST and page.links < _A_MENU
    spoken = GATE.search(title) or (GATE.search(words) if alone else None)
    if words and spoken and not _is_entitled(page):
        return True
    if len(page.words) < _A_SENTENCE and SELF_AGAIN.search(page.markup[:_SCRIPT]):
        return True
    marked = len(page.words) < _ALMOST_NOTHING and not page.asks_password and len(page.entries) < _A_LIST
    return marked and GATE_SCRIPT.search(page.markup[:_MOST_MARKUP]) is not None


def _is_login(title: str, words: str, page: Shown) -> bool:
    if page.asks_password:
        has_menu = page.links >= _A_MENU and len(LOGIN_FORM.findall(page.inner or page.words)) < _A_LIST
        if LOGIN_TITLE.search(title) or (len(page.words) < SHORT_PAGE // 2 and not has_menu):
            return True
    few = len(page.words) < _ALMOST_NOTHING // 2 and len(page.entries) < _A_LIST and page.links < _A_MENU
    return few and not page.is_article and "暂无" not in words and LOGIN_BODY.search(words) is not None
