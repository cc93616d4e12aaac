"""Each figure is a door to the requests behind it, as they stood on the day of the figure."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from dashboard.pages.measures.question import Question
from dashboard.request_filter import RequestFilter
from metrics.request_measures import OUTCOMES

ROWS, FILE = "/measures/rows", "/measures/file"
_ROWS = {
    "request_received": {},
    "request_replied": {"standing": "replied"},
    "request_otherwise_closed": {"standing": "otherwise_closed"},
    "request_open": {"standing": "open"},
    "request_overdue": {"standing": "overdue"},
    "request_due_soon": {"due": "near"},
    "request_on_time_rate": {"timely": "late"},
    "request_extended_share": {"step": "extended"},
    "request_correction_share": {"step": "correction"},
    "request_excluded_days": {"step": "consulted"},
    "request_reply_time": {"standing": "replied"},
    "request_reviews_filed": {"step": "review"},
    "request_reviews_lost": {"step": "review"},
    "request_lawsuits_filed": {"step": "lawsuit"},
    "request_lawsuits_lost": {"step": "lawsuit"},
}


def place_of(asked: Question) -> RequestFilter:
    """Return the requests of the place asked about."""
    return RequestFilter(region=asked.region, agency=str(asked.agency) if asked.agency else None)


def door(measure: str, asked: Question, today: date) -> str:
    """Return the address of the rows behind a figure. The list of requests knows them as they stand today."""
    if asked.as_of != today:
        return rows_href(asked, measure)
    place, before = place_of(asked), f"..{(asked.period.first - timedelta(days=1)).isoformat()}"
    if measure == "request_unconfirmed":
        return place.but(standing="unconfirmed").href()
    if measure in ("request_earlier_open", "request_earlier_overdue"):
        standing = "open" if measure == "request_earlier_open" else "overdue"
        return place.but(standing=standing, received=before).href()
    return place.but(received=_within(asked), **_ROWS[measure]).href()


def outcome_door(kind: str, asked: Question, today: date) -> str:
    """Return the address of the closed requests with that kind of reply."""
    if asked.as_of != today:
        return rows_href(asked, OUTCOMES, outcome=kind)
    return place_of(asked).but(received=_within(asked), standing="closed", outcome=kind).href()


def file_href(asked: Question) -> str:
    """Return the address of the figures as a workbook."""
    return f"{FILE}?{urlencode(asked.parameters())}"


def rows_href(asked: Question, measure: str, **besides: str) -> str:
    """Return the address of the requests that were counted on a past day."""
    return f"{ROWS}?{urlencode({'measure': measure, **asked.parameters(), **besides})}"


def _within(asked: Question) -> str:
    return f"{asked.period.first.isoformat()}..{asked.period.last.isoformat()}"
