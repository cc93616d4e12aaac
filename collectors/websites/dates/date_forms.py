"""Dates in running text, in the many forms that list pages write them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, wraps
from typing import Final, TypeVar

FIRST_YEAR: Final = 1990
"""No government page is older; smaller years are numbers of something else."""
LAST_YEAR: Final = 2099

MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
MONTH_NAME: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_MONTH_NAME: Final = MONTH_NAME.replace("(?:", "(")
_YEAR: Final = r"((?:19|20)\d\d)"
_FOUR_DIGITS: Final = re.compile(_YEAR)
_NARROW: Final = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys((0xA0, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x2060, 0x3000, 0xFEFF), " ")
    | dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212, 0xFE63), "-")
)
_CHINESE_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True)
class DateForm:
    """One date as written. `year` is None where the text leaves it out."""

    year: int | None
    month: int
    day: int
    start: int
    end: int
    order_unsure: bool = False
    """Whether day and month, both below 13, stand before the year in an order that only other entries can tell."""

    def on(self, year: int | None = None) -> date | None:
        """The calendar day, or None if there is no such day."""
        return calendar_day(self.year if self.year is not None else year, self.month, self.day)


def calendar_day(year: int | None, month: int, day: int) -> date | None:
    """A day from its numbers, or None for an impossible one."""
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plain_digits(text: str) -> str:
    """Full-width digits and signs and odd blanks become ordinary ones, 九月 becomes 9月."""
    if text.isascii():
        return text
    text = text.translate(_NARROW)
    return _MONTH_WORD.sub(lambda match: f"{_chinese_number(match[1])}月", text) if "月" in text else text


_Builder = Callable[[re.Match[str]], tuple[int | None, int, int]]


def _numbers(*order: int) -> _Builder:
    """Groups of the match that are year, month and day."""
    return lambda match: (int(match[order[0]]), int(match[order[1]]), int(match[order[2]]))


def _month_word(year: int, month: int, day: int) -> _Builder:
    return lambda match: (int(match[year]), MONTHS[match[month].lower()], int(match[day]))


def _year_last(match: re.Match[str]) -> tuple[int | None, int, int]:
    first, sign, second = int(match[1]), match[2], int(match[3])
    # 16.09.2026 is written day first; 09-16-2026 month first, unless that is impossible.
    day_first = first > 12 or (sign == "." and second <= 12 and match.end(3) + 1 == match.start(4))
    return (int(match[4]), second, first) if day_first else (int(match[4]), first, second)


_FULL: Final[tuple[tuple[re.Pattern[str], _Builder], ...]] = (
    (
        # Wed Sep 16 10:00:00 CST 2026, as a program prints a moment that nobody has formatted.
        re.compile(
            rf"(?<![a-z]){_MONTH_NAME}\s+(\d{{1,2}})\s+\d\d:\d\d:\d\d\s+[a-z]{{1,5}}[+\d:-]{{0,6}}\s+{_YEAR}(?!\d)",
            re.I,
        ),
        _month_word(3, 1, 2),
    ),
    (
        re.compile(rf"(?<!\d){_YEAR}\s*[-/.年_—]\s*(\d{{1,2}})\s*[-/.月_—]\s*(\d{{1,2}})(?!\d|\s*月)(?:\s*日)?"),
        _numbers(1, 2, 3),
    ),
    (
        re.compile(rf"(?<![a-z]){_MONTH_NAME}\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?,?\s*{_YEAR}(?!\d)", re.I),
        _month_word(3, 1, 2),
    ),
    (
        re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s,./-]*{_MONTH_NAME}[\s,./-]*{_YEAR}(?!\d)", re.I),
        _month_word(3, 2, 1),
    ),
)
_SPLIT: Final[tuple[tuple[re.Pattern[str], _Builder], ...]] = (
    (
        re.compile(rf"(?<![\d.])(\d{{1,2}})\s*日?[\s/|]+{_YEAR}\s*[-/.年]\s*(\d{{1,2}})(?!\d|\s*[-/.月:]\s*\d)\s*月?"),
        _numbers(2, 3, 1),
    ),
    (
        re.compile(rf"(?<!\d)(\d{{1,2}})\s*([-/.月])\s*(\d{{1,2}})\s*日?[\s,]+{_YEAR}(?!\d|\s*[-/.年]\s*\d)\s*年?"),
        _year_last,
    ),
    (re.compile(rf"(?<!\d){_YEAR}\s*年?[\s/|]+(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})(?!\d)\s*日?"), _numbers(1, 2, 3)),
    (re.compile(rf"(?<!\d)(\d{{1,2}})([-/.])(\d{{1,2}})[-/.]{_YEAR}(?!\d)"), _year_last),
    (re.compile(rf"(?<!\d){_YEAR}\s*[-/.年]\s*(\d{{1,2}})\s*月?\s+(\d{{1,2}})(?!\d|\s*:)\s*日?"), _numbers(1, 2, 3)),
)
_BARE: Final[tuple[tuple[re.Pattern[str], _Builder], ...]] = (
    (
        # 20260916, and with a time that is not set off: 20260916093000.
        re.compile(
            r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?(?!\d)"
        ),
        _numbers(1, 2, 3),
    ),
    (re.compile(rf"(?<!\d){_YEAR}\s+(\d{{1,2}})\s+(\d{{1,2}})(?!\d)"), _numbers(1, 2, 3)),
    (re.compile(rf"(?<!\d)(\d{{1,2}})\s+(\d{{1,2}})\s*月?\s+{_YEAR}(?!\d)"), _numbers(3, 2, 1)),
    (
        re.compile(r"(?<![\d.-])(\d\d)[-/.](\d\d)[-/.](\d\d)(?![\d.-])"),
        lambda m: (2000 + int(m[1]), int(m[2]), int(m[3])),
    ),
    (
        re.compile(r"(?<![\d./-])(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?![\d./%-]|\s*月)\s*日?"),
        lambda m: (None, int(m[1]), int(m[2])),
    ),
    (
        # A day above its month.
        re.compile(r"(?<!\d)(\d{1,2})\s+(\d{1,2})\s*月(?!\s*\d)"),
        lambda m: (None, int(m[2]), int(m[1])),
    ),
    (
        re.compile(rf"(?<![a-z]){_MONTH_NAME}\.?\s*(\d{{1,2}})(?!\d)", re.I),
        lambda m: (None, MONTHS[m[1].lower()], int(m[2])),
    ),
    (re.compile(rf"(?<!\d)(\d{{1,2}})\s*{_MONTH_NAME}", re.I), lambda m: (None, MONTHS[m[2].lower()], int(m[1]))),
)
_BRACKETED: Final = re.compile(r"[\[(【]\s*(\d{1,2})[-/.月](\d{1,2})日?\s*[\])】]")
_MONTH_WORD: Final = re.compile(
    r"(?<![年\d〇○零一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])月(?![一二三四五六七八九十])"
)
_DIGIT: Final = "一二三四五六七八九"
_CHINESE: Final = re.compile(rf"([一二][〇○零{_DIGIT}]{{3}})年([{_DIGIT}十]{{1,2}})月([{_DIGIT}十]{{1,3}})日")


_Read = TypeVar("_Read")
_SHORT: Final = 60
_REMEMBERED: Final = 8192


def remembering_short(read: Callable[[str], _Read]) -> Callable[[str], _Read]:
    """A pure reading that remembers what it said of short texts: days and menus come back on page after page."""
    remembered = lru_cache(maxsize=_REMEMBERED)(read)

    @wraps(read)
    def reading(text: str) -> _Read:
        return remembered(text) if len(text) <= _SHORT else read(text)

    return reading


@remembering_short
def dates_in_prose(text: str) -> Sequence[DateForm]:
    """Dates that are unmistakable wherever they stand: with a four-digit year and signs between the parts."""
    forms = _matches(text, _FULL) if _FOUR_DIGITS.search(text) else []
    return sorted([*forms, *_chinese(text)], key=lambda form: form.start)


@remembering_short
def dates_alone(text: str) -> Sequence[DateForm]:
    """Dates in a text that holds nothing but dates: also 09-16, 20260916, 26-09-16, a day above its year and month."""
    return dates_in_prose(text) or _matches(text, _SPLIT) or _first_kind(text)


def bracketed_days(text: str) -> Iterator[DateForm]:
    """[09-16], （9月16日）: a day without a year in brackets, unmistakable at the edge of a title."""
    for match in _BRACKETED.finditer(text):
        if calendar_day(2000, int(match[1]), int(match[2])):
            yield DateForm(None, int(match[1]), int(match[2]), match.start(1), match.end())


_AGO: Final = re.compile(
    r"[\[(]?(?:(?:发布|发表)(?:于|时间)?[:\s]*)?(\d{1,3})\s*"
    r"(?:(分钟|个?小时|天|日|周|个星期)[之以]?前|(min|hour|day|week)[a-z]{0,5} ago)[\])]?",
    re.I,
)
_DAYS: Final = {"天": 1, "日": 1, "周": 7, "个星期": 7, "day": 1, "week": 7}
"""Days of the units that are at least one; minutes and hours never reach back over midnight."""


def relative_day(text: str, today: date) -> date | None:
    """昨天, 3小时前 and the like, counted from the day of the fetch; hours never reach back over midnight."""
    text = text.strip()
    for word, days in (("今天", 0), ("今日", 0), ("昨天", 1), ("昨日", 1), ("前天", 2), ("刚刚", 0)):
        if re.fullmatch(rf"[\[(]?{word}(?:\s*\d{{1,2}}:\d\d(?::\d\d)?)?[\])]?", text):
            return today - timedelta(days=days)
    match = _AGO.fullmatch(text)
    if not match:
        return None
    unit = _DAYS.get(match[2] or match[3].lower(), 0)
    return today - timedelta(days=int(match[1]) * unit)


def _first_kind(text: str) -> list[DateForm]:
    for pattern in _BARE:
        forms = _matches(text, (pattern,))
        if forms:
            return forms
    return []


def _matches(text: str, patterns: tuple[tuple[re.Pattern[str], _Builder], ...]) -> list[DateForm]:
    found = []
    for pattern, build in patterns:
        for match in pattern.finditer(text):
            year, month, day = build(match)
            if calendar_day(2000 if year is None else year, month, day):
                unsure = build is _year_last and max(month, day) <= 12 and match[2] in "/-"
                found.append(DateForm(year, month, day, match.start(), match.end(), unsure))
    return found


def _chinese(text: str) -> Iterator[DateForm]:
    for match in _CHINESE.finditer(text) if "年" in text else ():
        year = int(match[1].translate(_CHINESE_DIGITS))
        month, day = _chinese_number(match[2]), _chinese_number(match[3])
        if calendar_day(year, month, day):
            yield DateForm(year, month, day, match.start(), match.end())


def _chinese_number(text: str) -> int:
    """1 to 99 in Chinese numerals: 九, 十六, 二十, 三十一."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(text.translate(_CHINESE_DIGITS))
    ones_value = int(ones.translate(_CHINESE_DIGITS)) if ones and "十" not in ones else 0
    return (int(tens.translate(_CHINESE_DIGITS)) if tens else 1) * 10 + ones_value
