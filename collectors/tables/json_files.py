"""Rows of JSON records, as if they were a table."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import Any, Final, TextIO

from collectors.decoding import storable
from collectors.tables.content import Content
from collectors.tables.table import Sheet, TableError, TableRow
from collectors.tables.text_files import encoding_of, open_text

_PIECE: Final = 1024 * 1024
_LARGEST_RECORD: Final = 16 * 1024 * 1024
_LARGEST_DOCUMENT: Final = 64 * 1024 * 1024
"""Bytes; a document that is no plain array has to be held in memory."""
_DEEPEST: Final = 3
_BLANKS: Final = " \t\r\n\ufeff"
_BETWEEN: Final = re.compile(r"[ \t\r\n]*,?[ \t\r\n]*")

Records = Callable[[], Iterator[Any]]


def json_sheets(content: Content, file: str) -> list[Sheet]:
    """A heading row made of all keys, then a row per record: numbered as the CSV with the same rows would be.

    Records are the elements of an array, the lines of a file with one object a line, or those of each array of objects
    within an object. Raises `TableError` for anything else.
    """
    encoding = encoding_of(content, file)
    with closing(open_text(content, encoding)) as text:
        first = text.read(_PIECE).lstrip(_BLANKS)
    if first.startswith("[") or _is_one_a_line(first):
        return [_sheet(partial(_read, content, encoding, file), "")]
    found = _within_object(content, encoding, file)
    return [_sheet(partial(iter, records), name if len(found) > 1 else "") for name, records in found]


def _sheet(records: Records, name: str) -> Sheet:
    keys: dict[str, None] = {}
    for record in records():
        keys.update(dict.fromkeys(_flat(record)))
    return Sheet(partial(_rows, records, list(keys)), name)


def _rows(records: Records, keys: list[str]) -> Iterator[TableRow]:
    yield TableRow(1, [storable(key) for key in keys])
    for number, record in enumerate(records(), start=2):
        flat = _flat(record)
        yield TableRow(number, [_scalar(flat.get(key)) for key in keys])


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record with the values of records within it beside its own."""
    flat: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict) and value:
            for inner, word in value.items():
                flat.setdefault(inner, word)
        else:
            flat[key] = value
    return flat


def _read(content: Content, encoding: str, file: str) -> Iterator[Any]:
    with closing(open_text(content, encoding)) as text:
        try:
            for record in _values(text):
                if not isinstance(record, dict):
                    raise _no_records(file)
                yield record
        except (ValueError, RecursionError) as error:
            raise TableError(f"{file}：JSON 无法解析：{error}") from error


def _values(text: TextIO) -> Iterator[Any]:
    """The elements of an array, or values one after another."""
    decoder = json.JSONDecoder()
    ahead = text.read(_PIECE).lstrip(_BLANKS)
    in_array = ahead.startswith("[")
    position = 1 if in_array else 0
    while True:
        position = _skip(ahead, position)
        if position == len(ahead) or (in_array and ahead[position] == "]"):
            more = text.read(_PIECE)
            if not more:
                return _check_end(ahead[position:], in_array)
            ahead, position = ahead[position:] + more, 0
            continue
        try:
            value, position = decoder.raw_decode(ahead, position)
        except json.JSONDecodeError:
            more = text.read(_PIECE) if len(ahead) - position <= _LARGEST_RECORD else ""
            if not more:
                raise
            ahead, position = ahead[position:] + more, 0
            continue
        yield value


def _skip(ahead: str, position: int) -> int:
    """Where the next value begins: behind blanks and one comma."""
    match = _BETWEEN.match(ahead, position)
    return match.end() if match else position


def _check_end(ahead: str, in_array: bool) -> None:
    if in_array and ahead.rstrip(_BLANKS) != "]":
        raise ValueError("the array does not end, or something stands behind it")


def _is_one_a_line(first: str) -> bool:
    """Whether an object ends with its line and another begins on the next."""
    line, _, rest = first.partition("\n")
    try:
        return isinstance(json.loads(line), dict) and rest.lstrip(_BLANKS)[:1] == "{"
    except (ValueError, RecursionError):
        return False


def _within_object(content: Content, encoding: str, file: str) -> list[tuple[str, list[Any]]]:
    if content.size > _LARGEST_DOCUMENT:
        raise TableError(f"{file}：JSON 超过 {_LARGEST_DOCUMENT} 字节，且不是由对象组成的数组")
    try:
        with closing(open_text(content, encoding)) as text:
            document = json.loads(text.read().lstrip(_BLANKS))
    except (ValueError, RecursionError) as error:
        raise TableError(f"{file}：JSON 无法解析：{error}") from error
    found = [(name, records) for name, records in _arrays("", document, _DEEPEST) if _are_records(records)]
    if not found:
        raise _no_records(file)
    return found


def _arrays(name: str, value: Any, deepest: int) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, list):
        yield name, value
    elif isinstance(value, dict) and deepest:
        for key, part in value.items():
            yield from _arrays(storable(key)[:60], part, deepest - 1)


def _are_records(records: list[Any]) -> bool:
    return bool(records) and all(isinstance(record, dict) for record in records)


def _no_records(file: str) -> TableError:
    return TableError(f"{file}：JSON 应为由对象组成的数组")


def _scalar(value: Any) -> Any:
    if isinstance(value, dict | list):
        try:
            value = json.dumps(value, ensure_ascii=False)
        except RecursionError:
            value = "…"
    return storable(value) if isinstance(value, str) else value
