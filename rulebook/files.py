"""Reads one TOML file and says where each mistake stands. tomllib keeps no line numbers: the text is searched."""

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


class RulebookFile:
    """One file of a rulebook: its data, and the mistakes found in it so far (``file:line: key '…': reason``)."""

    def __init__(self, folder: Path, path: Path) -> None:
        self.name = path.relative_to(folder).as_posix()
        self.problems: list[str] = []
        self.lines: list[str] = []
        self.data: dict[str, Any] = {}
        self.defaults: dict[str, Any] = {}
        try:
            text = path.read_bytes().decode("utf-8-sig")
            self.lines = text.splitlines()
            self.data = tomllib.loads(text)
        except UnicodeDecodeError as error:
            self.problems.append(f"{self.name}: not UTF-8 (byte {error.start})")
        except tomllib.TOMLDecodeError as error:
            self.problems.append(f"{self.name}:{_line_in(str(error), self.lines)}: not valid TOML: {error}")
        except OSError as error:
            self.problems.append(f"{self.name}: cannot be read: {error.strerror}")

    @property
    def readable(self) -> bool:
        """Whether the file held TOML at all."""
        return not self.problems or bool(self.data)

    def complain(self, table: str, index: int | None, key: str, reason: str) -> None:
        """Notes a mistake at ``key`` of the index-th entry of ``table`` (None: at the top of the file)."""
        problem = f"{self.name}:{self.line_of(table, index, key)}: key '{key}': {reason}"
        if problem not in self.problems:  # a default at the top of a file is wrong once, not once for each entry
            self.problems.append(problem)

    def parse(self, model: type[Model], raw: dict[str, Any], table: str, index: int | None) -> Model | None:
        """``raw`` as a model; None with every mistake noted if it does not fit."""
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            for mistake in error.errors(include_url=False):
                self._complain_of(mistake, table, index)
            return None

    def parse_all(self, model: type[Model], table: str, defaults: dict[str, Any]) -> list[tuple[int, Model]]:
        """Every fitting entry of the array ``table``, with its place; ``defaults`` fill keys left out."""
        entries = self.data.get(table)
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self.complain(table, None, table, f"must be a list of [[{table}]]")
            return []
        self.defaults = defaults
        parsed = [(i, self.parse(model, {**defaults, **entry}, table, i)) for i, entry in enumerate(entries)]
        return [(i, entry) for i, entry in parsed if entry is not None]

    def names(self, table: str, key: str) -> set[str]:
        """What the entries of ``table`` call themselves, whether they fit or not."""
        entries = self.data.get(table)
        return (
            {str(entry.get(key)) for entry in entries if isinstance(entry, dict)}
            if isinstance(entries, list)
            else set()
        )

    def refuse_unknown(self, known: set[str]) -> None:
        """Notes every key at the top of the file that nobody reads."""
        for key in sorted(self.data.keys() - known):
            self.complain(key, None, key, "unknown key")

    def line_of(self, table: str, index: int | None, key: str) -> int:
        """Line of ``key`` in the index-th entry of ``table``; the line of the entry itself when the key is missing."""
        start, end = self._span(table, index)
        pattern = re.compile(rf"""(^|[\s{{,\[])["']?{re.escape(key)}["']?\s*(=|\]|\.)""")
        for number in range(start, end):
            if pattern.search(_without_comment(self.lines[number])):
                return number + 1
        return min(start + 1, max(len(self.lines), 1))

    def _span(self, table: str, index: int | None) -> tuple[int, int]:
        """Half-open range of lines (from 0) that hold one entry: [[table]] blocks, or one inline {…} a line."""
        if index is None:
            return 0, len(self.lines)
        headers = [i for i, line in enumerate(self.lines) if line.strip().startswith(f"[[{table}]]")]
        if index < len(headers):
            last = headers[index + 1] if index + 1 < len(headers) else len(self.lines)
            return headers[index], last
        opening = next((i for i, line in enumerate(self.lines) if re.match(rf"{re.escape(table)}\s*=", line)), 0)
        inline = [i for i in range(opening, len(self.lines)) if self.lines[i].lstrip().startswith("{")]
        return (inline[index], inline[index] + 1) if index < len(inline) else (opening, len(self.lines))

    def _complain_of(self, mistake: Any, table: str, index: int | None) -> None:
        """Turns a mistake as pydantic names it into file, line, key and plain words."""
        context = mistake.get("ctx", {})
        if mistake["type"] == "misplaced":
            self.complain(context["table"], context["index"], context["key"], context["reason"])
            return
        where = mistake["loc"]
        names = [part for part in where if isinstance(part, str) and part not in _UNION_BRANCHES]
        nested = [i for i, part in enumerate(where) if isinstance(part, int)]
        if nested and nested[0] > 0 and index is None:
            table, index = str(where[nested[0] - 1]), int(where[nested[0]])
        key = names[-1] if names else table
        if index is not None and key in self.defaults and key not in self._entry(table, index):
            table, index = "", None
        reason = (
            _UNION if any(part in _UNION_BRANCHES for part in where) else _REASONS.get(mistake["type"], mistake["msg"])
        )
        self.complain(table, index, key, reason.format(**context))

    def _entry(self, table: str, index: int) -> dict[str, Any]:
        entries = self.data.get(table, [])
        return entries[index] if index < len(entries) else {}


_UNION_BRANCHES = {"int", "float", "str"}
_UNION = "must be a number or text"
_REASONS = {
    "extra_forbidden": "unknown key",
    "missing": "missing",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "date_type": "must be a date, such as 2026-01-31 without quotes",
    "list_type": "must be a list",
    "too_short": "must not be empty",
    "literal_error": "must be {expected}",
    "greater_than": "must be > {gt}",
    "greater_than_equal": "must be ≥ {ge}",
    "less_than_equal": "must be ≤ {le}",
}


def _line_in(message: str, lines: list[str]) -> int:
    """The line that tomllib names in its message; at the end of the document it names none."""
    found = re.search(r"line (\d+)", message)
    return int(found.group(1)) if found else max(len(lines), 1)


def _without_comment(line: str) -> str:
    return "" if line.lstrip().startswith("#") else line
