"""Rows of CSV and TSV text, read as a stream."""

import csv
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from typing import Final

from collectors.tables.content import Content
from collectors.tables.table import Sheet, TableError, TableRow
from collectors.tables.text_files import encoding_of, open_text

_DELIMITERS: Final = (",", "\t", ";", "|", "，", "；")
_LONGEST_CELL: Final = 10 * 1024 * 1024
_MOST_LINES: Final = 50
"""Lines that one row may take where a file has quotation marks in the wrong places."""
_HEAD_LINES: Final = 40
_HEAD_CHARACTERS: Final = 100_000

Knows = Callable[[Sequence[str]], int]
"""How many fields a row of headings names."""


def csv_sheet(content: Content, file: str, knows: Knows) -> Sheet:
    """The one sheet of a CSV or TSV file. Raises `TableError` for bytes that are no table.

    The delimiter is the one with which the first lines name most fields. A quotation mark that is never closed would
    swallow the rows below it; in such a file it ends with its line.
    """
    csv.field_size_limit(_LONGEST_CELL)
    encoding = encoding_of(content, file)
    with closing(open_text(content, encoding)) as text:
        head = text.read(_HEAD_CHARACTERS).splitlines(keepends=True)[:_HEAD_LINES]
    delimiter = _delimiter(head, knows)
    in_order = _is_in_order(content, encoding, delimiter)
    return Sheet(partial(_rows, content, encoding, delimiter, in_order, file), delimited=True)


def _rows(content: Content, encoding: str, delimiter: str, in_order: bool, file: str) -> Iterator[TableRow]:
    with closing(open_text(content, encoding)) as text:
        try:
            found = csv.reader(text, delimiter=delimiter, strict=True) if in_order else _row_by_row(text, delimiter)
            for number, cells in enumerate(found, start=1):
                yield TableRow(number, cells)
        except csv.Error as error:
            raise TableError(f"{file}：表格无法解析：{error}") from error


def _is_in_order(content: Content, encoding: str, delimiter: str) -> bool:
    """Whether all quotation marks fit."""
    with closing(open_text(content, encoding)) as text:
        try:
            deque(csv.reader(text, delimiter=delimiter, strict=True), maxlen=0)
        except csv.Error:
            return False
    return True


def _row_by_row(text: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    lines = iter(text)
    ahead: deque[str] = deque(islice(lines, _MOST_LINES))
    while ahead:
        count = _lines_of_row(ahead, delimiter)
        piece = [ahead.popleft() for _ in range(count)]
        ahead.extend(islice(lines, count))
        yield from csv.reader(piece if count > 1 else [piece[0].rstrip("\r\n")], delimiter=delimiter)


def _lines_of_row(ahead: Sequence[str], delimiter: str) -> int:
    """How many lines the row takes that begins here: 1 unless quotation marks that fit say more."""
    for count in range(1, len(ahead) + 1):
        try:
            rows = list(csv.reader(islice(ahead, count), delimiter=delimiter, strict=True))
        except csv.Error as error:
            if "unexpected end" in str(error):
                continue
            return 1
        return count if len(rows) == 1 else 1
    return 1


def _delimiter(head: Sequence[str], knows: Knows) -> str:
    """The sign that makes the most of the first lines; of equals the one that divides the first five most often."""
    first = "".join(head[:5])
    return max(_DELIMITERS, key=lambda sign: (_most_known(head, sign, knows), first.count(sign)))


def _most_known(head: Sequence[str], sign: str, knows: Knows) -> int:
    if not any(sign in line for line in head):
        return 0
    try:
        rows = list(csv.reader(io.StringIO("".join(head), newline=""), delimiter=sign))
    except csv.Error:
        return 0
    return max((knows(row) for row in rows), default=0)
