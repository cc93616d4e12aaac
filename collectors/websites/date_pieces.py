"""Which pieces of text are nothing but a date, and what the words around a date call it."""

import re
from typing import Final

from collectors.websites.date_forms import dates_alone, dates_in_prose, plain_digits

_WORDS: Final = re.compile(
    r"(?:发布|发表|公布|公开|成文|生成|更新|发文|印发|发稿|上传|添加|时间|日期|开始|结束|截止|星期[一二三四五六日天]|周[一二三四五六日天]|上午|下午"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|uary|ruary|ch|il|ust|e?mber|ober|ne|ly"
    r"|date|time|posted|published|on|am|pm|st|nd|rd|th|[tz])",
    re.I,
)
_SIGNS: Final = re.compile(r"[\s\d\-/.:年月日()\[\]【】{}|,~至到—–_'·•>»<*+〇○零一二三四五六七八九十]*")
_HINT: Final = re.compile(r"\d\s*[-/.年月:]\s*\d|\d[年月日]|[年月]|\d{8}")
_RELATIVE: Final = re.compile(r"\d\s*(?:分钟|个?小时|天|周)之?前|今[天日]|昨[天日]|前天|刚刚")
_PAGE_CLOCK: Final = re.compile(
    r"今天是|今日是|现在是|当前时间|当前日期|系统时间|页面生成|网页生成|本页生成|最后更新|最近更新|版权所有|copyright|©|备案|主办单位"
    r"|\d\s*日?\s*[(]?星期[一二三四五六日天]",
    re.I,
)
_PART: Final = re.compile(r"[\d二年月]")
_START: Final = re.compile(r"[\d二昨今前刚]")
LONGEST_PIECE: Final = 60
DATE_ATTRIBUTES: Final = frozenset(
    {"datetime", "data-date", "data-time", "data-publishtime", "data-pubdate", "data-createtime"}
)
"""Attributes in which pages keep a date for their scripts."""

PUBLISHED: Final = 0
NEUTRAL: Final = 1
OTHER_DATE: Final = 2
_PUBLISHED_WORDS: Final = re.compile(r"发布|公布|公开|发文|发稿|发表|上传|上网|publish|posted", re.I)
_OTHER_WORDS: Final = re.compile(
    r"成文|生成|制发|印发|生效|施行|实施|截止|截至|有效|起始|结束|报名|废止|失效|答复|办结|来信|提问|受理|下载|版权|copyright|deadline",
    re.I,
)


def is_page_clock(piece: str) -> bool:
    """Whether a piece tells today's date, when the page was made, or whose it is: never when an entry was published."""
    return _PAGE_CLOCK.search(piece) is not None


def is_only_a_date(piece: str) -> bool:
    """Whether a piece holds digits, signs and words of dates and nothing else. The digits need not be a whole date."""
    if len(piece) > LONGEST_PIECE or not _PART.search(piece):
        return False
    return _SIGNS.fullmatch(_WORDS.sub(" ", piece)) is not None


def is_only_signs(piece: str) -> bool:
    """Whether a piece can stand between the parts of a date."""
    return len(piece) <= 3 and _SIGNS.fullmatch(piece) is not None


def hints_at_a_date(piece: str) -> bool:
    """A quick look: could this piece hold (a part of) a publication date?"""
    if len(piece) > 120 or not _START.search(piece) or is_page_clock(piece):
        return False
    if len(piece) <= 20 and _RELATIVE.search(piece):
        return True
    piece = plain_digits(piece)
    if is_only_a_date(piece):
        return _HINT.search(piece) is not None or bool(dates_alone(piece))
    return bool(dates_in_prose(piece))


def rank_of_label(words_before: str) -> int:
    """PUBLISHED, NEUTRAL or OTHER_DATE by the last words before a date (or its column heading)."""
    tail = words_before[-14:]
    published = [match.end() for match in _PUBLISHED_WORDS.finditer(tail)]
    other = [match.end() for match in _OTHER_WORDS.finditer(tail)]
    if not published and not other:
        return NEUTRAL
    return PUBLISHED if max(published, default=-1) > max(other, default=-1) else OTHER_DATE
