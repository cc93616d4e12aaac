"""How much the proofs try: little by default, everything under ``MINGCHA_LONG_TESTS=1`` (``make test-long``)."""

from __future__ import annotations

import os

from hypothesis import settings

LONG = os.environ.get("MINGCHA_LONG_TESTS") == "1"
RANDOM_LOGS = 100_000 if LONG else 500

proof = settings(max_examples=1000 if LONG else 100, deadline=None)
"""Decorates a property that a law must always have."""

FUZZED_FILES = 10_000 if LONG else 240
"""Damaged files that are taken in."""
