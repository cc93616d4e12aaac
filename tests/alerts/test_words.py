"""Everything that a code names has its word for people."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import alerts
from alerts.words import CARD_EVENTS, DELIVERIES, RUN_OUTCOMES
from metrics.facts import CheckOutcome
from store.models import FileOutcome

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What writes a line of a card's history, with the place of its kind among the arguments.
WRITERS = {"add_line": 2, "change_state": 2, "move": 2, "remark": 2}


def _calls() -> Iterator[ast.Call | ast.Dict]:
    for path in Path(alerts.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call | ast.Dict):
                yield node


def _kinds_written() -> set[str]:
    kinds = set()
    for node in _calls():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WRITERS:
            kind = node.args[WRITERS[node.func.id]]
            if isinstance(kind, ast.Constant):
                kinds.add(kind.value)
        elif isinstance(node, ast.Dict):
            keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
            if {"card_id", "kind", "to_state"} <= set(keys):
                kind = node.values[keys.index("kind")]
                kinds.add(kind.value if isinstance(kind, ast.Constant) else None)
    return kinds - {None}


def test_every_end_of_a_run_has_its_word() -> None:
    assert set(RUN_OUTCOMES) == {*map(str, CheckOutcome), *map(str, FileOutcome)}
    assert all(CHINESE.search(words) for words in RUN_OUTCOMES.values())
    assert len(set(RUN_OUTCOMES.values())) == len(RUN_OUTCOMES)


def test_every_kind_of_line_in_a_history_has_its_word() -> None:
    written = _kinds_written()
    assert {"issued", "closed", "looked"} <= written
    assert written == set(CARD_EVENTS)


def test_every_state_of_a_delivery_has_its_word() -> None:
    written = {
        value.value
        for node in _calls()
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "state" and isinstance(value := keyword.value, ast.Constant)
    }
    assert {"sent", "failed"} <= written <= set(DELIVERIES)
