"""Which requests are behind a figure: the tally of one request alone is asked, so that they are those counted."""

from metrics.request_measures.figures import COUNTED, REPLY_TIME, SHARES
from metrics.request_measures.tally import Count, RequestTally

EXCLUDED_DAYS = "request_excluded_days"
OUTCOMES = "request_outcomes"


def is_behind(tally: RequestTally, measure: str, outcome: str | None = None) -> bool:
    """Whether the one request of ``tally`` is behind the figure ``measure``; KeyError for a measure that is unknown.

    Behind the rate of replies in time are those that lower it, behind a share its part, behind the time to reply what
    was replied to, behind the kinds of reply what was closed, with ``outcome`` in that way alone.
    """
    counts = tally.counts
    if measure == OUTCOMES:
        return bool(tally.outcomes[outcome] if outcome else tally.outcomes)
    if measure == "request_on_time_rate":
        return counts[Count.SETTLED] > counts[Count.IN_TIME] or counts[Count.EARLIER_OVERDUE] > 0
    if measure in SHARES:
        return counts[SHARES[measure][0]] > 0
    one = {EXCLUDED_DAYS: Count.SPARED, REPLY_TIME: Count.REPLIED}
    return counts[one.get(measure) or COUNTED[measure]] > 0
