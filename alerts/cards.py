"""From a finding to its card: number, title, demands and the days until which they run."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from alerts.words import problem
from metrics.law_days import law_day
from metrics.working_days import WorkingDays
from rulebook import Rulebook
from store.models import Finding

_LETTERS = 10  # 50 bits: two cards of one rule and year do not meet in a lifetime
_TITLE_LENGTH = 300


def card_number(rule: str, subject_kind: str, subject_id: int, occurrence: str, triggered_on: date) -> str:
    """The number of a card, "2026-FOI-R-K3F7QX2AMP": it follows from the finding alone.

    Neither the order of cards nor an evaluation that was broken off and run again changes it.
    """
    key = json.dumps([rule, subject_kind, subject_id, occurrence], ensure_ascii=False).encode()
    letters = base64.b32encode(hashlib.sha256(key).digest()).decode()[:_LETTERS]
    return f"{triggered_on.year}-{rule}-{letters}"


def card_row(
    finding: Finding, label: str, rulebook: Rulebook, working_days: WorkingDays, now: datetime
) -> dict[str, Any]:
    """The row of the card for ``finding``, whose matter is called ``label``.

    The days to explain and to rectify count from the day on which the card is made, because it cannot be received
    earlier; a period through a year whose calendar is unknown is provisional.
    """
    rule = rulebook.card_rules[finding.rule]
    limits = {"explain_by": rule.explain_working_days, "rectify_by": rule.rectify_working_days}
    due = {name: working_days.nth_after(law_day(now), n) for name, n in limits.items() if n is not None}
    days: Mapping[str, date] = {name: reached.day for name, reached in due.items()}
    title = f"{problem(rulebook, finding.rule, finding.occurrence)}：{label}"
    return {
        "finding_id": finding.id,
        "number": card_number(
            finding.rule, finding.subject_kind, finding.subject_id, finding.occurrence, finding.triggered_on
        ),
        "agency_id": finding.agency_id,
        "colour": finding.severity,
        "rule": finding.rule,
        "title": title[:_TITLE_LENGTH],
        "measure": rule.measure,
        "points": rule.points,
        "veto": rule.veto,
        "issued_on": finding.triggered_on,
        "explain_by": days.get("explain_by"),
        "rectify_by": days.get("rectify_by"),
        "due_provisional": any(reached.provisional for reached in due.values()),
        "state": "open",
        "created_at": now,
    }
