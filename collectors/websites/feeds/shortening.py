"""Feeds of any size, cut to what can be read in time: without their texts, then without the middle entries."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

_SMALL: Final = 50_000
_MOST_ENTRIES: Final = 1_500
_LONGEST: Final = 1_500_000
_MOST_TAGS: Final = 15_000
_MOST_REFERENCES: Final = 50_000
_ENTRY: Final = re.compile(rb"<(?:[\w-]{1,20}:)?(?:item|entry)[\s>]", re.I)
_TEXT: Final = re.compile(
    rb"<(description|content:encoded|content|summary|itunes:summary|body|text)(?:\s[^<>]{0,500})?(?<!/)>", re.I
)
_LONG_TAG: Final = re.compile(rb"<(?![!?])[^<>]{4000,}")
_LONG_WORDS: Final = re.compile(rb"(?<=>)[^<>]{4000,}")
_MOST_UNCLOSED: Final = 1_000


def shortened(body: bytes) -> tuple[bytes, bool]:
    """A feed without what tells no title, address or date, and if that is still more than can be read in time, without
    the entries in its middle. With it, whether any were left out.

    The newest entry stands at one of the ends.
    """
    if len(body) < _SMALL:
        return body, False
    body = _LONG_WORDS.sub(b"", _LONG_TAG.sub(b"<a", b"".join(_without_texts(body))))
    starts = [match.start() for match in _ENTRY.finditer(body)]
    share = min(1.0, _MOST_TAGS / (body.count(b"<") + 1), _LONGEST / (len(body) + 1))
    kept = min(_MOST_ENTRIES, int(len(starts) * share))
    if kept < len(starts) and kept > 1:
        body = body[: starts[kept // 2]] + body[starts[-(kept // 2)] :]
    body = body[:_LONGEST]
    body = body[: min(_place(body, b"<", _MOST_TAGS), _place(body, b"&", _MOST_REFERENCES))]
    return body, kept < len(starts)


def _without_texts(body: bytes) -> Iterator[bytes]:
    position, unclosed = 0, 0
    missing: set[bytes] = set()
    while unclosed < _MOST_UNCLOSED and (match := _TEXT.search(body, position)):
        name = match[1]
        end = -1 if name in missing else body.find(b"</" + name + b">", match.end())
        if end < 0:
            missing.add(name)
            unclosed += 1
        yield body[position : match.end()]
        position = max(end, match.end())
    yield body[position:]


def _place(body: bytes, sign: bytes, number: int) -> int:
    """Where the sign stands for the so-many-th time, else the end."""
    found = next(islice(re.finditer(re.escape(sign), body), number, None), None)
    return found.start() if found else len(body)
