"""What a cell says (AR10): a non-negative integer, or words that are kept as they are and never read as 0."""

import re
from typing import Any, Final

from metrics.annual_report.report import Value

_PLAIN: Final = re.compile(r"[0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4}")
_AROUND: Final = " \t\r\n\u00a0\u3000\u200b\ufeff"
_LARGEST: Final = 10**15


def read_value(raw: Any) -> Value:
    """The number in a cell of any file, or its words: 5, "5" and "1,024" are numbers; "减4", "３", 2.5, -1 are not."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return str(raw)
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < _LARGEST:
        raw = int(raw)
    text = str(raw).strip(_AROUND)
    return int(text.replace(",", "")) if _PLAIN.fullmatch(text) else text[:200]


def words_of(value: Value) -> Value:
    """What a finding shows of a cell."""
    return "空白" if value == "" else value
