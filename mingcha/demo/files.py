"""Writes the inbox: the logs as the holders send them, CSV in several encodings and workbooks."""

from __future__ import annotations

import csv
import io
import os
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

from mingcha.demo.cell_words import written
from mingcha.demo.log_files import LogFile, plan_log_files, requests_folder
from mingcha.demo.log_rows import Cell, LogRow
from mingcha.demo.message_files import messages_folder, plan_message_files
from mingcha.demo.plan import World

MADE_ON = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook keeps no time zone; fixed, so that the bytes are the same


def write_inbox(world: World, folder: Path) -> list[Path]:
    """Write every log below ``folder`` and return the files. The same world writes the same bytes.

    A file that is there with the same bytes is left alone; each becomes visible at once and whole. A holder that has
    nothing to tell has an empty folder.
    """
    for holder in world.holders:
        for name in (requests_folder(holder), messages_folder(holder)):
            (folder / name).mkdir(parents=True, exist_ok=True)
    paths = []
    for place, file in enumerate((*plan_log_files(world), *plan_message_files(world))):
        path = folder / file.folder / file.name
        body = _workbook(file) if file.layout.format == "xlsx" else _csv(file)
        if not path.exists() or path.read_bytes() != body:
            part = path.with_name(f".{path.name}.part")
            part.write_bytes(body)
            # Exports of one log keep their order in time, too.
            stamp = datetime.combine(world.as_of, time()).timestamp() - 86_400 + place
            os.utime(part, (stamp, stamp))
            part.rename(path)
        paths.append(path)
    return paths


def _csv(file: LogFile) -> bytes:
    layout = file.layout
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=layout.delimiter, lineterminator="\r\n")
    writer.writerow([file.title])
    writer.writerow([heading for _, heading in layout.headings])
    for place, row in enumerate(file.rows, start=1):
        cells = ["" for _ in layout.headings] if row is None else _texts(file, row, place)
        writer.writerow(cells)
    return text.getvalue().encode(layout.encoding)


def _texts(file: LogFile, row: LogRow, place: int) -> list[str]:
    cells = [_cell(row, field, place) for field, _ in file.layout.headings]
    return [written(cell, file.layout.dates) if isinstance(cell, date) else str(cell) for cell in cells]


def _cell(row: LogRow, field: str, place: int) -> Cell:
    return place if field == "place" else row.cells.get(field, "")


def _workbook(file: LogFile) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": MADE_ON})
    day_format = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("台账")
    width = len(file.layout.headings)
    sheet.merge_range(0, 0, 0, width - 1, file.title)
    sheet.write_string(1, 0, "填报说明：日期按实际发生日填写")
    sheet.write_row(2, 0, [heading for _, heading in file.layout.headings])
    for place, row in enumerate(file.rows, start=1):
        if row is None:
            continue
        for column, (field, _) in enumerate(file.layout.headings):
            cell = _cell(row, field, place)
            if isinstance(cell, date) and file.layout.dates == "excel":
                sheet.write_datetime(place + 2, column, datetime.combine(cell, time()), day_format)
            elif cell != "":
                text = written(cell, file.layout.dates) if isinstance(cell, date) else cell
                sheet.write(place + 2, column, text)
    book.add_worksheet("填表说明").write_string(0, 0, "演示数据（合成），不对应任何真实申请。")
    book.close()
    return target.getvalue()
