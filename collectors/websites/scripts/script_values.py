"""Arrays and objects that stand in scripts, whether strict JSON or the looser literals of a program.

No program is run. One pass over the tokens builds what the brackets enclose; what is neither text, number nor bracket
counts as a name. Linear in the length of the text.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

MAX_TEXT: Final = 1_500_000
"""Characters of scripts that are read; a page's own data is never longer."""
_DECODER: Final = json.JSONDecoder(strict=False)
"""Takes line breaks within texts."""
_BEFORE_JSON: Final = re.compile(
    r"\s*(?:/\*.{0,40}?\*/)?\s*(?:[\w$.]{1,200}\s*\(|\)\]\}'?,?|(?:while|for)\s*\([1; ]{1,4}\);?)?\s*(?=[\[{])", re.S
)
"""A callback's name, or what keeps other sites from running the answer as a program."""
_START: Final = re.compile(r"[\[{]\s*[\[{\"']")
_STRICT_TRIES: Final = 20
_DEEPEST: Final = 200
_TOKEN: Final = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`"""
    r"""|(-?\d+(?:\.\d+)?)|([A-Za-z_$][\w$]*)|([\[\]{},:()])""",
    re.S,
)
_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.S)
_PLAIN: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "0": ""}
_CLOSES: Final = {"]": "[", "}": "{", ")": "("}


def values_in_script(text: str) -> Iterator[Any]:
    """The outermost arrays and objects of a script, best effort."""
    text = text[:MAX_TEXT]
    read = 0
    for value, length in _strict_values(text):
        read += length
        yield value
    if 2 * read < len(text):
        yield from loose_values(text)


def strict_value(text: str) -> Any | None:
    """The value of a JSON document, bare or as the argument of a callback; None where it is neither."""
    start = _BEFORE_JSON.match(text)
    if start is None:
        return None
    try:
        value, end = _DECODER.raw_decode(text, start.end())
    except (ValueError, RecursionError):
        return None
    return value if not text[end:].strip(" \t\r\n);") else None


def _strict_values(text: str) -> Iterator[tuple[Any, int]]:
    """Values in strict JSON, each with the length of its text."""
    position, tries = 0, 0
    while tries < _STRICT_TRIES and (start := _START.search(text, position)):
        try:
            value, position = _DECODER.raw_decode(text, start.start())
            yield value, position - start.start()
        except (ValueError, RecursionError):
            position, tries = start.start() + 1, tries + 1


def unescaped(text: str) -> str:
    r"""Text as a program would read it: \u6587, \x20, \/ and \" replaced."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = match.group(1)
    if len(code) > 1:
        return chr(int(code[1:], 16))
    return _PLAIN.get(code, code)


class _Open:
    """A bracket that is not closed yet."""

    __slots__ = ("items", "key", "sign", "waiting")

    def __init__(self, sign: str) -> None:
        self.sign = sign
        self.items: Any = {} if sign == "{" else []
        self.key: str | None = None
        self.waiting: Any = None

    def put(self, value: Any) -> None:
        """The value of an array's place or of the key before it; the first part of an expression counts."""
        if self.waiting is None:
            self.waiting = value

    def name(self) -> None:
        """What was put is the key of what follows."""
        if isinstance(self.items, dict) and isinstance(self.waiting, str):
            self.key = self.waiting
        self.waiting = None

    def end_place(self) -> None:
        """A comma or the bracket's end: what was put stands."""
        if isinstance(self.items, list):
            if self.waiting is not None:
                self.items.append(self.waiting)
        elif self.key is not None:
            self.items[self.key] = self.waiting
        self.key, self.waiting = None, None


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Texts (groups 1 to 3), numbers (4), names (5), brackets and signs (6) of a program; comments have no group."""
    return _TOKEN.finditer(text)


def loose_values(text: str, names: Mapping[str, Any] | None = None) -> Iterator[Any]:
    """The outermost arrays (also `new Array(…)`) and objects of a program's text. `names`: what names stand for."""
    stack: list[_Open] = []
    before: str | None = None
    for match in _TOKEN.finditer(text):
        sign, name_before, before = match.group(6), before, match.group(5)
        if sign is not None and (sign in "[{" or (sign == "(" and name_before == "Array")):
            if len(stack) > _DEEPEST:
                return
            stack.append(_Open(sign))
        elif not stack:
            continue
        elif sign is None:
            stack[-1].put(_bound(match, names) if match.lastindex else None)
        elif sign in _CLOSES:
            yield from _closed(stack, sign)
        elif sign == ":":
            stack[-1].name()
        elif sign == ",":
            stack[-1].end_place()


def _closed(stack: list[_Open], sign: str) -> list[Any]:
    """Close the innermost bracket if it is of this kind; the contents of an outermost one are an answer."""
    if stack[-1].sign != _CLOSES[sign]:
        return []
    closed = stack.pop()
    closed.end_place()
    if stack:
        block = stack[-1].sign == "{" and stack[-1].key is None
        stack[-1].put(closed.items)
        # A brace without a key before what it holds is a block of the program: what stands in it is outermost.
        return [closed.items] if block and closed.items else []
    return [closed.items] if closed.items else []


def _bound(match: re.Match[str], names: Mapping[str, Any] | None) -> Any:
    name = match.group(5)
    is_key = match.string[match.end() : match.end() + 1] == ":"
    return names[name] if names and not is_key and name in names else scalar_of(match)


def scalar_of(match: re.Match[str]) -> Any:
    """The value of a token that is a text, a number or a name; None for null, true and false."""
    for group in (1, 2, 3):
        if match.group(group) is not None:
            return unescaped(match.group(group))
    number = match.group(4)
    if number is None:
        name = match.group(5)
        return None if name in ("null", "undefined", "new", "Date", "true", "false") else name
    return float(number) if "." in number else int(number[:18])
