"""Proposals that wait for an officer's word."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dashboard.scope import Scope
from metrics.law_days import law_day
from rulebook import Rulebook
from store.models import Agency, ColumnProposal, Site

MOST_SHOWN = 500
SITES_TO_CHOOSE = 50
LARGEST_ID = 2**31 - 1


def wanted_site(session: Session, scope: Scope, argument: object) -> Site | None:
    """Return the site of that id if it is in scope, else none."""
    text = str(argument or "")
    if not text.isascii() or not text.isdigit() or int(text) > LARGEST_ID:
        return None
    return session.scalars(select(Site).where(Site.id == int(text), scope.sees(Site.agency_id))).one_or_none()


def sites_to_choose(session: Session, scope: Scope, chosen: Site | None, typed: str = "") -> list[dict[str, str]]:
    """Return the first ``SITES_TO_CHOOSE`` sites in use whose name or address holds what was typed, and the chosen one,
    in the list's own form."""
    query = select(Site).where(scope.sees(Site.agency_id), Site.retired_on.is_(None))
    if typed:
        places = (Site.name, Site.home_url)
        query = query.where(or_(*(place.contains(typed, autoescape=True) for place in places)))
    found = list(session.scalars(query.order_by(Site.name, Site.id).limit(SITES_TO_CHOOSE)))
    if chosen is not None and chosen.retired_on is None and chosen.id not in {site.id for site in found}:
        found.append(chosen)
    return [{"value": str(site.id), "label": f"{site.name}（{site.home_url}）"} for site in found]


def count_waiting(session: Session, scope: Scope, site_id: int | None = None) -> int:
    """Return how many proposals of sites in scope wait, or of the one site."""
    return session.scalar(_waiting(scope, site_id, func.count())) or 0


def waiting_proposals(
    session: Session, scope: Scope, rulebook: Rulebook, site_id: int | None = None
) -> list[dict[str, Any]]:
    """Return the first ``MOST_SHOWN`` of them, site by site, the surest first, in the grid's own form."""
    query = (
        _waiting(scope, site_id, ColumnProposal, Site.name, Agency.name)
        .order_by(Site.name, Site.id, ColumnProposal.confidence.desc(), ColumnProposal.id)
        .limit(MOST_SHOWN)
    )
    categories = rulebook.column_categories
    return [
        {
            "id": str(proposal.id),
            "site": site,
            "agency": agency,
            "name": proposal.name,
            "url": proposal.url,
            "category": categories[proposal.category].name if proposal.category in categories else proposal.category,
            "confidence": f"{proposal.confidence:.0%}",
            "items": proposal.items,
            "newest": proposal.newest.isoformat() if proposal.newest else "—",
            "found_in": {"navigation": "导航", "sitemap": "网站地图"}.get(proposal.found_in, proposal.found_in),
            "found_on": law_day(proposal.found_at).isoformat(),
        }
        for proposal, site, agency in session.execute(query)
    ]


def in_scope(session: Session, scope: Scope, ids: Collection[int]) -> list[int]:
    """Return those of ``ids`` that are proposals of sites in scope."""
    return list(session.scalars(_waiting(scope, None, ColumnProposal.id).where(ColumnProposal.id.in_(ids))))


def _waiting(scope: Scope, site_id: int | None, *columns: Any) -> Any:
    query = (
        select(*columns)
        .select_from(ColumnProposal)
        .join(Site, Site.id == ColumnProposal.site_id)
        .join(Agency, Agency.id == Site.agency_id)
        .where(ColumnProposal.state == "proposed", scope.sees(Site.agency_id))
    )
    return query.where(Site.id == site_id) if site_id is not None else query
