"""The card as its receiver and its supervisor both see it."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import dcc, html
from flask import abort

from dashboard.card_filter import VALID, CardFilter
from dashboard.catalogue_filter import CatalogueFilter
from dashboard.components import card_badge, facts_list, link, section
from dashboard.matter_cards import cards_section
from dashboard.page import Visit
from dashboard.pages.card.actions import actions_section
from dashboard.pages.card.because import because_section
from dashboard.pages.card.due_days import due_section
from dashboard.pages.card.progress import SEEN, state_of
from dashboard.pages.card.proof import columns_section, copies_section, facts_section, rule_section
from dashboard.pages.card.queries import OTHERS_SHOWN, CardView, card_view
from dashboard.pages.card.visits import visits_section
from dashboard.words import CARD_EVENTS, CARD_STATES
from metrics.law_days import law_minute

CARD_ID = "card-id"
_WITH_PAGE = frozenset({"request", "site", "column"})


def layout(visit: Visit) -> Any:
    """Draw the card whose id is the argument of the address."""
    with visit.services.database.read() as session:
        view = card_view(session, visit.scope, visit.services, int(visit.argument or 0))
        if view is None:
            abort(404)
        return html.Div(
            [
                dcc.Store(id=CARD_ID, data=view.card.id),
                dcc.Store(id=SEEN, data=state_of(session, view.card.id)),
                html.H1([card_badge(view.card.colour), " ", view.card.title]),
                html.Div(
                    className="grid",
                    children=[
                        _summary(view),
                        rule_section(view, visit.services.rulebook),
                        actions_section(visit, view),
                        due_section(view),
                        facts_section(view),
                        _history(view),
                        *because_section(session, visit.scope, view),
                        *_others(view),
                        *columns_section(session, view),
                        *visits_section(session, view),
                        copies_section(session, view, visit.services.evidence_folder),
                    ],
                ),
            ]
        )


def _summary(view: CardView) -> Any:
    card = view.card
    return section(
        "基本情况",
        facts_list(
            [
                ("编号", card.number),
                ("单位", link(view.agency.name, CardFilter(state=VALID, text=view.agency.name).href())),
                ("地区", view.region.name),
                ("对象", _matter(view)),
                ("状态", CARD_STATES.get(card.state, card.state)),
                ("发牌日", card.issued_on.isoformat()),
                ("对应措施", card.measure),
                ("计分", f"{card.points:g}" + ("（单项否决）" if card.veto else "")),
                ("书面说明期限", _day(card.explain_by, card.due_provisional)),
                ("整改期限", _day(card.rectify_by, card.due_provisional)),
            ]
        ),
    )


def _matter(view: CardView) -> Any:
    kind = view.finding.subject_kind
    if kind == "catalogue":
        item = CatalogueFilter(agency=str(view.agency.id), text=view.finding.facts.get("item"), shown="list")
        return link(view.matter, item.href())
    return link(view.matter, f"/{kind}/{view.finding.subject_id}") if kind in _WITH_PAGE else view.matter


def _others(view: CardView) -> list[Any]:
    """Other cards of the same matter; an agency's escalations and a matter with one card have none."""
    if not view.others:
        return []
    note = f"最近 {OTHERS_SHOWN} 张" if len(view.others) == OTHERS_SHOWN else None
    return [cards_section("同一事项的其他牌", view.others, "", note=note, wide=True)]


def _history(view: CardView) -> Any:
    lines = []
    for event in view.history:
        moment = law_minute(event.at)
        actor = "系统" if event.actor == "system" else event.actor
        states = (
            ""
            if event.from_state in (None, event.to_state)
            else f"　→ {CARD_STATES.get(event.to_state, event.to_state)}"
        )
        head = html.Div(
            [
                html.B(CARD_EVENTS.get(event.kind, event.kind)),
                html.Span(f"　{moment}　{actor}{states}", className="note"),
            ]
        )
        lines.append(html.Li([head, html.Div(event.note or "")]))
    return section("办理记录", html.Ol(lines, className="history"))


def _day(day: date | None, provisional: bool) -> str | None:
    if day is None:
        return None
    return f"{day.isoformat()}（暂定：该年节假日安排尚未公布）" if provisional else day.isoformat()
