"""Packed bodies, told apart by how they were packed."""

from __future__ import annotations

import gzip

import pytest

from collectors.fetching.failures import FetchStopped
from collectors.fetching.unpacking import unpacker_for

LIMIT = 1_000_000


def test_a_body_packed_in_many_pieces_is_whole() -> None:
    assert unpacker_for("gzip").feed(gzip.compress(b"page") * 900, LIMIT) == b"page" * 900


def test_a_body_of_pieces_without_end_is_refused() -> None:
    with pytest.raises(FetchStopped, match="过多的片段"):
        unpacker_for("gzip").feed(gzip.compress(b"") * 100_000, LIMIT)


def test_a_body_of_several_pieces_stops_at_the_limit() -> None:
    assert len(unpacker_for("gzip").feed(gzip.compress(b"x" * 600_000) * 3, LIMIT)) <= LIMIT + 2
