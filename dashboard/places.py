"""Regions and agencies as filters: which belong to a place, and which a user can choose from."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from sqlalchemy.orm import Session

from dashboard.scope import Scope
from store.models import Agency, Region

MOST_AGENCIES = 400


def place_of_agency() -> ColumnElement[str]:
    """The code of the league that an agency's ``Region`` belongs to, or of the province for its own agencies."""
    return case((Region.kind == "banner", Region.parent_code), else_=Region.code)


def in_place(code: str, *, own_level: bool = False) -> ColumnElement[bool]:
    """Condition on ``Region``: the place itself, and unless ``own_level`` the banners of the league."""
    if own_level:
        return Region.code == code
    return or_(Region.code == code, and_(Region.kind == "banner", Region.parent_code == code))


def regions_in_scope(session: Session, scope: Scope) -> list[tuple[str, str]]:
    """Return code and name of the places a user can filter by: province, leagues, and banners that have agencies."""
    visible = select(Agency.region_code).where(scope.sees(Agency.id))
    query = select(Region).where(Region.code.in_(visible) | (Region.code.in_(_parents(scope)))).order_by(Region.path)
    return [(region.code, _name(region)) for region in session.scalars(query)]


def agencies_in_scope(
    session: Session, scope: Scope, region: str | None, chosen: int | None, text: str = ""
) -> list[tuple[int, str]]:
    """Return id and name of the agencies a user can filter by within ``region``, the first ``MOST_AGENCIES`` by name.

    ``text``: part of the name; the whole name of ``chosen`` looks for nothing. ``chosen`` is among them in any case, if
    it is in scope: a filter that is on must not look as if it were off.
    """
    visible = (
        select(Agency.id, Agency.name).join(Region, Region.code == Agency.region_code).where(scope.sees(Agency.id))
    )
    listed = visible.where(in_place(region)) if region else visible
    if text and text != session.scalar(select(Agency.name).where(Agency.id == chosen)):
        listed = listed.where(Agency.name.contains(text, autoescape=True))
    found = [(id_, name) for id_, name in session.execute(listed.order_by(Agency.name, Agency.id).limit(MOST_AGENCIES))]
    if chosen is not None and chosen not in {id_ for id_, _ in found}:
        found += [(id_, name) for id_, name in session.execute(visible.where(Agency.id == chosen))]
    return found


def _parents(scope: Scope) -> Select[str | None]:
    return (
        select(Region.parent_code)
        .join(Agency, Agency.region_code == Region.code)
        .where(scope.sees(Agency.id), Region.kind == "banner")
    )


def _name(region: Region) -> str:
    if region.kind == "province":
        return f"{region.name}本级"
    return f"　{region.name}" if region.kind == "banner" else region.name
