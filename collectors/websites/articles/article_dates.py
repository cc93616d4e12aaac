"""The day an article was published."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from collectors.websites.articles.articles import Prose
from collectors.websites.dates.date_forms import DateForm, dates_alone, dates_in_prose, plain_digits
from collectors.websites.dates.date_pieces import (
    DATE_ATTRIBUTES,
    NEUTRAL,
    OTHER_DATE,
    PUBLISHED,
    has_weekday,
    is_clock_label,
    is_only_a_date,
    is_only_signs,
    is_page_clock,
    rank_of_label,
)
from collectors.websites.dates.entry_dates import resolve
from collectors.websites.dates.moments import day_of_moment
from collectors.websites.dates.url_dates import date_in_url
from collectors.websites.tree import Node

_META_NAMES: Final = (
    "pubdate", "publishdate", "publish-date", "article:published_time", "og:release_date", "datepublished", "dc.date",
    "weibo: article:create_at", "publication_date", "release_date", "article_publish_time", "apub:time", "ptime",
)  # fmt: skip
_STRUCTURED: Final = re.compile(r'"(?:datePublished|pubDate|dateCreated)"\s*:\s*"([^"]{8,40})"')
_LABEL: Final = re.compile(
    r"时间|日期|来源|作者|编辑|浏览|阅读|点击|访问|字体|字号|source|author|\bby\b|date|updated|views", re.I
)
_LABEL_END: Final = re.compile(
    r"(?:时间|日期|(?:发布|发表|刊登|更新|公布|成文|印发)于?|posted|published|updated|date|on|[:：|])\s*$", re.I
)
_LONGEST_LINE: Final = 120
_NEAR: Final = 14
"""How many pieces of text a label may stand from its date: 来源 | 时间 | 2026-09-16."""

_PUBLISHED_AFTER: Final = re.compile(
    r"\s*(?:\d{1,2}:\d\d(?::\d\d)?\s*)?(?:发布|发表|刊发|首发)(?!会|于|时|日|机构|单位|人)"
)
SIGNED: Final = 0.5
"""Grade of a date alone under the text, where an office signs; the address is trusted more."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})
FIRM: Final = 2
"""Grade of a date with a word beside it (发布时间, 来源); below it a date stands alone."""


@dataclass(frozen=True)
class ArticleDay:
    """The day (None where the page shows none) and whether a line of the kind of a headline's told it."""

    day: date | None
    has_line: bool


@dataclass(frozen=True)
class _Found:
    grade: float
    day: date


def article_day(
    root: Node, entries: set[Node], meta: dict[str, str], structured: str, prose: Prose, url: str, today: date
) -> ArticleDay:
    """From meta elements, structured data, the lines around the headline, a time element, the address; in this order.

    Never from `entries` (of a list of other articles), from a footer, or from the words of the article itself.
    """
    lines = list(_from_lines(root, entries, prose, today))
    best = max(lines, key=lambda found: found.grade, default=None)
    firm = best is not None and best.grade >= FIRM
    told = [meta[name] for name in _META_NAMES if name in meta]
    told += [match.group(1) for match in _STRUCTURED.finditer(structured)]
    for text in told:
        day = day_of_moment(plain_digits(text[:60]))
        if day and day <= today:
            return ArticleDay(day, firm)
    if best is not None and best.grade > SIGNED:
        return ArticleDay(best.day, firm)
    day = date_in_url(url)
    if day and day <= today:
        return ArticleDay(day, False)
    return ArticleDay(best.day if best else None, False)


def _from_lines(root: Node, entries: set[Node], prose: Prose, today: date) -> Iterator[_Found]:
    before, announced, passed = "", False, False
    outside: set[Node] = set()
    parts: list[str] = []
    clock: date | None = today
    for node in root.walk():
        clock = None if node.tag in _HEADINGS else clock
        if node in entries or node.tag == "a" or node.parent in outside:
            outside.add(node)
            continue
        if not passed and not DATE_ATTRIBUTES.isdisjoint(node.attributes):
            yield from _from_attributes(node, today)
        if node.tag != "#text":
            continue
        text = plain_digits(node.text)
        skipped = announced and is_only_a_date(text)
        announced = is_clock_label(text)
        if len(text) <= _LONGEST_LINE and not skipped and not is_page_clock(text):
            signed = passed and _is_signature(node, text, prose)
            yield from _not_of_clock(_in_line(text, before, passed, signed, today), clock)
        parts = _with_part(parts, text)
        if not passed and len(parts) > 1:
            yield from _not_of_clock(_in_parts(parts, before, today), clock)
        before = (before + " " + text)[-40:]
        passed = passed or node is prose.first


def _not_of_clock(found: Iterator[_Found], clock: date | None) -> Iterator[_Found]:
    """Without a date alone that is today's, above the first headline: the clock of the page's head."""
    return (one for one in found if one.grade > 1 or one.day != clock)


def _in_line(text: str, before: str, passed: bool, signed: bool, today: date) -> Iterator[_Found]:
    forms = dates_in_prose(text)
    for form in forms:
        found: float = SIGNED if signed else _graded(form, before, text, passed)
        day = form.on()
        if found and day and day <= today:
            yield _Found(found, day)
    if forms or not is_only_a_date(text) or rank_of_label(text[:8]) != PUBLISHED:
        return
    # 发布时间：26-09-16, 发布时间：09-16: short forms count only where their label says what they are.
    for form in dates_alone(text):
        day = resolve(form, None, today)
        if day and day <= today:
            yield _Found(FIRM, day)


def _with_part(parts: list[str], text: str) -> list[str]:
    """The pieces so far that may be parts of one date (2026 | 09 | / | 16); anything else begins anew."""
    if (is_only_a_date(text) and not dates_in_prose(text)) or (parts and is_only_signs(text)):
        return [*parts[-6:], text]
    return []


def _in_parts(parts: list[str], before: str, today: date) -> Iterator[_Found]:
    joined = " ".join(parts)
    for form in dates_alone(joined):
        day = form.on()
        if form.year is not None and day and day <= today and not is_page_clock(before):
            yield _Found(1, day)


def _is_signature(node: Node, text: str, prose: Prose) -> bool:
    """Whether a date stands alone beneath the paragraphs, in the element that holds them or the one around it."""
    if prose.first is None or "年" not in text or not is_only_a_date(text) or has_weekday(text):
        return False
    above_text = list(prose.first.ancestors())[:3]
    return any(above in above_text for above in node.ancestors())


def _from_attributes(node: Node, today: date) -> Iterator[_Found]:
    for name in DATE_ATTRIBUTES & node.attributes.keys():
        day = day_of_moment(plain_digits(node.attributes[name][:40]))
        if day and day <= today:
            yield _Found(FIRM, day)


def _graded(form: DateForm, before: str, text: str, passed: bool) -> int:
    """0 for a date that says nothing; a labelled publication above the text is worth most."""
    leads_here = form.start < _NEAR and _LABEL_END.search(before) is not None
    label = (before[-_NEAR:] + " " + text[: form.start]) if leads_here else text[: form.start]
    rank = rank_of_label(label)
    if rank == NEUTRAL and _PUBLISHED_AFTER.match(text[form.end :]):
        rank = PUBLISHED
    if rank == PUBLISHED:
        return 4 if not passed else 3
    if rank != NEUTRAL or has_weekday(text) or passed:
        return 0 if rank == OTHER_DATE or passed or has_weekday(text) else 1
    if _LABEL.search(before[-_NEAR:] + text):
        return FIRM
    return 1 if is_only_a_date(text) else 0
