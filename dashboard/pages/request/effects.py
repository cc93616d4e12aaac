"""What a corrected entry changed: days that count otherwise, the due day, and where the request stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from alerts.facts.log import effective, up_to
from dashboard.services import Services
from dashboard.words import REQUEST_STANDINGS
from metrics.changed_days import ChangedCount, ChangedDays, changed_counts, changed_days
from metrics.facts import RequestEvent as JudgedEvent
from metrics.facts import RequestEventKind, RequestFacts
from metrics.request_clock import request_state
from metrics.working_days import DayReason, WorkingDays
from store.models import RequestEvent

_SHOWN = 6
_COUNTED = {DayReason.COUNTS: "计入", DayReason.EXCLUDED: "扣除", None: "起算之前"}


@dataclass(frozen=True)
class Effect:
    """``moved``: due day before and after, None where it stayed; ``counts``: days that count otherwise; ``standings``:
    days on which the request stood elsewhere than was said before.
    """

    moved: tuple[date | None, date | None] | None
    counts: Sequence[ChangedCount]
    standings: Sequence[ChangedDays]


def effect_of(log: Sequence[RequestEvent], event: RequestEvent, services: Services, days: WorkingDays) -> Effect | None:
    """Return what ``event`` changed, by today's knowledge of what had been entered up to it; none for other entries."""
    if event.corrects_id is None:
        return None
    law, today = (services.rulebook, days), services.today()
    before = _facts([earlier for earlier in log if earlier.id < event.id], today)
    after = _facts([earlier for earlier in log if earlier.id <= event.id], today)
    due = tuple(request_state(facts, *law, today).due for facts in (before, after))
    counts = changed_counts(before, after, *law, today)
    standings = [one for one in changed_days(before, after, *law, today) if one.before is not one.after]
    moved = (due[0], due[1]) if due[0] != due[1] else None
    return Effect(moved, counts, standings) if moved or counts or standings else None


def _facts(log: Sequence[RequestEvent], today: date) -> RequestFacts:
    known, _ = up_to(effective(log), today)
    return RequestFacts(0, 0, [JudgedEvent(RequestEventKind(one.kind), one.happened_on, one.detail) for one in known])


def effect_words(effect: Effect) -> str:
    """Return the effect in one sentence."""
    parts = list(_count_words(effect.counts))
    if effect.moved is not None:
        before, after = (day.isoformat() if day else "无" for day in effect.moved)
        parts.append(f"到期日由 {before} 改为 {after}")
    parts += [
        f"{_span(one.first, one.last)}的状态由“{REQUEST_STANDINGS[one.before]}”改为“{REQUEST_STANDINGS[one.after]}”"
        for one in effect.standings[:_SHOWN]
    ]
    return f"更正后：{'；'.join(parts)}"


def _count_words(counts: Sequence[ChangedCount]) -> Iterator[str]:
    for one in counts[:_SHOWN]:
        yield f"{_span(one.first, one.last)}（{one.days} 个工作日）由{_COUNTED[one.before]}改为{_COUNTED[one.after]}"


def _span(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} 至 {last.isoformat()} "
