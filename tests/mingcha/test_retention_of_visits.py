"""Visits stay as long as their rule says, longer behind a card, and always until they were judged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from alerts.days import start_of
from collectors.availability import Probe, Visit, planned_at, record_visits
from collectors.fetching import Fetched
from collectors.recording.evidence import NewCopy
from collectors.recording.kept_files import keep_copy
from metrics.facts import CheckOutcome
from mingcha.house import House
from mingcha.preparation import prepare
from mingcha.retention import VISITS_ACTION, purge_evidence, purge_visits
from mingcha.schedule import tick
from mingcha.settings import Settings
from store import Database
from store.models import AuditEntry, Card, CardEvent, EvaluationRun, Evidence, Finding, ReferenceProbe, SiteVisit
from tests import factories as make

DAY = date(2026, 11, 20)


class Visited:
    """A house with two sites; ``on`` is the same house some days later."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.house = House(Settings(data_folder=folder, as_of=DAY, database_url=database.url))
        prepare(self.house)
        self.database = database
        with database.write() as session:
            agency = make.make_agency(session)
            self.sites = [make.make_site(session, agency).id for _ in range(2)]
            self.agency = agency.id

    def on(self, days: int) -> House:
        return self.house.with_settings(as_of=DAY + timedelta(days=days))

    def judged(self, as_of: date) -> int:
        with self.database.write() as session:
            at = start_of(as_of)
            run = EvaluationRun(as_of=as_of, started_at=at, finished_at=at, rulebook_version="1", calendar_version="1")
            session.add(run)
            session.flush()
            return run.id

    def visit(self, *days: date) -> None:
        for site in self.sites:
            visits = [
                Visit(site, day, slot, planned_at(site, day, slot, 24), CheckOutcome.OK, 300)
                for day in days
                for slot in range(3)
            ]
            probes = [Probe(f"http://{site}.invalid/", start_of(day), CheckOutcome.OK, 20) for day in days]
            record_visits(self.database, visits, probes)

    def card(self, site: int, day: date, evaluation: int, state: str = "open") -> None:
        with self.database.write() as session:
            finding = Finding(
                rule="WEB-R",
                rulebook_version="1",
                calendar_version="1",
                subject_kind="site",
                subject_id=site,
                agency_id=self.agency,
                occurrence="W2:2026-4",
                severity="red",
                triggered_on=day,
                facts={"rule_id": "W2", "visits": 168, "failed": 20, "percent": 5},
                evaluation_id=evaluation,
                recorded_at=start_of(day),
            )
            session.add(finding)
            session.flush()
            card = Card(
                finding_id=finding.id,
                number="K1",
                agency_id=self.agency,
                colour="red",
                rule="WEB-R",
                title="站点无法访问",
                measure="责令改正",
                issued_on=day,
                state=state,
                created_at=start_of(day),
            )
            session.add(card)
            session.flush()
            session.add(CardEvent(card_id=card.id, kind="issued", at=start_of(day), actor="system", to_state="open"))

    def days(self, site: int) -> Sequence[date]:
        with self.database.read() as session:
            query = select(SiteVisit.day).where(SiteVisit.site_id == site).distinct().order_by(SiteVisit.day)
            return session.scalars(query).all()

    def probes(self) -> int:
        with self.database.read() as session:
            return len(session.scalars(select(ReferenceProbe.id)).all())


def back(days: int) -> date:
    return DAY - timedelta(days=days)


@pytest.fixture
def visited(database: Database, tmp_path: Path) -> Visited:
    return Visited(database, tmp_path)


def test_visits_stay_for_ninety_days(visited: Visited) -> None:
    visited.judged(DAY)
    visited.visit(back(0), back(90), back(91), back(400))
    removed = purge_visits(visited.house)
    assert (removed.visits, removed.probes) == (12, 4)
    assert visited.days(visited.sites[0]) == visited.days(visited.sites[1]) == [back(90), back(0)]
    assert visited.probes() == 4
    assert purge_visits(visited.house).visits == 0


def test_what_was_not_judged_yet_and_the_week_before_it_stay(visited: Visited) -> None:
    visited.visit(back(200), back(208))
    assert purge_visits(visited.house).visits == 0, "no evaluation has come to its end"
    visited.judged(back(200))
    purge_visits(visited.house)
    assert visited.days(visited.sites[0]) == [back(200)]


def test_the_week_behind_a_card_in_force_stays_for_its_site_with_the_probes(visited: Visited) -> None:
    first, other = visited.sites
    visited.card(first, back(100), visited.judged(DAY))
    visited.visit(back(99), back(100), back(106), back(107))
    purge_visits(visited.on(2000))
    assert visited.days(first) == [back(106), back(100)]
    assert (visited.days(other), visited.probes()) == ([], 4)
    assert purge_visits(visited.on(2000)).visits == 0


def test_a_card_that_ended_holds_its_week_for_a_year(visited: Visited) -> None:
    visited.card(visited.sites[0], DAY, visited.judged(DAY), state="revoked")
    visited.judged(DAY + timedelta(days=400))
    visited.visit(DAY)
    purge_visits(visited.on(365))
    assert visited.days(visited.sites[0]) == [DAY]
    purge_visits(visited.on(366))
    assert visited.days(visited.sites[0]) == [] and visited.probes() == 0


def test_the_schedule_removes_them_and_says_so_in_the_audit_trail(visited: Visited) -> None:
    visited.judged(DAY)
    visited.visit(*(back(100 + more) for more in range(9)))
    assert tick(visited.house)
    with visited.database.read() as session:
        lines = session.scalars(select(AuditEntry).where(AuditEntry.action == VISITS_ACTION).order_by(AuditEntry.id))
        told = [(line.actor, line.detail["visits"], line.detail["from"], line.detail["to"]) for line in lines]
    assert told == [
        ("system", 42, "2026-08-04", "2026-08-10"),
        ("system", 12, "2026-08-11", "2026-08-12"),
    ]


def test_what_servers_answered_stays_as_long_as_the_card_on_the_visits(visited: Visited) -> None:
    folder = visited.house.settings.evidence_folder
    digests = []
    for site in visited.sites:
        address = f"http://{site}.invalid/"
        answer = Fetched(CheckOutcome.HTTP_SERVER_ERROR, address, address, 500, body=b"down")
        at = planned_at(site, DAY, 0, 24)
        digest, file = keep_copy(folder, answer, at, failed=True)
        visit = Visit(site, DAY, 0, at, answer.outcome, 20, address=address, status=500, evidence_hash=digest)
        record_visits(visited.database, [visit], (), folder, [NewCopy(digest, file, answer, at, 500)])
        digests.append(digest)
    visited.card(visited.sites[0], DAY, visited.judged(DAY))
    purge_evidence(visited.on(1000))
    with visited.database.read() as session:
        assert session.scalars(select(Evidence.content_hash)).all() == digests[:1]
    assert [file.name for file in folder.rglob("*") if file.is_file()] == [f"{digests[0]}.warc.gz"]
