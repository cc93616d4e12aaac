"""Everything about one card in scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alerts.facts import failed_visits
from alerts.history import ACTIVE
from alerts.matters import matter_labels
from dashboard.due_day_changes import due_day_changes
from dashboard.kept_copy import CopyKey, copies_of, stands_on_visits
from dashboard.request_clock import RequestClock, clock_of, days_by
from dashboard.scope import Scope
from dashboard.services import Services
from metrics.working_days import WorkingDays
from store.models import (
    Agency,
    Card,
    CardEvent,
    DueDayChange,
    Evidence,
    Finding,
    LookWish,
    Rectification,
    Region,
    Request,
    SiteVisit,
)

LARGEST_ID = 2**31 - 1
OTHERS_SHOWN = 20
VISITS_SHOWN = 60


@dataclass(frozen=True)
class CardView:
    """A card with what it stands on and what followed."""

    card: Card
    finding: Finding
    agency: Agency
    region: Region
    matter: str
    rectification: Rectification | None
    history: Sequence[CardEvent]
    copies: Sequence[tuple[CopyKey, Evidence]]
    visits: Sequence[SiteVisit]
    """those behind a finding on access that did not open, the newest first"""
    others: Sequence[Card]
    """the newest other cards of the same matter"""
    open_wishes: int
    """looks that the collector has not made yet"""
    days: WorkingDays
    """by which the days to explain and to rectify were counted"""
    clock: RequestClock | None
    """of the request that the card is about, as of today"""
    changes: Sequence[DueDayChange]
    """due days of that request that another calendar moved"""


def card_exists(session: Session, scope: Scope, argument: str) -> bool:
    """Whether ``argument`` is the id of a card this user may see."""
    if not argument.isascii() or not argument.isdigit() or int(argument) > LARGEST_ID:
        return False
    query = select(Card.id).where(Card.id == int(argument), scope.sees(Card.agency_id))
    return session.scalar(query) is not None


def card_number(session: Session, argument: str) -> str:
    """Return the number of a card that exists."""
    return session.get_one(Card, int(argument)).number


def card_view(session: Session, scope: Scope, services: Services, card_id: int) -> CardView | None:
    """Return the card with all that belongs to it, or none outside the scope."""
    row = session.execute(
        select(Card, Finding, Agency, Region)
        .join(Finding, Finding.id == Card.finding_id)
        .join(Agency, Agency.id == Card.agency_id)
        .join(Region, Region.code == Agency.region_code)
        .where(Card.id == card_id, scope.sees(Card.agency_id))
    ).one_or_none()
    if row is None:
        return None
    card, finding, agency, region = row
    subject = (finding.subject_kind, finding.subject_id)
    of_request = finding.subject_kind == "request"
    visits = _visits(session, services, finding)
    return CardView(
        card=card,
        finding=finding,
        agency=agency,
        region=region,
        matter=matter_labels(session, [subject]).get(subject, "—"),
        rectification=session.scalar(select(Rectification).where(Rectification.card_id == card_id)),
        history=session.scalars(select(CardEvent).where(CardEvent.card_id == card_id).order_by(CardEvent.id)).all(),
        copies=copies_of(session, scope, finding, visits),
        visits=visits,
        others=_others(session, scope, card, finding),
        open_wishes=session.scalar(
            select(func.count()).where(LookWish.card_id == card_id, LookWish.fulfilled_at.is_(None))
        )
        or 0,
        days=days_by(session, services, card.agency_id, None if card.state in ACTIVE else card.calendar_id),
        clock=_clock_of_matter(session, services, finding),
        changes=due_day_changes(session, finding.subject_id) if of_request else (),
    )


def _visits(session: Session, services: Services, finding: Finding) -> Sequence[SiteVisit]:
    if not stands_on_visits(finding):
        return ()
    return failed_visits(session, finding.subject_id, finding.triggered_on, services.rulebook, VISITS_SHOWN)


def _others(session: Session, scope: Scope, card: Card, finding: Finding) -> Sequence[Card]:
    return session.scalars(
        select(Card)
        .join(Finding, Finding.id == Card.finding_id)
        .where(
            Finding.subject_kind == finding.subject_kind,
            Finding.subject_id == finding.subject_id,
            Card.id != card.id,
            scope.sees(Card.agency_id),
        )
        .order_by(Card.issued_on.desc(), Card.id.desc())
        .limit(OTHERS_SHOWN)
    ).all()


def _clock_of_matter(session: Session, services: Services, finding: Finding) -> RequestClock | None:
    """Return the clock of the request behind a card, as of today; none for other matters."""
    request = session.get(Request, finding.subject_id) if finding.subject_kind == "request" else None
    return None if request is None else clock_of(session, services, request)
