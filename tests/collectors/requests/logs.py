"""Small request logs in every file form."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import xlsxwriter

HEADINGS = ("申请编号", "承办单位", "申请方式", "收到日期", "答复日期", "答复类型", "申请内容")
ROW = ("2026-001", "甲市教育局", "当面", "2026-03-02", "2026-03-20", "予以公开", "学校名单")


def row(**cells: str) -> list[str]:
    """A good row with some cells changed, by English names in the order of the headings."""
    names = ("number", "agency", "channel", "received", "replied", "outcome", "description")
    return [cells.get(name, default) for name, default in zip(names, ROW, strict=True)]


def as_csv(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS, delimiter: str = ",") -> bytes:
    """UTF-8 without a mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue().encode()


def as_xlsx(
    rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS, above: Sequence[Sequence[str]] = ()
) -> bytes:
    """A workbook; `above` are lines over the headings."""
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate([*above, headings, *rows]):
            sheet.write_row(number, 0, cells)
    return body.getvalue()


def as_json(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    """An array of objects."""
    return json.dumps([dict(zip(headings, cells, strict=True)) for cells in rows], ensure_ascii=False).encode()
