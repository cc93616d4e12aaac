"""How a verb answers: words for people, or one JSON object on standard output."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from mingcha.progress import Progress, progress_bar

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")


FIRST_YEAR, LAST_YEAR = 1990, 2099
"""Years that logs, pages and calendars can be about; anything else is a slip of the finger."""


class Day(click.ParamType[date]):
    """A date written 2026-03-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read an ISO date; anything else is wrong use."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date like 2026-03-30", param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"{value!r} is not between {FIRST_YEAR} and {LAST_YEAR}", param, ctx)
        return day


def answer(as_json: bool, result: Mapping[str, Any], words: Callable[[], str]) -> None:
    """Print ``result`` as JSON, or what ``words`` makes of it."""
    click.echo(json.dumps(result, ensure_ascii=False, default=_plain) if as_json else words())


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


class Narrator:
    """Tells what long work is doing: lines on standard output, a bar on standard error; nothing with ``--json``."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet

    def say(self, line: str) -> None:
        """Print one line."""
        if not self._quiet:
            click.echo(line)

    def bar(self, label: str) -> AbstractContextManager[Progress]:
        """Show progress while the block runs."""
        return progress_bar(label, quiet=self._quiet)
