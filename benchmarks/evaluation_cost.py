"""The daily evaluation beside the same one with ten times the closed requests: cost follows open work, not history.

    python -m benchmarks.evaluation_cost [--closed 3000] [--days 9]

Two databases hold the same open requests and one ten times the closed ones of the other. Both were evaluated before;
then day after day is evaluated in both, in turns. Prints one JSON object; exit code 1 when the limit is passed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from alerts.evaluation import EvaluationSummary, evaluate
from benchmarks.request_worlds import TODAY, fill
from rulebook import Rulebook, load_rulebook
from store import Database
from store.migrations import migrate
from tests.factories import at

OPEN, TIMES = 600, 10
LIMIT_RATIO = 1.2


def measure(folder: Path, closed: int, days: int) -> dict[str, float | int]:
    """Return the median time of a day with few and with many closed requests, and how they compare."""
    rulebook = load_rulebook()
    few = _prepared(folder / "few.sqlite3", rulebook, closed)
    many = _prepared(folder / "many.sqlite3", rulebook, TIMES * closed)
    # In turns, so that a machine that grows slower does so for both.
    times = [
        (_seconds(few, rulebook, TODAY + timedelta(days=i)), _seconds(many, rulebook, TODAY + timedelta(days=i)))
        for i in range(1, days + 1)
    ]
    with_few, with_many = (statistics.median(column) for column in zip(*times, strict=True))
    few.dispose()
    many.dispose()
    return {
        "open": OPEN,
        "closed": closed,
        "closed_many": TIMES * closed,
        "few_ms": round(with_few * 1000, 1),
        "many_ms": round(with_many * 1000, 1),
        "ratio": round(statistics.median(theirs / ours for ours, theirs in times), 2),
        "limit_ratio": LIMIT_RATIO,
    }


def _prepared(file: Path, rulebook: Rulebook, closed: int) -> Database:
    """A database on which the evaluation of ``TODAY`` was made: only what is open remains to be looked at."""
    database = Database(f"sqlite:///{file}")
    migrate(database)
    fill(database, open_=OPEN, closed=closed)
    _evaluate(database, rulebook, TODAY)
    return database


def _seconds(database: Database, rulebook: Rulebook, day: date) -> float:
    begun = time.perf_counter()
    summary = _evaluate(database, rulebook, day)
    elapsed = time.perf_counter() - begun
    if summary.problems or summary.visited > OPEN:
        raise AssertionError(f"{day}: {summary.visited} visited, {summary.problems}")
    return elapsed


def _evaluate(database: Database, rulebook: Rulebook, day: date) -> EvaluationSummary:
    return evaluate(database, rulebook, day, at(day))


def main() -> int:
    """Measure, print, and say by the exit code whether the limit holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--closed", type=int, default=3_000)
    parser.add_argument("--days", type=int, default=9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), given.closed, given.days)
    print(json.dumps(figures))
    return 0 if figures["ratio"] <= LIMIT_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
