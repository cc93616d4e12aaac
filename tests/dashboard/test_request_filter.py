"""A filter of requests survives the address, and nothing strange gets through it."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.request_filter import CHANNEL_CHOICES, STANDINGS, RequestFilter
from dashboard.request_standing import DUE_WINDOWS

TEXT = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(str.strip).map(lambda text: text or None)
)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat)
FILTERS = st.builds(
    RequestFilter,
    standing=st.sampled_from([None, *STANDINGS]),
    due=st.one_of(st.sampled_from([None, *DUE_WINDOWS]), DAYS),
    region=st.sampled_from([None, "150100"]),
    agency=st.sampled_from([None, "7"]),
    channel=st.sampled_from([None, *CHANNEL_CHOICES]),
    outcome=st.sampled_from([None, "granted", "unsaid"]),
    received=st.sampled_from([None, "2026-01-01..2026-03-31", "..2025-12-31", "2026-01-01.."]),
    timely=st.sampled_from([None, "late", "in_time"]),
    step=st.sampled_from([None, "extended", "review"]),
    text=TEXT,
    sort=st.sampled_from([None, "received_on:desc"]),
)


@given(FILTERS)
def test_a_filter_comes_back_from_its_address(wanted: RequestFilter) -> None:
    assert RequestFilter.read(dict(parse_qsl(urlsplit(wanted.href()).query))) == wanted


@pytest.mark.parametrize(
    "given_",
    [
        {"standing": "drop table"},
        {"due": "2026-02-30"},
        {"due": "20261120"},
        {"due": "2026-W47-5"},
        {"region": "15010"},
        {"agency": "0"},
        {"agency": "99999999999"},
        {"agency": "1 or 1"},
        {"channel": "pigeon"},
        {"outcome": "GRANTED' --"},
        {"received": "2026-02-30..2026-03-01"},
        {"received": ".."},
        {"received": "2026"},
        {"timely": "soon"},
        {"step": "replied"},
        {"sort": "due_on desc; drop"},
        {"text": "   "},
        {"unknown": "x"},
        {"standing": None, "due": None},
    ],
)
def test_what_makes_no_sense_is_left_out(given_: dict[str, object]) -> None:
    assert RequestFilter.read(given_) == RequestFilter()
