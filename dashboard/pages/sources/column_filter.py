"""Which website columns are meant: those of one answer, narrowed by place, category and words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, or_, select

from dashboard.places import in_place
from dashboard.words import COLUMN_ANSWERS
from store.models import Agency, Region, Site, SiteColumn


@dataclass(frozen=True)
class ColumnFilter:
    """``answer``: one of ``COLUMN_ANSWERS``. ``region``: a place with its banners. ``category``: code of the rulebook.
    ``text``: part of the name of the column, its site or its agency."""

    answer: str
    region: str | None = None
    category: str | None = None
    text: str | None = None

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> ColumnFilter | None:
        """Return the filter of a query string; none where it asks for no answer. What makes no sense is left out."""
        answer, region, category = (str(given.get(name) or "") for name in ("answer", "region", "category"))
        if answer not in COLUMN_ANSWERS:
            return None
        return cls(
            answer=answer,
            region=region if re.fullmatch(r"\d{6}", region) else None,
            category=category if re.fullmatch(r"[a-z_]{1,40}", category) else None,
            text=str(given.get("text") or "").strip()[:100] or None,
        )

    def but(self, **changed: Any) -> ColumnFilter:
        """Return the same filter with something changed."""
        return replace(self, **changed)

    def href(self, page: int = 1) -> str:
        """Return the address of a page of these columns."""
        chosen = {key: value for key, value in asdict(self).items() if value}
        return f"/sources?{urlencode(chosen | ({'page': page} if page > 1 else {}))}"

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the conditions on ``SiteColumn`` joined with ``Site`` and ``Agency``, all but the answer."""
        found: list[ColumnElement[bool]] = []
        if self.region:
            found.append(Agency.region_code.in_(select(Region.code).where(in_place(self.region))))
        if self.category:
            found.append(SiteColumn.category == self.category)
        if self.text:
            places = (SiteColumn.name, Site.name, Agency.name)
            found.append(or_(*(place.contains(self.text, autoescape=True) for place in places)))
        return found
