"""Random logs of requests by the thousand, each told by its number alone."""

from datetime import date, timedelta
from random import Random

from metrics.facts import RequestEvent, RequestEventKind

Kind = RequestEventKind
FIRST_DAY, LAST_DAY = date(2019, 5, 15), date(2026, 11, 30)
CHANNELS = (None, None, "in_person", "registered_post", "post", "internet", "fax")
MIDDLE = (
    Kind.DEFECT_NOTED,
    Kind.CORRECTION_ASKED,
    Kind.CORRECTION_RECEIVED,
    Kind.CORRECTION_LAPSED,
    Kind.EXTENDED,
    Kind.FEE_NOTICED,
    Kind.FEE_PAID,
    Kind.VOLUME_PERIOD_SET,
    Kind.REVIEW_DECIDED,
)
ENDS = (Kind.REPLIED, Kind.REPLIED, Kind.WITHDRAWN, Kind.TRANSFERRED)


def random_log(number: int) -> tuple[list[RequestEvent], date]:
    """A log in any order, and a day on which to look at it."""
    chance = Random(number)
    begin = LAST_DAY - timedelta(days=60) if chance.random() < 0.1 else FIRST_DAY  # many run into an unknown year
    first = begin + timedelta(days=chance.randrange((LAST_DAY - begin).days))
    events = [RequestEvent(Kind.SUBMITTED, first, {"channel": chance.choice(CHANNELS)})]
    events += [_at(chance, kind, first, 12) for kind in (Kind.RECEIVED, Kind.CONFIRMED) if chance.random() < 0.7]
    for _ in range(chance.choice((0, 0, 1, 1, 2, 3))):
        events += _consultation(chance, first)
    events += [_at(chance, chance.choice(MIDDLE), first, 80) for _ in range(chance.choice((0, 1, 1, 2, 3, 4)))]
    if chance.random() < 0.5:
        events.append(_at(chance, chance.choice(ENDS), first, 110))
    if chance.random() < 0.25:
        wrong = chance.choice(events)
        strike = {"kind": wrong.kind.value, "on": wrong.on.isoformat()}
        events.append(RequestEvent(Kind.CORRECTED_ENTRY, wrong.on + timedelta(days=chance.randrange(40)), strike))
    chance.shuffle(events)
    return events, first + timedelta(days=chance.randrange(130))


def _at(chance: Random, kind: RequestEventKind, first: date, within: int) -> RequestEvent:
    detail: dict[str, object] = {"working_days": chance.randint(1, 30)}
    if chance.random() < 0.5:
        detail |= {"approved": chance.random() < 0.8, "applicant_told": chance.random() < 0.8}
    return RequestEvent(kind, first + timedelta(days=chance.randrange(within)), detail)


def _consultation(chance: Random, first: date) -> list[RequestEvent]:
    who, name = chance.choice(("third_party", "agency")), chance.choice((None, "a", "b"))
    asked = first + timedelta(days=chance.randrange(60))
    events = [RequestEvent(Kind(f"{who}_asked"), asked, {"consultation": name})]
    if chance.random() < 0.7:
        on = asked + timedelta(days=chance.randrange(35))
        events.append(RequestEvent(Kind(f"{who}_answered"), on, {"consultation": name}))
    return events
