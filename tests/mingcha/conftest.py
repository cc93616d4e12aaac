"""The command line as a user calls it, in a folder of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mingcha.command_line import mingcha


@dataclass(frozen=True)
class CommandLine:
    """Calls verbs with this installation's environment; ``json`` reads the one object on standard output."""

    environment: dict[str, str]

    def __call__(self, *words: object, **environment: str) -> Result:
        settings = self.environment | environment
        return CliRunner().invoke(mingcha, [str(word) for word in words], env=settings, catch_exceptions=False)

    def json(self, *words: object, **environment: str) -> dict[str, Any]:
        result = self(*words, "--json", **environment)
        assert result.exit_code == 0, result.output
        answer: dict[str, Any] = json.loads(result.stdout)
        return answer


@pytest.fixture
def command_line(tmp_path: Path) -> CommandLine:
    return CommandLine({"MINGCHA_DATA_FOLDER": str(tmp_path / "data"), "MINGCHA_AS_OF": "2026-11-20"})
