"""A small region for the pages' tests: every league, agencies with cards of each kind, columns of each answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.security import generate_password_hash

from collectors.fetching import Fetched
from collectors.recording.evidence import NewCopy, name_copies
from collectors.recording.kept_files import keep_copy
from metrics.facts import CheckOutcome
from store import Database
from store.models import (
    Agency,
    Card,
    CardEvent,
    CollectorRun,
    ColumnCheck,
    EvaluationRun,
    Finding,
    QuarantineRow,
    Region,
    Request,
    RequestEvent,
    Site,
    SiteColumn,
    Source,
    User,
)
from store.models.base import fingerprint
from store.registry import load_regions
from tests.dashboard.published_catalogue import publish_catalogue
from tests.dashboard.watched_site import watch_site

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
PASSWORD = "correct horse battery"
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告</title>
<script>fetch("https://elsewhere.invalid/");</script>
<link rel="stylesheet" href="https://elsewhere.invalid/a.css"></head>
<body><h1>通知公告</h1><img src="https://elsewhere.invalid/a.png" alt="徽标">
<ul><li><a href="/a.html">示例公告（一）</a> 2026-02-01</li><li>示例公告（二） 2026-01-04</li></ul></body></html>"""
RULES = {"red": "FOI-R", "yellow": "WEB-Y", "blue": "FOI-B"}
MEASURES = {"red": "责令改正", "yellow": "督促整改", "blue": "提醒"}


@dataclass(frozen=True)
class SmallWorld:
    """Ids a test asks for by meaning."""

    agency_ids: dict[str, int]
    """agency id by region code (the government of that region)"""
    red_card: int
    """a red card of Hohhot (150100) on a request"""
    yellow_card: int
    """a yellow card of Baotou (150200) on a column with a kept copy"""
    copy_hash: str
    request: int
    """the request behind the red card"""
    column: int
    """the column behind the yellow card"""
    site: int
    """the site of that column, with visits, updates and sources"""

    @property
    def copy(self) -> str:
        """The kept page of the column as part of an address."""
        return f"column-{self.column}-{self.copy_hash}"


def build_small_world(database: Database, evidence_folder: Path) -> SmallWorld:
    """Fill an empty, migrated database."""
    load_regions(database)
    with database.write() as session:
        agencies = _agencies(session)
        run, evaluation = _runs(session)
        _users(session, agencies)
        copy_hash = _keep_page(session, evidence_folder)
        red, yellow = 0, 0
        for index, (code, agency_id) in enumerate(sorted(agencies.items())):
            request_card = _request_card(session, agency_id, evaluation, index)
            column_card = _columns(session, agency_id, run, evaluation, index, copy_hash)
            red = request_card if code == "150100" else red
            yellow = column_card if code == "150200" else yellow
            _reminder(session, agency_id, evaluation, index)
        request = session.scalars(select(Finding.subject_id).join(Card).where(Card.id == red)).one()
        column = session.scalars(select(Finding.subject_id).join(Card).where(Card.id == yellow)).one()
        site = watch_site(session, column, NOW)
        publish_catalogue(session, agencies, NOW)
    return SmallWorld(agencies, red, yellow, copy_hash, request, column, site)


def _agencies(session: Session) -> dict[str, int]:
    leagues = session.scalars(select(Region).where(Region.kind.in_(["league", "province"])).order_by(Region.code)).all()
    banners = session.scalars(select(Region).where(Region.kind == "banner").order_by(Region.code).limit(9)).all()
    ids: dict[str, int] = {}
    for region in [*leagues, *banners]:
        agency = Agency(
            code=f"G{region.code}", name=f"{region.name}人民政府", region_code=region.code, kind="government"
        )
        session.add(agency)
        session.flush()
        ids[region.code] = agency.id
    return ids


def _runs(session: Session) -> tuple[int, int]:
    source = Source(
        key="log:1",
        kind="request_log",
        name="呼和浩特市依申请公开台账",
        location="hohhot",
        region_code="150100",
        every_minutes=1440,
        health="ok",
        last_run_at=NOW,
        last_success_at=NOW,
        last_message="2026.csv：共 13 行，接收 12 行，未变 0 行，隔离 1 行（日期不存在 1 行）",
    )
    session.add(source)
    session.flush()
    run = CollectorRun(
        source_id=source.id, started_at=NOW, finished_at=NOW, outcome="partly", rows=13, accepted=12, quarantined=1
    )
    session.add(run)
    session.flush()
    session.add(
        QuarantineRow(
            source_id=source.id,
            run_id=run.id,
            file="2026.csv",
            row=7,
            field="收到日期",
            reason="impossible_date",
            explanation="“2026-02-30”不是日历上的日期",
            raw={"收到日期": "2026-02-30"},
            fingerprint="f" * 64,
            recorded_at=NOW,
        )
    )
    evaluation = EvaluationRun(
        as_of=TODAY, started_at=NOW, finished_at=NOW, rulebook_version="1", calendar_version="2026"
    )
    session.add(evaluation)
    session.flush()
    return run.id, evaluation.id


def _users(session: Session, agencies: dict[str, int]) -> None:
    kept = generate_password_hash(PASSWORD, method="pbkdf2:sha256:1000")
    for username, name, role, region, agency in [
        ("admin", "系统管理员", "administrator", None, None),
        ("region", "自治区督查员", "officer", "150000", None),
        ("hohhot", "呼和浩特督查员", "officer", "150100", None),
        ("contact", "呼和浩特联络员", "contact", None, agencies["150100"]),
        ("nobody", "未分配", "officer", None, None),
    ]:
        session.add(
            User(username=username, name=name, password_hash=kept, role=role, region_code=region, agency_id=agency)
        )


