"""From the bytes of a file to its tables, told by content and not by the file's name."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from collectors.tables.content import Content
from collectors.tables.csv_files import Knows, csv_sheet
from collectors.tables.heading_rows import Required, find_table
from collectors.tables.headings import Headings
from collectors.tables.html_tables import html_sheets
from collectors.tables.json_files import json_sheets
from collectors.tables.sent_again import sheet_as_first_sent
from collectors.tables.table import LogTable, Sheet, TableError, empty_file, unreadable_file
from collectors.tables.xls_files import xls_sheets
from collectors.tables.xlsx_files import xlsx_sheets
from collectors.tables.xml_spreadsheets import MARK, xml_sheets

_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_BIFF: Final = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
"""How a workbook begins that was saved without its container."""
_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument"
_PDF: Final = b"%PDF"
_MARKUP: Final = (
    b"<html",
    b"<!doctype",
    b"<table",
    b"<?xml",
    b"<meta",
    b"<head",
    b"<style",
    b"<body",
    b"<div",
    b"<!--",
)


def read_tables(
    content: Content, file: str, headings: Headings, required: Required
) -> tuple[list[LogTable], list[str]]:
    """The tables of a file with the required columns, and the names of sheets that have none and were left out.

    Takes CSV, TSV, XLSX, XLS, JSON, and HTML tables or XML spreadsheets under any name. `file` is the name used in
    messages. Raises `TableError` (one clear line) for a file that cannot be used.
    """
    try:
        sheets = read_sheets(content, file, lambda cells: len(headings.columns_of(cells)))
    except OSError as error:
        raise unreadable_file(file, error) from error
    found: list[LogTable] = []
    left_out: list[str] = []
    first: TableError | None = None
    for sheet in sheets:
        named = replace(sheet_as_first_sent(sheet), name=sheet.name if len(sheets) > 1 else "")
        try:
            found.append(find_table(file, named, headings, required))
        except TableError as error:
            first = first or error
            left_out.append(sheet.name)
    if not found:
        raise first or empty_file(file)
    return found, left_out


def read_sheets(content: Content, file: str, knows: Knows) -> Sequence[Sheet]:
    """All sheets of a file, whatever they hold. `knows`: how many fields a row of headings names.

    Raises `TableError`, and `OSError` where the file cannot be read.
    """
    head = content.head()
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not start and content.size <= len(head):
        raise empty_file(file)
    if head.startswith((_OLD_OFFICE, *_BARE_BIFF)):
        return xls_sheets(content, file)
    if head.startswith(_ZIP) and _OPEN_DOCUMENT in head[:200]:
        raise TableError(f"{file}：ODS 表格，请另存为 XLSX 或者 CSV")
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return xlsx_sheets(content, file)
    if head.startswith(_PDF):
        raise TableError(f"{file}：PDF 文件，不是表格")
    if start[:9].lower().startswith(_MARKUP):
        return xml_sheets(content, file) if MARK in head else html_sheets(content, file)
    if start[:1] in (b"[", b"{"):
        return json_sheets(content, file)
    return [csv_sheet(content, file, knows)]
