"""The dashboard with logs taken in, and a client that pushes with a token."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.test import TestResponse

from collectors.context import CollectContext
from collectors.recording.log_sources import add_log_source
from dashboard.index import MingchaDash
from dashboard.services import Services
from store import Database
from store.api_tokens import make_token
from tests.collectors.recording.world import LIMITS
from tests.dashboard.small_world import NOW, SmallWorld

if TYPE_CHECKING:
    from rulebook import Rulebook

Push = Callable[..., TestResponse]


@pytest.fixture
def services(
    small_world_files: tuple[Path, SmallWorld], kept: Database, rulebook: Rulebook, tmp_path: Path
) -> Services:
    evidence = small_world_files[0] / "evidence"
    context = CollectContext(tmp_path / "inbox", evidence, lambda: NOW, LIMITS)
    return replace(
        Services(kept, lambda: rulebook, lambda: NOW, "a secret of the tests" * 2, evidence), collecting=context
    )


@pytest.fixture
def token(kept: Database) -> Callable[..., str]:
    """Make a token for a region or an agency."""

    def make(**scope: Any) -> str:
        with kept.write() as session:
            source = add_log_source(
                session, kind="request_log", way="api", name=f"系统{scope}", actor="admin", now=NOW, **scope
            )
            return make_token(session, source, "admin", NOW)[1]

    return make


@pytest.fixture
def push(app: MingchaDash) -> Push:
    """Send a body as a program does: no session, no form token."""

    def send(token: str | None, body: Any, **headers: str) -> TestResponse:
        given = dict(headers) if token is None else {"Authorization": f"Bearer {token}", **headers}
        if isinstance(body, bytes):
            return app.server.test_client().post("/api/requests", data=body, headers=given)
        return app.server.test_client().post("/api/requests", json=body, headers=given)

    return send
