"""Writes each message as one .eml file named after its message id."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from alerts.channels.contract import Connection
from alerts.channels.folder.problems import unavailable

_UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class FolderChannel:
    """A folder of messages. The same message again is the same file."""

    folder: Path
    sender: str
    name: str = "folder"

    @contextmanager
    def open(self) -> Iterator[Connection]:
        """Make the folder; raises ``ChannelUnavailable`` where that is impossible."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unavailable(self.folder, error) from error
        yield _FolderConnection(self.folder)


@dataclass(frozen=True)
class _FolderConnection:
    folder: Path

    def send(self, message: EmailMessage) -> None:
        """Write the file; it appears whole or not at all."""
        name = str(message["Message-ID"]).strip("<>").replace("/", "-")
        try:
            descriptor, unfinished = tempfile.mkstemp(suffix=_UNFINISHED, dir=self.folder.parent)
            with os.fdopen(descriptor, "wb") as file:
                file.write(message.as_bytes(policy=SMTP))
                file.flush()
                os.fsync(file.fileno())
            os.replace(unfinished, self.folder / f"{name}.eml")
        except OSError as error:
            raise unavailable(self.folder, error) from error
