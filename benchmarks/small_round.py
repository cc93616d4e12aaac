"""Two rounds over 300 local pages beside urlwatch in the same run, and the CPU of reading one page.

    python -m benchmarks.small_round [--runs 5]

Ours run as the schedule runs them, in a process that stays; of urlwatch's, which starts for each round, the time that
it takes to list its jobs is taken off and told beside. Limits: the first round at most 1.5 times urlwatch's; the second
asks every page conditionally and is no slower than urlwatch's; a list page takes 5 ms of CPU at the median and 50 ms at
worst. Best of the runs, which take turns. Prints one JSON object; exit code 1 when a limit is passed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sqlalchemy import select

from benchmarks.page_server import list_page, serving, told_by
from benchmarks.watched_columns import host_address, watch
from collectors.collecting import collect_sources
from collectors.page_workers import PageWorkers
from collectors.websites.inspect import inspect_page
from mingcha.collecting import collect_context
from mingcha.house import House
from mingcha.schedule import settle_in
from mingcha.settings import Settings
from store.models import Source

PAGES = 300
FIRST_RATIO, SECOND_RATIO = 1.5, 1.0
MEDIAN_MS, WORST_MS = 5.0, 50.0
ROOT = Path(__file__).parent.parent
URLWATCH = ROOT / ".venv-peers" / "bin" / "urlwatch"
NO_REPORT = "display: {new: false, error: false, unchanged: false}\nreport: {stdout: {enabled: false}}\n"


def measure(runs: int) -> dict[str, object]:
    """All figures; the best of the runs."""
    rounds: dict[str, list[tuple[float, ...]]] = {"ours": [], "urlwatch": []}
    conditional = []
    workers = PageWorkers(Settings().page_workers)
    # Folders are removed at the end: a file system takes long to make files where others have just been deleted.
    with serving() as port, tempfile.TemporaryDirectory() as place, closing(workers):
        workers.start()
        for run in range(runs):
            folder = Path(place) / str(run)
            folder.mkdir()
            rounds["urlwatch"].append(_urlwatch(folder, port))
            before = told_by(port)["conditional"]
            rounds["ours"].append(_ours(folder / "data", port, workers))
            conditional.append(told_by(port)["conditional"] - before)
    best = {name: [min(times) for times in zip(*found, strict=True)] for name, found in rounds.items()}
    start = best["urlwatch"].pop()
    best["urlwatch"] = [seconds - start for seconds in best["urlwatch"]]
    return {
        "pages": PAGES,
        **{f"{name}_first_seconds": round(best[name][0], 2) for name in best},
        **{f"{name}_second_seconds": round(best[name][1], 2) for name in best},
        "urlwatch_start_seconds": round(start, 2),
        "conditional": min(conditional),
        **_cpu_of_reading(),
    }


def _urlwatch(folder: Path, port: int) -> tuple[float, ...]:
    """Seconds of the first round, of the second, and of the start alone."""
    jobs = "---\n".join(f"kind: url\nurl: {host_address(0, port)}/c{number}/\n" for number in range(PAGES))
    (folder / "urls.yaml").write_text(jobs)
    (folder / "urlwatch.yaml").write_text(NO_REPORT)
    files = {"--urls": "urls.yaml", "--config": "urlwatch.yaml", "--cache": "cache.db", "--hooks": "hooks.py"}
    command = [str(URLWATCH), *(str(part) for name, file in files.items() for part in (name, folder / file))]
    return _seconds(command), _seconds(command), _seconds([*command, "--list"])


def _ours(folder: Path, port: int, workers: PageWorkers) -> tuple[float, ...]:
    """Seconds of the first round and of the second, in this process."""
    watch(folder, port, hosts=1, columns=PAGES).dispose()
    settings = Settings(data_folder=folder, allow_private_addresses=True, host_spacing_seconds=0, host_connections=5)
    house = House(settings)
    with house.database.read() as session:
        sources = list(session.scalars(select(Source.id)))
    settle_in()
    rounds = []
    for _ in range(2):
        begun = time.perf_counter()
        collect_sources(house.database, sources, replace(collect_context(house), page_workers=workers))
        rounds.append(time.perf_counter() - begun)
    house.database.dispose()
    return tuple(rounds)


def _seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def _cpu_of_reading() -> dict[str, float]:
    now = datetime(2026, 11, 20, 1, tzinfo=UTC)
    times = []
    for number in range(PAGES):
        body = list_page(f"/c{number}/")
        begun = time.process_time()
        inspect_page(body, f"http://example.org/c{number}/", now, "text/html")
        times.append((time.process_time() - begun) * 1000)
    return {"cpu_median_ms": round(median(times), 2), "cpu_worst_ms": round(max(times), 2)}


def within_limits(figures: dict[str, object]) -> bool:
    """Whether every limit holds."""
    number = {name: float(value) for name, value in figures.items() if isinstance(value, int | float)}
    return (
        number["ours_first_seconds"] <= FIRST_RATIO * number["urlwatch_first_seconds"]
        and number["ours_second_seconds"] <= SECOND_RATIO * number["urlwatch_second_seconds"]
        and number["conditional"] >= PAGES
        and number["cpu_median_ms"] <= MEDIAN_MS
        and number["cpu_worst_ms"] <= WORST_MS
    )


def main() -> int:
    """Measure, print, and say by the exit code whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    figures = measure(parser.parse_args().runs)
    print(json.dumps(figures))
    return 0 if within_limits(figures) else 1


if __name__ == "__main__":
    sys.exit(main())
