"""Kept copies stay as long as a card needs them and go when the rule says so, whatever breaks off the work."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from collectors.fetching import Fetched
from collectors.recording.evidence import NewCopy, name_copies
from collectors.recording.kept_files import keep_copy, read_copy
from metrics.facts import CheckOutcome
from mingcha import retention
from mingcha.house import House
from mingcha.preparation import prepare
from mingcha.retention import purge_evidence
from mingcha.schedule import tick
from mingcha.settings import Settings
from store import Database
from store.models import (
    Agency,
    AuditEntry,
    Card,
    CardEvent,
    CollectorRun,
    ColumnCheck,
    EvaluationRun,
    Evidence,
    Finding,
    LookWish,
    Site,
    SiteColumn,
    Source,
)

DAY = date(2026, 11, 20)
SEEN = datetime(2026, 11, 20, 1, tzinfo=UTC)


class Proven:
    """A house with one column; ``on`` is the same house some days later."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.house = House(Settings(data_folder=folder, as_of=DAY, database_url=database.url))
        prepare(self.house)
        self.folder = self.house.settings.evidence_folder
        with self.house.database.write() as session:
            agency = Agency(code="a", name="甲局", region_code="150100", kind="department")
            session.add(agency)
            session.flush()
            site = Site(agency_id=agency.id, name="甲站", home_url="http://a.invalid/")
            session.add(site)
            session.flush()
            column = SiteColumn(site_id=site.id, name="要闻", url="http://a.invalid/1/", category="news")
            session.add(column)
            session.flush()
            source = Source(
                key="c",
                kind="column",
                name="要闻",
                location="x",
                every_minutes=60,
                site_column_id=column.id,
                enabled=False,
            )
            session.add(source)
            session.add(EvaluationRun(as_of=DAY, started_at=SEEN, rulebook_version="1", calendar_version="1"))
            session.flush()
            self.agency, self.site, self.column, self.source = agency.id, site.id, column.id, source.id

    def on(self, **later: int) -> House:
        return self.house.with_settings(as_of=DAY + timedelta(**later))

    def copy(self, words: str) -> str:
        fetched = Fetched(CheckOutcome.OK, "http://a.invalid/1/", "http://a.invalid/1/", 200, {}, words.encode())
        digest, file = keep_copy(self.folder, fetched, SEEN)
        with self.house.database.write() as session:
            name_copies(session, [NewCopy(digest, file, fetched, SEEN)])
        return digest

    def look(self, digest: str) -> int:
        with self.house.database.write() as session:
            run = CollectorRun(source_id=self.source, started_at=SEEN, finished_at=SEEN, outcome="ok")
            session.add(run)
            session.flush()
            session.add(
                ColumnCheck(
                    site_column_id=self.column, run_id=run.id, checked_at=SEEN, outcome="ok", evidence_hash=digest
                )
            )
            return run.id

    def card(self, kind: str, subject: int, facts: dict[str, object], state: str = "open") -> int:
        with self.house.database.write() as session:
            finding = Finding(
                rule="WEB-Y",
                rulebook_version="1",
                calendar_version="1",
                subject_kind=kind,
                subject_id=subject,
                agency_id=self.agency,
                occurrence=kind,
                severity="yellow",
                triggered_on=DAY,
                facts=facts,
                evaluation_id=session.scalars(select(EvaluationRun.id)).one(),
                recorded_at=SEEN,
            )
            session.add(finding)
            session.flush()
            card = Card(
                finding_id=finding.id,
                number=f"K{finding.id}",
                agency_id=self.agency,
                colour="yellow",
                rule="WEB-Y",
                title="超期",
                measure="督促整改",
                issued_on=DAY,
                state=state,
                created_at=SEEN,
            )
            session.add(card)
            session.flush()
            session.add(CardEvent(card_id=card.id, kind="issued", at=SEEN, actor="system", to_state="open"))
            return card.id

    def close(self, card_id: int, at: datetime) -> None:
        with self.house.database.write() as session:
            session.get_one(Card, card_id).state = "closed"
            session.add(CardEvent(card_id=card_id, kind="closed", at=at, actor="a", to_state="closed"))

    def kept(self) -> set[str]:
        with self.house.database.read() as session:
            rows = session.scalars(select(Evidence)).all()
            for row in rows:
                assert read_copy(self.folder, row.file).content, "every row has its file"
            return {row.content_hash for row in rows}

    def files(self) -> set[str]:
        return {path.name.removesuffix(".warc.gz") for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture
def proven(database: Database, tmp_path: Path) -> Proven:
    return Proven(database, tmp_path)


def test_a_look_that_led_to_nothing_is_kept_for_ninety_days_after_it_was_last_seen(proven: Proven) -> None:
    digest = proven.copy("one")
    purge_evidence(proven.on(days=90))
    assert proven.kept() == {digest}
    assert purge_evidence(proven.on(days=91)).removed == 1
    assert proven.kept() == proven.files() == set()


def test_the_newest_copy_of_a_source_stays_for_ever(proven: Proven) -> None:
    newest, before = proven.copy("newest"), proven.copy("before")
    with proven.house.database.write() as session:
        session.get_one(Source, proven.source).evidence_hash = newest
    purge_evidence(proven.on(days=5000))
    assert before not in proven.kept()
    assert proven.kept() == proven.files() == {newest}


def test_an_open_card_keeps_its_proof_and_a_closed_one_for_a_year_more(proven: Proven) -> None:
    digest = proven.copy("proof")
    card = proven.card("column", proven.column, {"evidence_hash": digest})
    purge_evidence(proven.on(days=2000))
    assert proven.kept() == {digest}
    proven.close(card, SEEN + timedelta(days=2000))
    purge_evidence(proven.on(days=2365))
    assert proven.kept() == {digest}
    purge_evidence(proven.on(days=2366))
    assert proven.kept() == set()


def test_a_revoked_card_keeps_its_proof_for_a_year_too(proven: Proven) -> None:
    digest = proven.copy("proof")
    proven.card("column", proven.column, {"evidence_hash": digest}, state="revoked")
    purge_evidence(proven.on(days=365))
    assert proven.kept() == {digest}
    purge_evidence(proven.on(days=366))
    assert proven.kept() == set()


def test_the_card_of_a_site_keeps_the_proof_of_the_columns_it_counts(proven: Proven) -> None:
    digest = proven.copy("column")
    column_card = proven.card("column", proven.column, {"evidence_hash": digest})
    proven.close(column_card, SEEN)
    proven.card("site", proven.site, {"columns": [proven.column], "threshold": 1})
    purge_evidence(proven.on(days=2000))
    assert proven.kept() == {digest}


def test_the_card_of_an_agency_keeps_the_page_it_names(proven: Proven) -> None:
    digest = proven.copy("list of reports")
    proven.card("agency", proven.agency, {"columns": [proven.column], "evidence_hash": digest})
    purge_evidence(proven.on(days=2000))
    assert proven.kept() == {digest}


def test_what_a_look_for_a_card_showed_stays_with_the_card(proven: Proven) -> None:
    digest = proven.copy("mended")
    run = proven.look(digest)
    card = proven.card("column", proven.column, {})
    with proven.house.database.write() as session:
        session.add(LookWish(source_id=proven.source, card_id=card, wished_at=SEEN, fulfilled_at=SEEN, run_id=run))
    purge_evidence(proven.on(days=2000))
    assert proven.kept() == {digest}


def test_a_kill_between_row_and_file_leaves_a_file_that_the_next_purge_removes(
    proven: Proven, monkeypatch: pytest.MonkeyPatch
) -> None:
    proven.copy("one")

    class Killed(BaseException):
        """Stands for the end of the process."""

    def die(*_: object) -> None:
        raise Killed

    for place, left in (("append_audit", 1), ("remove_unnamed_files", 0)):
        with monkeypatch.context() as patched:
            patched.setattr(retention, place, lambda *_a, **_k: die())
            with pytest.raises(Killed):
                purge_evidence(proven.on(days=91))
        assert len(proven.kept()) == left
        assert len(proven.files()) == 1
    assert purge_evidence(proven.on(days=91)).files == 1
    assert proven.files() == set()


def test_a_copy_that_is_seen_again_while_it_goes_has_its_file_in_the_end(proven: Proven) -> None:
    fetched = Fetched(CheckOutcome.OK, "http://a.invalid/1/", "http://a.invalid/1/", 200, {}, b"one")
    proven.copy("one")
    digest, file = keep_copy(proven.folder, fetched, SEEN)  # it is there, so nothing is written
    purge_evidence(proven.on(days=91))
    with proven.house.database.write() as session:
        name_copies(session, [NewCopy(digest, file, fetched, SEEN)])
        keep_copy(proven.folder, fetched, SEEN)
    assert proven.kept() == {digest}


def test_a_file_that_is_just_being_written_is_left_alone(proven: Proven) -> None:
    unfinished = proven.folder / "aa" / "bb" / "x.part"
    unfinished.parent.mkdir(parents=True)
    unfinished.write_bytes(b"")
    purge_evidence(proven.house)
    assert unfinished.exists()
    purge_evidence(proven.on(days=5000))
    assert not unfinished.exists()


def test_the_schedule_purges_once_a_day_and_writes_it_down(proven: Proven) -> None:
    proven.copy("one")
    later = proven.on(days=91)
    for _ in range(2):
        assert tick(later)
    with later.database.read() as session:
        lines = session.scalars(select(AuditEntry).where(AuditEntry.action == retention.ACTION)).all()
    assert [(line.actor, line.detail["rows"], line.detail["kept"]) for line in lines] == [("system", 1, 0)]
    tick(proven.on(days=92))
    with later.database.read() as session:
        assert len(session.scalars(select(AuditEntry).where(AuditEntry.action == retention.ACTION)).all()) == 2
