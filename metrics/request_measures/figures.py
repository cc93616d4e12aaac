"""From counts to figures, one for each measure of the rulebook that is a single number."""

from dataclasses import dataclass

from metrics.assessment import Rate
from metrics.request_measures.tally import Count, RequestTally
from metrics.survival import kaplan_meier

REPLY_TIME = "request_reply_time"
COUNTED = {
    "request_received": Count.RECEIVED,
    "request_replied": Count.REPLIED,
    "request_otherwise_closed": Count.OTHERWISE_CLOSED,
    "request_open": Count.OPEN,
    "request_overdue": Count.OVERDUE,
    "request_due_soon": Count.DUE_SOON,
    "request_reviews_filed": Count.REVIEWS_FILED,
    "request_reviews_lost": Count.REVIEWS_LOST,
    "request_lawsuits_filed": Count.LAWSUITS_FILED,
    "request_lawsuits_lost": Count.LAWSUITS_LOST,
    "request_unconfirmed": Count.UNCONFIRMED,
    "request_earlier_open": Count.EARLIER_OPEN,
    "request_earlier_overdue": Count.EARLIER_OVERDUE,
}
# Each with what it is a share of. What was overdue before the period and still is weighs on every period until it is
# answered: nobody is 100 % on time beside an overdue request.
SHARES = {
    "request_on_time_rate": (Count.IN_TIME, (Count.SETTLED, Count.EARLIER_OVERDUE)),
    "request_extended_share": (Count.EXTENDED, (Count.RECEIVED,)),
    "request_correction_share": (Count.CORRECTION_ASKED, (Count.RECEIVED,)),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` None: no log, not applicable, or (``more_than``) a median not reached, above so many working days.

    ``sample``: of how many requests the figure is made.
    """

    value: float | None
    sample: int
    more_than: int | None = None


def figures(tally: RequestTally) -> dict[str, Figure]:
    """Figures by id of the measure. A share, mean or median of nothing is not applicable, and where there is no log at
    all nothing is known: not even a count is 0.
    """
    counts = tally.counts
    received = counts[Count.RECEIVED]
    found = {id_: Figure(counts[count] if tally.logged else None, received) for id_, count in COUNTED.items()}
    for id_, (part, of) in SHARES.items():
        whole = sum(counts[count] for count in of)
        found[id_] = Figure(Rate(counts[part], whole).percent, whole)
    spared = counts[Count.SPARED]
    mean = counts[Count.SPARED_DAYS] / spared if spared else None
    return found | {"request_excluded_days": Figure(mean, spared), REPLY_TIME: _reply_time(tally)}


def _reply_time(tally: RequestTally) -> Figure:
    """The sample is what is settled: open requests of this week make no figure that could be ranked."""
    survival = kaplan_meier(tally.replied_after, tally.unreplied_for)
    median = survival.median
    return Figure(median, tally.counts[Count.SETTLED], survival.observed_through if median is None else None)
