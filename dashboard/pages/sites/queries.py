"""Blocks of the list of websites, and the counts above it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from dashboard.column_answers import column_answers
from dashboard.grid_rows import block_bounds, chosen_order
from dashboard.places import place_of_agency
from dashboard.scope import Scope
from dashboard.services import Services
from dashboard.site_filter import SiteFilter
from dashboard.site_states import SITE_STATES, in_force, site_state
from dashboard.site_visits import day_sign, visits_by_day
from rulebook import Rulebook
from store.models import Agency, Card, Case, Finding, Region, Site, SiteColumn

DAYS_SHOWN = 7
_PLACES = {
    "stale": "columns-stale",
    "blank": "columns-stale",
    "failed": "columns-check_failed",
    "unchecked": "columns-not_checked",
}
"""Where on the page of a site the columns stand that a number counts."""


@dataclass
class ColumnCounts:
    """The columns of one site that are watched, by their answers; ``blank`` of those that are stale."""

    answers: Counter[str] = field(default_factory=Counter)
    blank: int = 0

    def words(self, answer: str) -> str:
        """The number, or a dash where there is nothing to count."""
        return str(self.answers[answer]) if self.answers else "—"


def block_of_sites(
    session: Session, scope: Scope, wanted: SiteFilter, request: Mapping[str, Any], services: Services
) -> dict[str, Any]:
    """Return the rows the grid asks for and how many there are. The gravest come first."""
    first, length = block_bounds(request)
    state = site_state(services.rulebook, services.clock())
    weight = case({name: place for place, name in enumerate(SITE_STATES)}, value=state)
    place = aliased(Region)
    otherwise: list[Any] = [weight, Region.path, Agency.name]
    sortable = {"name": Site.name, "agency": Agency.name, "place": Region.path, "state_name": weight}
    query = (
        _sites(scope, wanted, state, Site, Agency.name, place.name, state)
        .join(place, place.code == place_of_agency())
        .order_by(*chosen_order(request, sortable, otherwise), Site.id)
        .offset(first)
        .limit(length)
    )
    rows = session.execute(query).all()
    ids = [site.id for site, *_ in rows]
    counts = count_columns(session, scope, services, ids)
    vetoes = vetoes_of(session, ids)
    days = last_days(services.today())
    visits = visits_by_day(session, ids, days[0], days[-1], services.rulebook)
    number = session.scalar(_sites(scope, wanted, state, func.count())) or 0
    shown = []
    for site, agency, place_name, standing in rows:
        signs = [(day, *day_sign(visits.get(site.id, {}).get(day), services.rulebook)) for day in days]
        failing = vetoes.get(site.id, [])
        row = _row(site, counts[site.id], failing, signs)
        besides = {"agency": agency, "place": place_name, "state_name": SITE_STATES[standing]}
        shown.append({**row, **besides, "veto_in_full": _in_full(failing, services.rulebook)})
    return {"rowData": shown, "rowCount": number}


def count_states(session: Session, scope: Scope, wanted: SiteFilter, services: Services) -> Counter[str]:
    """Return how many sites stand how, within the filter but for its own state."""
    state = site_state(services.rulebook, services.clock())
    here = wanted.but(state=None)
    query = _sites(scope, here, state, state, func.count()).group_by(state)
    return Counter({name: number for name, number in session.execute(query)})


def count_columns(
    session: Session, scope: Scope, services: Services, site_ids: Collection[int]
) -> defaultdict[int, ColumnCounts]:
    """Return the four answers of the columns of these sites."""
    found: defaultdict[int, ColumnCounts] = defaultdict(ColumnCounts)
    which = SiteColumn.site_id.in_(site_ids)
    for line in column_answers(session, scope, services.rulebook, services.today(), which):
        found[line.site_id].answers[str(line.state.answer)] += 1
        found[line.site_id].blank += line.blank and line.state.answer == "stale"
    return found


def vetoes_of(session: Session, site_ids: Collection[int]) -> dict[int, list[str]]:
    """Return the rules (W2, W4a …) for which each site has a card WEB-R in force."""
    rule = Finding.facts["rule_id"].as_string()
    red = (Card.rule == "WEB-R", in_force())
    own = (
        select(Finding.subject_id, rule)
        .join(Card, Card.finding_id == Finding.id)
        .where(Finding.subject_kind == "site", Finding.subject_id.in_(site_ids), *red)
    )
    of_messages = (
        select(Case.site_id, rule)
        .join(Finding, (Finding.subject_kind == "case") & (Finding.subject_id == Case.id))
        .join(Card, Card.finding_id == Finding.id)
        .where(Case.site_id.in_(site_ids), *red)
    )
    found: defaultdict[int, set[str]] = defaultdict(set)
    for query in (own, of_messages):
        for site_id, name in session.execute(query):
            found[site_id].add(name or "")
    return {site_id: sorted(names) for site_id, names in found.items()}


def last_days(today: date) -> list[date]:
    """The days of the strip, today last."""
    return [today - timedelta(days=back) for back in range(DAYS_SHOWN - 1, -1, -1)]


def _in_full(rules: Collection[str], rulebook: Rulebook) -> str:
    """The rules with their titles: a number alone says nothing to whoever is new to them."""
    return "；".join(f"{name} {rulebook.rules[name].title}" if name in rulebook.rules else name for name in rules)


def _sites(scope: Scope, wanted: SiteFilter, state: Any, *columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(Site)
        .join(Agency, Agency.id == Site.agency_id)
        .join(Region, Region.code == Agency.region_code)
        .where(*wanted.conditions(scope, state))
    )


def _row(site: Site, counts: ColumnCounts, vetoes: Collection[str], signs: list[tuple[date, str, str, str]]) -> Any:
    return {
        "id": site.id,
        "href": f"/site/{site.id}",
        "name": site.name,
        "veto": "、".join(vetoes) or "—",
        "access": [
            {"kind": kind, "sign": sign, "title": f"{day.isoformat()}　{words}"} for day, kind, sign, words in signs
        ],
        "places": _PLACES,
        "columns": counts.answers.total() or "—",
        "stale": counts.words("stale"),
        "blank": str(counts.blank) if counts.answers else "—",
        "failed": counts.words("check_failed"),
        "unchecked": counts.words("not_checked"),
    }
