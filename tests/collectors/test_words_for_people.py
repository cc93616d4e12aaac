"""What collectors tell people is Chinese, at every place where they tell something."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import collectors

CHINESE = re.compile(r"[\u4e00-\u9fff]")
TELLERS = {"TableError", "FetchStopped", "RowRefused", "BadDate", "UnknownAgency", "view_of_nothing"}
TOLD = {"detail", "message", "explanation"}
FOLDER = Path(collectors.__path__[0])


def _told(tree: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    for node in ast.walk(tree):
        found: list[ast.expr] = []
        if isinstance(node, ast.Call):
            found += [keyword.value for keyword in node.keywords if keyword.arg in TOLD]
            if isinstance(node.func, ast.Name) and node.func.id in TELLERS:
                found += node.args[-1:]
        elif isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in TOLD for t in node.targets):
            found.append(node.value)
        yield from (words for value in found for words in _texts(value))


def _texts(value: ast.expr) -> Iterator[ast.Constant | ast.JoinedStr]:
    if isinstance(value, ast.IfExp):
        yield from _texts(value.body)
        yield from _texts(value.orelse)
    elif isinstance(value, ast.JoinedStr) or (isinstance(value, ast.Constant) and isinstance(value.value, str)):
        yield value


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_whatever_is_told_is_chinese(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for told in _told(ast.parse(text)):
        # A text of parts alone, such as "{name}：{words}", repeats what was said elsewhere.
        parts = [told] if isinstance(told, ast.Constant) else told.values
        own = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
        assert CHINESE.search(own) or not re.search(r"[A-Za-z]", own), f"{path.name}:{told.lineno}: {own}"


def test_an_english_text_would_be_found() -> None:
    found = list(
        _told(ast.parse('raise FetchStopped(outcome, f"no answer from {host}")\ndetail = "empty" if x else y'))
    )
    assert len(found) == 2
