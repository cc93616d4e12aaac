"""Rows of a JSON array of objects, as if it were a table."""

import json
from typing import Any

from collectors.decoding import storable
from collectors.tables.table import TableError, TableRow


def json_rows(text: str, file: str) -> list[TableRow]:
    """A heading row made of all keys, then a row per object: numbered as the CSV with the same rows would be.

    The array may stand alone or be the only array in an object. Raises `TableError` for anything else.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TableError(f"{file}：JSON 无法解析：{error}") from error
    records = _array(document)
    if records is None or not all(isinstance(record, dict) for record in records):
        raise TableError(f"{file}：JSON 应为由对象组成的数组")
    keys = list(dict.fromkeys(key for record in records for key in record))
    rows = [TableRow(1, keys)]
    for number, record in enumerate(records, start=2):
        rows.append(TableRow(number, [_scalar(record.get(key)) for key in keys]))
    return rows


def _array(document: Any) -> list[Any] | None:
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        arrays = [value for value in document.values() if isinstance(value, list)]
        return arrays[0] if len(arrays) == 1 else None
    return None


def _scalar(value: Any) -> Any:
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    return storable(value) if isinstance(value, str) else value
