"""Rows of an XLSX workbook, read as a stream."""

import re
import zipfile
from itertools import islice
from typing import Any, BinaryIO, Final

from collectors.tables.content import Content
from collectors.tables.merged_cells import Merged, with_merged
from collectors.tables.spool import spooled
from collectors.tables.table import Sheet, TableError, TableRow
from collectors.tables.xlsx_strings import PackedReader

_LARGEST_UNPACKED: Final = 2 * 1024 * 1024 * 1024
_LARGEST_STRINGS: Final = 512 * 1024 * 1024
"""Bytes; a packed file that grows beyond this is an attack, not a log."""
_MOST_SWELLING: Final = 120
"""How many times its packed size a log may have; what is made to swell has a thousand."""
_UNSUSPECTED: Final = 64 * 1024 * 1024
_MOST_SHEETS: Final = 400
_WIDEST: Final = 1000
"""Columns; beyond stand no fields."""
_MOST_ROWS: Final = 1_100_000
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\s+[^>]*?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")
_PIECE: Final = 1024 * 1024
_OVERLAP: Final = 200


def xlsx_sheets(content: Content, file: str) -> list[Sheet]:
    """Every sheet that is not empty, in their order. Raises `TableError` for a file that is no workbook."""
    try:
        with content.open() as packed:
            _check_size(packed, file)
            reader = PackedReader(packed)
            reader.read()
            book = reader.wb
            sheets = [_sheet(book, sheet) for sheet in book.worksheets[:_MOST_SHEETS]]
            book.close()
    except TableError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk, and not openpyxl's word for a file without a workbook in it
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        raise TableError(f"{file}：XLSX 工作簿无法读取：{reason}") from error
    return [sheet for sheet in sheets if next(sheet.rows(), None) is not None]


def _check_size(packed: BinaryIO, file: str) -> None:
    with zipfile.ZipFile(packed) as archive:
        entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    strings = sum(entry.file_size for entry in entries if entry.filename.endswith("haredStrings.xml"))
    if unpacked > _LARGEST_UNPACKED or strings > _LARGEST_STRINGS:
        raise TableError(f"{file}：工作簿解压后超过 {_LARGEST_UNPACKED} 字节")
    swollen = [entry for entry in entries if entry.file_size > _UNSUSPECTED]
    if any(entry.file_size > _MOST_SWELLING * max(entry.compress_size, 1) for entry in swollen):
        raise TableError(f"{file}：工作簿解压后体积异常（超过 {_MOST_SWELLING} 倍）")


def _sheet(book: Any, sheet: Any) -> Sheet:
    # Some programs write a wrong size into the file, and a stream reader would believe it.
    sheet.reset_dimensions()
    merged = _merged_in(book, sheet)
    cells = islice(sheet.iter_rows(values_only=True, max_col=_WIDEST), _MOST_ROWS)
    rows = (TableRow(number, _trimmed(row)) for number, row in enumerate(cells, start=1))
    return Sheet(spooled(row for row in with_merged(rows, merged) if not row.blank), name=str(sheet.title))


def _trimmed(cells: tuple[Any, ...]) -> tuple[Any, ...]:
    """Without the empty cells behind the last that says something."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return cells[:end]


def _merged_in(book: Any, sheet: Any) -> list[Merged]:
    """The merged areas of a sheet, which stand behind its rows where a stream reader does not look."""
    found: list[Merged] = []
    with book._archive.open(sheet._worksheet_path) as part:
        before = b""
        while piece := part.read(_PIECE):
            text = before + piece
            found += [_area(*match.groups()) for match in _MERGED.finditer(text)]
            cut = text.rfind(b">") + 1
            before = text[cut:][-_PIECE:] if cut else text[-_OVERLAP:]
    return found


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> Merged:
    return Merged(int(top), int(bottom), _column(left), _column(right))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
