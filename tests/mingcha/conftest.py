"""The command line as a user calls it, in a folder of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mingcha.command_line import main


@dataclass(frozen=True)
class Answer:
    """What a verb printed and the code it ended with."""

    exit_code: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class CommandLine:
    """Calls verbs with this installation's environment; ``json`` reads the one object on standard output."""

    folder: Path
    environment: pytest.MonkeyPatch
    captured: pytest.CaptureFixture[str]

    def __call__(self, *words: object, **settings: str) -> Answer:
        self.captured.readouterr()
        with self.environment.context() as environment:
            for name, value in settings.items():
                environment.setenv(name, value)
            with pytest.raises(SystemExit) as exit_:
                main([str(word) for word in words])
        printed = self.captured.readouterr()
        code = exit_.value.code
        assert isinstance(code, int)
        return Answer(code, printed.out, printed.err)

    def json(self, *words: object, **settings: str) -> dict[str, Any]:
        answer = self(*words, "--json", **settings)
        assert answer.exit_code == 0, answer
        found: dict[str, Any] = json.loads(answer.stdout)
        return found


@pytest.fixture
def command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    monkeypatch.setenv("MINGCHA_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("MINGCHA_AS_OF", "2026-11-20")
    return CommandLine(tmp_path / "data", monkeypatch, capsys)
