"""A full round over 16,000 columns on 300 hosts, killed in the middle and started again.

    python -m benchmarks.large_round [--columns 16000] [--hosts 300] [--spacing 1.0]

Hosts are addresses of loopback, each with its own turn. Limits: between two requests to one host at least the spacing
(less a tolerance for the time from the client's start to the server's clock); under 300 MB in each process; every
column has exactly one recorded look, one run, one next time; what the killed process had fetched but not written is
asked again, and nothing else. Prints one JSON object; exit code 1 when a limit is passed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from benchmarks.page_server import serving, told_by
from benchmarks.watched_columns import environment, watch
from store import Database
from store.models import CollectorRun, ColumnCheck, Source

MOST_MEGABYTES = 300
TOLERANCE_SECONDS = 0.25
"""From the moment a request goes out to the moment at which the server notes it; on a busy machine the server itself is
kept waiting now and then, which one in a thousand may be."""
MOST_ASKED_AGAIN = 100
"""Looks that a process holds in its hands: one a thread, the queue between threads and writer, one batch."""
ROOT = Path(__file__).parent.parent


def measure(columns: int, hosts: int, spacing: float) -> dict[str, Any]:
    """The figures of one round, killed once half of the columns were asked."""
    with serving() as port, tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        database = watch(data, port, hosts, columns)
        environ = environment(data, HOST_SPACING_SECONDS=spacing, HOST_CONNECTIONS=1)
        begun = time.perf_counter()
        killed = _collect(environ, lambda: told_by(port)["pages"] >= columns // 2)
        recorded = _looks(database)
        finished = _collect(environ, lambda: False)
        figures = {
            "columns": columns,
            "hosts": hosts,
            "seconds": round(time.perf_counter() - begun, 1),
            "spacing_seconds": spacing,
            "recorded_when_killed": recorded["looks"],
            "megabytes": max(killed, finished),
            **_looks(database),
            **told_by(port),
        }
        database.dispose()
        return figures


def _collect(environ: dict[str, str], enough: Any) -> int:
    """Run what is due, to its end or until it is killed; the most memory that it had, in MB."""
    command = [sys.executable, "-m", "mingcha", "collect", "--due", "--json"]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL) as process:
        most = 0
        while process.poll() is None:
            most = max(most, _megabytes(process.pid))
            if enough():
                process.kill()
            time.sleep(0.25)
        return most


def _megabytes(pid: int) -> int:
    """Most memory that a process and those that it started have had."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    sizes = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return (int(sizes[0]) // 1024 if sizes else 0) + sum(_megabytes(int(child)) for child in children)


def _looks(database: Database) -> dict[str, int]:
    with database.read() as session:
        column = ColumnCheck.site_column_id
        return {
            "looks": session.scalar(select(func.count(ColumnCheck.id))) or 0,
            "columns_looked_at": session.scalar(select(func.count(column.distinct()))) or 0,
            "runs": session.scalar(select(func.count(CollectorRun.id))) or 0,
            "with_next_time": session.scalar(select(func.count(Source.next_run_at))) or 0,
            "failed": session.scalar(select(func.count(ColumnCheck.id)).where(ColumnCheck.outcome != "ok")) or 0,
        }


def within_limits(figures: dict[str, Any]) -> bool:
    """Whether every limit holds."""
    accounts = ("looks", "columns_looked_at", "runs", "with_next_time", "pages")
    return (
        all(figures[name] == figures["columns"] for name in accounts)
        and figures["failed"] == 0
        and 0 < figures["recorded_when_killed"] < figures["columns"]
        and figures["asked_more_than_once"] <= MOST_ASKED_AGAIN
        and figures["megabytes"] < MOST_MEGABYTES
        and figures["gap_of_999_in_1000_seconds"] >= figures["spacing_seconds"] - TOLERANCE_SECONDS
    )


def main() -> int:
    """Measure, print, and say by the exit code whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--columns", type=int, default=16_000)
    parser.add_argument("--hosts", type=int, default=300)
    parser.add_argument("--spacing", type=float, default=1.0)
    chosen = parser.parse_args()
    figures = measure(chosen.columns, chosen.hosts, chosen.spacing)
    print(json.dumps(figures))
    return 0 if within_limits(figures) else 1


if __name__ == "__main__":
    sys.exit(main())
