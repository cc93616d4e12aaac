"""Forms that the pages of a site and of a column share: retiring and restoring, each with its reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import dash_mantine_components as dmc
from dash import html

LONGEST_REASON = 300


def retiring_ids(page: str) -> tuple[str, str, str, str]:
    """Return the identities on one page: button that retires, button that restores, day, reason."""
    return f"{page}-retire", f"{page}-restore", f"{page}-retire-on", f"{page}-retire-reason"


def retiring_form(page: str, retired: bool, today: date) -> Any:
    """Return the form that retires a thing in use, or restores one that is retired. ``page``: column or site."""
    retire, restore, day, reason = retiring_ids(page)
    what, told, told_back = _WORDS[page]
    why = reason_input(reason)
    if retired:
        return form(f"恢复使用本{what}", told_back, why, dmc.Button("恢复使用", id=restore, size="xs"))
    latest: dict[str, Any] = {"inputProps": {"type": "date", "max": today.isoformat()}}
    since = dmc.TextInput(id=day, label="停用日期", value=today.isoformat(), w=150, **latest)
    button = dmc.Button("停用", id=retire, size="xs", variant="outline", color="red")
    return form(f"停用本{what}", told, since, why, button)


_WORDS = {
    "column": (
        "栏目",
        "停用后不再检查，未办结的牌随之解除并写明理由，历史保留。停用有误的可以恢复。",
        "恢复后重新检查，因停用解除的牌恢复到停用前的状态。",
    ),
    "site": (
        "网站",
        "网站及其全部栏目停用：不再检查，未办结的牌随之解除并写明理由，历史保留。停用有误的可以恢复。",
        "恢复后重新检查，随网站一并停用的栏目同时恢复，因停用解除的牌恢复到停用前的状态。",
    ),
}


def reason_input(identity: str, label: str = "理由（必填）") -> Any:
    """Return the input of a reason."""
    longest: dict[str, Any] = {"inputProps": {"maxLength": LONGEST_REASON}}
    return dmc.TextInput(id=identity, label=label, w=320, className="reason", **longest)


def form(title: str, words: str, *inputs: Any) -> Any:
    """Return one deed with what it does, folded until somebody wants it."""
    inside = [html.P(words, className="note"), html.Div(list(inputs), className="filters")]
    return html.Details([html.Summary(title), *inside], className="deed")


def day_of(text: str | None) -> date | None:
    """Return the day of an input, none where it is no day."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
