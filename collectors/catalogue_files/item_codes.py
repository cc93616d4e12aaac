"""Codes of items that are no codes: running numbers that begin anew in each field, names that several fields have."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from collectors.catalogue_files.catalogue_row import LONGEST_CODE, CatalogueRow

_LEAST: Final = 2


def with_telling_codes(rows: Sequence[CatalogueRow]) -> list[CatalogueRow]:
    """The rows of a sheet, where a number or a name that stands under several fields is led by its field: 养老服务 1.

    A code that is none of these and stands twice is a fault of the file, which is for its author to mend.
    """
    fields: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.name:
            fields[row.code].add(_field(row))
    several = {code for code, found in fields.items() if len(found) > 1}
    numbers = {code for code in fields if code.isdigit()}
    begin_anew = len(numbers & several) >= _LEAST and 2 * len(numbers & several) >= len(numbers)
    return [
        replace(row, code=f"{_field(row)} {row.code}"[-LONGEST_CODE:])
        if (begin_anew and row.code in numbers) or (row.code in several and row.code == row.name[:LONGEST_CODE])
        else row
        for row in rows
    ]


def _field(row: CatalogueRow) -> str:
    return row.field or row.field_above
