"""The dashboard with a place for uploads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from collectors.context import CollectContext
from dashboard.services import Services
from store import Database
from tests.collectors.recording.world import LIMITS
from tests.dashboard.small_world import NOW, SmallWorld

if TYPE_CHECKING:
    from rulebook import Rulebook


def with_uploads(services: Services, folder: Path) -> Services:
    """The same house, taking in logs; what is uploaded waits below ``folder``."""
    context = CollectContext(folder / "inbox", services.evidence_folder, lambda: NOW, LIMITS, log_bytes=3_000_000)
    return replace(services, collecting=context, uploads_folder=folder / "uploads")


@pytest.fixture
def services(
    small_world_files: tuple[Path, SmallWorld], kept: Database, rulebook: Rulebook, tmp_path: Path
) -> Services:
    evidence = small_world_files[0] / "evidence"
    plain = Services(kept, lambda: rulebook, lambda: NOW, "a secret of the tests" * 2, evidence)
    return with_uploads(plain, tmp_path)
