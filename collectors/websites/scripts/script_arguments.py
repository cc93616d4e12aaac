"""The short names of a state that a function returns: `(function(a,b){return {title:a}})("标题",1)`.

What Nuxt 2 writes into its pages. The program is not run: the names of the parameters are paired with the arguments.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from collectors.websites.scripts.script_values import loose_values, scalar_of, tokens

_PARAMETERS: Final = re.compile(r"\(?\s*function\s*\(([\w$,\s]{1,200000})\)\s*\{")


def bound_names(script: str) -> dict[str, Any]:
    """The value of each parameter of the function that makes the page's state; empty where there is no such call."""
    head = _PARAMETERS.search(script[:200_000])
    end = script.rstrip(" \t\r\n;)")
    if head is None or not script.rstrip().rstrip(";").endswith(")"):
        return {}
    names = [name.strip() for name in head[1].split(",")]
    start = _start_of_call(end)
    if start < 0:
        return {}
    return dict(zip(names, _arguments(end[start:]), strict=False))


def _start_of_call(text: str) -> int:
    """Where the arguments of the last call begin: after the last `}(` (arguments are plain values)."""
    places = [text.rfind(sign) + len(sign) for sign in ("}(", "})(") if text.rfind(sign) >= 0]
    return max(places, default=-1)


def _arguments(text: str) -> Iterator[Any]:
    """The values between the commas of the outermost level; what is no plain value is None."""
    depth, value, given = 0, None, False
    for match in tokens(text):
        sign = match.group(6)
        if sign in ("[", "{", "("):
            depth += 1
        elif sign in ("]", "}", ")"):
            depth -= 1
        elif sign == "," and depth == 0:
            yield value
            value, given = None, False
        elif sign is None and depth == 0 and not given:
            value, given = scalar_of(match) if match.lastindex else None, bool(match.lastindex)
    yield value


def values_with_names_bound(script: str) -> Iterator[Any]:
    """The outermost arrays and objects of a script, with the function's arguments in the places of its names."""
    names = bound_names(script)
    if names:
        yield from loose_values(script, names)
