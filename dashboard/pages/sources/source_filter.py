"""Which sources are meant: the filters of the list are its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, or_

from dashboard.words import HEALTH, SOURCE_KINDS
from store.models import Source

MOST_PAGES = 10_000


@dataclass(frozen=True)
class SourceFilter:
    """``text``: part of name, address or last words. ``page`` counts from 1."""

    kind: str | None = None
    health: str | None = None
    text: str | None = None
    page: int = 1

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> SourceFilter:
        """Return the filter that a query string asks for; what makes no sense is left out."""
        page = str(given.get("page") or "")
        return cls(
            kind=given["kind"] if given.get("kind") in SOURCE_KINDS else None,
            health=given["health"] if given.get("health") in HEALTH else None,
            text=str(given.get("text") or "").strip()[:100] or None,
            page=min(max(int(page), 1), MOST_PAGES) if page.isascii() and page.isdigit() else 1,
        )

    def href(self) -> str:
        """Return the address of the list of these sources."""
        chosen = {key: value for key, value in asdict(self).items() if value}
        if self.page == 1:
            del chosen["page"]
        return f"/sources?{urlencode({'list': 'all', **chosen})}"

    def on_page(self, page: int) -> SourceFilter:
        """Return the same list at another page."""
        return replace(self, page=page)

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the conditions on ``Source``."""
        found: list[ColumnElement[bool]] = [Source.enabled.is_(True)]
        if self.kind:
            found.append(Source.kind == self.kind)
        if self.health:
            found.append(Source.health == self.health)
        if self.text:
            places = (Source.name, Source.location, Source.last_message)
            found.append(or_(*(place.contains(self.text, autoescape=True) for place in places)))
        return found
