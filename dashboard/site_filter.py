"""Which websites are meant: one filter for the list, its counts and its links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, or_

from dashboard.places import in_place
from dashboard.scope import Scope
from dashboard.site_states import SITE_STATES
from store.models import Agency, Site

LIST = "/sites"


@dataclass(frozen=True)
class SiteFilter:
    """``state``: one of ``SITE_STATES``. ``region``: a place with its banners. ``agency``: an id. ``text``: part of the
    site's name, its address or its agency's name."""

    state: str | None = None
    region: str | None = None
    agency: str | None = None
    text: str | None = None

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> SiteFilter:
        """Return the filter that ``given`` (a query string) asks for; what makes no sense is left out."""
        said = {name: str(value) for name, value in given.items() if value}
        return cls(
            state=said["state"] if said.get("state") in SITE_STATES else None,
            region=_like(r"\d{6}", said.get("region")),
            agency=_like(r"[1-9]\d{0,8}", said.get("agency")),
            text=said.get("text", "").strip()[:100] or None,
        )

    @property
    def agency_id(self) -> int | None:
        """The agency as a number."""
        return int(self.agency) if self.agency else None

    def href(self) -> str:
        """Return the address of the list of these sites."""
        query = urlencode({key: value for key, value in asdict(self).items() if value})
        return f"{LIST}?{query}" if query else LIST

    def but(self, **changed: str | None) -> SiteFilter:
        """Return the same filter with something changed."""
        return replace(self, **changed)

    def conditions(self, scope: Scope, state: ColumnElement[str]) -> list[ColumnElement[bool]]:
        """Return the conditions on ``Site`` joined with ``Agency`` and ``Region``, the scope's own first."""
        found = [scope.sees(Site.agency_id)]
        if self.state:
            found.append(state == self.state)
        if self.region:
            found.append(in_place(self.region))
        if self.agency:
            found.append(Site.agency_id == self.agency_id)
        if self.text:
            places = (Site.name, Site.home_url, Agency.name)
            found.append(or_(*(place.contains(self.text, autoescape=True) for place in places)))
        return found


def _like(pattern: str, value: str | None) -> str | None:
    return value if value and re.fullmatch(pattern, value) else None
