"""The visits behind a card on access (W2): when, which address, how it failed, and whether our own network was well."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from dash import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.components import empty_note, link, section, table
from dashboard.kept_copy import CopyKey, stands_on_visits
from dashboard.pages.card.queries import VISITS_SHOWN, CardView
from metrics.facts import CheckOutcome
from metrics.law_days import law_minute
from store.models import Evidence, ReferenceProbe, Site, SiteVisit

TITLE: Final = "打不开的访问"
_PROBED_WITHIN: Final = timedelta(minutes=15)
"""Probes are made once all visits of their minutes have come to their end."""
_MOST_PROBES: Final = 20


def visits_section(session: Session, view: CardView) -> list[Any]:
    """Return the visits that did not open as a table; nothing for a card that does not stand on visits."""
    if not stands_on_visits(view.finding):
        return []
    if not view.visits:
        return [section(TITLE, empty_note("访问记录已超过保存期限，按规则清理；次数见“所据事实”。"), wide=True)]
    home = session.get_one(Site, view.finding.subject_id).home_url
    hashes = {visit.evidence_hash for visit in view.visits if visit.evidence_hash}
    kept = set(session.scalars(select(Evidence.content_hash).where(Evidence.content_hash.in_(hashes))))
    rows = [_row(session, visit, home, visit.evidence_hash in kept) for visit in view.visits]
    whole = len(rows) < VISITS_SHOWN
    note = (f"{len(rows)} 次" if whole else f"最近 {VISITS_SHOWN} 次") + "，本方网络故障时的访问不计"
    heads = ["时间", "网址", "结果", "用时", "当时参照地址", "服务器应答"]
    return [section(TITLE, table(heads, rows, label=TITLE), note=note, wide=True)]


def _row(session: Session, visit: SiteVisit, home: str, is_kept: bool) -> list[Any]:
    outcome = CheckOutcome(visit.outcome)
    said = visit.detail if visit.detail and visit.detail != outcome.words else ""
    answer: Any = "没有应答" if outcome.no_answer_came else "—"
    if visit.status is not None:
        answer = f"状态码 {visit.status}"
    if is_kept:
        answer = link(answer, CopyKey("visit", visit.site_id, visit.evidence_hash or "").page)
    return [
        html.Span(law_minute(visit.visited_at), className="nowrap"),
        visit.address or home,
        html.Span([outcome.words, html.Br(), html.Span(said, className="note")]) if said else outcome.words,
        f"{visit.elapsed_ms / 1000:.1f} 秒",
        _probes(session, visit) if outcome.no_answer_came else "—",
        answer,
    ]


def _probes(session: Session, visit: SiteVisit) -> str:
    """Which reference addresses answered right after a visit that got no answer."""
    until = visit.visited_at + _PROBED_WITHIN
    rows = (
        select(ReferenceProbe)
        .where(ReferenceProbe.probed_at.between(visit.visited_at, until))
        .order_by(ReferenceProbe.probed_at, ReferenceProbe.id)
        .limit(_MOST_PROBES)
    )
    answered: dict[str, bool] = {}
    for probe in session.scalars(rows):
        answered.setdefault(urlsplit(probe.address).netloc, not CheckOutcome(probe.outcome).no_answer_came)
    if not answered:
        return "没有参照地址的记录"
    words = [("有应答", [host for host, yes in answered.items() if yes])]
    words += [("无应答", [host for host, yes in answered.items() if not yes])]
    return "；".join(f"{'、'.join(hosts)} {said}" for said, hosts in words if hosts)
