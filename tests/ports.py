"""Ports for servers of the tests, and whether one answers there."""

from __future__ import annotations

import socket

import urllib3
from urllib3.exceptions import HTTPError


def free_port() -> int:
    """Return a port of loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(address: str) -> bool:
    """Whether a GET of ``address`` is answered with 200."""
    try:
        return urllib3.request("GET", address, timeout=5, retries=False).status == 200
    except HTTPError:
        return False
