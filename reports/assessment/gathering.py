"""Collects what each agency is assessed by, a number of agencies at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alerts.days import end_of
from alerts.facts import column_facts, load_cases, load_requests, newest_account_look
from alerts.facts.sites import SEEN
from metrics import finding as judged
from metrics.assessment import AgencyYear
from metrics.facts import AccountFacts, ColumnFacts
from store.models import Account, Agency, Card, Case, ColumnCheck, Finding, Request, Site, SiteColumn

AT_ONCE = 50
Matter = TypeVar("Matter", Request, Case)


def agency_years(session: Session, agencies: Sequence[Agency], year: int, as_of: date) -> Iterator[AgencyYear]:
    """The facts of each of ``agencies``, in their order, known on ``as_of``."""
    for start in range(0, len(agencies), AT_ONCE):
        ids = [agency.id for agency in agencies[start : start + AT_ONCE]]
        requests = _by_agency(session.scalars(select(Request).where(Request.agency_id.in_(ids))))
        cases = _by_agency(session.scalars(select(Case).where(Case.agency_id.in_(ids))))
        columns = _columns(session, ids, as_of)
        accounts = _accounts(session, ids, as_of)
        findings = _findings(session, ids, year, as_of)
        for id_ in ids:
            logs = load_requests(session, requests[id_], as_of)
            told = load_cases(session, cases[id_], as_of)
            yield AgencyYear(
                agency_id=id_,
                year=year,
                requests=[log.facts for log in logs.values()],
                columns=columns[id_],
                cases=[log.facts for log in told.values() if log.facts is not None],
                accounts=accounts[id_],
                findings=findings[id_],
            )


def _by_agency(rows: Iterable[Matter]) -> dict[int, list[Matter]]:
    grouped: dict[int, list[Matter]] = defaultdict(list)
    for row in rows:
        grouped[row.agency_id].append(row)
    return grouped


def _columns(session: Session, agency_ids: Sequence[int], as_of: date) -> dict[int, list[ColumnFacts]]:
    """Each active column with its newest look and the newest that showed it."""
    until = ColumnCheck.checked_at < end_of(as_of)
    found: dict[int, list[ColumnFacts]] = defaultdict(list)
    columns = session.execute(
        select(SiteColumn, Site.agency_id)
        .join(Site)
        .where(Site.agency_id.in_(agency_ids), Site.active, SiteColumn.active)
    ).all()
    wanted = ColumnCheck.site_column_id.in_([column.id for column, _ in columns])
    newest = select(func.max(ColumnCheck.id)).where(wanted, until).group_by(ColumnCheck.site_column_id)
    seen = newest.where(ColumnCheck.outcome.in_(SEEN))
    ids = {*session.scalars(newest), *session.scalars(seen)}
    checks: dict[int, list[ColumnCheck]] = defaultdict(list)
    for check in session.scalars(select(ColumnCheck).where(ColumnCheck.id.in_(ids)).order_by(ColumnCheck.id)):
        checks[check.site_column_id].append(check)
    for column, agency_id in columns:
        found[agency_id].append(column_facts(column, agency_id, checks[column.id]))
    return found


def _accounts(session: Session, agency_ids: Sequence[int], as_of: date) -> dict[int, list[AccountFacts]]:
    found: dict[int, list[AccountFacts]] = defaultdict(list)
    for account in session.scalars(select(Account).where(Account.agency_id.in_(agency_ids), Account.active)):
        found[account.agency_id].append(newest_account_look(session, account, as_of))
    return found


def _findings(session: Session, agency_ids: Sequence[int], year: int, as_of: date) -> dict[int, list[judged.Finding]]:
    """The findings of the year that stand: neither withdrawn nor their card revoked."""
    rows = session.scalars(
        select(Finding)
        .join(Card, Card.finding_id == Finding.id)
        .where(
            Finding.agency_id.in_(agency_ids),
            Finding.triggered_on >= date(year, 1, 1),
            Finding.triggered_on <= min(as_of, date(year, 12, 31)),
            Finding.withdrawn_on.is_(None),
            Card.state != "revoked",
        )
    )
    found: dict[int, list[judged.Finding]] = defaultdict(list)
    for row in rows:
        found[row.agency_id].append(_judged(row))
    return found


def _judged(row: Finding) -> judged.Finding:
    return judged.Finding(
        rule=row.rule,
        subject_kind=judged.SubjectKind(row.subject_kind),
        subject_id=row.subject_id,
        agency_id=row.agency_id,
        occurrence=row.occurrence,
        severity=judged.Severity(row.severity),
        triggered_on=row.triggered_on,
        facts=row.facts,
    )
