"""What the overview counts, added up by the database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.card_filter import OWN_LEVEL, CardFilter, deadline, month_of_issue
from dashboard.places import place_of_agency
from dashboard.scope import Scope
from store.models import Agency, Card, EvaluationRun, Finding, Region

LIST_LENGTH = 10


@dataclass(frozen=True)
class Place:
    """A league (or a banner, for who sees only one league) and its cards in force by colour.

    ``own_level``: only the league's own agencies, because its banners are places beside it.
    ``agencies``: how many agencies are known there; with none there is no data, which is not the same as no card.
    """

    code: str
    name: str
    agencies: int
    cards: Counter[str]
    own_level: bool = False

    def filter(self, colour: str | None, state: str) -> CardFilter:
        """Return the filter that means this place's cards."""
        return CardFilter(colour, state, self.code, level=OWN_LEVEL if self.own_level else None)


@dataclass(frozen=True)
class DueSoon:
    """A card with the day by which somebody must act."""

    card_id: int
    colour: str
    title: str
    agency: str
    what: str
    due: date


def count_cards(session: Session, scope: Scope, wanted: CardFilter, today: date) -> int:
    """Return how many cards in scope ``wanted`` means."""
    return session.scalar(_cards(scope, func.count()).where(*wanted.conditions(today))) or 0


def count_by_colour(session: Session, scope: Scope, wanted: CardFilter, today: date) -> Counter[str]:
    """Return the number of cards of each colour."""
    query = _cards(scope, Card.colour, func.count()).where(*wanted.conditions(today)).group_by(Card.colour)
    return Counter({colour: number for colour, number in session.execute(query)})


def places(session: Session, scope: Scope, wanted: CardFilter, today: date) -> list[Place]:
    """Return every place in scope with its cards, by code. The province's own agencies are a place as well."""
    place = place_of_agency() if scope.covers_leagues else Region.code
    known = (
        select(place, func.count(Agency.id))
        .join_from(Agency, Region, Region.code == Agency.region_code)
        .where(scope.sees(Agency.id), Agency.active)
        .group_by(place)
    )
    counted = (
        _cards(scope, place, Card.colour, func.count()).where(*wanted.conditions(today)).group_by(place, Card.colour)
    )
    cards: dict[str, Counter[str]] = {}
    for code, colour, number in session.execute(counted):
        cards.setdefault(code, Counter())[colour] = number
    agencies = {code: number for code, number in session.execute(known)}
    regions = session.scalars(select(Region).where(Region.code.in_(agencies)).order_by(Region.code))
    return [
        Place(
            code=region.code,
            name=_place_name(region, scope),
            agencies=agencies[region.code],
            cards=cards.get(region.code, Counter()),
            own_level=_stands_for_itself(region, scope),
        )
        for region in regions
    ]


def issued_by_month(
    session: Session, scope: Scope, wanted: CardFilter, first: date, today: date
) -> Counter[tuple[str, str]]:
    """Return the number of cards issued from ``first`` through ``today`` by month (YYYY-MM) and colour."""
    year, month = month_of_issue()
    query = (
        _cards(scope, year, month, Card.colour, func.count())
        .where(*wanted.conditions(today), Card.issued_on.between(first, today))
        .group_by(year, month, Card.colour)
    )
    return Counter({(f"{int(y)}-{int(m):02d}", colour): number for y, m, colour, number in session.execute(query)})


def due_soon(session: Session, scope: Scope, today: date) -> list[DueSoon]:
    """Return what falls due next, from today on: replies to requests, explanations and rectifications."""
    found = [*_replies_due(session, scope, today), *_demands_due(session, scope, today)]
    return sorted(found, key=lambda line: (line.due, line.card_id))[:LIST_LENGTH]


def last_evaluation(session: Session) -> EvaluationRun | None:
    """Return the evaluation that the numbers stand on, or none before the first."""
    return session.scalar(select(EvaluationRun).order_by(EvaluationRun.id.desc()).limit(1))


def _replies_due(session: Session, scope: Scope, today: date) -> list[DueSoon]:
    due = Finding.facts["due"].as_string()
    query = (
        _cards(scope, Card, Agency.name, due, Finding.subject_id)
        .join(Finding, Finding.id == Card.finding_id)
        .where(
            Card.colour == "blue",
            Finding.subject_kind == "request",
            due >= today.isoformat(),
            *CardFilter(state="in_force").conditions(today),
        )
        .order_by(due, Card.id.desc())
        .limit(2 * LIST_LENGTH)  # a request is reminded of twice; the later reminder stands for both
    )
    newest: dict[int, DueSoon] = {}
    for card, agency, due_on, request_id in session.execute(query):
        newest.setdefault(
            request_id, DueSoon(card.id, card.colour, card.title, agency, "答复申请", date.fromisoformat(due_on))
        )
    return list(newest.values())


def _demands_due(session: Session, scope: Scope, today: date) -> list[DueSoon]:
    by = deadline()
    query = _cards(scope, Card, Agency.name, by).where(by >= today).order_by(by, Card.id).limit(LIST_LENGTH)
    return [
        DueSoon(card.id, card.colour, card.title, agency, _demand(card, day), day)
        for card, agency, day in session.execute(query)
    ]


def _demand(card: Card, day: date) -> str:
    return "书面说明" if card.state == "open" and card.explain_by == day else "完成整改"


def _cards(scope: Scope, *columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(Card)
        .join(Agency, Agency.id == Card.agency_id)
        .join(Region, Region.code == Agency.region_code)
        .where(scope.sees(Card.agency_id))
    )


def _place_name(region: Region, scope: Scope) -> str:
    if region.kind == "province":
        return "自治区本级"
    return f"{region.name}本级" if _stands_for_itself(region, scope) else region.name


def _stands_for_itself(region: Region, scope: Scope) -> bool:
    """A league whose banners are listed beside it."""
    return region.kind == "league" and not scope.covers_leagues
