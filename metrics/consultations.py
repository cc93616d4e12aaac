"""Time that does not count: asking a third party or another agency (条例 第三十二、三十三、三十四条)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from metrics.facts import RequestEvent, RequestEventKind
from metrics.working_days import WorkingDays
from rulebook import Rulebook

Kind = RequestEventKind
ANSWER_OF = {Kind.THIRD_PARTY_ANSWERED: Kind.THIRD_PARTY_ASKED, Kind.AGENCY_ANSWERED: Kind.AGENCY_ASKED}
RULE_OF = {Kind.THIRD_PARTY_ASKED: "A32", Kind.AGENCY_ASKED: "A34"}
NAMES = {Kind.THIRD_PARTY_ASKED: "征求第三方意见", Kind.AGENCY_ASKED: "征求其他机关意见"}


@dataclass(frozen=True, slots=True)
class Consultation:
    """One question sent out. Excluded: the days after ``asked`` through ``through``; ``answered`` None: still open."""

    kind: RequestEventKind
    name: str | None
    asked: date
    through: date
    answered: date | None = None


def asked(
    event: RequestEvent, so_far: Sequence[Consultation], rulebook: Rulebook, working_days: WorkingDays
) -> tuple[Consultation, ...]:
    """The consultations after ``event`` asked one more; silence ends it with its 15th working day (A32, A34)."""
    name = _name(event)
    if any(c.kind is event.kind and c.asked == event.on and c.name == name for c in so_far):
        return tuple(so_far)
    through = working_days.nth_after(event.on, rulebook.limit(RULE_OF[event.kind], "working_days")).day
    return (*so_far, Consultation(event.kind, name, event.on, through))


def answered(event: RequestEvent, so_far: Sequence[Consultation]) -> tuple[Consultation, ...]:
    """The consultations after ``event`` answered the one it names, or the oldest open one of its kind.

    An answer without a name answers any, and one with a name may answer a question that has none. An answer that comes
    after the 15th working day excludes no more: the clock had started again.
    """
    name = _name(event)
    waiting = [one for one in so_far if one.kind is ANSWER_OF[event.kind] and one.answered is None]
    named = [one for one in waiting if one.name == name]
    oldest = next(iter(named or [one for one in waiting if name is None or one.name is None]), None)
    if oldest is None:
        return tuple(so_far)
    closed = replace(oldest, answered=event.on, through=min(oldest.through, event.on))
    return tuple(closed if one is oldest else one for one in so_far)


def excluded_working_days(consultations: Iterable[Consultation], base: date, working_days: WorkingDays) -> int:
    """Working days after ``base`` that no clock counts; days of overlapping consultations once (第三十三条第三款)."""
    total, counted_through = 0, base
    for one in sorted(consultations, key=lambda c: c.asked):
        total += working_days.count_between(max(one.asked, counted_through), one.through)
        counted_through = max(counted_through, one.through)
    return total


def excluded_dates(consultations: Iterable[Consultation], base: date) -> dict[date, str]:
    """Every excluded day after ``base`` with the reason in Chinese."""
    days: dict[date, str] = {}
    for one in sorted(consultations, key=lambda c: c.asked):
        end = f"{one.answered} 答复" if one.answered else "尚未答复"
        for i in range(1, (one.through - one.asked).days + 1):
            day = one.asked + timedelta(days=i)
            if day > base:
                days.setdefault(day, f"{NAMES[one.kind]}（{one.asked} 发出，{end}）")
    return days


def _name(event: RequestEvent) -> str | None:
    name = event.detail.get("consultation")
    return None if name is None else str(name)
