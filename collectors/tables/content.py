"""The bytes of a file, opened as often as needed: where they lie on the disk, or in memory."""

import hashlib
import io
from pathlib import Path
from typing import BinaryIO, Final

_PIECE: Final = 1024 * 1024
_HEAD: Final = 64 * 1024


class Content:
    """What is in a file. Nothing is held in memory but what was given as bytes."""

    def __init__(self, body: bytes | Path) -> None:
        self._body = body

    @staticmethod
    def of(body: "Content | bytes | Path") -> "Content":
        """The content that was given, in whichever form."""
        return body if isinstance(body, Content) else Content(body)

    def open(self) -> BinaryIO:
        """A new reader at the first byte. Raises `OSError`."""
        return io.BytesIO(self._body) if isinstance(self._body, bytes) else self._body.open("rb")

    @property
    def size(self) -> int:
        """Bytes. Raises `OSError`."""
        return len(self._body) if isinstance(self._body, bytes) else self._body.stat().st_size

    def head(self, length: int = _HEAD) -> bytes:
        """The first bytes. Raises `OSError`."""
        with self.open() as file:
            return file.read(length)

    def whole(self) -> bytes:
        """All bytes: only for forms that cannot be read as a stream, within a limit of size. Raises `OSError`."""
        with self.open() as file:
            return file.read()

    def digest(self) -> str:
        """SHA-256 of the bytes, 64 hex digits. Raises `OSError`."""
        found = hashlib.sha256()
        with self.open() as file:
            while piece := file.read(_PIECE):
                found.update(piece)
        return found.hexdigest()
