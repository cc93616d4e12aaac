"""What requests and cases share: a log in which later entries may correct earlier ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from metrics.facts import RequestEventKind
from store.models import CaseEvent, RequestEvent

Facts = TypeVar("Facts")
Entry = TypeVar("Entry", RequestEvent, CaseEvent)

STRIKES_OUT = RequestEventKind.CORRECTED_ENTRY.value


@dataclass(frozen=True, slots=True)
class LoadedLog(Generic[Facts]):
    """Facts of one matter up to a day, and the next day on which its log already says something."""

    facts: Facts
    next_entry_on: date | None


def effective(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that no other corrects, without those that only strike out, in the order they were entered."""
    corrected = {entry.corrects_id for entry in entries if entry.corrects_id is not None}
    return [entry for entry in entries if entry.id not in corrected and entry.kind != STRIKES_OUT]


def up_to(entries: Iterable[Entry], as_of: date) -> tuple[list[Entry], date | None]:
    """The entries dated up to ``as_of``, and the first day after it that has one."""
    known: list[Entry] = []
    later: list[date] = []
    for entry in entries:
        if entry.happened_on <= as_of:
            known.append(entry)
        else:
            later.append(entry.happened_on)
    return known, min(later, default=None)


def by_matter(pairs: Iterable[tuple[int, Entry]]) -> dict[int, list[Entry]]:
    """Entries by the matter they belong to."""
    grouped: dict[int, list[Entry]] = defaultdict(list)
    for matter, entry in pairs:
        grouped[matter].append(entry)
    return grouped
