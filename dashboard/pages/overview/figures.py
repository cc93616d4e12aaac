"""The two charts of the overview: cards by league and colour, cards issued by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.card_filter import IN_FORCE, VALID, CardFilter
from dashboard.charts import BAR_PATTERNS, COLOUR_VALUES, MARKERS, count_axis, figure
from dashboard.pages.overview.queries import Place
from dashboard.words import COLOUR_NAMES, COLOURS, colour_label


def cards_by_place(places: Sequence[Place]) -> dict[str, Any]:
    """Return stacked bars, most cards first; the pattern tells the colours apart as well."""
    # A bar chart draws its last category at the top.
    ordered = sorted(places, key=lambda place: (place.cards["red"], place.cards["yellow"], place.cards.total()))
    largest = max((place.cards.total() for place in places), default=0)
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": colour_label(colour),
            "y": [place.name for place in ordered],
            "x": [place.cards[colour] for place in ordered],
            "customdata": [place.filter(colour, IN_FORCE).href() for place in ordered],
            "marker": {"color": COLOUR_VALUES[colour], "pattern": {"shape": BAR_PATTERNS[colour], "size": 6}},
            "hovertemplate": f"%{{y}}：{COLOUR_NAMES[colour]} %{{x}} 张<extra></extra>",
        }
        for colour in COLOURS
    ]
    return figure(
        traces,
        barmode="stack",
        bargap=0.35,
        legend={"traceorder": "normal"},
        xaxis=count_axis(largest),
    )


def months_through(today: date, count: int = 12) -> list[str]:
    """Return the last ``count`` months through the one of ``today``, as YYYY-MM."""
    last = today.year * 12 + today.month - 1
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in range(last - count + 1, last + 1)]


def issued_by_month(counts: Counter[tuple[str, str]], months: Sequence[str]) -> dict[str, Any]:
    """Return one line for each colour over the months, each with its own marker."""
    traces = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": colour_label(colour),
            "x": list(months),
            "y": [counts[month, colour] for month in months],
            "customdata": [CardFilter(colour, VALID, month=month).href() for month in months],
            "line": {"color": COLOUR_VALUES[colour], "width": 2},
            "marker": {"symbol": MARKERS[colour], "size": 9},
            "cliponaxis": False,
            "hovertemplate": f"%{{x}}：{COLOUR_NAMES[colour]} %{{y}} 张<extra></extra>",
        }
        for colour in COLOURS
    ]
    return figure(traces, xaxis={"type": "category", "dtick": 2}, yaxis=count_axis(max(counts.values(), default=0)))
