"""Who holds a lease: a name for this process that no other ever has, and whether the process of a name has ended."""

from __future__ import annotations

import os
import socket
from pathlib import Path

_LONGEST_HOST = 60
_ZOMBIE = "Z"


def own_name() -> str:
    """Machine, number and moment of start of this process; on systems that do not tell these, its host and number."""
    host = f"{socket.gethostname()[:_LONGEST_HOST]}:{os.getpid()}"
    place, state = _place(), _state_and_start(os.getpid())
    return f"{host}:{place}:{state[1]}" if place and state else host


def has_ended(name: str) -> bool:
    """Whether the process that called itself so by `own_name` has certainly ended, killed for instance.

    False for one of another machine, container or start of this machine, of which nobody here can know.
    """
    parts = name.rsplit(":", 3)
    if len(parts) != 4 or not parts[1].isdigit() or parts[2] != _place():
        return False
    number, started = int(parts[1]), parts[3]
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    except OSError:
        pass  # it is there and belongs to somebody else
    state = _state_and_start(number)
    return state is not None and (state[1] != started or state[0] == _ZOMBIE)


def _place() -> str | None:
    """This start of this machine, and where in it numbers of processes count: each container has its own."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text()
        return f"{boot[:8]}-{os.stat('/proc/self/ns/pid').st_ino}"
    except OSError:
        return None


def _state_and_start(number: int) -> tuple[str, str] | None:
    """State and moment of start (ticks since the machine's) of a process: fields 3 and 22 of proc(5)'s stat."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return fields[0], fields[19]
