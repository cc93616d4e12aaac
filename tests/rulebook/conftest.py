import shutil
from pathlib import Path

import pytest

import rulebook as room


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped data to break."""
    shipped = Path(room.__file__).parent
    folder = tmp_path / "rulebook"
    shutil.copytree(shipped, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder
