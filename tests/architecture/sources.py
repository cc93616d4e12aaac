"""The project's own Python files, room by room."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("mingcha", "dashboard", "reports", "alerts", "collectors", "store", "metrics", "rulebook")


def files_of(*rooms: str) -> list[Path]:
    """Python files of these rooms, or of the whole project with its tests and benchmarks."""
    return sorted(path for room in rooms or (*ROOMS, "tests", "benchmarks") for path in (ROOT / room).rglob("*.py"))


def calls_in(path: Path) -> Iterator[str]:
    """Dotted names of everything that a file calls, such as ``datetime.now``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def names_in(path: Path) -> Iterator[str]:
    """Dotted names that a file reads, such as ``os.environ``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node)
