"""Whether a visit failed because of the site or because of our own network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from collectors.availability.plan import DueVisit
from collectors.availability.recording import Probe, Visit
from metrics.facts import CheckOutcome

FEWEST_HOSTS = 3
"""So many different hosts must have failed together before they are taken to say something of our own network."""


def may_be_ours(visit: Visit) -> bool:
    """Whether nothing at all came from the site, as when our own network is down."""
    return visit.outcome.no_answer_came


def tells_of_network(probe: Probe) -> bool:
    """Whether the address was really tried: one that may not be asked says nothing, neither for nor against."""
    return probe.outcome is not CheckOutcome.FORBIDDEN_ADDRESS


def network_failed(probes: Sequence[Probe]) -> bool:
    """Whether more than half of the reference addresses gave no answer."""
    return bool(probes) and 2 * sum(probe.outcome.no_answer_came for probe in probes) > len(probes)


def all_failed_together(visits: Sequence[tuple[DueVisit, Visit]]) -> bool:
    """Without reference addresses: whether some hosts were visited at one time and none of them gave an answer."""
    hosts = {urlsplit(due.address).netloc for due, _ in visits}
    return len(hosts) >= FEWEST_HOSTS and all(may_be_ours(visit) for _, visit in visits)


def excused(visit: Visit) -> Visit:
    """The visit, marked as saying nothing of the site where nothing came from it."""
    return replace(visit, own_network=True) if may_be_ours(visit) else visit
