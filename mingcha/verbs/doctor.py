"""``mingcha doctor``: is everything in order?"""

from __future__ import annotations

from dataclasses import asdict

import click

from mingcha.command_line import NotInOrder
from mingcha.examination import NAMES, examine
from mingcha.house import open_house
from mingcha.output import answer, json_option


@click.command()
@json_option
def verb(as_json: bool) -> None:
    """Look whether everything is in order; exit code 1 when something is not."""
    checks = examine(open_house())
    healthy = all(check.ok for check in checks)
    answer(
        as_json,
        {"ok": healthy, "checks": [asdict(check) for check in checks]},
        lambda: "\n".join(f"{'✓' if check.ok else '✕'} {NAMES[check.name]}：{check.found}" for check in checks),
    )
    if not healthy:
        raise NotInOrder
