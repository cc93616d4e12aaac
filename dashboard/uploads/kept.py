"""A folder for each uploaded file: the file, what was said of it, how far it has come. Seen by its owner alone.

In files and not in the database: while a file is tried, SQLite lets nobody else write, and progress must be told.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Final

_ID: Final = re.compile(r"[0-9a-f]{32}")
MOST_OF_A_USER: Final = 5
STORED, CHECKING, CHECKED, IMPORTING, DONE, FAILED, STOPPED = (
    "stored",
    "checking",
    "checked",
    "importing",
    "done",
    "failed",
    "stopped",
)
RUNNING: Final = frozenset({CHECKING, IMPORTING})
_BROKEN_OFF: Final = "处理中断（程序曾重新启动）。已写入的行有效，请重新读取或者导入，不会重复"


@dataclass(frozen=True)
class Wanted:
    """What the officer said of a file: its source (or a new one of that name and place), and how it is read."""

    source_id: int | None = None
    new_name: str = ""
    region_code: str | None = None
    agency_id: int | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    keep_profile: bool = True


@dataclass(frozen=True)
class UploadState:
    """``rows``: how many were read in this phase; ``of``: how many there are, 0 where that is not known yet."""

    name: str
    size: int
    phase: str = STORED
    rows: int = 0
    of: int = 0
    message: str = ""
    wanted: Wanted = field(default_factory=Wanted)
    preview: Mapping[str, Any] | None = None
    result: Mapping[str, Any] | None = None

    @property
    def running(self) -> bool:
        """Whether something is being done with it now."""
        return self.phase in RUNNING


class Upload:
    """One uploaded file of one user."""

    def __init__(self, folder: Path) -> None:
        self.id = folder.name
        self._folder = folder
        self.file = folder / "file"

    def state(self) -> UploadState:
        """Return how far it has come."""
        kept = json.loads((self._folder / "state.json").read_text("utf-8"))
        return UploadState(**{**kept, "wanted": Wanted(**kept["wanted"])})

    def keep(self, state: UploadState) -> UploadState:
        """Put a new state into the place of the old one, at once for whoever reads it."""
        part = self._folder / f"state.{secrets.token_hex(4)}.part"
        part.write_text(json.dumps(asdict(state), ensure_ascii=False), "utf-8")
        os.replace(part, self._folder / "state.json")
        return state

    def claim(self) -> IO[bytes] | None:
        """Return the right to work on it, none where somebody has it. Closing it, or dying, gives it back."""
        held = (self._folder / "lock").open("ab")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            held.close()
            return None
        return held

    def settled(self) -> UploadState:
        """Return how far it has come; work that died with its process is said to have failed."""
        state = self.state()
        claim = self.claim() if state.running else None
        if claim is None:
            return state
        with claim:
            state = self.state()  # it may have ended just now
            return self.keep(replace(state, phase=FAILED, message=_BROKEN_OFF)) if state.running else state

    def ask_to_stop(self) -> None:
        """Let the work on it end at the next batch of rows."""
        (self._folder / "stop").touch()

    def is_asked_to_stop(self) -> bool:
        """Whether somebody wants it to end."""
        return (self._folder / "stop").exists()

    def begin_again(self) -> None:
        """Forget that it was asked to stop."""
        (self._folder / "stop").unlink(missing_ok=True)

    def remove_file(self) -> None:
        """Remove the file, which may hold what is personal; what became of it stays."""
        self.file.unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove all of it; work on it ends by itself."""
        self.ask_to_stop()
        shutil.rmtree(self._folder, ignore_errors=True)


class Uploads:
    """All uploads below one folder, those of a user in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new(self, user_id: int) -> Upload:
        """Make room for a file; the oldest of the user's give way."""
        folder = self._folder / str(user_id) / secrets.token_hex(16)
        folder.mkdir(parents=True, mode=0o700)
        for upload in self.of_user(user_id)[MOST_OF_A_USER:]:
            upload.remove()
        return Upload(folder)

    def find(self, user_id: int, upload_id: str) -> Upload | None:
        """Return the user's upload with that id, none for another's."""
        folder = self._folder / str(user_id) / upload_id
        known = _ID.fullmatch(upload_id) and (folder / "state.json").is_file()
        return Upload(folder) if known else None

    def of_user(self, user_id: int) -> list[Upload]:
        """Return the user's uploads, newest first."""
        folder = self._folder / str(user_id)
        if not folder.is_dir():
            return []
        found = [path for path in folder.iterdir() if _ID.fullmatch(path.name)]
        return [Upload(path) for path in sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)]
