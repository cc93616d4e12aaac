"""The look of the file: fonts, widths, formats, and a sheet with a title, a header that stays, and filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

FONT = "微软雅黑"
TITLE_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2


@dataclass(frozen=True)
class Heading:
    """A column of a sheet. ``form``: text, number, points, share (0–1 as percent), day; ``width``: characters."""

    name: str
    form: str
    width: float


class Formats:
    """The cell formats of one workbook."""

    def __init__(self, workbook: Any) -> None:
        base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
        self.title = workbook.add_format({**base, "font_size": 15, "bold": True})
        self.header = workbook.add_format(
            {**base, "bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "align": "center"}
        )
        self.text = workbook.add_format({**base, "text_wrap": True})
        self.missing = workbook.add_format({**base, "font_color": "#7F7F7F", "italic": True, "text_wrap": True})
        self.by_form = {
            "text": self.text,
            "number": workbook.add_format({**base, "num_format": "0"}),
            "points": workbook.add_format({**base, "num_format": "0.0"}),
            "share": workbook.add_format({**base, "num_format": "0.0%"}),
            "day": workbook.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"}),
        }


def write_table(
    sheet: Any, formats: Formats, title: str, headings: Sequence[Heading], rows: Sequence[Sequence[Any]]
) -> None:
    """Title, header and rows; a text where a figure belongs is shown as the missing figure it stands for."""
    sheet.set_row(TITLE_ROW, 28)
    sheet.write_string(TITLE_ROW, 0, title, formats.title)
    sheet.set_row(HEADER_ROW, 32)
    for place, heading in enumerate(headings):
        sheet.set_column(place, place, heading.width)
        sheet.write_string(HEADER_ROW, place, heading.name, formats.header)
    for line, row in enumerate(rows, FIRST_ROW):
        for place, (heading, value) in enumerate(zip(headings, row, strict=True)):
            _write(sheet, formats, line, place, heading.form, value)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.autofilter(HEADER_ROW, 0, max(HEADER_ROW, FIRST_ROW + len(rows) - 1), len(headings) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)


def _write(sheet: Any, formats: Formats, line: int, place: int, form: str, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, formats.by_form["day"])
    elif isinstance(value, int | float):
        sheet.write_number(line, place, value, formats.by_form[form])
    else:
        # write_string: a name that begins with "=" is a name and no formula.
        sheet.write_string(line, place, str(value), formats.text if form == "text" else formats.missing)
