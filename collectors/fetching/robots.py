"""What a robots.txt permits (RFC 9309).

Our own reader because the standard library's takes the first rule that fits instead of the longest and knows neither
``*`` nor ``$``; sites of this field use both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote, urlsplit

LONGEST_FILE: Final = 512 * 1024
"""Bytes that are read; RFC 9309 section 2.5 asks for 500 KiB at least."""
_TOKEN = re.compile(r"[A-Za-z_-]+")
_RESERVED = "%/?#[]@!$&'()*+,;=:"


@dataclass(frozen=True)
class Rule:
    """One allow or disallow line. ``pattern`` is normalised like the paths it is held against."""

    allows: bool
    pattern: str

    def matches(self, path: str) -> bool:
        """Whether the pattern fits the beginning of ``path``: ``*`` is anything, a last ``$`` is the end."""
        ends = self.pattern.endswith("$")
        first, *rest = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        if not rest:
            return not ends or path == first
        at = len(first)
        for piece in rest[:-1]:
            at = path.find(piece, at)
            if at < 0:
                return False
            at += len(piece)
        last = rest[-1]
        return path.endswith(last) and len(path) - len(last) >= at if ends else path.find(last, at) >= 0


@dataclass
class Robots:
    """The rules of one host for one crawler. Without rules everything is permitted."""

    rules: list[Rule] = field(default_factory=list)
    crawl_delay: float | None = None
    """Seconds between two requests, where the file asks for it (no part of the standard, but widely used)."""

    def permits(self, url: str) -> bool:
        """Whether ``url`` may be fetched: the longest rule that fits decides, of two equal ones the one that allows."""
        parts = urlsplit(url)
        path = normalised((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        fitting = [(len(rule.pattern), rule.allows) for rule in self.rules if rule.matches(path)]
        return max(fitting)[1] if fitting else True


def read_robots(body: bytes, agent: str) -> Robots:
    """The rules for ``agent`` (its product token): of the groups that name it, else of those for ``*``.

    Of a longer file the lines that end within `LONGEST_FILE` bytes: half a path would be another rule.
    """
    if len(body) > LONGEST_FILE:
        body = body[: max(body.rfind(end, 0, LONGEST_FILE) for end in (b"\n", b"\r")) + 1]
    text = body.decode("utf-8-sig", errors="replace")
    groups: dict[str, Robots] = {}
    named: list[str] = []
    heading = False
    for key, value in _lines(text):
        if key == "user-agent":
            named = [*named, _agent_of(value)] if heading else [_agent_of(value)]
            heading = True
            groups.setdefault(named[-1], Robots())
        elif key in ("allow", "disallow", "crawl-delay"):
            heading = False
            for name in named:
                _add(groups[name], key, value)
    return groups.get(agent.lower()) or groups.get("*") or Robots()


def normalised(path: str) -> str:
    """One spelling for each path: what need not be percent-encoded is not, everything else is, in capitals."""
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", path)
    return "".join(_octet(piece) if i % 2 else quote(piece, safe=_RESERVED + "~") for i, piece in enumerate(pieces))


def _octet(escape: str) -> str:
    plain = unquote(escape, encoding="latin-1")
    return plain if plain.isascii() and (plain.isalnum() or plain in "-._~") else escape.upper()


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in re.split(r"\r\n|\r|\n", text):
        key, colon, value = line.split("#", 1)[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _agent_of(value: str) -> str:
    if value.startswith("*"):
        return "*"
    token = _TOKEN.match(value)
    return token.group().lower() if token else ""


def _add(robots: Robots, key: str, value: str) -> None:
    if key == "crawl-delay":
        if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value):
            robots.crawl_delay = max(float(value), robots.crawl_delay or 0.0)
    elif value:
        robots.rules.append(Rule(key == "allow", normalised(value)))
