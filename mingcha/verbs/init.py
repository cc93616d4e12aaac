"""``mingcha init``: the database, the regions and the rulebook's version."""

from __future__ import annotations

from typing import Any

import click

from mingcha.house import open_house
from mingcha.output import answer, json_option
from mingcha.preparation import prepare


@click.command()
@json_option
def verb(as_json: bool) -> None:
    """Create or migrate the database; load the regions and the rulebook. Again is harmless."""
    result = prepare(open_house())
    answer(as_json, result, lambda: _words(result))


def _words(result: dict[str, Any]) -> str:
    law = f"规则库 {result['rulebook']}，工作日历 {result['calendar']}"
    return f"数据库已就绪：地区 {result['regions']} 个，{law}"
