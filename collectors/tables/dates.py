"""Days in cells: text in many forms, Excel's own dates and its serial numbers."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from collectors.decoding import quoted
from collectors.tables.faults import RowFault
from metrics.law_days import SHANGHAI, law_day

FIRST_DAY: Final = date(1990, 1, 1)
LAST_DAY: Final = date(2099, 12, 31)
_EXCEL_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = (20_000, 80_000)
"""Excel serials from 1954 to 2119; other numbers are no dates."""

_TIME: Final = r"(?:[\sT]*(?:上午|下午|am|pm)?\s*\d{1,2}[:时点]\d{1,2}(?:[:分]\d{1,2})?秒?(?:\.\d+)?\s*(?:am|pm)?)?"
_WEEKDAY: Final = r"\s*(?:[(]?(?:星期|周)[一二三四五六日天][)]?)?"
_YEAR_FIRST: Final = re.compile(
    rf"(\d{{4}})\s*[-/.年_]\s*(\d{{1,2}})\s*[-/.月_]\s*(\d{{1,2}})\s*[日号]?{_WEEKDAY}{_TIME}", re.I
)
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\s?\d{4}|\s?\d{6})?")
_YEAR_LAST: Final = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.I)
_MONTH: Final = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY_MONTH: Final = re.compile(rf"(?:[a-z]{{3,9}},\s*)?(\d{{1,2}})[\s-]*{_MONTH}\.?[\s,-]*(\d{{4}}){_TIME}", re.I)
_MONTH_DAY: Final = re.compile(
    rf"(?:[a-z]{{3,9}},\s*)?{_MONTH}\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?,?\s*(\d{{4}}){_TIME}", re.I
)
_CHINESE: Final = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日?"
)
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERALS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_NOTHING: Final = frozenset(
    {"", "-", "--", "/", "\\", "无", "空", "未", "暂无", "none", "null", "nan", "n/a", "na", "nil", "待定"}
)


class BadDate(ValueError):
    """A cell that should hold a day and does not: impossible_date, ambiguous_date, not_a_date, and why in Chinese."""

    def __init__(self, reason: RowFault, text: str) -> None:
        super().__init__(text)
        self.reason = reason


def read_day(cell: Any, day_first: bool | None = None) -> date | None:
    """The day in a cell; None for an empty one (also "-", "/", 无). Raises `BadDate`.

    A moment with a zone is the day it is in Shanghai. 03/04/2024 is read as `day_first` says (see `day_goes_first`)
    and refused as ambiguous without; 25/12/2024 is clear by itself.
    """
    if cell is None or isinstance(cell, bool):
        return None
    if isinstance(cell, datetime):
        return _checked(law_day(cell) if cell.tzinfo else cell.date(), cell)
    if isinstance(cell, date):
        return _checked(cell, cell)
    if isinstance(cell, int | float):
        return _from_number(float(cell), cell)
    text = " ".join(unicodedata.normalize("NFKC", str(cell)).replace("—", "-").replace("–", "-").split())
    if text.lower() in _NOTHING:
        return None
    return _checked(_from_text(text, day_first), cell)


def day_goes_first(cells: Iterable[Any]) -> bool | None:
    """Whether the file writes 25/12/2024 (True) or 12/25/2024 (False); None when it does neither, or both."""
    orders = set()
    for cell in cells:
        match = _YEAR_LAST.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if match and max(int(match[1]), int(match[3])) > 12:
            orders.add(int(match[1]) > 12)
    return orders.pop() if len(orders) == 1 else None


def is_nothing(text: str) -> bool:
    """Whether a cell's text says that there is nothing: empty, -, /, 无."""
    return text.strip().lower() in _NOTHING


def _checked(day: date, cell: Any) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        words = f"{quoted(cell)}不在 {FIRST_DAY.year} 年至 {LAST_DAY.year} 年之间"
        raise BadDate(RowFault.IMPOSSIBLE_DATE, words)
    return day


def _from_number(number: float, cell: Any) -> date:
    if _SERIALS[0] <= number <= _SERIALS[1]:
        return _checked(_EXCEL_EPOCH + timedelta(days=int(number)), cell)
    if number.is_integer() and _COMPACT.fullmatch(str(int(number))):
        return _checked(_from_text(str(int(number)), None), cell)
    raise BadDate(RowFault.NOT_A_DATE, f"数字{quoted(cell)}不是日期")


def _from_text(text: str, day_first: bool | None) -> date:
    zoned = _with_zone(text)
    if zoned is not None:
        return zoned
    for pattern, order in ((_YEAR_FIRST, (1, 2, 3)), (_COMPACT, (1, 2, 3))):
        match = pattern.fullmatch(text)
        if match:
            return _day(int(match[order[0]]), int(match[order[1]]), int(match[order[2]]), text)
    match = _YEAR_LAST.fullmatch(text)
    if match:
        return _year_last(match, text, day_first)
    return _from_words(text)


def _from_words(text: str) -> date:
    match = _DAY_MONTH.fullmatch(text)
    if match:
        return _day(int(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1]), text)
    match = _MONTH_DAY.fullmatch(text)
    if match:
        return _day(int(match[3]), _MONTHS.index(match[1].lower()) + 1, int(match[2]), text)
    match = _CHINESE.fullmatch(text)
    if match:
        return _day(int(match[1].translate(_NUMERALS)), _numeral(match[2]), _numeral(match[3]), text)
    if _SERIAL.fullmatch(text) and _SERIALS[0] <= float(text) <= _SERIALS[1]:
        return _EXCEL_EPOCH + timedelta(days=int(float(text)))
    raise BadDate(RowFault.NOT_A_DATE, f"{quoted(text)}不是日期")


def _with_zone(text: str) -> date | None:
    if not re.search(r"(?:Z|[+-]\d\d:?\d\d)$", text) or "T" not in text:
        return None
    try:
        return datetime.fromisoformat(text).astimezone(SHANGHAI).date()
    except (ValueError, OverflowError):
        return None


def _year_last(match: re.Match[str], text: str, day_first: bool | None) -> date:
    first, sign, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    if first > 12 or sign == ".":
        day_first = True
    elif second > 12:
        day_first = False
    elif day_first is None and first != second:
        raise BadDate(RowFault.AMBIGUOUS_DATE, f"{quoted(text)}的月、日先后无法确定")
    return _day(year, second, first, text) if day_first else _day(year, first, second, text)


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise BadDate(RowFault.IMPOSSIBLE_DATE, f"{quoted(text)}不是日历上的日期") from error


def _numeral(text: str) -> int:
    """1 to 99 in Chinese numerals; 0, which is no month and no day, for nonsense."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(text.translate(_NUMERALS)) if len(text) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return (int(tens.translate(_NUMERALS)) if tens else 1) * 10 + (int(ones.translate(_NUMERALS)) if ones else 0)
