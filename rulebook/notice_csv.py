"""A year's notice from a CSV file: lines that name it (title, 文号, status, year), a line of headings, a line a day.

    title,国务院办公厅关于2027年部分节假日安排的通知
    文号,国办发明电〔2026〕9号
    year,2027
    date,kind,holiday
    2027-02-06..2027-02-12,off,春节
    2027-02-20,working_weekend,春节

Words in Chinese are known as well (日期, 类型, 节日; 放假, 调休, 上班). A file with a mistake is refused as a whole;
every mistake is named by file, row and field.
"""

import csv
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from rulebook.calendar import RegionalNotice, SpecialDay, YearNotice
from rulebook.errors import RulebookError
from rulebook.notice_days import read_days

_COLUMNS: Final = {
    "date": {"date", "day", "days", "日期", "时间", "放假日期"},
    "kind": {"kind", "type", "类型", "类别", "安排"},
    "holiday": {"holiday", "name", "节日", "节假日", "假日", "假期", "名称"},
}
_HEAD: Final = {
    "title": {"title", "标题", "通知", "通知名称"},
    "number": {"number", "文号", "发文字号"},
    "status": {"status", "状态", "核对状态"},
    "year": {"year", "年份", "年度"},
}
_KINDS: Final = {
    "放假": "off",
    "法定假日": "off",
    "休息": "off",
    "调休": "in_lieu_off",
    "上班": "working_weekend",
    "补班": "working_weekend",
    "调休上班": "working_weekend",
}
_REASONS: Final = {"missing": "missing: give it in a line of the file or as an option"}
_UNCHECKED: Final = "as imported, not compared with another source"
_MOST_DAYS: Final = 400
_MOST_PROBLEMS: Final = 20


def read_notice(
    name: str, content: bytes, given: Mapping[str, str | int | None], region: str | None = None
) -> YearNotice | RegionalNotice:
    """The notice in a CSV file called ``name`` (UTF-8 or GB 18030); of ``region`` (a code) if one is named.

    ``given`` (title, number, status, year) goes before what the file says of itself; status is "unverified" where
    neither says. RulebookError names file, row, field and reason of every mistake.
    """
    file = _NoticeFile(name)
    rows = file.rows(content)
    head = {"status": "unverified", **file.head(rows), **{key: value for key, value in given.items() if value}}
    days = file.days(rows)
    file.raise_if_any()
    fields = {**head, "days_status": _UNCHECKED, "days": [day for _, day in days]}
    return file.notice(fields, [row for row, _ in days], region)


class _NoticeFile:
    """The mistakes found in one file so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[str] = []
        self.head_rows: dict[str, int] = {}

    def complain(self, row: int, field: str, reason: str) -> None:
        problem = f"{self.name}:{row}: field '{field}': {reason}"
        if problem not in self.problems:
            self.problems.append(problem)

    def raise_if_any(self) -> None:
        if self.problems:
            more = len(self.problems) - _MOST_PROBLEMS
            raise RulebookError(self.problems[:_MOST_PROBLEMS] + ([f"and {more} more"] if more > 0 else []))

    def rows(self, content: bytes) -> list[tuple[int, list[str]]]:
        """Rows that hold anything, with their line."""
        try:
            reader = csv.reader(_text(content).splitlines(), strict=True)
            rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
        except (UnicodeDecodeError, csv.Error) as error:
            raise RulebookError([f"{self.name}: not a CSV file in UTF-8 or GB 18030: {error}"]) from error
        return [(line, row) for line, row in rows if any(row)]

    def head(self, rows: list[tuple[int, list[str]]]) -> dict[str, Any]:
        """What the lines before the headings say; they are taken off ``rows``."""
        found: dict[str, Any] = {}
        while rows and not _headings(rows[0][1]):
            line, row = rows.pop(0)
            words = [cell for cell in row if cell]
            key, value = words if len(words) == 2 else _key_and_value(words)
            field = _named(_HEAD, key.lstrip("# "))
            if field is None:
                self.complain(
                    line, key[:40], "neither title, 文号, status or year nor the headings date, kind, holiday"
                )
            elif not value:
                self.complain(line, field, "missing")
            elif field == "year" and not re.fullmatch("[0-9]{4}年?", _plain(value)):
                self.complain(line, "year", f"'{value}' is not a year like 2027")
            else:
                found[field] = int(_plain(value)[:4]) if field == "year" else value
                self.head_rows[field] = line
        if not rows:
            self.complain(1, "date", "no line with the headings date, kind, holiday")
        return found

    def days(self, rows: list[tuple[int, list[str]]]) -> list[tuple[int, SpecialDay]]:
        """Each day with its row; a range is all of its days."""
        if not rows:
            return []
        places = _headings(rows[0][1])
        found: list[tuple[int, SpecialDay]] = []
        for line, row in rows[1:]:
            cells = {field: row[place] if place < len(row) else "" for field, place in places.items()}
            try:
                dates = read_days(_plain(cells["date"]))
            except ValueError as error:
                self.complain(line, "date", str(error))
                dates = []
            kind = _KINDS.get(_plain(cells["kind"]), _plain(cells["kind"]).lower())
            if not cells["holiday"]:
                self.complain(line, "holiday", "missing")
            for day in dates:
                entry = self.day(day, kind, cells["holiday"], line)
                found += [(line, entry)] if entry else []
        if len(found) > _MOST_DAYS:
            self.complain(found[_MOST_DAYS][0], "date", f"more than {_MOST_DAYS} days")
        elif not found and not self.problems:
            self.complain(rows[0][0], "date", "no day below the headings")
        return found

    def notice(self, fields: dict[str, Any], rows: list[int], region: str | None) -> YearNotice | RegionalNotice:
        """The notice, checked as the rulebook's own files are; ``rows``: of each day its line."""
        try:
            if region is None:
                return YearNotice.model_validate(fields)
            return RegionalNotice.model_validate({**fields, "region": region})
        except ValidationError as error:
            self.complain_of(error, 1, rows)
            self.raise_if_any()
            raise

    def day(self, date: date, kind: str, holiday: str, line: int) -> SpecialDay | None:
        """One day of a row, or none with every mistake noted."""
        try:
            return SpecialDay.model_validate({"date": date, "kind": kind, "holiday": holiday})
        except ValidationError as error:
            self.complain_of(error, line, [])
            return None

    def complain_of(self, error: ValidationError, line: int, rows: list[int]) -> None:
        """Note every mistake as pydantic names it; one of the index-th day stands in ``rows[index]``."""
        for mistake in error.errors(include_url=False):
            context = mistake.get("ctx", {})
            if mistake["type"] == "misplaced":
                self.complain(rows[context["index"]], context["key"], context["reason"])
            else:
                field = str(mistake["loc"][0])
                self.complain(self.head_rows.get(field, line), field, _REASONS.get(mistake["type"], mistake["msg"]))


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _headings(row: list[str]) -> dict[str, int]:
    """Where each column stands; empty for a row that is not the headings."""
    places = {field: place for place, cell in enumerate(row) if (field := _named(_COLUMNS, cell))}
    return places if places.keys() == _COLUMNS.keys() else {}


def _key_and_value(words: list[str]) -> tuple[str, str]:
    key, _, value = ",".join(words).replace("：", ":", 1).partition(":")
    return key.strip(), value.strip()


def _plain(text: str) -> str:
    """Without full-width digits and signs."""
    return unicodedata.normalize("NFKC", text)


def _named(names: Mapping[str, set[str]], word: str) -> str | None:
    return next((field for field, words in names.items() if word.strip().lower() in words), None)
