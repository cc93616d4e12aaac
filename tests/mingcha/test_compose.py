"""The processes of docker-compose.yml, started by hand with its commands and its environment.

Docker is not needed: PostgreSQL and the mail catcher are real servers on loopback, under addresses of their own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from store import Database
from store.models import Agency, Contact, Source
from tests.alerts.mail_server import MailServer, mail_server
from tests.architecture.sources import ROOT
from tests.ports import answers, free_port

PATIENCE_SECONDS = 90
LOG = "登记编号,承办单位,收到申请日期,申请方式,答复日期\nA-1,演示单位,2026-10-08,当面,\n"


@pytest.fixture(scope="session")
def compose() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]
    return services


@pytest.fixture
def database_url(postgresql_server: str) -> Iterator[str]:
    """Address of an empty database of its own: the compose file begins with nothing."""
    url = make_url(postgresql_server)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS compose WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE compose"))
    yield url.set(database="compose").render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE compose WITH (FORCE)"))
    engine.dispose()


def _environment(service: dict[str, Any], addresses: dict[str, str]) -> dict[str, str]:
    """The service's environment with its variables filled in, and the hosts of this machine for those of Docker."""
    given = {"POSTGRES_PASSWORD": "secret", "MINGCHA_SECRET_KEY": "a-key-for-this-test-only"}

    def fill(match: re.Match[str]) -> str:
        return given.get(match["name"], match["default"] or "")

    pattern = re.compile(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*)|:\?[^}]*)?\}")
    declared = {name: pattern.sub(fill, str(value)) for name, value in service["environment"].items()}
    return {name: addresses.get(name, value) for name, value in declared.items()}


@contextmanager
def _running(service: dict[str, Any], addresses: dict[str, str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    program, *words = service["command"]
    assert program == "mingcha"
    # What the image sets (Dockerfile ENV) and what makes the test quick and its day known.
    image = {"MINGCHA_DATA_FOLDER": str(folder), "MINGCHA_AS_OF": "2026-11-20", "MINGCHA_SCHEDULE_SECONDS": "1"}
    environment = os.environ | image | addresses | _environment(service, addresses)
    process = subprocess.Popen([sys.executable, "-m", "mingcha", *words], env=environment, cwd=folder)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(what: Callable[[], bool], message: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not what():
        assert time.monotonic() < deadline, message
        time.sleep(0.2)


def _register(database_url: str, folder: Path) -> None:
    """One agency with a contact and a watched folder that holds a request nobody answered."""
    database = Database(database_url)
    with database.write() as session:
        agency = Agency(code="150100-1", name="演示单位", region_code="150100", kind="department")
        session.add(agency)
        session.flush()
        session.add(Contact(agency_id=agency.id, name="示例", email="contact@example.invalid"))
        source = {"key": "log", "kind": "request_log", "name": "台账", "location": "log", "region_code": "150100"}
        session.add(Source(**source, every_minutes=60))
    database.dispose()
    (folder / "inbox" / "log").mkdir(parents=True)
    (folder / "inbox" / "log" / "log.csv").write_text(LOG, encoding="utf-8")


def test_init_web_and_scheduler_work_together_on_postgresql_and_smtp(
    compose: dict[str, Any], database_url: str, tmp_path: Path
) -> None:
    assert {"database", "init", "web", "scheduler", "mail"} <= set(compose)
    port = free_port()
    with mail_server() as mails, ExitStack() as processes:
        addresses = _addresses(database_url, mails, port)
        with _running(compose["init"], addresses, tmp_path) as init:
            assert init.wait(timeout=PATIENCE_SECONDS) == 0
        _register(database_url, tmp_path)
        processes.enter_context(_running(compose["web"], addresses, tmp_path))
        processes.enter_context(_running(compose["scheduler"], addresses, tmp_path))
        _wait_for(lambda: answers(f"http://127.0.0.1:{port}/healthz"), "the web process does not answer")
        assert answers(f"http://127.0.0.1:{port}/login")
        _wait_for(lambda: bool(mails.received), "no mail came")
        assert "contact@example.invalid" in mails.received[0]["To"]
        assert "牌" in mails.received[0]["Subject"]


def _addresses(database_url: str, mails: MailServer, port: int) -> dict[str, str]:
    return {
        "MINGCHA_DATABASE_URL": database_url,
        "MINGCHA_SMTP_HOST": "127.0.0.1",
        "MINGCHA_SMTP_PORT": str(mails.port),
        "MINGCHA_PORT": str(port),
    }
