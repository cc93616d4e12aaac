"""How each holder writes its log, from ``log_layouts.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class LogLayout:
    """One holder's way. ``headings``: field and heading, in the order of the columns; ``encoding`` of CSV only."""

    holder: str
    style: str
    format: str
    encoding: str
    delimiter: str
    dates: str
    exports: str
    headings: tuple[tuple[str, str], ...]

    @property
    def names_channel(self) -> bool:
        """Whether the log says by which way a request came."""
        return any(field == "channel" for field, _ in self.headings)

    @property
    def names_applicant(self) -> bool:
        """Whether the log says of what kind an applicant is."""
        return any(field == "applicant_kind" for field, _ in self.headings)


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(files("mingcha.demo").joinpath("log_layouts.toml").read_text(encoding="utf-8"))


@cache
def layout_of(holder: str) -> LogLayout:
    """The layout of a holder (region code); the order of its columns is its own."""
    entry = next(entry for entry in _document()["layouts"] if entry["holder"] == holder)
    headings = list(_document()["styles"][entry["style"]].items())
    first, rest = headings[:2], headings[2:]
    Random(f"{holder}:order").shuffle(rest)
    return LogLayout(
        holder=holder,
        style=entry["style"],
        format=entry["format"],
        encoding=entry.get("encoding", "utf-8"),
        delimiter=entry.get("delimiter", ","),
        dates=entry["dates"],
        exports=entry["exports"],
        headings=tuple((*first, *rest)),
    )


def word_for(kind: str, code: str, holder: str) -> str:
    """How a holder writes a code of ``kind`` (channel, applicant, outcome, review_result)."""
    choices = _document()["words"][kind][code]
    return str(Random(f"{holder}:{kind}:{code}").choice(choices))
