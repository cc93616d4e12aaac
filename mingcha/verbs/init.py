"""``mingcha init``: the database, the regions and the rulebook's version."""

from __future__ import annotations

import click

from mingcha.house import open_house
from mingcha.output import answer, json_option
from mingcha.preparation import prepare


@click.command()
@json_option
def verb(as_json: bool) -> None:
    """Create or migrate the database; load the regions and the rulebook. Again is harmless."""
    result = prepare(open_house())
    answer(as_json, result, lambda: "\n".join(f"{name}: {value}" for name, value in result.items()))
