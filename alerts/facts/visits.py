"""Visits of a site, counted by day in the database: a year of them costs no more than the days that are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Integer, cast, func, or_, select
from sqlalchemy.orm import Session

from alerts.facts.sites import LoadedSite
from metrics.facts import CheckOutcome, SiteFacts, VisitDay
from rulebook import Rulebook
from store.maintenance import maintenance_of, outside
from store.models import Site, SiteVisit

_NO_VISIT = [outcome.value for outcome in CheckOutcome if not outcome.answers_access]
_DID_NOT_OPEN = [outcome.value for outcome in CheckOutcome if outcome.site_did_not_open]


def visit_days(session: Session, site: Site, since: date, as_of: date, rulebook: Rulebook) -> list[VisitDay]:
    """The visits of ``site`` from ``since`` up to the day before ``as_of``, oldest day first.

    Those made while the site was announced to be under maintenance count as little as those our own network prevented.
    """
    rows = (
        select(SiteVisit.day, func.count(), func.sum(cast(_failed(rulebook), Integer)))
        .where(*_counted(session, site.id), SiteVisit.day >= since, SiteVisit.day < as_of)
        .group_by(SiteVisit.day)
        .order_by(SiteVisit.day)
    )
    return [VisitDay(day, visits, int(down)) for day, visits, down in session.execute(rows)]


def failed_visits(session: Session, site_id: int, last: date, rulebook: Rulebook, most: int) -> Sequence[SiteVisit]:
    """The visits that did not open in the week (rule W2) that ends on ``last``, the newest first, ``most`` of them."""
    first = last - timedelta(days=rulebook.limit("W2", "days") - 1)
    rows = select(SiteVisit).where(*_counted(session, site_id), SiteVisit.day.between(first, last), _failed(rulebook))
    return session.scalars(rows.order_by(SiteVisit.visited_at.desc(), SiteVisit.id.desc()).limit(most)).all()


def _failed(rulebook: Rulebook) -> ColumnElement[bool]:
    longest = rulebook.limit("W2", "open_within_seconds") * 1000
    return or_(SiteVisit.outcome.in_(_DID_NOT_OPEN), SiteVisit.elapsed_ms > longest)


def _counted(session: Session, site_id: int) -> list[ColumnElement[bool]]:
    """Visits that say something of the site."""
    windows = maintenance_of(session, [site_id]).get(site_id, [])
    said = (~SiteVisit.own_network, SiteVisit.outcome.not_in(_NO_VISIT))
    return [SiteVisit.site_id == site_id, *said, *outside(SiteVisit.visited_at, windows)]


def visits_of_week(session: Session, site: Site, as_of: date, rulebook: Rulebook) -> SiteFacts:
    """The week of visits that ends on the day before ``as_of``, and nothing else of the site."""
    days = visit_days(session, site, as_of - timedelta(days=rulebook.limit("W2", "days")), as_of, rulebook)
    return SiteFacts(site.id, site.agency_id, [], [], days)


def with_visits(session: Session, site: Site, loaded: LoadedSite, as_of: date, rulebook: Rulebook) -> LoadedSite:
    """``loaded`` with the visits that the next windows need."""
    days = _unreviewed_visit_days(session, site, as_of, rulebook)
    last = site.visits_reviewed_on
    new = [of for of in days if last is None or of.day > last]
    return replace(loaded, known=replace(loaded.known, visits=days), new=replace(loaded.new, visits=new))


def _unreviewed_visit_days(session: Session, site: Site, as_of: date, rulebook: Rulebook) -> list[VisitDay]:
    """The days whose visits no evaluation has used, with the days before them that the first window needs."""
    last = site.visits_reviewed_on
    if last is None:
        return visit_days(session, site, date.min, as_of, rulebook)
    return visit_days(session, site, last - timedelta(days=rulebook.limit("W2", "days") - 2), as_of, rulebook)


def has_unreviewed_visits(as_of: date) -> ColumnElement[bool]:
    """A condition on ``Site``: a whole day up to the one before ``as_of`` has visits that no evaluation has used."""
    newer = or_(Site.visits_reviewed_on.is_(None), SiteVisit.day > Site.visits_reviewed_on)
    return select(SiteVisit.id).where(SiteVisit.site_id == Site.id, SiteVisit.day < as_of, newer).exists()
