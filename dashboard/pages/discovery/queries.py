"""Proposals that wait for an officer's word."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.scope import Scope
from metrics.law_days import law_day
from rulebook import Rulebook
from store.models import Agency, ColumnProposal, Site

MOST_SHOWN = 500


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
