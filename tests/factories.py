"""Small worlds for tests that use the store: agencies, requests with their logs, sites and accounts with looks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from store.models import (
    REVIEW_AT_ONCE,
    Account,
    AccountCheck,
    Agency,
    Case,
    CaseEvent,
    CollectorRun,
    ColumnCheck,
    Contact,
    Region,
    Request,
    RequestEvent,
    Site,
    SiteCheck,
    SiteColumn,
    Source,
)
from store.models.base import fingerprint

_numbers = count(1)


def at(day: date, hour: int = 1) -> datetime:
    """A moment of ``day``; hour 1 UTC is 9:00 in Shanghai."""
    return datetime.combine(day, time(hour), UTC)


def make_region(session: Session, code: str = "150600", name: str = "鄂尔多斯市") -> Region:
    """A league below the province; both once only."""
    if session.get(Region, "150000") is None:
        session.add(Region(code="150000", name="内蒙古自治区", kind="province", path="150000/"))
        session.flush()
    region = session.get(Region, code)
    if region is None:
        region = Region(code=code, name=name, kind="league", parent_code="150000", path=f"150000/{code}/")
        session.add(region)
        session.flush()
    return region


def make_agency(
    session: Session, name: str = "示例教育局", *, region_code: str = "150600", contacts: int = 1, **fields: Any
) -> Agency:
    """An agency with so many contacts at example.invalid."""
    region = make_region(session, region_code, fields.pop("region_name", "鄂尔多斯市"))
    fields.setdefault("code", f"AG{next(_numbers)}")
    agency = Agency(name=name, region_code=region.code, kind="department", **fields)
    session.add(agency)
    session.flush()
    for i in range(1, contacts + 1):
        address = f"contact{i}@{agency.code.lower()}.example.invalid"
        session.add(Contact(agency_id=agency.id, name=f"联系人{i}", email=address))
    session.flush()
    return agency


def make_request(
    session: Session, agency: Agency, number: str, *events: tuple[str, date] | tuple[str, date, dict[str, Any]]
) -> Request:
    """A request with its log; without channel in the detail it counts as handed in."""
    request = Request(agency_id=agency.id, number=number)
    session.add(request)
    session.flush()
    for kind, on, *detail in events:
        add_event(session, request, kind, on, detail[0] if detail else {})
    return request


def add_event(
    session: Session,
    request: Request,
    kind: str,
    on: date,
    detail: Mapping[str, Any] | None = None,
    corrects: RequestEvent | None = None,
) -> RequestEvent:
    """One more entry in the log, as a collector would append it."""
    corrects_id = corrects.id if corrects is not None else None
    kept = dict(detail or {})
    event = RequestEvent(
        request_id=request.id,
        kind=kind,
        happened_on=on,
        detail=kept,
        corrects_id=corrects_id,
        recorded_at=at(on),
        fingerprint=fingerprint(kind, on, kept, corrects_id),
    )
    session.add(event)
    # An UPDATE in any case, as a collector does: an evaluation may be about to write another day.
    session.execute(update(Request).where(Request.id == request.id).values(next_review_on=REVIEW_AT_ONCE))
    session.flush()
    return event


def make_case(
    session: Session,
    agency: Agency,
    number: str,
    asked_on: date,
    answered_on: date | None = None,
    *,
    site: Site | None = None,
    account: Account | None = None,
) -> Case:
    """A message left with a site or an account."""
    case = Case(
        kind="message",
        agency_id=agency.id,
        number=number,
        site_id=site.id if site else None,
        account_id=account.id if account else None,
    )
    session.add(case)
    session.flush()
    add_case_event(session, case, "asked", asked_on)
    if answered_on is not None:
        add_case_event(session, case, "answered", answered_on)
    return case


def add_case_event(session: Session, case: Case, kind: str, on: date) -> CaseEvent:
    """One more entry in the log of a case."""
    event = CaseEvent(
        case_id=case.id, kind=kind, happened_on=on, recorded_at=at(on), fingerprint=fingerprint(kind, on, {}, None)
    )
    session.add(event)
    session.execute(update(Case).where(Case.id == case.id).values(next_review_on=REVIEW_AT_ONCE))
    session.flush()
    return event


def make_source(session: Session, kind: str, **subject: int | None) -> Source:
    """A source of that kind; ``subject``: site_id, site_column_id, account_id, agency_id."""
    key = f"{kind}-{next(_numbers)}"
    source = Source(
        key=key, kind=kind, name=key, location=f"https://{key}.example.invalid/", every_minutes=60, **subject
    )
    session.add(source)
    session.flush()
    return source


def make_run(session: Session, source: Source, on: date, outcome: str = "ok") -> CollectorRun:
    """A run of the collector of ``source``."""
    run = CollectorRun(source_id=source.id, started_at=at(on), finished_at=at(on), outcome=outcome)
    session.add(run)
    session.flush()
    return run


def make_site(session: Session, agency: Agency, name: str = "示例网站") -> Site:
    """A site with a source for its home page."""
    site = Site(agency_id=agency.id, name=name, home_url=f"https://site{next(_numbers)}.example.invalid/")
    session.add(site)
    session.flush()
    make_source(session, "site_home", site_id=site.id)
    return site


def make_column(session: Session, site: Site, name: str = "要闻", category: str = "news") -> SiteColumn:
    """A column with its source."""
    column = SiteColumn(site_id=site.id, name=name, url=f"{site.home_url}{next(_numbers)}/", category=category)
    session.add(column)
    session.flush()
    make_source(session, "column", site_column_id=column.id)
    return column


def look_at_column(
    session: Session, column: SiteColumn, on: date, newest: date | None, *, items: int = 10, outcome: str = "ok"
) -> ColumnCheck:
    """A look at ``column`` on that day."""
    source = session.query(Source).filter_by(site_column_id=column.id).one()
    run = make_run(session, source, on, outcome)
    check = ColumnCheck(
        site_column_id=column.id,
        run_id=run.id,
        checked_at=at(on),
        outcome=outcome,
        newest=newest,
        items=items,
        dated=items if newest else 0,
        seen_since=on,
        evidence_hash=fingerprint(column.name, on, newest, items),
    )
    session.add(check)
    session.flush()
    return check


def look_at_home(
    session: Session, site: Site, on: date, newest: date | None, *, outcome: str = "ok", items: int = 10
) -> SiteCheck:
    """A visit of the home page on that day."""
    source = session.query(Source).filter_by(site_id=site.id, kind="site_home").one()
    run = make_run(session, source, on, outcome)
    check = SiteCheck(
        site_id=site.id,
        run_id=run.id,
        checked_at=at(on),
        outcome=outcome,
        newest=newest,
        items=items,
        dated=items if newest else 0,
        seen_since=on,
        elapsed_ms=200,
    )
    session.add(check)
    session.flush()
    return check


def make_account(session: Session, agency: Agency, name: str = "示例发布") -> Account:
    """A WeChat account with its source."""
    handle = f"handle{next(_numbers)}"
    account = Account(agency_id=agency.id, platform="wechat", handle=handle, name=name, account_class="main")
    session.add(account)
    session.flush()
    make_source(session, "account_feed", account_id=account.id)
    return account


def look_at_account(session: Session, account: Account, on: date, newest: date | None) -> AccountCheck:
    """A look at ``account`` on that day."""
    source = session.query(Source).filter_by(account_id=account.id).one()
    run = make_run(session, source, on)
    check = AccountCheck(
        account_id=account.id,
        run_id=run.id,
        checked_at=at(on),
        outcome="ok",
        newest=newest,
        items=5,
        dated=5 if newest else 0,
        seen_since=on,
    )
    session.add(check)
    session.flush()
    return check
