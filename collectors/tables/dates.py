"""Days in cells: text in many forms, Excel's own dates and its serial numbers."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from collectors.decoding import quoted
from collectors.tables.faults import RowFault
from collectors.tables.month_names import MONTH_WORD, day_in_words, is_part_of_a_day
from collectors.tables.part_orders import First, day_of_parts
from metrics.law_days import SHANGHAI, law_day

FIRST_DAY: Final = date(1990, 1, 1)
LAST_DAY: Final = date(2099, 12, 31)
_EXCEL_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = (20_000, 80_000)
"""Excel serials from 1954 to 2119; other numbers are no dates."""
_MILLISECONDS: Final = (631_152_000_000, 4_102_444_800_000)
"""Since 1970, from 1990 to 2099: how map servers write a moment."""

_TIME: Final = r"(?:[\sT]*(?:上午|下午|am|pm)?\s*\d{1,2}[:时点]\d{1,2}(?:[:分]\d{1,2})?秒?(?:\.\d+)?\s*(?:am|pm)?)?"
_WEEKDAY: Final = r"\s*(?:[(]?(?:星期|周)[一二三四五六日天][)]?)?"
_YEAR_FIRST: Final = re.compile(
    rf"(\d{{4}})\s*[-/.年_]\s*(\d{{1,2}})\s*[-/.月_]\s*(\d{{1,2}})\s*[日号]?{_WEEKDAY}{_TIME}", re.I
)
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\s?\d{4}|\s?\d{6})?")
_PARTS: Final = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{1,2}}){_TIME}", re.I)
_ZONED: Final = re.compile(
    r"(\d{4})[-/](\d\d?)[-/](\d\d?)[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)? ?(?:(Z|UTC|GMT)|([+-])(\d\d):?(\d\d)?)",
    re.I,
)
_CHINESE: Final = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日?"
)
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_NUMERALS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_ISO_LENGTH: Final = 10
_LONGEST: Final = 80
HIDDEN: Final = "（已隐去）"
"""Stands in quarantine for what is personal; a file that comes back mended says nothing with it."""
_NOTHING: Final = frozenset(
    {"", "-", "--", "---", "/", "\\", "无", "空", "未", "暂无", "none", "null", "nan", "n/a", "na", "nil", "待定"}
    | {"tbd", "#n/a", "#null!", "(已隐去)"}
)


class BadDate(ValueError):
    """A cell that should hold a day and does not: the fault (a code) and why, in Chinese."""

    def __init__(self, reason: RowFault, text: str) -> None:
        super().__init__(text)
        self.reason = reason


def read_day(cell: Any, first: First | None = None) -> date | None:
    """The day in a cell; None for an empty one (also "-", "/", 无). Raises `BadDate`.

    A moment with a zone is the day it is in Shanghai. 03/04/2024 is read as `first` says (see `DateOrders`) and
    refused as ambiguous without; 25/12/2024 is clear by itself.
    """
    if cell is None or isinstance(cell, bool):
        return None
    if isinstance(cell, datetime):
        return _checked(law_day(cell) if cell.tzinfo else cell.date(), cell)
    if isinstance(cell, date):
        return _checked(cell, cell)
    if isinstance(cell, int | float):
        return _checked(_from_number(float(cell), cell), cell)
    text = plain_date(str(cell))
    if text.lower() in _NOTHING:
        return None
    if len(text) == _ISO_LENGTH and text[4] == "-" and text.isascii():
        try:
            return _checked(date.fromisoformat(text), cell)
        except ValueError:
            pass  # said below
    return _checked(_from_text(text, first), cell)


def plain_date(text: str) -> str:
    """A cell's text in ordinary width, on one line, with plain hyphens."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFKC", text).replace("—", "-").replace("–", "-").split())


def parts_of(cell: Any) -> tuple[int, str, int, str] | None:
    """Two numbers and a year whose order must be known: first, sign, second, third (its digits tell the year)."""
    match = _PARTS.fullmatch(plain_date(cell)) if isinstance(cell, str) and len(cell) <= _LONGEST else None
    return (int(match[1]), match[2], int(match[3]), match[4]) if match else None


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
        return _EXCEL_EPOCH + timedelta(days=int(number))
    if _MILLISECONDS[0] <= number < _MILLISECONDS[1]:
        return law_day(datetime.fromtimestamp(number / 1000, UTC))
    if number.is_integer() and _COMPACT.fullmatch(str(int(number))):
        return _from_text(str(int(number)), None)
    if number.is_integer() and FIRST_DAY.year <= number <= LAST_DAY.year:
        raise BadDate(RowFault.INCOMPLETE_DATE, f"{quoted(int(number))}只有年份")
    raise BadDate(RowFault.NOT_A_DATE, f"数字{quoted(cell)}不是日期")


def _from_text(text: str, first: First | None) -> date:
    if len(text) > _LONGEST:
        raise BadDate(RowFault.NOT_A_DATE, f"{quoted(text)}不是日期")
    zoned = _with_zone(text)
    if zoned is not None:
        return zoned
    for pattern in (_YEAR_FIRST, _COMPACT):
        match = pattern.fullmatch(text)
        if match:
            return _day(int(match[1]), int(match[2]), int(match[3]), text)
    parts = parts_of(text)
    if parts:
        return _from_parts(parts, text, first)
    return _from_words(text)


def _from_parts(parts: tuple[int, str, int, str], text: str, first: First | None) -> date:
    days = day_of_parts(parts, first)
    if len(days) > 1:
        raise BadDate(RowFault.AMBIGUOUS_DATE, f"{quoted(text)}的年、月、日先后无法确定")
    if not days:
        raise BadDate(RowFault.IMPOSSIBLE_DATE, f"{quoted(text)}不是日历上的日期")
    return days.pop()


def _from_words(text: str) -> date:
    worded = day_in_words(text) if MONTH_WORD.search(text) else None
    if worded:
        return _day(*worded, text)
    match = _CHINESE.fullmatch(text)
    if match:
        return _day(int(match[1].translate(_NUMERALS)), _numeral(match[2]), _numeral(match[3]), text)
    if _SERIAL.fullmatch(text) and _SERIALS[0] <= float(text) <= _SERIALS[1]:
        return _EXCEL_EPOCH + timedelta(days=int(float(text)))
    if text.isdecimal() and _MILLISECONDS[0] <= int(text) < _MILLISECONDS[1]:
        return law_day(datetime.fromtimestamp(int(text) / 1000, UTC))
    if is_part_of_a_day(text):
        raise BadDate(RowFault.INCOMPLETE_DATE, f"{quoted(text)}缺年、月、日中的一项")
    raise BadDate(RowFault.NOT_A_DATE, f"{quoted(text)}不是日期")


def _with_zone(text: str) -> date | None:
    """The day in Shanghai of a moment whose zone is told."""
    match = _ZONED.fullmatch(text) if text[-1:] in "Zz0123456789CTct" and ":" in text else None
    if match is None:
        return None
    year, month, day, hour, minute = (int(match[at]) for at in range(1, 6))
    ahead = timedelta(hours=int(match[9] or 0), minutes=int(match[10] or 0))
    try:
        moment = datetime(year, month, day, hour, minute, int(match[6] or 0), tzinfo=UTC)
        return (moment + (ahead if match[8] == "-" else -ahead)).astimezone(SHANGHAI).date()
    except (ValueError, OverflowError):
        return None


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
