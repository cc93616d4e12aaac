from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.card_filter import OWN_LEVEL, STATE_GROUPS, CardFilter
from dashboard.words import CARD_STATES, COLOURS

TEXT = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(str.strip).map(lambda text: text or None)
)


@given(
    st.builds(
        CardFilter,
        colour=st.none() | st.sampled_from(COLOURS),
        state=st.none() | st.sampled_from([*CARD_STATES, *STATE_GROUPS]),
        region=st.none() | st.from_regex(r"[0-9]{6}", fullmatch=True),
        month=st.none() | st.from_regex(r"20[0-9]{2}-(0[1-9]|1[0-2])", fullmatch=True),
        text=TEXT,
        level=st.none() | st.just(OWN_LEVEL),
        since=st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(str),
    )
)
def test_an_address_says_its_filter_exactly(wanted: CardFilter) -> None:
    assert CardFilter.read(dict(parse_qsl(urlsplit(wanted.href()).query))) == wanted


@pytest.mark.parametrize(
    "given_filter",
    [
        {"colour": "green"},
        {"state": "' or 1=1"},
        {"region": "1501"},
        {"region": "15%100"},
        {"month": "2026-13"},
        {"month": "2026-11-20"},
        {"text": "   "},
        {"since": "2026-02-30"},
        {"since": "2026-11"},
        {"since": "99999-01-01"},
        {"colour": None, "month": 5},
        {"unknown": "x"},
    ],
)
def test_what_makes_no_sense_is_left_out(given_filter: dict[str, object]) -> None:
    assert CardFilter.read(given_filter) == CardFilter()
