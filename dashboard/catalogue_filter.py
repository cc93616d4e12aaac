"""Which duties of a catalogue are meant: one filter for the numbers of the matrix, their links and the list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, or_

from dashboard.catalogue_states import STATES
from dashboard.places import in_place
from store.models import Agency, CatalogueItem, SiteColumn

PAGE = "/catalogue"


@dataclass(frozen=True)
class CatalogueFilter:
    """``shown``: "list" for the list of duties, else the matrix. ``region``: a league with its banners or a banner.
    ``agency``: id, as text. ``text``: part of code, item, agency or column.
    """

    catalogue: str | None = None
    field: str | None = None
    state: str | None = None
    region: str | None = None
    agency: str | None = None
    text: str | None = None
    shown: str | None = None

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        """Return the filter that ``given`` (a query string) asks for; what makes no sense is left out."""
        words = {name: str(given.get(name) or "").strip()[:120] for name in ("catalogue", "field", "text", "agency")}
        region = str(given.get("region") or "")
        numbered = words["agency"].isascii() and words["agency"].isdigit() and len(words["agency"]) < 10
        return cls(
            catalogue=words["catalogue"] or None,
            field=words["field"] or None,
            state=given["state"] if given.get("state") in STATES else None,
            region=region if re.fullmatch(r"\d{6}", region) else None,
            agency=words["agency"] if numbered else None,
            text=words["text"] or None,
            shown="list" if given.get("shown") == "list" else None,
        )

    @property
    def agency_id(self) -> int | None:
        """The agency by its id."""
        return int(self.agency) if self.agency else None

    def but(self, **changes: Any) -> Self:
        """Return this filter with other values."""
        return replace(self, **changes)

    def href(self) -> str:
        """Return the address of what is meant."""
        chosen = {key: value for key, value in asdict(self).items() if value}
        return f"{PAGE}?{urlencode(chosen)}" if chosen else PAGE

    def conditions(self, state: ColumnElement[str] | None = None) -> list[ColumnElement[bool]]:
        """Return the conditions on what ``catalogue_states.duties`` joins; the state only where ``state`` is given."""
        found: list[ColumnElement[bool]] = []
        if self.catalogue:
            found.append(CatalogueItem.catalogue == self.catalogue)
        if self.field:
            found.append(CatalogueItem.field == self.field)
        if self.region:
            found.append(in_place(self.region))
        if self.agency_id is not None:
            found.append(Agency.id == self.agency_id)
        if self.text:
            places = (CatalogueItem.code, CatalogueItem.name, Agency.name, SiteColumn.name)
            found.append(or_(*(column.contains(self.text, autoescape=True) for column in places)))
        if self.state and state is not None:
            found.append(state == self.state)
        return found
