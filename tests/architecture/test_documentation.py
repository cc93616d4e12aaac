"""What the product has, its documents name: every verb, setting, rule and dependency."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest
from click.testing import CliRunner

from mingcha.command_line import VERBS, mingcha
from mingcha.settings import Settings
from rulebook import Rulebook
from tests.architecture.sources import ROOT

MACHINE_PATHS = re.compile(r"(?:^|[^a-z./\w])/(?:work|farm|root|home/\w+)/")
REGISTRY_ADDRESS = re.compile(r"://[^\s\"']+\.(?:whl|tgz|tar\.gz)|index[-]url|find[-]links|\"resolve[d]\"\s*:")


def _document(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_documented_and_helps(verb: str) -> None:
    assert f"`mingcha {verb}" in _document("command_line.md")
    result = CliRunner().invoke(mingcha, [verb, "--help"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Usage:")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"`MINGCHA_{name.upper()}`" in _document("settings.md")


def test_no_setting_is_documented_that_does_not_exist() -> None:
    named = {name.lower() for name in re.findall(r"`MINGCHA_([A-Z_]+)`", _document("settings.md"))}
    assert named == set(Settings.model_fields)


def test_every_rule_and_measure_is_documented(rulebook: Rulebook) -> None:
    text = _document("rulebook.md")
    named = (*rulebook.rules, *rulebook.card_rules, *rulebook.report_checks, *rulebook.measures)
    assert [name for name in named if f"`{name}`" not in text] == []


def test_every_dependency_is_documented_with_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = sum(project["dependency-groups"].values(), project["project"]["dependencies"])
    names = [re.split(r"[\[<>=~ ]", entry)[0] for entry in wanted]
    text = _document("dependencies.md")
    assert [name for name in names if f"`{name}`" not in text] == []


def test_nothing_committed_names_this_machine_or_a_registry() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = []
    for name in filter(None, tracked.split("\0")):
        path = ROOT / name
        if path.suffix in {".png", ".lock", ".gz", ".br"} or name == "tests/architecture/test_documentation.py":
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if MACHINE_PATHS.search(line) or REGISTRY_ADDRESS.search(line):
                found.append(f"{name}:{number}: {line.strip()[:80]}")
    assert found == []


def test_the_locks_pin_every_package_by_hash_and_name_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-node.lock"):
        text = (ROOT / name).read_text("utf-8")
        packages = re.split(r"\n(?=\S)", text.strip())
        assert all("--hash=sha256:" in package for package in packages), name
        assert "://" not in text
