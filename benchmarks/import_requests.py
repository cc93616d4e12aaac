"""1,000,000 requests from one file into SQLite: the rate of each 100,000 rows, and how much memory it takes.

    python -m benchmarks.import_requests [--rows 1000000] [--form csv|xlsx] [--folder F]

The file is written first, in a process of its own; another imports it and measures itself. Prints one JSON object;
exit code 1 when the last 100,000 rows come slower than 80 % of the first, when the memory passes 500 MB, or when rows
are lost from the account. Rates are of the clock on the wall; on a machine that is so busy with other work that the
import had less than 70 % of a core, they are of the processor's time, and the figures say so.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain, pairwise
from pathlib import Path

import xlsxwriter

from collectors.context import CollectContext
from collectors.importing import import_requests
from store import Database
from store.migrations import migrate
from store.models import Agency, Region

BLOCK = 100_000
LEAST_SHARE = 0.8
MOST_MEGABYTES = 500
LEAST_OF_A_CORE = 0.7
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
AGENCIES = 300
HEADINGS = ("申请编号", "承办单位", "申请方式", "收到日期", "延期日期", "延期批准", "答复日期", "答复类型", "申请内容")
OUTCOMES = ("予以公开", "部分公开", "信息不存在", "不予公开", "")
CHANNELS = ("当面", "网上申请", "信函")
PRIME = 7919  # numbers and days come in no order


def rows_of(count: int) -> Iterator[tuple[str, ...]]:
    """Requests of seven years as a province would send them: every fifth extended, every fifth still open."""
    for at in range(count):
        received = date(2019, 5, 15) + timedelta(days=at * PRIME % 2500)
        extended = received + timedelta(days=20) if at % 5 == 1 else None
        outcome = OUTCOMES[at % len(OUTCOMES)]
        replied = received + timedelta(days=10 + at % 25 + (20 if extended else 0)) if outcome else None
        yield (
            f"{received.year}-{at * PRIME % 10_000_019:08}",
            f"第{at % AGENCIES}号单位",
            CHANNELS[at % len(CHANNELS)],
            received.isoformat(),
            extended.isoformat() if extended else "",
            "是" if extended else "",
            replied.isoformat() if replied else "",
            outcome,
            f"关于第 {at} 号地块征收补偿安置方案及相关批复文件的公开申请",
        )


def write_file(path: Path, count: int) -> None:
    """Write the log in the form that its name says."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADINGS)
            writer.writerows(rows_of(count))
        return
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(chain([HEADINGS], rows_of(count))):
            sheet.write_row(number, 0, cells)


def measure(path: Path, folder: Path) -> dict[str, object]:
    """Import the file into a new database: rows a second in each block, the account, the most memory taken."""
    database = Database(f"sqlite:///{folder / 'benchmark.sqlite3'}")
    migrate(database)
    with database.write() as session:
        session.add(Region(code="150000", name="内蒙古自治区", kind="province", path="150000/"))
        session.flush()
        for at in range(AGENCIES):
            agency = Agency(code=f"A{at}", name=f"第{at}号单位", region_code="150000", kind="department")
            session.add(agency)
    context = CollectContext(folder / "inbox", folder / "evidence", lambda: NOW)
    before = _megabytes()
    marks: list[tuple[int, float, float]] = []

    def note(rows: int) -> None:
        # The first block begins with the first rows recorded, when all has been looked through once.
        if not marks or rows // BLOCK > marks[-1][0] // BLOCK:
            marks.append((rows, time.perf_counter(), time.process_time()))

    begun, worked = time.perf_counter(), time.process_time()
    summary = import_requests(database, path, context, progress=note)
    seconds, busy = time.perf_counter() - begun, time.process_time() - worked
    return {
        "seconds": round(seconds, 1),
        "processor_seconds": round(busy, 1),
        "rows_per_second": _rates(marks, 1),
        "rows_per_processor_second": _rates(marks, 2),
        "megabytes_before": before,
        "megabytes": _megabytes(),
        **summary.summary(),
    }


def _rates(marks: list[tuple[int, float, float]], clock: int) -> list[int]:
    return [round((later[0] - first[0]) / (later[clock] - first[clock])) for first, later in pairwise(marks)]


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _in_own_process(*words: str) -> str:
    command = [sys.executable, "-m", "benchmarks.import_requests", *words]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def run(count: int, form: str, folder: Path) -> tuple[dict[str, object], bool]:
    """Write, import and judge; the figures and whether all limits hold."""
    path = folder / f"requests.{form}"
    _in_own_process("--write", str(path), "--rows", str(count))
    figures = json.loads(_in_own_process("--measure", str(path), "--folder", str(folder)))
    crowded = figures["processor_seconds"] < LEAST_OF_A_CORE * figures["seconds"]
    rates = figures["rows_per_processor_second" if crowded else "rows_per_second"]
    share = round(rates[-1] / rates[0], 2) if len(rates) > 1 else None
    whole = figures["rows"] == count == figures["accepted"] + figures["unchanged"] + figures["quarantined"]
    holds = whole and figures["megabytes"] < MOST_MEGABYTES and (share is None or share >= LEAST_SHARE)
    limits = {"least": LEAST_SHARE, "most_megabytes": MOST_MEGABYTES}
    return {"form": form, **figures, "judged_by_processor": crowded, "last_to_first": share, **limits}, holds


def main() -> int:
    """Measure, print, and say by the exit code whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--form", choices=("csv", "xlsx"), default="csv")
    parser.add_argument("--folder", type=Path, help="an empty folder with room for 3 GB; else a temporary one")
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write:
        write_file(asked.write, asked.rows)
        return 0
    if asked.measure:
        print(json.dumps(measure(asked.measure, asked.folder), ensure_ascii=False))
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        figures, holds = run(asked.rows, asked.form, asked.folder or Path(temporary))
    print(json.dumps(figures, ensure_ascii=False))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
