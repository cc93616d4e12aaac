"""Status line and headers of an answer, read as browsers read them: kind to servers of old, strict about their end."""

from __future__ import annotations

import re
from http.client import HTTPResponse
from typing import Any, Final

_NAME: Final = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_FINAL: Final = 200
_SWITCHING: Final = 101


class _Head:
    """The lines before a body. A line that is no header is left out: the library would take it for the end of them."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._is_status = True

    def readline(self, limit: int = -1) -> bytes:
        """The next line. Raises ``ConnectionResetError`` where the headers break off."""
        while True:
            line: bytes = self._file.readline(limit)
            if self._is_status:
                self._is_status = False
                return line
            if not line:
                raise ConnectionResetError("the connection ended within the headers")
            if line in (b"\r\n", b"\n"):
                self._is_status = True
                return line
            name, colon, value = line.partition(b":")
            name = name.rstrip()
            if line[:1] in b" \t" or len(line) >= limit > 0:
                return line
            if colon and _NAME.fullmatch(name):
                return name + colon + value

    def close(self) -> None:
        """As the file's."""
        self._file.close()


class AnswerHead(HTTPResponse):
    """As the library's, over ``_Head`` and past every answer that only announces the real one (1xx)."""

    def begin(self) -> None:
        """Read the head of the answer."""
        file = self.fp
        self.fp = head = _Head(file)  # type: ignore[assignment]  # nothing but its lines is read here
        try:
            super().begin()
        finally:
            if self.fp is head:  # type: ignore[comparison-overlap]  # it may have been closed
                self.fp = file

    def _read_status(self) -> tuple[str, int, str]:
        version, status, reason = super()._read_status()  # type: ignore[misc]
        return version, 100 if _SWITCHING < status < _FINAL else status, reason
