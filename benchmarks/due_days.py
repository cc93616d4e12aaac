"""20,000 due days of plain receipts beside a sorted list of working days with bisect, in the same run.

    python -m benchmarks.due_days [--runs 7]

Both have counted the days of the calendar out before, and give the same due days. Prints one JSON object; exit code 1
when the limit is passed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta

from metrics.request_clock import due_day
from metrics.working_days import WorkingDays
from rulebook import load_rulebook

COUNT = 20_000
LIMIT_RATIO = 3.0
FIRST, DAYS = date(2019, 1, 1), 2860  # to the end of October 2026: due days that are known for certain
STRIDE = 7919  # prime: receipts come in no order


def measure(runs: int) -> dict[str, float | int]:
    """Return the best time of each way in milliseconds, and how they compare."""
    rulebook = load_rulebook()
    working_days = WorkingDays(rulebook.calendar)
    period = rulebook.limit("A33-2", "working_days")
    receipts = [FIRST + timedelta(days=i * STRIDE % DAYS) for i in range(COUNT)]
    every = (FIRST + timedelta(days=i) for i in range(DAYS + 100))
    known = [day for day in every if working_days.is_working(day)]

    def ours() -> list[date]:
        return [due_day(received, working_days, rulebook).day for received in receipts]

    def bare() -> list[date]:
        return [known[bisect_right(known, received) + period - 1] for received in receipts]

    if ours() != bare():
        raise AssertionError("the two ways give different days")
    # In turns, so that a machine that grows slower does so for both.
    times = [(_milliseconds(ours), _milliseconds(bare)) for _ in range(runs)]
    best, peer = min(mine for mine, _ in times), min(theirs for _, theirs in times)
    return {
        "due_days": COUNT,
        "ours_ms": round(best, 2),
        "bisect_ms": round(peer, 2),
        "ratio": round(best / peer, 2),
        "limit_ratio": LIMIT_RATIO,
    }


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def main() -> int:
    """Measure, print, and say by the exit code whether the limit holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    figures = measure(parser.parse_args().runs)
    print(json.dumps(figures))
    return 0 if figures["ratio"] <= LIMIT_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
