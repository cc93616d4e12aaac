"""The log of a request in time order; what was corrected stays, struck out, beside what took its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html

from dashboard.components import section
from dashboard.due_day_changes import change_lines
from dashboard.pages.request.effects import effect_words
from dashboard.pages.request.queries import Entry, RequestView
from dashboard.words import CHANNELS, REQUEST_EVENTS, REVIEW_RESULTS
from metrics.law_days import law_day
from rulebook import Rulebook

_YES_NO: Mapping[Any, str] = {True: "是", False: "否"}
STRIKES_OUT = "corrected_entry"


def event_line(view: RequestView, rulebook: Rulebook) -> Any:
    """Return every entry with its day, what it says, and what became of it."""
    lines = [_line(entry, rulebook) for entry in view.entries]
    corrected = sum(entry.corrected_by is not None for entry in view.entries)
    note = f"{len(lines)} 条" + (f"，其中 {corrected} 条已被更正（划线保留）" if corrected else "")
    return section("办理过程", html.Ol(lines, className="history event-line"), *change_lines(view.changes), note=note)


def _line(entry: Entry, rulebook: Rulebook) -> Any:
    event = entry.event
    words: list[Any] = [html.B(REQUEST_EVENTS.get(event.kind, event.kind)), f"　{event.happened_on.isoformat()}"]
    details = "，".join(detail_words(event.detail, rulebook, event.kind))
    struck = entry.corrected_by is not None
    parts: list[Any] = [html.Div(html.Del(words) if struck else words)]
    if details:
        parts.append(html.Div(html.Del(details) if struck else details))
    parts += [html.Div(text, className="note") for text in _remarks(entry)]
    return html.Li(parts, className="is-struck" if struck else "")


def _remarks(entry: Entry) -> list[str]:
    remarks = []
    if entry.corrected_by is not None:
        by = entry.corrected_by
        day = law_day(by.recorded_at).isoformat()
        how = "删除" if by.kind == STRIKES_OUT else f"更正为 {by.happened_on.isoformat()}"
        remarks.append(f"{day} 登记{how}")
    if entry.event.corrects_id is not None and entry.event.kind != STRIKES_OUT:
        remarks.append("本条是对原登记的更正")
    if entry.effect is not None:
        remarks.append(effect_words(entry.effect))
    return remarks


def detail_words(detail: Mapping[str, Any], rulebook: Rulebook, kind: str) -> list[str]:
    """Return what an entry says beside its day, in words; the kind of applicant is nobody's business here."""
    if kind == STRIKES_OUT:
        what = REQUEST_EVENTS.get(str(detail.get("kind")), str(detail.get("kind") or ""))
        return [f"原登记：{what} {detail.get('on') or ''}".strip()]
    outcome = rulebook.reply_kinds.get(str(detail.get("outcome")))
    said = {
        "channel": CHANNELS.get(str(detail.get("channel"))),
        "until": f"期限至 {detail.get('until')}",
        "working_days": f"{detail.get('working_days')} 个工作日",
        "approved": f"经负责人同意：{_YES_NO.get(detail.get('approved'), '—')}",
        "applicant_told": f"已告知申请人：{_YES_NO.get(detail.get('applicant_told'), '—')}",
        "consultation": f"征求意见编号 {detail.get('consultation')}",
        "outcome": f"{outcome.name}（{outcome.article}）" if outcome else str(detail.get("outcome")),
        "outcome_words": f"台账原文：{detail.get('outcome_words')}",
        "result": REVIEW_RESULTS.get(str(detail.get("result")), str(detail.get("result"))),
    }
    return [words for key, words in said.items() if words and detail.get(key) is not None]
