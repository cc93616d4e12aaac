"""Two rounds over 300 local pages beside urlwatch in the same run, and the CPU of reading one page.

    python -m benchmarks.small_round [--runs 3]

A round is what the process takes beyond starting with nothing to do, which is measured in the same run: Mingcha's
rounds run in a process that stays. Limits: the first round at most 1.5 times urlwatch's; the second asks every page
conditionally and is no slower than urlwatch's; a list page takes 5 ms of CPU at the median and 50 ms at worst. Best of
the runs, which take turns. Prints one JSON object; exit code 1 when a limit is passed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.page_server import list_page, serving, told_by
from benchmarks.watched_columns import environment, host_address, watch
from collectors.websites.inspect import inspect_page

PAGES = 300
FIRST_RATIO, SECOND_RATIO = 1.5, 1.0
MEDIAN_MS, WORST_MS = 5.0, 50.0
ROOT = Path(__file__).parent.parent
URLWATCH = ROOT / ".venv-peers" / "bin" / "urlwatch"
NO_REPORT = "display: {new: false, error: false, unchanged: false}\nreport: {stdout: {enabled: false}}\n"


def measure(runs: int) -> dict[str, object]:
    """All figures; seconds of rounds are those beyond starting."""
    rounds: dict[str, list[tuple[float, ...]]] = {"ours": [], "urlwatch": []}
    conditional = []
    with serving() as port:
        for _ in range(runs):
            with tempfile.TemporaryDirectory() as folder:
                rounds["urlwatch"].append(_urlwatch(Path(folder), port))
                before = told_by(port)["conditional"]
                rounds["ours"].append(_ours(Path(folder), port))
                conditional.append(told_by(port)["conditional"] - before)
    best = {name: [min(times) for times in zip(*found, strict=True)] for name, found in rounds.items()}
    return {
        "pages": PAGES,
        **{f"{name}_start_seconds": round(best[name][0], 2) for name in best},
        **{f"{name}_first_seconds": round(best[name][1] - best[name][0], 2) for name in best},
        **{f"{name}_second_seconds": round(best[name][2] - best[name][0], 2) for name in best},
        "conditional": min(conditional),
        **_cpu_of_reading(),
    }


def _urlwatch(folder: Path, port: int) -> tuple[float, ...]:
    """Seconds of starting (it lists its jobs), of the first round and of the second."""
    jobs = "---\n".join(f"kind: url\nurl: {host_address(0, port)}/c{number}/\n" for number in range(PAGES))
    (folder / "urls.yaml").write_text(jobs)
    (folder / "urlwatch.yaml").write_text(NO_REPORT)
    files = {"--urls": "urls.yaml", "--config": "urlwatch.yaml", "--cache": "cache.db", "--hooks": "hooks.py"}
    command = [str(URLWATCH), *(str(part) for name, file in files.items() for part in (name, folder / file))]
    return _seconds([*command, "--list"]), _seconds(command), _seconds(command)


def _ours(folder: Path, port: int) -> tuple[float, ...]:
    """The same: starting is a round for which nothing is due."""
    watch(folder / "data", port, hosts=1, columns=PAGES).dispose()
    settings = environment(folder / "data", HOST_SPACING_SECONDS=0, HOST_CONNECTIONS=8)
    command = [sys.executable, "-m", "mingcha", "collect", "--json"]
    rounds = [_seconds(command, settings) for _ in range(2)]
    return _seconds([*command, "--due"], settings), *rounds


def _seconds(command: list[str], environ: dict[str, str] | None = None) -> float:
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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
    parser.add_argument("--runs", type=int, default=3)
    figures = measure(parser.parse_args().runs)
    print(json.dumps(figures))
    return 0 if within_limits(figures) else 1


if __name__ == "__main__":
    sys.exit(main())