def _keep_page(session: Session, folder: Path) -> str:
    body = PAGE.encode()
    headers = {"content-type": "text/html", "server": "a server"}
    fetched = Fetched(CheckOutcome.OK, "http://127.0.0.1/tzgg/", "http://127.0.0.1/tzgg/", 200, headers, body)
    content_hash, file = keep_copy(folder, fetched, NOW)
    name_copies(session, [NewCopy(content_hash, file, fetched, NOW)])
    return content_hash


def _card(
    session: Session,
    agency_id: int,
    evaluation: int,
    colour: str,
    subject: tuple[str, int],
    occurrence: str,
    on: date,
    facts: dict[str, object],
    state: str = "open",
) -> int:
    finding = Finding(
        rule=RULES[colour],
        rulebook_version="1",
        calendar_version="2026",
        subject_kind=subject[0],
        subject_id=subject[1],
        agency_id=agency_id,
        occurrence=occurrence,
        severity=colour,
        triggered_on=on,
        facts=facts,
        evaluation_id=evaluation,
        recorded_at=NOW,
    )
    session.add(finding)
    session.flush()
    reminds = colour == "blue"
    card = Card(
        finding_id=finding.id,
        number=f"{RULES[colour]}-{finding.id:06d}",
        agency_id=agency_id,
        colour=colour,
        rule=RULES[colour],
        title={"red": "依申请公开逾期未答复", "yellow": "栏目超期未更新", "blue": "答复期限将至"}[colour],
        measure=MEASURES[colour],
        points={"red": -2.0, "yellow": -1.0, "blue": 0.0}[colour],
        issued_on=on,
        explain_by=None if reminds else TODAY + timedelta(days=3),
        rectify_by=None if reminds else TODAY + timedelta(days=5),
        state=state,
        created_at=NOW,
    )
    session.add(card)
    session.flush()
    session.add(CardEvent(card_id=card.id, kind="issued", at=NOW, actor="system", to_state="open"))
    return card.id


def _request(session: Session, agency_id: int, number: str, received: date) -> int:
    request = Request(agency_id=agency_id, number=number, description="示例事项：某项目批复文件")
    session.add(request)
    session.flush()
    detail = {"channel": "in_person"}
    session.add(
        RequestEvent(
            request_id=request.id,
            kind="received",
            happened_on=received,
            detail=detail,
            recorded_at=NOW,
            fingerprint=fingerprint("received", received, detail, None),
        )
    )
    return request.id


def _request_card(session: Session, agency_id: int, evaluation: int, index: int) -> int:
    received = date(2026, 9, 1) + timedelta(days=index % 5)
    request_id = _request(session, agency_id, f"依{index:03d}", received)
    month = date(2026, 1 + index % 11, 12)
    return _card(
        session,
        agency_id,
        evaluation,
        "red",
        ("request", request_id),
        "overdue:2026-09-30",
        max(month, date(2026, 10, 15)),
        {"due": "2026-09-30", "received": received.isoformat()},
        state="open" if index % 4 != 3 else "closed",
    )


def _reminder(session: Session, agency_id: int, evaluation: int, index: int) -> None:
    request_id = _request(session, agency_id, f"近{index:03d}", date(2026, 10, 28))
    due = TODAY + timedelta(days=index % 6)
    _card(
        session,
        agency_id,
        evaluation,
        "blue",
        ("request", request_id),
        f"before-3:{due}",
        TODAY - timedelta(days=index % 9),
        {"due": due.isoformat()},
    )


def _columns(session: Session, agency_id: int, run: int, evaluation: int, index: int, copy_hash: str) -> int:
    site = Site(agency_id=agency_id, name=f"政府网站{index}", home_url=f"http://127.0.0.1/{index}/")
    session.add(site)
    session.flush()
    first = 0
    for place, (newest, outcome) in enumerate(
        [(date(2026, 2, 1), "ok"), (TODAY - timedelta(days=3), "ok"), (None, "timeout"), (None, "never")]
    ):
        column = SiteColumn(
            site_id=site.id,
            name=["通知公告", "要闻动态", "政策文件", "人事信息"][place],
            url=f"{site.home_url}{place}/",
            category=["notice", "news", "policy", "personnel"][place],
        )
        session.add(column)
        session.flush()
        first = first or column.id
        if outcome != "never":
            _look(session, column.id, run, newest, outcome, copy_hash)
    return _card(
        session,
        agency_id,
        evaluation,
        "yellow",
        ("column", first),
        "stale:2026-02-01",
        date(2026, 1 + index % 11, 5),
        {"newest": "2026-02-01", "limit_days": 180, "evidence_hash": copy_hash},
    )


def _look(session: Session, column_id: int, run_id: int, newest: date | None, outcome: str, copy_hash: str) -> None:
    source_id = session.scalars(select(CollectorRun.source_id).where(CollectorRun.id == run_id)).one()
    run = CollectorRun(source_id=source_id, started_at=NOW, finished_at=NOW, outcome=outcome)
    session.add(run)
    session.flush()
    seen = outcome == "ok"
    session.add(
        ColumnCheck(
            site_column_id=column_id,
            run_id=run.id,
            checked_at=NOW,
            outcome=outcome,
            newest=newest,
            items=2 if seen else 0,
            dated=2 if seen else 0,
            flags=[],
            seen_since=TODAY if seen else None,
            evidence_hash=copy_hash if seen else None,
        )
    )


__all__ = ["NOW", "PASSWORD", "SmallWorld", "TODAY", "build_small_world"]
