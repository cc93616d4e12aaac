"""Each figure is a door to the requests behind it."""

from __future__ import annotations

from datetime import timedelta

from dashboard.request_filter import RequestFilter
from metrics.request_measures import Period

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


def door(measure: str, place: RequestFilter, period: Period) -> str:
    """Return the address of the rows behind a figure of ``place`` (a filter by region or agency)."""
    within = f"{period.first.isoformat()}..{period.last.isoformat()}"
    before = f"..{(period.first - timedelta(days=1)).isoformat()}"
    if measure == "request_unconfirmed":
        return place.but(standing="unconfirmed").href()
    if measure in ("request_earlier_open", "request_earlier_overdue"):
        standing = "open" if measure == "request_earlier_open" else "overdue"
        return place.but(standing=standing, received=before).href()
    return place.but(received=within, **_ROWS[measure]).href()


def outcome_door(kind: str, place: RequestFilter, period: Period) -> str:
    """Return the address of the closed requests with that kind of reply."""
    within = f"{period.first.isoformat()}..{period.last.isoformat()}"
    return place.but(received=within, standing="closed", outcome=kind).href()
