"""Names for who cannot see the page."""

from __future__ import annotations

from typing import Any


def aria(**names: str) -> dict[str, Any]:
    """Return ``label="…"`` as ``aria-label``, in the form Dash's components take."""
    return {f"aria-{name}": value for name, value in names.items()}
