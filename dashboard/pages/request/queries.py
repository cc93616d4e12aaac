"""Everything about one request in scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.facts.log import effective
from dashboard.due_day_changes import due_day_changes
from dashboard.pages.request.effects import Effect, effect_of
from dashboard.pages.request.fee import FeeView, fee_view
from dashboard.request_clock import RequestClock, clock_of, days_of
from dashboard.scope import Scope
from dashboard.services import Services
from metrics.facts import RequestEventKind
from metrics.working_days import WorkingDays
from store.models import (
    Agency,
    Card,
    CollectorRun,
    DueDayChange,
    Finding,
    Region,
    Request,
    RequestEvent,
    Source,
    SourceFile,
)

LARGEST_ID = 2**31 - 1
_PLACE = {kind.value: place for place, kind in enumerate(RequestEventKind)}


@dataclass(frozen=True)
class Entry:
    """One entry of the log. ``corrected_by``: the entry that struck it out or took its place, if any.

    ``effect``: what an entry that corrects another changed; none where it changed nothing.
    """

    event: RequestEvent
    corrected_by: RequestEvent | None
    effect: Effect | None


@dataclass(frozen=True)
class Origin:
    """Where entries came from: a run of a source, and the file it read."""

    run: CollectorRun
    source: Source
    file: SourceFile | None


@dataclass(frozen=True)
class RequestView:
    """A request with its log in the order of its days, its clock, its cards and where its entries came from."""

    request: Request
    agency: Agency
    region: Region
    entries: Sequence[Entry]
    changes: Sequence[DueDayChange]
    """due days that another calendar moved"""
    clock: RequestClock
    cards: Sequence[Card]
    fee: FeeView | None
    """none where no fee was noticed"""
    origins: Mapping[int, Origin]
    """by the id of the run"""


def request_exists(session: Session, scope: Scope, argument: str) -> bool:
    """Whether ``argument`` is the id of a request this user may see."""
    if not argument.isascii() or not argument.isdigit() or int(argument) > LARGEST_ID:
        return False
    query = select(Request.id).where(Request.id == int(argument), scope.sees(Request.agency_id))
    return session.scalar(query) is not None


def request_number(session: Session, argument: str) -> str:
    """Return the number of a request that exists."""
    return session.get_one(Request, int(argument)).number


def request_view(session: Session, scope: Scope, services: Services, request_id: int) -> RequestView | None:
    """Return the request with all that belongs to it, or none outside the scope."""
    row = session.execute(
        select(Request, Agency, Region)
        .join(Agency, Agency.id == Request.agency_id)
        .join(Region, Region.code == Agency.region_code)
        .where(Request.id == request_id, scope.sees(Request.agency_id))
    ).one_or_none()
    if row is None:
        return None
    request, agency, region = row
    log = session.scalars(
        select(RequestEvent).where(RequestEvent.request_id == request_id).order_by(RequestEvent.id)
    ).all()
    days = days_of(session, services, request)
    return RequestView(
        request=request,
        agency=agency,
        region=region,
        entries=entries_of(log, services, days),
        changes=due_day_changes(session, request_id),
        clock=clock_of(session, services, request),
        cards=_cards(session, scope, request_id),
        fee=fee_view(session, request, effective(log), services.rulebook, days),
        origins=_origins(session, {event.run_id for event in log if event.run_id is not None}),
    )


def entries_of(log: Sequence[RequestEvent], services: Services, days: WorkingDays) -> list[Entry]:
    """Return the log (in the order in which it was entered) in the order of its days, corrections with their effect."""
    corrections = {event.corrects_id: event for event in log if event.corrects_id is not None}
    entries = [Entry(event, corrections.get(event.id), effect_of(log, event, services, days)) for event in log]
    return sorted(entries, key=lambda entry: (entry.event.happened_on, _PLACE[entry.event.kind], entry.event.id))


def _cards(session: Session, scope: Scope, request_id: int) -> Sequence[Card]:
    return session.scalars(
        select(Card)
        .join(Finding, Finding.id == Card.finding_id)
        .where(Finding.subject_kind == "request", Finding.subject_id == request_id, scope.sees(Card.agency_id))
        .order_by(Card.issued_on, Card.id)
    ).all()


def _origins(session: Session, runs: set[int]) -> dict[int, Origin]:
    rows = session.execute(
        select(CollectorRun, Source, SourceFile)
        .join(Source, Source.id == CollectorRun.source_id)
        .outerjoin(SourceFile, SourceFile.run_id == CollectorRun.id)
        .where(CollectorRun.id.in_(runs))
    )
    return {run.id: Origin(run, source, file) for run, source, file in rows}
