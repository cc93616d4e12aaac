"""Which pieces of text are nothing but a date, and what the words around a date call it."""

import re
from typing import Final

from collectors.websites.dates.date_forms import (
    bracketed_days,
    dates_alone,
    dates_in_prose,
    plain_digits,
    remembering_short,
)

_WORDS: Final = re.compile(
    r"(?:发布|发表|公布|公开|成文|生成|更新|发文|印发|发稿|上传|添加|时间|日期|开始|结束|截止|星期[一二三四五六日天]|周[一二三四五六日天]|上午|下午"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|uary|ruary|ch|il|ust|e?mber|ober|ne|ly"
    r"|date|time|posted|published|on|am|pm|st|nd|rd|th|[tz])",
    re.I,
)
_SIGNS: Final = re.compile(r"[\s\d\-/.:年月日()\[\]【】{}|,~至到—–_'·•>»<*+〇○零一二三四五六七八九十]*")
_STRANGE: Final = re.compile(
    rf"[^\x00-\x7f\s\d{''.join(sorted(set(_WORDS.pattern + _SIGNS.pattern) - set(map(chr, range(128)))))}]"
)
"""A character that stands in no date: nearly every title has one, and is told by it at once."""
_HINT: Final = re.compile(r"\d\s*[-/.年月:]\s*\d|\d[年月日]|[年月]|\d{8}")
_RELATIVE: Final = re.compile(
    r"\d\s*(?:分钟|个?小时|天|周)[之以]?前|今[天日]|昨[天日]|前天|刚刚|\d (?:min|hour|day|week)[a-z]{0,5} ago"
)
_PAGE_CLOCK: Final = re.compile(
    r"今天是|今日是|现在是|(?:当前|现在|系统|服务器|北京|访问|浏览)的?(?:时间|日期)|最[后近](?:更新|修改)|最新更新[:：]|版权所有|copyright|©|备案|公网安备"
    r"|(?:页面|网页|本页|本站|网站|首页|静态页|缓存)的?(?:生成|更新|制作|渲染|刷新|抓取|打印)|(?:生成|打印|刷新)(?:时间|于)[:：]|主办单位|承办单位|技术支持"
    r"|访问量|(?:page|site) (?:generated|updated|created)|last (?:updated|modified|reviewed)"
    r"|generated (?:on|at|in)|server time",
    re.I,
)
_WEEKDAY: Final = re.compile(r"\d\s*日?\s*[(（]?(?:星期|周)[一二三四五六日天]")
_PART: Final = re.compile(r"[\d二年月]|^\W*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\W*$", re.I)
_START: Final = re.compile(r"[\d二昨今前刚]")
LONGEST_PIECE: Final = 60
DATE_ATTRIBUTES: Final = frozenset(
    {"datetime", "data-date", "data-time", "data-publishtime", "data-pubdate", "data-createtime"}
)
"""Attributes in which pages keep a date for their scripts."""

PUBLISHED: Final = 0
NEUTRAL: Final = 1
ANSWERED: Final = 2
WRITTEN: Final = 3
OTHER_DATE: Final = 4
IN_PROSE: Final = 5
"""A date that a sentence goes on from: 2026年11月1日上午，全市召开会议。"""
_PROSE: Final = re.compile(r"(?!发布|发表|更新|来源|星期|周|上午\d|下午\d|时|至|到|起|止|前|后)[\u4e00-\u9fff]")
_LABELS: Final = (
    (
        PUBLISHED,
        re.compile(r"(?<!最后)(?<!最新)(?:发布|公布|公开|公示|发稿|发表|公告|上传|上网|publish|posted)", re.I),
    ),
    (ANSWERED, re.compile(r"答复|回复|办结|办理|反馈|answered|replied", re.I)),
    (WRITTEN, re.compile(r"成文|生成|制发|印发|签发|written|signed", re.I)),
    (
        OTHER_DATE,
        re.compile(
            r"生效|施行|实施|截止|截至|有效|起始|结束|报名|废止|失效|来信|提问|写信|受理|申请|申报|提交|下载|版权|copyright|deadline|expir|effective"
            r"|最[后新](?:发表|回复|发布)|修改|modified|last post|成立|出生|开标|开课|举办|举行|会议时间",
            re.I,
        ),
    ),
)


@remembering_short
def is_page_clock(piece: str) -> bool:
    """Whether a piece tells today's date, when the page was made, or whose it is: never when an entry was published."""
    return _PAGE_CLOCK.search(piece) is not None


def is_clock_label(piece: str) -> bool:
    """Whether a piece only announces the time of the page that the next piece tells."""
    return len(piece) <= 24 and is_page_clock(piece) and not any(char.isdigit() for char in piece)


def has_weekday(piece: str) -> bool:
    """A date with its weekday: the clock of a page's head, unless every entry of a list writes it so."""
    return _WEEKDAY.search(piece) is not None


@remembering_short
def is_only_a_date(piece: str) -> bool:
    """Whether a piece holds digits, signs and words of dates and nothing else. The digits need not be a whole date."""
    if len(piece) > LONGEST_PIECE or _STRANGE.search(piece) or not _PART.search(piece):
        return False
    return _SIGNS.fullmatch(_WORDS.sub(" ", piece)) is not None


def is_only_signs(piece: str) -> bool:
    """Whether a piece can stand between the parts of a date."""
    return len(piece) <= 3 and _SIGNS.fullmatch(piece) is not None


@remembering_short
def hints_at_a_date(piece: str) -> bool:
    """A quick look: could this piece hold (a part of) a publication date?"""
    if len(piece) > 120 or not _START.search(piece) or is_page_clock(piece):
        return False
    if len(piece) <= 20 and _RELATIVE.search(piece):
        return True
    piece = plain_digits(piece)
    if is_only_a_date(piece):
        return _HINT.search(piece) is not None or bool(dates_alone(piece))
    return bool(dates_in_prose(piece)) or any(True for _ in bracketed_days(piece))


def goes_on_as_prose(words_after: str) -> bool:
    """Whether the words right behind a date make it part of a sentence."""
    return _PROSE.match(words_after) is not None


def rank_of_label(words_before: str) -> int:
    """PUBLISHED to OTHER_DATE by the last words before a date (or its column heading); NEUTRAL without a known word."""
    tail = words_before[-14:]
    last, rank = -1, NEUTRAL
    for of_words, words in _LABELS:
        for match in words.finditer(tail):
            if match.end() >= last:
                last, rank = match.end(), of_words
    return rank
