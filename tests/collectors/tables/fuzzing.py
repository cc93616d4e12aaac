"""Small logs in every form, damaged in every way: the same seed gives the same file."""
# ruff: noqa: E501 - lists of words are easier to read on few lines

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from typing import Any

from tests.collectors.requests.logs import HEADINGS, as_csv, as_json, as_xlsx, row
from tests.collectors.tables.forms import as_book, as_html, as_xls, as_xml

Chance = random.Random
NASTY = (
    "", " ", "\x00", "\x00" * 50, '"', '""', "'", ",", "\n", "\r", "\t", "=1+1", "'=1", "2026-02-30", "03/04/2026", "1e999",
    "NaN", "-1", "99999999999999999999", "0000-00-00", "９９年", "二〇二六年三月五日", "24/3/5", "2026-03", "2026-03-02T20:00:00Z",
    "2026-03-02 25:61", "1/1/1", "合计", "填表人：", "申请编号", "甲市财政局", "没有的局", "张三", "true", "\ud7ff", "\ufffd", "\u202e反",
    "🈚", "e\u0301" * 30, "x" * 70_000, "9" * 400, "（已隐去）", "摘要:" + "a" * 64, "#REF!", "#N/A", "-", "无", "∞", "١٢٣",
)  # fmt: skip


def fuzzed(seed: int) -> tuple[str, bytes]:
    """A name and the bytes of a damaged file."""
    chance = Chance(seed)
    form = chance.choice(list(FORMS))
    body = FORMS[form](_rows(chance), chance)
    for _ in range(chance.choice((0, 1, 1, 2, 4))):
        body = chance.choice(DAMAGES)(body, chance)
    return f"{seed}.{chance.choice((form, 'csv', 'xls', 'xlsx', 'txt'))}", body


def _rows(chance: Chance) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for at in range(chance.choice((0, 1, 3, 8, 30))):
        cells: list[Any] = row(number=f"2026-{at % 6:03}", agency=chance.choice(("甲市财政局", "教育局")))
        for _ in range(chance.choice((0, 0, 1, 3))):
            cells[chance.randrange(len(cells))] = chance.choice(NASTY)
        if chance.random() < 0.1:
            cells = cells[: chance.randrange(len(cells))]
        if chance.random() < 0.1:
            cells += [chance.choice(NASTY) for _ in range(chance.randrange(1, 5))]
        rows.append(cells)
    return rows


def _headings(chance: Chance) -> list[str]:
    headings = [*HEADINGS]
    if chance.random() < 0.3:
        headings[chance.randrange(len(headings))] = chance.choice(
            ("申请人", "收到日期", "日期", "", "x" * 500, "申请人姓名", "\x00")
        )
    return headings


def _even(rows: list[list[Any]], headings: list[str]) -> list[list[Any]]:
    return [[*cells, *[""] * len(headings)][: len(headings)] for cells in rows]


def _csv(rows: list[list[Any]], chance: Chance) -> bytes:
    text = as_csv(rows, _headings(chance), chance.choice((",", "\t", ";", "|")))
    encoding = chance.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "latin-1"))
    return text.decode().encode(encoding, "replace")


def _json(rows: list[list[Any]], chance: Chance) -> bytes:
    headings = list(dict.fromkeys(_headings(chance)))
    whole = as_json(_even(rows, headings), headings)
    shape = chance.randrange(5)
    if shape == 0:
        return b"\n".join(json.dumps(record, ensure_ascii=False).encode() for record in json.loads(whole))
    if shape == 1:
        return b'{"total": 3, "data": {"rows": ' + whole + b"}}"
    if shape == 2:
        deep = chance.choice((5, 500, 100_000))
        return whole[:-1] + b', {"x": ' + b"[" * deep + b"]" * deep + b"}]"
    return whole


def _xlsx(rows: list[list[Any]], chance: Chance) -> bytes:
    cells = [[_within_a_cell(cell) for cell in line] for line in rows]
    if chance.random() < 0.5:
        return as_xlsx(cells, _headings(chance))
    return as_book({"一": [_headings(chance), *cells], "二": [["说明"]]}, [(1, 2, 1, 1)] if len(cells) > 2 else ())


def _xls(rows: list[list[Any]], chance: Chance) -> bytes:
    lines = [_headings(chance), *rows]
    cells = [[_within_a_cell(cell) for cell in line] for line in lines]
    return as_xls({"一": cells}, [(1, 2, 1, 1)] if len(cells) > 3 else (), epoch_1904=chance.random() < 0.2)


def _within_a_cell(cell: Any) -> Any:
    return cell[:30_000] if isinstance(cell, str) else cell


FORMS: dict[str, Callable[[list[list[Any]], Chance], bytes]] = {
    "csv": _csv,
    "tsv": _csv,
    "json": _json,
    "xlsx": _xlsx,
    "xls": _xls,
    "html": lambda rows, chance: as_html([_headings(chance), *rows]),
    "xml": lambda rows, chance: as_xml([_headings(chance), *rows]),
}


def _flip(body: bytes, chance: Chance) -> bytes:
    found = bytearray(body)
    for _ in range(min(len(found), chance.choice((1, 4, 40)))):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def _cut(body: bytes, chance: Chance) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _behead(body: bytes, chance: Chance) -> bytes:
    return body[chance.randrange(min(len(body), 100) + 1) :]


def _insert(body: bytes, chance: Chance) -> bytes:
    at = chance.randrange(len(body) + 1)
    junk = (b"\x00" * 9, b'"', b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b"{" * 300, b"<table>", b"\r", b"\xf0\x9f")
    word = chance.choice((*junk, chance.choice(NASTY).encode("utf-8", "replace"), chance.randbytes(30)))
    return body[:at] + word + body[at:]


def _repeat(body: bytes, chance: Chance) -> bytes:
    start = chance.randrange(len(body) + 1)
    piece = body[start : start + chance.choice((3, 100, 3000))]
    return body[:start] + piece * chance.choice((1, 2, 20)) + body[start:]


def _within_the_archive(body: bytes, chance: Chance) -> bytes:
    """Damage a part of a packed workbook and pack it again, so that the archive itself is whole."""
    if not body.startswith(b"PK"):
        return _flip(body, chance)
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:
        return body
    name = chance.choice(sorted(parts)) if parts else "x"
    parts[name] = chance.choice((_flip, _cut, _insert, _repeat, _drop))(parts.get(name, b""), chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return packed.getvalue()


def _drop(_body: bytes, _chance: Chance) -> bytes:
    return b""


DAMAGES = (_flip, _cut, _behead, _insert, _repeat, _within_the_archive)
