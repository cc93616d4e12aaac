"""The secrets of sources, looked up in the environment by the name that a source refers to (env:NAME)."""

from __future__ import annotations

import os

_OWN = "MINGCHA_"


def environment_secret(name: str) -> str | None:
    """Return the secret; none where it is not set. Mingcha's own settings are never handed out to a source."""
    return None if name.upper().startswith(_OWN) else os.environ.get(name) or None
