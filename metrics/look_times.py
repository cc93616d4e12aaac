"""When to look at a page again: from its own rhythm and its distance to the limit, or after a failure.

No law stands behind these times; they only decide how soon a change is noticed and how much a site is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from hashlib import blake2b
from typing import Final

from metrics.law_days import SHANGHAI

LOOKS_PER_UPDATE: Final = 8
"""A page that is updated every eight days is looked at once a day."""
FIRST_RETRY: Final = timedelta(minutes=5)
RETRIES: Final = 3
"""Failures in a row that are tried again soon; each waits three times as long as the one before."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ActiveHours:
    """The hours of the day (Asia/Shanghai) in which pages are looked at. Equal ends: the whole day."""

    begin: time = time(0)
    end: time = time(0)

    def allow(self, moment: datetime) -> bool:
        """Whether ``moment`` (aware) lies within; a range over midnight is understood."""
        if self.begin == self.end:
            return True
        clock = moment.astimezone(SHANGHAI).time()
        if self.begin < self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end

    def move(self, moment: datetime, share: float) -> datetime:
        """``moment``, or where it lies outside the hours a moment in the first hour of the next ones.

        ``share`` (0 ≤ share < 1) spreads those that wait for the morning over that hour.
        """
        if self.allow(moment):
            return moment
        local = moment.astimezone(SHANGHAI)
        begin = datetime.combine(local.date(), self.begin, SHANGHAI)
        if begin < local:
            begin += _DAY
        late = begin + share * timedelta(hours=1)
        return (late if self.allow(late) else begin).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class LookPolicy:
    """``floor`` and ``cap``: the shortest and the longest time between two looks at a page that answers."""

    floor: timedelta
    cap: timedelta
    hours: ActiveHours = ActiveHours()

    def within(self, interval: timedelta) -> timedelta:
        """``interval`` between floor and cap."""
        return max(min(interval, self.cap), self.floor)


def interval_of(policy: LookPolicy, usual: timedelta, rhythm_days: float | None, days_left: int | None) -> timedelta:
    """The time until the next look at a page that answered.

    ``usual``: where nothing is known of the page. ``rhythm_days``: median calendar days between two updates.
    ``days_left``: calendar days until its limit has passed, negative when it has: it is stale already, and how soon
    its next item is noticed follows from its rhythm alone.
    """
    interval = usual if rhythm_days is None else rhythm_days * _DAY / LOOKS_PER_UPDATE
    if days_left is not None and days_left >= 0:
        interval = min(interval, days_left * _DAY / LOOKS_PER_UPDATE)
    return policy.within(interval)


def interval_after_failure(policy: LookPolicy, usual: timedelta, failures: int, retryable: bool) -> timedelta:
    """The time until a page is tried again after ``failures`` (≥ 1) in a row, the last one just now.

    What may pass by itself is tried again soon, three times; after that, and where somebody must mend something first,
    each failure doubles the time, up to the cap.
    """
    if retryable and failures <= RETRIES:
        return min(FIRST_RETRY * float(3 ** (failures - 1)), policy.within(usual))
    doublings = min(failures - 1 - (RETRIES if retryable else 0), 20)
    return policy.within(usual * float(2**doublings))


def share_of(*key: object) -> float:
    """A number from 0 to below 1 that is always the same for this key and evenly spread over many keys."""
    digest = blake2b("\x1f".join(map(str, key)).encode(), digest_size=6).digest()
    return int.from_bytes(digest) / 2**48


def jittered(interval: timedelta, share: float) -> timedelta:
    """``interval`` lengthened or shortened by up to a tenth, so that what began together does not stay together."""
    return interval * (0.9 + 0.2 * share)
