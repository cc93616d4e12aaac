"""From the bytes of a file to its table, told by content and not by the file's name."""

from collections.abc import Sequence
from typing import Final

from collectors.decoding import decode
from collectors.tables.csv_files import csv_rows
from collectors.tables.headings import Headings
from collectors.tables.json_files import json_rows
from collectors.tables.sent_again import as_first_sent
from collectors.tables.table import Table, TableError, empty_file
from collectors.tables.xlsx_files import xlsx_sheets

_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_PDF: Final = b"%PDF"


def read_table(body: bytes, file: str, headings: Headings, required: Sequence[Sequence[str]]) -> Table:
    """The table of a CSV, TSV, XLSX or JSON file; of a workbook, the first sheet with the required columns.

    `file` is the name used in messages. Raises `TableError` (one clear line) for a file that cannot be used.
    """
    if not body.strip():
        raise empty_file(file)
    if body.startswith(_OLD_OFFICE):
        raise TableError(f"{file}：旧版 XLS 工作簿，请另存为 XLSX 或者 CSV")
    if body.startswith(_PDF):
        raise TableError(f"{file}：PDF 文件，不是表格")
    if body.startswith(_ZIP):
        return _from_workbook(body, file, headings, required)
    text, _ = decode(body)
    if text.count("\ufffd") > max(5, len(text) // 50):
        raise TableError(f"{file}：文字编码既不是 UTF-8，也不是 GB18030")
    if text.lstrip()[:1] in ("[", "{"):
        return headings.find_table(file, json_rows(text, file), required)
    return headings.find_table(file, as_first_sent(csv_rows(text, file)), required)


def _from_workbook(body: bytes, file: str, headings: Headings, required: Sequence[Sequence[str]]) -> Table:
    first: TableError | None = None
    for rows in xlsx_sheets(body, file):
        try:
            return headings.find_table(file, as_first_sent(rows), required)
        except TableError as error:
            first = first or error
    raise first or TableError(f"{file}：工作簿是空的")
