"""Why an action on a site or column was refused. The text is shown to the person who tried."""

from __future__ import annotations


class UpkeepError(Exception):
    """An action that was refused; the text is Chinese."""


def required_reason(reason: str) -> str:
    """``reason`` without the blanks around it; refused when nothing is left, or too much."""
    reason = reason.strip()
    if not reason:
        raise UpkeepError("请填写理由")
    if len(reason) > _LONGEST_REASON:
        raise UpkeepError(f"理由最多 {_LONGEST_REASON} 个字符")
    return reason


_LONGEST_REASON = 300
