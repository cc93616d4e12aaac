"""One filter: a list to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc

_SEARCHED_FROM = 9


def choice(
    identity: str, label: str, words: Mapping[str, str], value: str | None, width: int, *, empty: str = "全部"
) -> Any:
    """Return a list of ``words`` by their codes; nothing chosen means ``empty``. A long list can be searched."""
    return dmc.Select(
        id=identity,
        label=label,
        data=[{"value": code, "label": name} for code, name in words.items()],
        value=value,
        clearable=True,
        searchable=len(words) >= _SEARCHED_FROM,
        placeholder=empty,
        nothingFoundMessage="没有",
        w=width,
    )
