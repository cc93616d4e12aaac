"""Websites with their columns: who has one, how its pages are built, when its items were published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from mingcha.demo.annual_reports import with_reports
from mingcha.demo.plan import AgencyPlan, ColumnPlan, SitePlan
from mingcha.demo.site_scenarios import COLUMNS, FIRST, MOST, SiteFaults, SiteScenario
from rulebook import ColumnCategory

MAKES = ("list", "list", "table", "datastore", "url_dates", "gb18030", "pinned", "chinese_dates", "definitions")
FEEDS = ("rss", "atom")
FEED_SHARE = 0.08
BANNER_SHARE, DEPARTMENT_SHARE = 0.3, 0.08
HEALTHY_HOME_AGE = (0, 6)
UNREGISTERED = 4
"""Sites with a column that nobody has registered."""


def plan_sites(
    seed: int, as_of: date, scale: float, agencies: tuple[AgencyPlan, ...], categories: Mapping[str, ColumnCategory]
) -> tuple[SitePlan, ...]:
    """About 60 sites at scale 1: the region, the leagues, the two planned cities, some banners and departments."""
    draw = Random(f"{seed}:sites")
    owners = [agency for agency in agencies if agency.has_data and _has_site(draw, agency, scale)]
    first = list(FIRST)
    draw.shuffle(owners)
    plans = []
    for agency in owners:
        scenario = first.pop(0) if first else draw.choices(list(MOST), list(MOST.values()))[0]
        plans.append(_site(draw, as_of, agency, scenario, categories))
    kinds = {agency.code: agency.kind for agency in agencies}
    finished = [_with_reports(seed, as_of, site, kinds[site.agency_code]) for site in plans]
    return _with_extras(sorted(finished, key=lambda site: site.path), as_of)


def _with_reports(seed: int, as_of: date, site: SitePlan, kind: str) -> SitePlan:
    return replace(site, columns=tuple(with_reports(seed, as_of, column, kind) for column in site.columns))


def _with_extras(sites: Sequence[SitePlan], as_of: date) -> tuple[SitePlan, ...]:
    """Some sites show a column that nobody has registered; one whose columns fail is being maintained; some do not
    always open."""
    maintained = next((site.path for site in sites if site.scenario == "failing_columns"), "")
    access = _access(sites, maintained)
    return tuple(
        replace(
            site,
            unregistered=(_unregistered(site, as_of),) if place < UNREGISTERED else (),
            in_maintenance=site.path == maintained,
            access=access.get(site.path, "steady"),
            visited_until=as_of - timedelta(days=1),
        )
        for place, site in enumerate(sites)
    )


def _access(sites: Sequence[SitePlan], maintained: str) -> dict[str, str]:
    """By path: the sites whose home page fails are closed, and of the others two open less than always."""
    others = [site.path for site in sites if site.home_behaviour == "ok" and site.path != maintained]
    closed = {site.path: "closed" for site in sites if site.home_behaviour != "ok" and site.path != maintained}
    return closed | dict(zip(others, ("unsteady", "shaky"), strict=False))


def _unregistered(site: SitePlan, as_of: date) -> ColumnPlan:
    path = f"{site.path}czyjs/"
    days = tuple(as_of - timedelta(days=days) for days in (20, 50, 140, 200, 260, 330))
    return ColumnPlan(path, "财政预决算", "other", 366, "other", "list", "ok", days)


def _has_site(draw: Random, agency: AgencyPlan, scale: float) -> bool:
    if agency.kind == "department":
        return draw.random() < DEPARTMENT_SHARE * min(scale, 1)
    if agency.region_code.endswith("00"):
        return draw.random() < max(scale, 0.6)
    return draw.random() < BANNER_SHARE * min(scale, 1)


def _site(
    draw: Random, as_of: date, agency: AgencyPlan, scenario: SiteScenario, categories: Mapping[str, ColumnCategory]
) -> SitePlan:
    faults = scenario(draw)
    path = f"/sites/{agency.code}/"
    make = draw.choice(MAKES)
    columns = [
        _column(draw, as_of, f"{path}{slug}/", slug, name, categories[category], make, faults)
        for slug, name, category in COLUMNS
    ]
    return SitePlan(
        agency_code=agency.code,
        path=path,
        name=f"{agency.name}网站",
        scenario=scenario.__name__,
        home_behaviour=faults.home_behaviour,
        home_dated=faults.home_dated,
        columns=tuple(columns),
    )


def _column(
    draw: Random,
    as_of: date,
    path: str,
    slug: str,
    name: str,
    category: ColumnCategory,
    make: str,
    faults: SiteFaults,
) -> ColumnPlan:
    plain = slug in faults.blank or slug in faults.undated
    if plain and make in ("datastore", "url_dates"):
        make = "list"
    if not plain and not faults.failing and draw.random() < FEED_SHARE:
        make = draw.choice(FEEDS)
    newest = as_of - timedelta(days=_age(draw, slug, category, faults))
    future = tuple(as_of + timedelta(days=draw.randint(5, 300)) for _ in range(2)) if slug in faults.future else ()
    return ColumnPlan(
        path=path,
        name=name,
        category=category.code,
        limit_days=category.limit_days,
        counts_as=category.counts_as,
        make=make,
        behaviour=faults.failing.get(slug, "ok"),
        dates=() if slug in faults.blank else _dates(draw, newest, category.limit_days, make),
        dated=slug not in faults.undated,
        future=future,
    )


def _age(draw: Random, slug: str, category: ColumnCategory, faults: SiteFaults) -> int:
    """Days since the newest item of a column."""
    if slug in faults.stale:
        late = category.limit_days + draw.randint(1, 90)
        return max(late, faults.home_age or 0)
    healthy = draw.randint(0, max(1, category.limit_days * 8 // 10))
    on_home_page = category.code in ("news", "notice")
    if faults.home_age is not None and on_home_page:
        return faults.home_age if category.code == "news" else max(healthy, faults.home_age)
    return draw.randint(*HEALTHY_HOME_AGE) if category.code == "news" else healthy


def _dates(draw: Random, newest: date, limit_days: int, make: str) -> tuple[date, ...]:
    """Days of the items in the order shown, newest first; a pinned page puts an old one before them."""
    days = [newest]
    for _ in range(draw.randint(5, 9)):
        days.append(days[-1] - timedelta(days=draw.randint(0, max(2, limit_days // 6))))
    return (days[-1] - timedelta(days=40), *days) if make == "pinned" else tuple(days)
