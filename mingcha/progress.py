"""Progress of long work on standard error, so that standard output stays clean."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

Progress = Callable[[str, int, int], None]
"""Called with what was done, how many are done, and of how many."""


@contextmanager
def progress_bar(label: str, quiet: bool = False) -> Iterator[Progress]:
    """Show a bar while the block runs, if anybody is there to look at it."""
    if quiet or not sys.stderr.isatty():
        yield _silent
        return
    with click.progressbar(length=1, label=label, file=sys.stderr, item_show_func=str) as bar:

        def show(name: str, done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos, current_item=_short(name))

        yield show


@contextmanager
def row_counter(label: str, quiet: bool = False) -> Iterator[Callable[[int], None]]:
    """Show how many rows are done while the block runs, where nobody knows how many there will be."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done: None
        return
    yield lambda done: click.echo(f"\r{label}：{done:,}", nl=False, err=True)
    click.echo(err=True)


def _silent(name: str, done: int, total: int) -> None:
    del name, done, total


def _short(name: Any) -> str:
    text = str(name)
    return text if len(text) <= 20 else f"{text[:19]}…"
