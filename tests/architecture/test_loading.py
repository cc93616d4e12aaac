"""A command loads what its work needs and no more: starts are frequent, and large libraries take long to load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT

FILES = {"openpyxl", "xlrd", "xlsxwriter", "docx"}
PAGES = {"selectolax", "feedparser", "warcio"}
HTTP = {"urllib3", "zstandard"}
DASHBOARD = {"dash", "plotly", "flask", "gunicorn"}
DATABASE = {"sqlalchemy", "alembic", "psycopg"}
SETTINGS = {"pydantic", "pydantic_settings"}


def _loaded(data: Path, *command: str) -> set[str]:
    """The packages at the top of everything that a command imports."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", *command],
        cwd=ROOT,
        env={**os.environ, "MINGCHA_DATA_FOLDER": str(data)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")]
    return {name.partition(".")[0] for name in names}


def test_the_list_of_verbs_loads_no_verb(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, "mingcha", "--help")
    assert "click" in loaded
    assert loaded & (FILES | PAGES | HTTP | DASHBOARD | DATABASE | SETTINGS) == set()


def test_a_round_with_nothing_due_loads_no_reader_no_http_and_no_migration(tmp_path: Path) -> None:
    assert "alembic" in _loaded(tmp_path, "mingcha", "init")
    loaded = _loaded(tmp_path, "mingcha", "collect", "--due")
    assert "sqlalchemy" in loaded
    assert loaded & (FILES | PAGES | HTTP | DASHBOARD | {"alembic", "apscheduler"}) == set()


def test_a_worker_that_reads_pages_loads_no_database_no_http_and_no_settings(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, "collectors.page_worker")
    assert {"selectolax", "warcio"} <= loaded
    assert loaded & (FILES | HTTP | DASHBOARD | DATABASE | SETTINGS | {"feedparser", "click"}) == set()
