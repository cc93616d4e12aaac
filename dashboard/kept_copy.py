"""Kept copies of what was seen of a page, an account, a question board: which a user may open, and their files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from alerts.board_copies import BOARD, board_copies
from collectors.recording.kept_files import read_copy
from collectors.recording.warc_records import BrokenCopy, KeptCopy
from dashboard.harmless import harmless
from dashboard.scope import Scope
from dashboard.security.headers import KEPT_COPY_POLICY
from dashboard.security.users import current_scope
from dashboard.services import Services
from store.audit import append_audit
from store.models import (
    Account,
    AccountCheck,
    Case,
    CollectorRun,
    ColumnCheck,
    Evidence,
    Finding,
    QuestionPage,
    Site,
    SiteCheck,
    SiteColumn,
    SiteVisit,
    Source,
)

CHECKS: dict[str, tuple[Any, Any]] = {
    "column": (ColumnCheck, ColumnCheck.site_column_id),
    "site": (SiteCheck, SiteCheck.site_id),
    "account": (AccountCheck, AccountCheck.account_id),
    "board": (CollectorRun, CollectorRun.source_id),
    "visit": (SiteVisit, SiteVisit.site_id),
    "question": (QuestionPage, QuestionPage.case_id),
}
_SEEN_AT: dict[str, Any] = {
    "board": CollectorRun.started_at,
    "visit": SiteVisit.visited_at,
    "question": QuestionPage.seen_at,
}
_MOST_ANSWERS = 3
"""Of the visits behind a card."""
_MOST_COLUMNS = 3
"""Of a report or an item; more than one page would have to be searched for."""
_LARGEST_ID = 2**31 - 1
_ADDRESS = re.compile(r"(column|site|account|board|visit|question)-([1-9]\d{0,9})-([0-9a-f]{64})")


@dataclass(frozen=True)
class CopyKey:
    """What was looked at and the content that a look saw.

    ``kind``: column, site, account, board, visit (of a site), question (of a board).
    """

    kind: str
    subject_id: int
    content_hash: str

    @classmethod
    def read(cls, text: str) -> CopyKey | None:
        """Return the key that an address means, or none."""
        found = _ADDRESS.fullmatch(text)
        if found is None or int(found[2]) > _LARGEST_ID:
            return None
        return cls(found[1], int(found[2]), found[3])

    @property
    def argument(self) -> str:
        """The key as part of an address."""
        return f"{self.kind}-{self.subject_id}-{self.content_hash}"

    @property
    def page(self) -> str:
        """Address of the page about this copy."""
        return f"/copy/{self.argument}"

    @property
    def frame(self) -> str:
        """Address of the page as it was seen, for a frame."""
        return f"/kept/{self.argument}"

    @property
    def warc(self) -> str:
        """Address of its WARC file."""
        return f"/kept/{self.argument}/warc"


def install_kept_copies(server: Flask, services: Services) -> None:
    """Register ``/kept/<key>``, the page without what runs or fetches, and ``/kept/<key>/warc``, its file."""

    def kept_copy(key: str) -> Response:
        evidence, copy = _open(services, current_scope(), key)
        shown = harmless(copy.content, evidence.media_type, request.args.get("newest", ""))
        response = Response(shown, mimetype="text/html")
        response.headers["Content-Security-Policy"] = KEPT_COPY_POLICY
        return response

    def warc(key: str) -> Response:
        scope = current_scope()
        evidence, _ = _open(services, scope, key)
        packed = (services.evidence_folder / evidence.file).read_bytes()
        with services.database.write() as session:
            append_audit(
                session, at=services.clock(), actor=scope.username, action="evidence.download", subject=f"copy:{key}"
            )
        response = Response(packed, mimetype="application/octet-stream")
        response.headers["Content-Disposition"] = f'attachment; filename="{Path(evidence.file).name}"'
        return response

    server.add_url_rule("/kept/<string:key>", "kept_copy", kept_copy)
    server.add_url_rule("/kept/<string:key>/warc", "kept_warc", warc)


def find_copy(session: Session, scope: Scope, key: CopyKey) -> Evidence | None:
    """Return the copy if it was seen of the very subject, and the subject is in scope."""
    checks, subject = CHECKS[key.kind]
    seen = select(checks.evidence_hash).where(
        subject == key.subject_id, checks.evidence_hash == key.content_hash, _in_scope(scope, key.kind, subject)
    )
    return session.scalar(select(Evidence).where(Evidence.content_hash.in_(seen)))


def seen_at(kind: str) -> Any:
    """Return the column that tells when a look of this kind saw what it saw."""
    return _SEEN_AT[kind] if kind in _SEEN_AT else CHECKS[kind][0].checked_at


def stands_on_visits(finding: Finding) -> bool:
    """Whether a finding counts visits that did not open (W2)."""
    return finding.subject_kind == "site" and "visits" in finding.facts


def copies_of(
    session: Session, scope: Scope, finding: Finding, visits: Sequence[SiteVisit] = ()
) -> list[tuple[CopyKey, Evidence]]:
    """Return the copy that a finding stands on and the newest one of what was looked at, if they differ.

    A finding on an agency (its annual report) or an item of a catalogue stands on looks at the columns it names, one
    on access on ``visits``: those that did not open, the newest first.
    """
    found: dict[str, tuple[CopyKey, Evidence]] = {}
    answers = [visit.evidence_hash for visit in visits if visit.evidence_hash]
    for kind, subject_id in _looked_at(session, finding):
        hashes = answers if kind == "visit" else _hashes(session, finding, kind, subject_id)
        for digest in list(dict.fromkeys(hashes))[:_MOST_ANSWERS]:
            key = CopyKey(kind, subject_id, digest)
            evidence = find_copy(session, scope, key)
            if evidence is not None:
                found.setdefault(digest, (key, evidence))
    return list(found.values())


def _looked_at(session: Session, finding: Finding) -> list[tuple[str, int]]:
    if finding.subject_kind == "case":
        board = select(Source.id).join(Case, Case.source_id == Source.id).where(Source.kind == BOARD)
        boards = session.scalars(board.where(Case.id == finding.subject_id)).all()
        return [*(("board", id_) for id_ in boards), ("question", finding.subject_id)]
    if stands_on_visits(finding):
        return [("visit", finding.subject_id)]
    if finding.subject_kind in CHECKS:
        return [(finding.subject_kind, finding.subject_id)]
    return [("column", column_id) for column_id in (finding.facts.get("columns") or [])[:_MOST_COLUMNS]]


def _hashes(session: Session, finding: Finding, kind: str, subject_id: int) -> list[str]:
    """What the finding names, or the look it names saw; and what the newest look saw (of a board: before it)."""
    if kind == "board":
        seen = session.execute(board_copies().where(Finding.id == finding.id)).first()
        return [digest for digest in (finding.facts.get("evidence_hash"), seen[2] if seen else None) if digest]
    checks, subject = CHECKS[kind]
    if kind == "question":
        pages = select(QuestionPage.evidence_hash).where(subject == subject_id).order_by(QuestionPage.id.desc())
        before = session.scalar(pages.where(QuestionPage.seen_at <= finding.recorded_at).limit(1))
        return [digest for digest in (before, session.scalar(pages.limit(1))) if digest]
    judged = select(checks.evidence_hash).where(checks.id == finding.facts.get("check_id"), subject == subject_id)
    newest = (
        select(checks.evidence_hash)
        .where(subject == subject_id, checks.evidence_hash.is_not(None))
        .order_by(checks.id.desc())
        .limit(1)
    )
    named = finding.facts.get("evidence_hash") or session.scalar(judged)
    return [digest for digest in (named, session.scalar(newest)) if digest]


def load_copy(folder: Path, evidence: Evidence) -> KeptCopy | None:
    """Return what the file holds; none where it is gone or damaged."""
    try:
        return read_copy(folder, evidence.file)
    except (OSError, BrokenCopy):
        return None


def _open(services: Services, scope: Scope, key: str) -> tuple[Evidence, KeptCopy]:
    wanted = CopyKey.read(key)
    with services.database.read() as session:
        evidence = find_copy(session, scope, wanted) if wanted is not None else None
        if evidence is None:
            abort(404)
        copy = load_copy(services.evidence_folder, evidence)
        if copy is None:
            abort(404, "留存文件已不在存证目录中，或者已损坏")
        return evidence, copy


def _in_scope(scope: Scope, kind: str, subject: Any) -> Any:
    if kind == "account":
        return subject.in_(select(Account.id).where(scope.sees(Account.agency_id)))
    if kind == "question":
        return subject.in_(select(Case.id).where(scope.sees(Case.agency_id)))
    if kind == "board":
        return subject.in_(select(Source.id).where(Source.kind == BOARD, scope.sees(Source.agency_id)))
    sites = select(Site.id).where(scope.sees(Site.agency_id))
    return subject.in_(
        sites if kind in ("site", "visit") else select(SiteColumn.id).where(SiteColumn.site_id.in_(sites))
    )
