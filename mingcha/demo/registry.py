"""Brings the world's agencies, sites, columns, accounts and sources into the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingcha.demo.log_files import requests_folder
from mingcha.demo.message_files import messages_folder
from mingcha.demo.plan import SitePlan, World
from mingcha.demo.upkeep import load_upkeep
from store import Database
from store.insert import insert_new
from store.models import Account, Agency, ColumnProposal, Contact, Region, Site, SiteColumn, Source
from store.registry import load_regions

DAILY_MINUTES = 24 * 60
HOURLY_MINUTES = 60
WEB_KINDS = ("site_home", "column", "account_feed")

Row = dict[str, Any]


def load_world(database: Database, world: World, base_url: str) -> None:
    """Registry and sources of ``world``, whose pages are served at ``base_url`` (without a slash at its end).

    Doing it again changes nothing, except that sites, columns and sources move to the ``base_url`` of now: their
    natural keys are their paths.
    """
    load_regions(database)
    with database.write() as session:
        _move(session, world, base_url)
        agency_ids = _load_agencies(session, world)
        names = {key: value for key, value in session.execute(select(Region.code, Region.name))}
        insert_new(session, Source, _log_sources(world, names))
        site_ids = _load_sites(session, world, base_url, agency_ids)
        _load_columns(session, world, base_url, agency_ids, site_ids)
        _load_accounts(session, world, base_url, agency_ids)
    load_upkeep(database, world, base_url)


def _move(session: Session, world: World, base_url: str) -> None:
    """After a restart the pages are served on another port: the same pages, at another address."""
    paths = {path for _, path in _pages(world)}
    for proposal in session.scalars(select(ColumnProposal)):
        proposal.url = base_url + urlsplit(proposal.url).path
    for source in session.scalars(select(Source).where(Source.kind.in_(WEB_KINDS))):
        path = urlsplit(source.location).path
        if path not in paths or source.location == base_url + path:
            continue
        source.location = base_url + path
        if source.kind == "site_home" and source.site_id is not None:
            session.get_one(Site, source.site_id).home_url = source.location
        elif source.kind == "column" and source.site_column_id is not None:
            session.get_one(SiteColumn, source.site_column_id).url = source.location
    session.flush()


def _pages(world: World) -> Iterable[tuple[str, str]]:
    """Kind of source and path of everything that is served."""
    for site in world.sites:
        yield "site_home", site.path
        yield from (("column", column.path) for column in (*site.columns, *site.unregistered))
    yield from (("account_feed", account.path) for account in world.accounts)


def _load_agencies(session: Session, world: World) -> dict[str, int]:
    insert_new(
        session,
        Agency,
        [
            {
                "code": agency.code,
                "name": agency.name,
                "short_name": agency.short_name,
                "region_code": agency.region_code,
                "kind": agency.kind,
                "group": agency.group,
            }
            for agency in world.agencies
        ],
    )
    ids = {key: value for key, value in session.execute(select(Agency.code, Agency.id))}
    insert_new(
        session,
        Contact,
        [
            {"agency_id": ids[agency.code], "name": contact.name, "email": contact.email}
            for agency in world.agencies
            for contact in agency.contacts
        ],
    )
    return ids


def _log_sources(world: World, region_names: Mapping[str, str]) -> Iterable[Row]:
    for holder in world.holders:
        for kind, folder, title in (
            ("request_log", requests_folder(holder), "依申请公开台账"),
            ("message_log", messages_folder(holder), "网上留言台账"),
        ):
            yield {
                "key": f"{kind}:{holder}",
                "kind": kind,
                "name": f"{region_names[holder]}{title}（示例）",
                "location": folder,
                "region_code": holder,
                "every_minutes": HOURLY_MINUTES,
            }


def _load_sites(session: Session, world: World, base_url: str, agency_ids: Mapping[str, int]) -> dict[str, int]:
    insert_new(
        session,
        Site,
        [
            {"agency_id": agency_ids[site.agency_code], "name": site.name, "home_url": base_url + site.path}
            for site in world.sites
        ],
    )
    by_url = {key: value for key, value in session.execute(select(Site.home_url, Site.id))}
    ids = {site.path: by_url[base_url + site.path] for site in world.sites}
    insert_new(
        session,
        Source,
        [
            {
                **_web_source("site_home", site.path, f"{site.name}首页", base_url),
                "region_code": _region_of(site.agency_code),
                "agency_id": agency_ids[site.agency_code],
                "site_id": ids[site.path],
            }
            for site in world.sites
        ],
    )
    return ids


def _load_columns(
    session: Session, world: World, base_url: str, agency_ids: Mapping[str, int], site_ids: Mapping[str, int]
) -> None:
    insert_new(session, SiteColumn, [row for site in world.sites for row in _column_rows(site, base_url, site_ids)])
    ids = {key: value for key, value in session.execute(select(SiteColumn.url, SiteColumn.id))}
    insert_new(
        session,
        Source,
        [
            {
                **_web_source("column", column.path, f"{site.name} {column.name}", base_url),
                "region_code": _region_of(site.agency_code),
                "agency_id": agency_ids[site.agency_code],
                "site_id": site_ids[site.path],
                "site_column_id": ids[base_url + column.path],
            }
            for site in world.sites
            for column in site.columns
        ],
    )


def _column_rows(site: SitePlan, base_url: str, site_ids: Mapping[str, int]) -> Iterable[Row]:
    for column in site.columns:
        yield {
            "site_id": site_ids[site.path],
            "name": column.name,
            "url": base_url + column.path,
            "category": column.category,
        }


def _load_accounts(session: Session, world: World, base_url: str, agency_ids: Mapping[str, int]) -> None:
    insert_new(
        session,
        Account,
        [
            {
                "agency_id": agency_ids[account.agency_code],
                "platform": account.platform,
                "handle": account.handle,
                "name": account.name,
                "account_class": account.account_class,
            }
            for account in world.accounts
        ],
    )
    rows = session.execute(select(Account.platform, Account.handle, Account.id))
    ids = {f"{platform}:{handle}": account_id for platform, handle, account_id in rows}
    insert_new(
        session,
        Source,
        [
            {
                **_web_source("account_feed", account.path, account.name, base_url),
                "region_code": _region_of(account.agency_code),
                "agency_id": agency_ids[account.agency_code],
                "account_id": ids[account.key],
            }
            for account in world.accounts
        ],
    )


def _web_source(kind: str, path: str, name: str, base_url: str) -> Row:
    return {
        "key": f"{kind}:{path}",
        "kind": kind,
        "name": name,
        "location": base_url + path,
        "every_minutes": DAILY_MINUTES,
    }


def _region_of(agency_code: str) -> str:
    return agency_code.partition("-")[0]
