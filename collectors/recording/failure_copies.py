"""Answers that did not show the page they were asked for, kept as proof of that: each kind of failure once in a while.

An error page may tell another number at each look. One copy a week of every kind (outcome and status) of each source
proves as much as all of them, and a week of visits (W2) always holds one; the looks between have their rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from collectors.fetching import Fetched
from collectors.recording.kept_files import failure_hash, keep_copy
from metrics.facts import CheckOutcome

AGAIN: Final = timedelta(days=7)
"""After so long the same kind of failure of the same source is kept anew."""

KeptFailures = Mapping[str, Mapping[str, Any]]
"""By kind of failure the last copy: ``at`` (ISO) it was kept, ``hash``."""


def failure_kind(outcome: CheckOutcome, status: int | None) -> str:
    """The outcome with the status of the answer, such as ``http_client_error:404``."""
    return f"{outcome.value}:{status}"


def keep_answer(
    folder: Path, fetched: Fetched, outcome: CheckOutcome, at: datetime, kept: KeptFailures
) -> tuple[str, str] | None:
    """Keep the answer of a failed look, as ``keep_copy`` does; none where nothing came or its kind was kept lately.

    The same answer as the last kept one costs nothing and is named again.
    """
    if fetched.status is None:
        return None
    last = kept.get(failure_kind(outcome, fetched.status))
    if last is not None and not _is_old(last, at) and last["hash"] != failure_hash(fetched):
        return None
    return keep_copy(folder, fetched, at, failed=True)


def remembered(
    kept: KeptFailures, outcome: CheckOutcome, status: int | None, digest: str, at: datetime
) -> dict[str, Any]:
    """``kept`` after a copy was named at that moment; one that was named again keeps its moment, what is old goes."""
    young = {kind: last for kind, last in kept.items() if not _is_old(last, at)}
    return {failure_kind(outcome, status): {"at": at.isoformat(), "hash": digest}, **young}


def _is_old(last: Mapping[str, Any], at: datetime) -> bool:
    return at - datetime.fromisoformat(str(last["at"])) >= AGAIN
