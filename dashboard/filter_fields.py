"""The filters that most lists have: place, agency, words to look for. Each page adds its own beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import dash_mantine_components as dmc
from sqlalchemy.orm import Session

from dashboard.components import choice
from dashboard.places import agencies_in_scope, regions_in_scope
from dashboard.scope import Scope


class OfPlace(Protocol):
    """A filter that a page can narrow by place and agency."""

    @property
    def region(self) -> str | None:
        """Code of the place."""

    @property
    def agency_id(self) -> int | None:
        """The agency as a number."""


def region_field(session: Session, scope: Scope, identity: str, region: str | None) -> Any:
    """Return the list of the places in scope."""
    return choice(identity, "地区", dict(regions_in_scope(session, scope)), region, 190)


def place_fields(
    session: Session, scope: Scope, inputs: Mapping[str, str], wanted: OfPlace, *, agency: str = "单位"
) -> list[Any]:
    """Return the lists of places and of agencies; ``agency``: what these are called here.

    The page registers ``register_agency_search`` too: a province has more agencies than a list can hold.
    """
    found = agencies_in_scope(session, scope, wanted.region, wanted.agency_id)
    chosen = None if wanted.agency_id is None else str(wanted.agency_id)
    return [
        region_field(session, scope, inputs["region"], wanted.region),
        choice(inputs["agency"], agency, {str(id_): name for id_, name in found}, chosen, 240),
    ]


def text_field(identity: str, value: str | None, hint: str, *, label: str = "查找", width: int = 190) -> Any:
    """Return a field whose words count once they are entered. ``hint``: what can be written there."""
    return dmc.TextInput(id=identity, label=label, placeholder=hint, value=value or "", debounce=True, w=width)
