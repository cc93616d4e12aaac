"""A web server for every test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.collectors.web_server import WebServer, serving


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as running:
        yield running
