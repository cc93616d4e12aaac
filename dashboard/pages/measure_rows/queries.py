"""Which requests a figure counted, within the user's scope."""

from __future__ import annotations

from array import array

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dashboard.pages.measures.kept import Kept
from dashboard.pages.measures.question import Question
from dashboard.places import in_place
from dashboard.scope import Scope
from dashboard.services import Services
from reports.request_measures import requests_behind
from store.models import Agency, Region

_COUNTED: Kept[array[int]] = Kept(4)


def counted_requests(
    session: Session, scope: Scope, services: Services, asked: Question, measure: str, outcome: str | None
) -> array[int]:
    """Return the ids of the requests behind a figure, the newest entry last."""
    key = (scope.region_path, scope.agency_id, scope.role, asked, measure, outcome)
    law, period, agencies = services.rulebook, asked.period, _agencies(scope, asked)
    return _COUNTED.get(
        session,
        services,
        key,
        lambda: array("q", requests_behind(session, law, period, asked.as_of, agencies, measure, outcome)),
    )


def _agencies(scope: Scope, asked: Question) -> Select[int]:
    found = select(Agency.id).join(Region, Region.code == Agency.region_code).where(scope.sees(Agency.id))
    if asked.agency is not None:
        return found.where(Agency.id == asked.agency)
    return found.where(in_place(asked.region)) if asked.region is not None else found
