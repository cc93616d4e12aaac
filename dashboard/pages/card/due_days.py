"""How a day came about: the clock of the request behind a card, or the days given to rectify."""

from __future__ import annotations

from typing import Any

from dashboard.components import empty_note, section
from dashboard.components.clock_strip import clock_strip
from dashboard.due_day_changes import change_lines
from dashboard.pages.card.queries import CardView
from dashboard.request_clock import clock_parts
from metrics.law_days import law_day


def due_section(view: CardView) -> Any:
    """Return the due day of the request, or for other matters the days given to rectify."""
    if view.clock is not None:
        return section("到期日怎么来的", *clock_parts(view.clock), *change_lines(view.changes), wide=True)
    card = view.card
    if card.rectify_by is None:
        return section("期限怎么来的", empty_note("提醒不设整改期限。"), wide=True)
    begin = law_day(card.created_at)
    days = view.days.explain(begin, card.rectify_by)
    note = f"自 {begin.isoformat()} 收到的次日起算，当日不计"
    return section("整改期限怎么来的", *clock_strip(days, card.rectify_by), note=note, wide=True)
