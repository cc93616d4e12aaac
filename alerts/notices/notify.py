"""One run: write what is to be told, then send what waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from alerts.channels import Channel
from alerts.notices.sending import send_waiting, still_waiting
from alerts.notices.writing import agencies_to_tell, write_notice
from rulebook import Rulebook
from store import Database


@dataclass(frozen=True)
class NotifySummary:
    """``notices``: new ones; ``sent`` and ``failed``: lines of the ledger in this run; ``waiting``: lines left open."""

    notices: int
    sent: int
    failed: int
    waiting: int


def notify(
    database: Database,
    rulebook: Rulebook,
    channel: Channel,
    now: datetime,
    base_url: str,
    progress: Callable[[int], None] | None = None,
) -> NotifySummary:
    """Tell every agency of the cards it does not know of, and send what waits from earlier runs too.

    ``base_url``: address of the dashboard, for the links. ``progress`` is told after each agency. A channel that cannot
    be reached raises nothing: its messages wait in the ledger with the reason.
    """
    written: list[int] = []
    for agency_id in agencies_to_tell(database, now):
        recipients = write_notice(database, rulebook, agency_id, channel.name, now, base_url)
        if recipients is not None:
            written.append(recipients)
        if progress is not None:
            progress(1)
    round_ = send_waiting(database, channel, now)
    failed = round_.failed + written.count(0)  # nobody to tell is a failure too
    return NotifySummary(len(written), round_.sent, failed, still_waiting(database, channel))
