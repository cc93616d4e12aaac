"""Annual reports on openness (政府信息公开工作年度报告) among the entries of a list, with the year each is about."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from collectors.websites.page_view import Item

_NUMERALS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_YEAR: Final = re.compile(r"二[〇○零][一二三四五六七八九〇○零]{2}(?=年)")
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)\s*年?度?")
_REPORT: Final = re.compile(r"年度报告|年报|信息公开(?:工作)?(?:年度)?(?:情况)?(?:的)?报告|政务公开工作报告")
_ABOUT_A_REPORT: Final = re.compile(
    r"解读|图解|读懂|一图|目录|汇总|通知|指南|考核|预算|决算|企业|统计|政府网站|网站工作"
)
_USUAL_WORDS: Final = re.compile(
    r"20\d\d\s*年?度?|政府信息公开|信息公开|政务公开|工作|年度|情况|报告|年报|关于|公布|发布|公示|公告|全文|本级|的|[\W_]+"
)


@dataclass(frozen=True)
class SeenReport:
    """One report in a list. `whose`: what the title says beside the usual words; empty: the site's own."""

    year: int
    title: str
    url: str
    published_on: date | None
    whose: str


def reports_in(items: Iterable[Item], today: date) -> tuple[SeenReport, ...]:
    """The reports among `items`, seen on the day `today`. Before its year was over there is no report on it."""
    found = (_report(item, today) for item in items)
    return tuple(report for report in found if report is not None)


def _report(item: Item, today: date) -> SeenReport | None:
    title = unicodedata.normalize("NFKC", item.title)
    title = _CHINESE_YEAR.sub(lambda match: match[0].translate(_NUMERALS), title)
    year = _YEAR.search(title)
    if year is None or not _REPORT.search(title) or _ABOUT_A_REPORT.search(title):
        return None
    about = int(year[1])
    if (item.date or today).year <= about:
        return None
    return SeenReport(about, item.title[:300], item.url[:2000], item.date, _USUAL_WORDS.sub("", title)[:120])
