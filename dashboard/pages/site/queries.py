"""One website in scope with its columns, visits, cards and times of maintenance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dashboard.column_answers import ColumnAnswer, column_answers
from dashboard.pages.discovery.queries import count_waiting
from dashboard.pages.site.boards import Board, boards_of
from dashboard.registry_changes import changes_of
from dashboard.scope import Scope
from dashboard.services import Services
from dashboard.site_states import in_force, site_state
from dashboard.site_visits import DayVisits, visits_by_day
from store.models import (
    Agency,
    AuditEntry,
    Card,
    Case,
    Finding,
    MaintenanceWindow,
    Region,
    Site,
    SiteCheck,
    SiteColumn,
    Source,
)

LARGEST_ID = 2**31 - 1
CARDS_SHOWN, WINDOWS_SHOWN = 100, 20
DAYS_SHOWN = 30


@dataclass(frozen=True)
class RedCard:
    """A card in force that stands on one of W1 to W6. ``columns``: how many it counted, where it counts columns."""

    card: Card
    rule_id: str
    columns: int


@dataclass(frozen=True)
class SiteView:
    """``home``: the newest look at the home page; ``visits``: of the last 30 days, by day. ``proposals``: columns found
    that wait for a word. ``changes``: what was done to the site in the registry."""

    site: Site
    agency: Agency
    region: Region
    state: str
    home: SiteCheck | None
    home_source: Source | None
    columns: Sequence[ColumnAnswer]
    retired_columns: Sequence[SiteColumn]
    visits: Mapping[date, DayVisits]
    red_cards: Sequence[RedCard]
    cards: Sequence[Card]
    windows: Sequence[MaintenanceWindow]
    boards: Sequence[Board]
    proposals: int
    changes: Sequence[AuditEntry]


def site_exists(session: Session, scope: Scope, argument: str) -> bool:
    """Whether ``argument`` is the id of a site whose agency this user may see."""
    if not argument.isascii() or not argument.isdigit() or int(argument) > LARGEST_ID:
        return False
    return session.scalar(select(Site.id).where(Site.id == int(argument), scope.sees(Site.agency_id))) is not None


def site_name(session: Session, argument: str) -> str:
    """Return the name of a site that exists."""
    return session.get_one(Site, int(argument)).name


def window_exists(session: Session, site_id: int, argument: str) -> int | None:
    """Return the id of a time of maintenance of this site, none where ``argument`` is no such id."""
    if not argument.isascii() or not argument.isdigit() or int(argument) > LARGEST_ID:
        return None
    of_site = (MaintenanceWindow.id == int(argument), MaintenanceWindow.site_id == site_id)
    return session.scalar(select(MaintenanceWindow.id).where(*of_site))


def site_view(session: Session, scope: Scope, services: Services, site_id: int) -> SiteView | None:
    """Return the site with all that belongs to it, or none outside the scope."""
    rulebook, today = services.rulebook, services.today()
    row = session.execute(
        select(Site, Agency, Region, site_state(rulebook, services.clock()))
        .join(Agency, Agency.id == Site.agency_id)
        .join(Region, Region.code == Agency.region_code)
        .where(Site.id == site_id, scope.sees(Site.agency_id))
    ).one_or_none()
    if row is None:
        return None
    site, agency, region, state = row
    first = today - timedelta(days=DAYS_SHOWN - 1)
    return SiteView(
        site=site,
        agency=agency,
        region=region,
        state=state,
        home=_newest_home_look(session, site_id),
        home_source=session.scalars(
            select(Source).where(Source.site_id == site_id, Source.kind == "site_home").order_by(Source.id).limit(1)
        ).first(),
        columns=column_answers(session, scope, rulebook, today, SiteColumn.site_id == site_id),
        retired_columns=_retired(session, site_id),
        visits=visits_by_day(session, [site_id], first, today, rulebook).get(site_id, {}),
        red_cards=_red_cards(session, scope, site_id),
        cards=_cards(session, scope, site_id),
        windows=session.scalars(
            select(MaintenanceWindow)
            .where(MaintenanceWindow.site_id == site_id)
            .order_by(MaintenanceWindow.starts_at.desc())
            .limit(WINDOWS_SHOWN)
        ).all(),
        boards=boards_of(session, scope, site_id),
        proposals=count_waiting(session, scope, site_id),
        changes=changes_of(session, f"site:{site_id}"),
    )


def _newest_home_look(session: Session, site_id: int) -> SiteCheck | None:
    query = select(SiteCheck).where(SiteCheck.site_id == site_id).order_by(SiteCheck.id.desc()).limit(1)
    return session.scalars(query).first()


def _retired(session: Session, site_id: int) -> Sequence[SiteColumn]:
    retired = SiteColumn.retired_on.is_not(None) | ~SiteColumn.active
    return session.scalars(
        select(SiteColumn).where(SiteColumn.site_id == site_id, retired).order_by(SiteColumn.id)
    ).all()


def _red_cards(session: Session, scope: Scope, site_id: int) -> list[RedCard]:
    of_messages = select(Case.id).where(Case.site_id == site_id)
    rows = session.execute(
        select(Card, Finding.facts)
        .join(Finding, Finding.id == Card.finding_id)
        .where(
            Card.rule == "WEB-R",
            in_force(),
            scope.sees(Card.agency_id),
            or_(
                (Finding.subject_kind == "site") & (Finding.subject_id == site_id),
                (Finding.subject_kind == "case") & Finding.subject_id.in_(of_messages),
            ),
        )
        .order_by(Card.issued_on.desc(), Card.id.desc())
    )
    return [RedCard(card, str(facts.get("rule_id")), len(facts.get("columns") or [])) for card, facts in rows]


def _cards(session: Session, scope: Scope, site_id: int) -> Sequence[Card]:
    """Cards in force on the site, its columns and the messages left on it, the newest first."""
    of_columns = select(SiteColumn.id).where(SiteColumn.site_id == site_id)
    of_messages = select(Case.id).where(Case.site_id == site_id)
    kind, subject = Finding.subject_kind, Finding.subject_id
    return session.scalars(
        select(Card)
        .join(Finding, Finding.id == Card.finding_id)
        .where(
            in_force(),
            scope.sees(Card.agency_id),
            or_(
                (kind == "site") & (subject == site_id),
                (kind == "column") & subject.in_(of_columns),
                (kind == "case") & subject.in_(of_messages),
            ),
        )
        .order_by(Card.issued_on.desc(), Card.id.desc())
        .limit(CARDS_SHOWN)
    ).all()
