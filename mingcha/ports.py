"""Whether the dashboard's port can be had, asked before any work: gunicorn tries for seconds and says it ten times."""

from __future__ import annotations

import socket

from mingcha.settings import Settings


class PortTaken(OSError):
    """Somebody else listens there, or the address is none of this machine."""


def require_free_port(settings: Settings) -> None:
    """Raise ``PortTaken`` where the dashboard could not listen."""
    host = settings.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, settings.port), family=family).close()
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (while")[0]
        raise PortTaken(f"cannot listen on {settings.host}:{settings.port}: {reason}") from error
