"""What each role may do with a card: the agency explains and says done, the officer looks again, closes, revokes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import dash_mantine_components as dmc
from dash import html

from alerts import rectification
from dashboard.components import empty_note, facts_list, section
from dashboard.page import Visit
from dashboard.pages.card.progress import progress
from dashboard.pages.card.queries import CardView
from dashboard.scope import Scope
from dashboard.services import Services
from metrics.law_days import law_minute
from rulebook import Rulebook
from store import Database
from store.models import Card

NOTE, MESSAGE = "card-note", "card-message"
_BEFORE_CLOSING = frozenset({"open", "explained", "done", "confirmed"})
_ACTIVE = _BEFORE_CLOSING | {"suspended"}

Run = Callable[[Services, int, str, str], None]


@dataclass(frozen=True)
class Action:
    """``for_officers``: the supervising side acts; otherwise the supervised agency. ``states``: where it makes sense.

    ``run`` takes services, card id, actor and text. ``for_reminders``: also for blue cards, which demand nothing.
    """

    name: str
    label: str
    for_officers: bool
    states: frozenset[str]
    run: Run
    needs_text: bool = False
    for_reminders: bool = False

    def fits(self, scope: Scope, card: Card) -> bool:
        """Whether this user may do this with the card as it stands."""
        return self.is_for(scope, card) and card.state in self.states and (self.for_reminders or card.colour != "blue")

    def is_for(self, scope: Scope, card: Card) -> bool:
        """Whether this is the user's side to act."""
        return scope.is_officer if self.for_officers else scope.agency_id == card.agency_id


def _step(function: Callable[[Database, int, str, str, datetime], None]) -> Run:
    return lambda services, card_id, actor, text: function(services.database, card_id, actor, text, services.clock())


def _judged(function: Callable[[Database, int, str, str, datetime, Rulebook], None]) -> Run:
    return lambda services, card_id, actor, text: function(
        services.database, card_id, actor, text, services.clock(), services.rulebook
    )


_AGENCY, _OFFICERS = False, True
_TO_MEND = frozenset({"open", "explained"})
ACTIONS = (
    Action("explain", "提交书面说明", _AGENCY, _TO_MEND, _step(rectification.explain), needs_text=True),
    Action("done", "报告整改完成", _AGENCY, _TO_MEND, _step(rectification.say_done), needs_text=True),
    Action("confirm", "确认整改", _OFFICERS, frozenset({"done"}), _judged(rectification.confirm)),
    Action("close", "销号", _OFFICERS, _BEFORE_CLOSING, _judged(rectification.close)),
    Action("look", "要求复查", _OFFICERS, _BEFORE_CLOSING, _step(rectification.ask_new_look)),
    Action("urge", "督办", _OFFICERS, _TO_MEND, _step(rectification.urge)),
    Action("revoke", "撤销", _OFFICERS, _ACTIVE, _step(rectification.revoke), needs_text=True, for_reminders=True),
)


def actions_section(visit: Visit, view: CardView) -> Any:
    """Return what was written so far and the buttons that fit this user and this card."""
    fitting = [action for action in ACTIONS if action.fits(visit.scope, view.card)]
    parts: list[Any] = [*progress(visit, view), _so_far(view)]
    if fitting:
        parts.append(_form(fitting))
    elif view.card.colour != "blue":
        parts.append(empty_note("目前没有需要您办理的事项。"))
    # Always there, so that the callback finds what it writes to.
    parts.append(html.P(id=MESSAGE, className="note", role="alert"))
    return section("整改办理", *parts, wide=True)


def _form(fitting: list[Action]) -> Any:
    buttons = [
        dmc.Button(
            action.label,
            id={"type": "card-action", "name": action.name},
            size="xs",
            variant="outline" if action.name == "revoke" else "filled" if place == 0 else "light",
            color="red" if action.name == "revoke" else None,
        )
        for place, action in enumerate(fitting)
    ]
    text = dmc.Textarea(id=NOTE, label="文字说明", autosize=True, minRows=2, maxRows=8)
    return html.Div([text, html.Div(buttons, className="action-row")], className="actions")


def _so_far(view: CardView) -> Any:
    done = view.rectification
    if done is None:
        words = "提醒无需书面说明。" if view.card.colour == "blue" else "尚无书面说明和整改报告。"
        return empty_note(words)
    seen = {None: "尚未复查", True: "仍有问题", False: "未再发现问题"}[done.still_at_fault]
    if done.look_result:
        seen += f"：{done.look_result.get('words', '')}"
    return facts_list(
        [
            ("书面说明", _with_moment(done.explanation, done.explained_at)),
            ("整改报告", _with_moment(done.done_note, done.done_at)),
            ("系统复查", _with_moment(seen, done.looked_at)),
            ("销号", _with_moment("", done.closed_at) if done.closed_at else None),
        ]
    )


def _with_moment(text: str | None, moment: datetime | None) -> str | None:
    if moment is None:
        return text
    return f"{text or ''}　{law_minute(moment)}".strip()
