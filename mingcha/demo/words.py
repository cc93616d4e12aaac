"""The words of the synthetic world, from ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads(files("mingcha.demo").joinpath("words.toml").read_text(encoding="utf-8"))


def words(name: str) -> list[str]:
    """A list of words by its name."""
    return list(_all()[name])


def lag_of(holder: str) -> float:
    """How often agencies of a holder (region code) are late; 1 = as most."""
    return float(_all()["lags"][holder])


def number_prefix_of(holder: str) -> str:
    """What the numbers in a holder's log begin with."""
    return str(_all()["number_prefixes"][holder])
