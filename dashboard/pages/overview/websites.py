"""Websites on the overview: how the sites stand, what their columns answer, and the ways to what must be public."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from dash import html
from sqlalchemy.orm import Session

from dashboard.column_answers import column_answers
from dashboard.components import link, section, tile
from dashboard.page import Visit
from dashboard.pages.sites.queries import count_states
from dashboard.site_filter import LIST, SiteFilter
from dashboard.site_states import COLUMNS, DOWN, EARLY, QUIET, SITE_STATES, UNCHECKED, VETO
from dashboard.words import COLUMN_ANSWERS, COLUMN_SIGNS

_SITE_KINDS = {VETO: "tile-red", EARLY: "tile-blue", DOWN: "tile-red", COLUMNS: "tile-yellow", UNCHECKED: "", QUIET: ""}
_ANSWER_KINDS = {"fresh": "tile-green", "stale": "tile-yellow", "not_checked": "", "check_failed": "tile-red"}


def websites_section(session: Session, visit: Visit, today: date) -> Any:
    """Return sites and columns in the user's scope, each number a door to its rows."""
    sites = count_states(session, visit.scope, SiteFilter(), visit.services)
    ways = [link("各网站", LIST), link("事项清单", "/catalogue"), link("年度报告", "/annual-reports")]
    return section(
        "网站",
        html.Div(_site_tiles(sites), className="tiles"),
        html.H3("栏目"),
        html.Div(_column_tiles(session, visit, today), className="tiles"),
        html.Div(ways, className="pages"),
        note="按最严重的一项归类；未检查、检查失败都不等于正常",
        wide=True,
    )


def _site_tiles(counts: Counter[str]) -> list[Any]:
    return [
        tile(SITE_STATES[state], counts[state], SiteFilter(state=state).href(), unit="个", kind=kind)
        for state, kind in _SITE_KINDS.items()
    ]


def _column_tiles(session: Session, visit: Visit, today: date) -> list[Any]:
    answers = column_answers(session, visit.scope, visit.services.rulebook, today)
    counts = Counter(str(answer.state.answer) for answer in answers)
    return [
        tile(
            f"{COLUMN_SIGNS[answer]} {name}",
            counts[answer],
            f"/sources?answer={answer}",
            unit="个",
            kind=_ANSWER_KINDS[answer],
        )
        for answer, name in COLUMN_ANSWERS.items()
    ]
