"""Which requests a figure counted, within the user's scope."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dashboard.pages.measures.kept import Kept
from dashboard.pages.measures.question import Question
from dashboard.places import in_place
from dashboard.scope import Scope
from dashboard.services import Services
from reports.request_measures import RequestsBehind, requests_behind
from store.models import Agency, Region

_COUNTED: Kept[RequestsBehind] = Kept(8)
MOST_READ = 20_000
"""Logs read at once: some two seconds. Whoever wants what lies before them asks for more."""


def counted_requests(
    session: Session,
    scope: Scope,
    services: Services,
    asked: Question,
    measure: str,
    outcome: str | None,
    before: int | None = None,
) -> RequestsBehind:
    """Return the requests behind a figure, the newest first; of very many logs only those read at once."""
    key = (scope.region_path, scope.agency_id, scope.role, asked, measure, outcome, before)
    law, period, agencies = services.rulebook, asked.period, _agencies(scope, asked)
    return _COUNTED.get(
        session,
        services,
        key,
        lambda: requests_behind(
            session, law, period, asked.as_of, agencies, measure, outcome, before=before, most_read=MOST_READ
        ),
    )


def _agencies(scope: Scope, asked: Question) -> Select[int]:
    found = select(Agency.id).join(Region, Region.code == Agency.region_code).where(scope.sees(Agency.id))
    if asked.agency is not None:
        return found.where(Agency.id == asked.agency)
    return found.where(in_place(asked.region)) if asked.region is not None else found
