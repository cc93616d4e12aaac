"""Holds the product's cards against the world's truth: exactly, card by card."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingcha.demo.expected import ExpectedCard
from mingcha.demo.plan import World
from mingcha.demo.truth import expected_card_list
from store import Database
from store.models import Account, Agency, Card, Case, CatalogueDuty, CatalogueItem, Finding, Request, Site, SiteColumn


@dataclass(frozen=True)
class Comparison:
    """``missing``: true, but no card. ``unexpected``: a card that is not true. Both by rule, subject, day, colour."""

    expected: int
    cards: int
    missing: tuple[ExpectedCard, ...]
    unexpected: tuple[ExpectedCard, ...]

    @property
    def agrees(self) -> bool:
        """Whether the cards are the truth, the whole truth and nothing but the truth."""
        return not self.missing and not self.unexpected


def compare_with_truth(database: Database, world: World) -> Comparison:
    """The cards of ``database`` against those of ``world`` on its day."""
    expected, actual = Counter(expected_card_list(world)), Counter(actual_cards(database))
    return Comparison(
        expected=expected.total(),
        cards=actual.total(),
        missing=tuple(sorted((expected - actual).elements())),
        unexpected=tuple(sorted((actual - expected).elements())),
    )


def actual_cards(database: Database) -> list[ExpectedCard]:
    """Every card that was not revoked, by the natural key of its subject."""
    with database.read() as session:
        keys = _natural_keys(session)
        rows = session.execute(
            select(Finding.rule, Finding.subject_kind, Finding.subject_id, Finding.triggered_on, Card.colour)
            .join(Card, Card.finding_id == Finding.id)
            .where(Card.state != "revoked", Finding.withdrawn_on.is_(None))
        )
        return [ExpectedCard(rule, kind, keys[(kind, key)], day, colour) for rule, kind, key, day, colour in rows]


def _natural_keys(session: Session) -> dict[tuple[str, int], str]:
    agencies = {key: value for key, value in session.execute(select(Agency.id, Agency.code))}
    keys = {("agency", key): code for key, code in agencies.items()}
    for request in session.execute(select(Request.id, Request.agency_id, Request.number)):
        keys[("request", request.id)] = f"{agencies[request.agency_id]}/{request.number}"
    for case in session.execute(select(Case.id, Case.agency_id, Case.number)):
        keys[("case", case.id)] = f"{agencies[case.agency_id]}/{case.number}"
    duties = select(CatalogueDuty.id, CatalogueDuty.agency_id, CatalogueItem.code).join(
        CatalogueItem, CatalogueItem.id == CatalogueDuty.item_id
    )
    for duty in session.execute(duties):
        keys[("catalogue", duty.id)] = f"{agencies[duty.agency_id]}/{duty.code}"
    for column in session.execute(select(SiteColumn.id, SiteColumn.url)):
        keys[("column", column.id)] = urlsplit(column.url).path
    for site in session.execute(select(Site.id, Site.home_url)):
        keys[("site", site.id)] = urlsplit(site.home_url).path
    for account in session.execute(select(Account.id, Account.platform, Account.handle)):
        keys[("account", account.id)] = f"{account.platform}:{account.handle}"
    return keys
