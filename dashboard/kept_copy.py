"""The kept copy of a page, shown without letting it run or fetch anything."""

from __future__ import annotations

import gzip
import html
from typing import Any

from flask import Flask, Response, abort, request
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from sqlalchemy.orm import Session

from collectors.decoding import decode
from dashboard.scope import Scope
from dashboard.security.headers import KEPT_COPY_POLICY
from dashboard.security.users import current_scope
from dashboard.services import Services
from store.models import AccountCheck, Card, ColumnCheck, Evidence, Finding, SiteCheck

_FETCHES = "script, link, base, iframe, frame, object, embed, video, audio, source, meta[http-equiv]"
CHECKS: dict[str, tuple[Any, Any]] = {
    "column": (ColumnCheck, ColumnCheck.site_column_id),
    "site": (SiteCheck, SiteCheck.site_id),
    "account": (AccountCheck, AccountCheck.account_id),
}


def install_kept_copies(server: Flask, services: Services) -> None:
    """Register ``/card/<id>/copy/<hash>``."""

    def kept_copy(card_id: int, content_hash: str) -> Response:
        with services.database.read() as session:
            evidence = find_copy(session, current_scope(), card_id, content_hash)
            if evidence is None:
                abort(404)
            file = services.evidence_folder / evidence.file
            if not file.is_file():
                abort(404, "留存文件已不在存证目录中")
            body = gzip.decompress(file.read_bytes())
            shown = harmless(body, evidence.media_type, request.args.get("newest", ""))
            response = Response(shown, mimetype="text/html")
        response.headers["Content-Security-Policy"] = KEPT_COPY_POLICY
        return response

    server.add_url_rule("/card/<int:card_id>/copy/<string:content_hash>", "kept_copy", kept_copy)


def find_copy(session: Session, scope: Scope, card_id: int, content_hash: str) -> Evidence | None:
    """Return the copy if it was seen of the very subject of a card in scope."""
    finding = session.scalar(
        select(Finding).join(Card, Card.finding_id == Finding.id).where(Card.id == card_id, scope.sees(Card.agency_id))
    )
    if finding is None or finding.subject_kind not in CHECKS:
        return None
    checks, subject = CHECKS[finding.subject_kind]
    seen = select(checks.evidence_hash).where(subject == finding.subject_id, checks.evidence_hash == content_hash)
    return session.scalar(select(Evidence).where(Evidence.content_hash.in_(seen)))


def copies_of(session: Session, finding: Finding) -> list[Evidence]:
    """Return the copy that a finding stands on and the newest one of the same subject, if they differ."""
    if finding.subject_kind not in CHECKS:
        return []
    checks, subject = CHECKS[finding.subject_kind]
    newest = session.scalar(
        select(checks.evidence_hash)
        .where(subject == finding.subject_id, checks.evidence_hash.is_not(None))
        .order_by(checks.id.desc())
        .limit(1)
    )
    wanted = dict.fromkeys(value for value in (finding.facts.get("evidence_hash"), newest) if value)
    kept = session.scalars(select(Evidence).where(Evidence.content_hash.in_(wanted)))
    by_hash = {evidence.content_hash: evidence for evidence in kept}
    return [by_hash[value] for value in wanted if value in by_hash]


def harmless(body: bytes, media_type: str, newest: str = "") -> str:
    """Return the page without what would run or fetch, the entry titled ``newest`` outlined; what is no HTML comes as
    plain text on a page."""
    text, _charset = decode(body, media_type)
    if "html" not in media_type:
        return f'<!DOCTYPE html><meta charset="utf-8"><pre>{html.escape(text)}</pre>'
    tree = LexborHTMLParser(text)
    for node in tree.css(_FETCHES):
        node.decompose()
    for node in tree.css("[src], [background], [srcset]"):
        for name in ("src", "background", "srcset"):
            if name in node.attributes:
                del node.attrs[name]
    _outline(tree, newest)
    return tree.html or ""


def _outline(tree: LexborHTMLParser, title: str) -> None:
    """Mark the smallest element that says ``title`` and nothing else, or has it as its full title."""
    wanted = " ".join(title.split())
    if not wanted:
        return
    fitting = [
        node
        for node in tree.css("a, li, td, dd, p, span, h2, h3, h4, div")
        if wanted in (" ".join(node.text().split()), " ".join((node.attributes.get("title") or "").split()))
    ]
    if fitting:
        # Elements come in the order of the page, the inner after the outer; a later entry may have the same title.
        first = fitting[0]
        inner = [node for node in first.css("a, span, p, div") if node in fitting]
        (inner[-1] if inner else first).attrs["style"] = "outline: 3px solid #d9480f; outline-offset: 2px"
