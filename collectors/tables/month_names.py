"""Days with the month in words: 4 Jan 2013, 2013-Jan-04, 4 janvier 2013, 4 de enero de 2013."""

import re
import unicodedata
from typing import Final

MONTH_WORD: Final = re.compile(r"[^\W\d_]{3}")
_WORD: Final = r"([a-z]{3,10})\.?"
_BETWEEN: Final = r"[\s,./-]*(?:de\s+|of\s+)?"
_TIME: Final = r"(?:[\s,T]+\d{1,2}:\d{1,2}(?::\d{1,2})?(?:\.\d+)?\s*(?:am|pm)?)?"
_WEEKDAY: Final = r"(?:[a-z]{3,9}\.?,?\s+)?"
_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th|er)?"
_DAY_MONTH: Final = re.compile(rf"{_WEEKDAY}{_DAY}{_BETWEEN}{_WORD}{_BETWEEN}(\d{{4}}|\d{{2}}){_TIME}")
_MONTH_DAY: Final = re.compile(rf"{_WEEKDAY}{_WORD}[\s.-]*{_DAY}[\s,-]+(\d{{4}}){_TIME}")
_YEAR_MONTH: Final = re.compile(rf"(\d{{4}}){_BETWEEN}{_WORD}{_BETWEEN}{_DAY}{_TIME}")
_PART: Final = re.compile(
    r"\d{4}年?|\d{4}\s*[-/.年]\s*\d{1,2}月?|\d{1,2}\s*[-/.]\s*\d{4}|\d{1,2}月\d{1,2}[日号]?"
    rf"|{_WORD}[\s,./-]*(?:\d{{4}}|\d{{2}})|(?:\d{{4}}|\d{{1,2}})[\s,./-]*{_WORD}"
)
_CENTURY: Final = 70
"""A year of two digits below this is of this century."""
_MONTHS: Final = {
    "jan": 1, "ene": 1, "feb": 2, "fev": 2, "mar": 3, "mrz": 3, "mae": 3, "apr": 4, "avr": 4, "abr": 4, "may": 5,
    "mai": 5, "jun": 6, "juin": 6, "jul": 7, "juil": 7, "aug": 8, "aou": 8, "ago": 8, "sep": 9, "set": 9, "oct": 10,
    "okt": 10, "out": 10, "nov": 11, "dec": 12, "dez": 12, "dic": 12,
}  # fmt: skip


def day_in_words(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a text whose month is a word (English, French, Spanish, Portuguese, German)."""
    plain = _plain(text)
    for pattern, (year, month, day) in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2)), (_YEAR_MONTH, (1, 2, 3))):
        match = pattern.fullmatch(plain)
        number = _month(match[month]) if match else None
        if match and number:
            return full_year(match[year]), number, int(match[day])
    return None


def is_part_of_a_day(text: str) -> bool:
    """Whether it names a year, a month of a year or a day without its year: something, but no day."""
    match = _PART.fullmatch(_plain(text))
    if match is None:
        return False
    word = match[1] or match[2]
    return word is None or _month(word) is not None


def full_year(digits: str) -> int:
    """The year that two or four digits mean."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < _CENTURY else 1900)


def _month(word: str) -> int | None:
    return _MONTHS.get(word[:4]) or _MONTHS.get(word[:3])


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in parts if not unicodedata.combining(char))
