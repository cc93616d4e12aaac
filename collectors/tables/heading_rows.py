"""Where a table begins: titles above the headings, headings of two lines, a footer below."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, Final

from collectors.decoding import storable
from collectors.tables.headings import Headings, normal_heading
from collectors.tables.table import LogTable, Sheet, TableError, TableRow, empty_file

Required = Sequence[Sequence[str]]
"""Of each tuple of fields, one must be there."""

_ROWS_SEARCHED: Final = 30
"""Above the headings there may be a title, a unit line and the like."""
_LONGEST_HEADING: Final = 40
_SURELY_HEADINGS: Final = 2
"""Fields recognised in a line; with fewer it may be one of data."""
_DIGITS: Final = re.compile(r"\d{2}")
_PARTS_OF_A_MATTER: Final = re.compile(r"(?:情况|信息|环节|阶段|过程|意见|程序|栏)$")


def find_table(file: str, sheet: Sheet, headings: Headings, required: Required) -> LogTable:
    """The table below the first line, or pair of lines, that names all required fields.

    Raises `TableError` naming the fields that are missing in the line that came nearest.
    """
    rows = [row for row in islice(sheet.rows(), _ROWS_SEARCHED) if not row.blank]
    if not rows:
        raise empty_file(file)
    best: tuple[int, list[str], TableRow] | None = None
    for row, names, last in _candidates(rows, headings):
        found = headings.columns_of(names)
        missing = [_words_for(headings, options) for options in required if not any(name in found for name in options)]
        if not missing:
            return _table(file, sheet, headings, names, found, last)
        if best is None or len(found) > best[0]:
            best = (len(found), missing, row)
    assert best is not None
    raise TableError(f"{file}：缺少列：{'；'.join(best[1])}{_nearest(best[0], best[2])}")


def _candidates(rows: Sequence[TableRow], headings: Headings) -> Iterator[tuple[TableRow, list[str], int]]:
    """Lines of headings with the number of the last row that they take: each line, or two that belong together."""
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        if below is not None and below.number == row.number + 1 and _continues(row.cells, below.cells):
            yield row, _joined(row.cells, below.cells, headings), below.number
        yield row, [_word(cell) for cell in row.cells], row.number


def _table(
    file: str, sheet: Sheet, headings: Headings, names: Sequence[str], columns: Mapping[str, int], last: int
) -> LogTable:
    fields = {name: names[columns[name]] if name in columns else words[0] for name, words in headings.synonyms.items()}
    rows = partial(_rows_below, sheet, last)
    return LogTable(file, names, columns, fields, rows, sheet.name, sheet.delimited)


def _rows_below(sheet: Sheet, last: int) -> Iterator[TableRow]:
    return (row for row in sheet.rows() if row.number > last and not row.blank)


def _continues(upper: Sequence[Any], lower: Sequence[Any]) -> bool:
    """Whether two lines are one heading: below some words stand others, below others nothing or the same again."""
    words = [(_word(above), _word(below)) for above, below in _pairs(upper, lower)]
    if any(len(below) > _LONGEST_HEADING or _DIGITS.search(below) for _, below in words):
        return False
    whole = sum(1 for above, below in words if above and below in ("", above))
    parts = sum(1 for above, below in words if below and below != above)
    reaching = any(below and not above for above, below in words)
    return whole > 0 and parts > 1 and reaching


def _joined(upper: Sequence[Any], lower: Sequence[Any], headings: Headings) -> list[str]:
    """The names of two lines: of what is divided, the upper word before the lower one where that names a field."""
    above, whole, alone = "", [], []
    for first, second in _pairs(upper, lower):
        over, under = _word(first), _word(second)
        above = over or (above if under else "")
        divided = bool(under) and under != above
        whole.append(f"{_PARTS_OF_A_MATTER.sub('', above)}{under}" if divided else above)
        alone.append(under if divided else above)
    found = headings.columns_of(whole)
    taken = set(found.values())
    rest = headings.columns_of(["" if at in taken else name for at, name in enumerate(alone)])
    by_itself = {at for name, at in rest.items() if name not in found}
    return [alone[at] if at in by_itself else name for at, name in enumerate(whole)]


def _pairs(upper: Sequence[Any], lower: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for at in range(max(len(upper), len(lower))):
        yield (upper[at] if at < len(upper) else None, lower[at] if at < len(lower) else None)


def _word(cell: Any) -> str:
    return "" if cell is None else " ".join(storable(str(cell)).split())


def _words_for(headings: Headings, options: Sequence[str]) -> str:
    return " 或者 ".join("/".join(headings.synonyms[name][:3]) for name in options)


def _nearest(recognised: int, row: TableRow) -> str:
    """The line that came nearest, where it is one of headings: a line of data may hold a name."""
    if recognised < _SURELY_HEADINGS:
        return "（没有找到表头）"
    words = [_word(cell) for cell in row.cells if _word(cell)]
    seen = "".join(char if char.isprintable() else "\ufffd" for char in "、".join(words[:12])[:200])
    return f"（最接近表头的第 {row.number} 行：{seen}）"


_SUM: Final = re.compile(r"(?:本页|本月|全年)?(?:合计|总计|小计|共计|累计|总数)|(?:grand|sub)?total|sum")
_MAY_BE_FOOTER: Final = re.compile(r"计|总数|total|sum|[:：]", re.I)
_SIGNED: Final = re.compile(
    r"\s*(?:填表人|填报人|填报单位|制表人?|审核人?|负责人|单位负责人|联系人|填表日期|填报日期|制表日期|注|备注|说明|note|source)\s*[:：]",
    re.I,
)


def is_footer(row: TableRow) -> bool:
    """Whether a row adds up or signs the table: its first word says so. Whether it has a day must be seen beside."""
    first = next((cell for cell in row.cells if cell is not None and cell != ""), None)
    if not isinstance(first, str) or not _MAY_BE_FOOTER.search(first[:_LONGEST_HEADING]):
        return False
    return bool(_SUM.fullmatch(normal_heading(first[:_LONGEST_HEADING])) or _SIGNED.match(first))


def is_heading_again(row: TableRow, headings: Sequence[str]) -> bool:
    """Whether the headings are repeated, as on every printed page."""
    at = next((at for at, name in enumerate(headings) if name), 0)
    if at >= len(row.cells) or row.cells[at] is None or _word(row.cells[at]) != headings[at]:
        return False
    words = [_word(cell) for cell in row.cells]
    return len(words) > 1 and [word for word in words if word] == [name for name in headings if name]
