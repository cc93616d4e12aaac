"""How many columns of a site are stale or blank at a look (W4a, W4b, W4c), and since when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from metrics.column_findings import Fault, Proof, column_limit, looks_until, proof
from metrics.facts import ColumnFacts, SiteFacts
from rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Tally:
    """One test on a day: reached (or not) ``threshold``, and the day on which the last one needed began."""

    name: str
    card: str
    threshold: int
    faulty: tuple[tuple[date, int], ...]

    @property
    def since(self) -> date | None:
        """The day on which the threshold was reached; None while it is not."""
        return self.faulty[self.threshold - 1][0] if len(self.faulty) >= self.threshold else None


def tallies_by_day(facts: SiteFacts, rulebook: Rulebook, as_of: date) -> Iterator[tuple[date, list[Tally]]]:
    """For each day on which a column was seen, oldest first: all tests on the latest seen state of every column.

    A state that is older than the trust limit on that day no longer counts.
    """
    trust = rulebook.limit("TRUST", "look_days")
    latest: dict[int, Proof] = {}
    columns = {column.id: column for column in facts.columns}
    for day, proofs in _proofs_by_day(facts.columns, rulebook, as_of):
        latest.update(proofs)
        trusted = {id_: shown for id_, shown in latest.items() if (day - shown.day).days <= trust}
        yield day, _tallies(trusted, columns, rulebook)


def _proofs_by_day(
    columns: Iterable[ColumnFacts], rulebook: Rulebook, as_of: date
) -> list[tuple[date, dict[int, Proof]]]:
    by_day: dict[date, dict[int, Proof]] = {}
    for column in columns:
        limit = column_limit(column, rulebook)
        for check in looks_until(column.checks, as_of):
            if check.outcome.seen:
                shown = proof(check, limit)
                by_day.setdefault(shown.day, {})[column.id] = shown
    return sorted(by_day.items())


def _tallies(trusted: dict[int, Proof], columns: dict[int, ColumnFacts], rulebook: Rulebook) -> list[Tally]:
    blank, stale, timely = [], [], []
    for id_, shown in trusted.items():
        category = rulebook.column_categories[columns[id_].category]
        if shown.since is None or not category.is_column:
            continue
        if shown.fault is Fault.BLANK:
            blank.append((shown.since, id_))
            continue
        stale.append((shown.since, id_))
        if category.counts_as != "other":
            timely.append((shown.since, id_))
    early = rulebook.card_rules["WEB-B"]
    tests = [
        ("B-blank", "WEB-B", early.limit("blank_columns"), blank),
        ("B-stale", "WEB-B", early.limit("stale_columns"), stale),
        ("W4a", "WEB-R", rulebook.limit("W4a", "columns"), timely),
        ("W4b", "WEB-R", rulebook.limit("W4b", "columns"), stale),
        ("W4c", "WEB-R", rulebook.limit("W4c", "columns"), blank),
    ]
    return [Tally(name, card, threshold, tuple(sorted(found))) for name, card, threshold, found in tests]
