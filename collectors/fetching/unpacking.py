"""Bodies packed by gzip, deflate or brotli, unpacked with a limit so that a small answer cannot fill the memory."""

import zlib
from typing import Final, Protocol

import brotli

from collectors.decoding import quoted
from collectors.fetching.failures import FetchStopped
from metrics.facts import CheckOutcome

ACCEPT_ENCODING: Final = "gzip, deflate, br"


class Unpacker(Protocol):
    """Turns packed pieces into plain ones."""

    def feed(self, piece: bytes, limit: int) -> bytes:
        """Unpack one piece, giving at most about `limit` + 1 bytes. Raises `FetchStopped` when it is corrupt."""
        ...


class Plain:
    """Not packed."""

    def feed(self, piece: bytes, limit: int) -> bytes:
        """The piece itself."""
        return piece[: limit + 1]


class Zlib:
    """gzip and both meanings of deflate (with and without a zlib header)."""

    def __init__(self, raw_deflate_possible: bool) -> None:
        self._engine = zlib.decompressobj(wbits=15 + 32)
        self._may_be_raw = raw_deflate_possible

    def feed(self, piece: bytes, limit: int) -> bytes:
        """See `Unpacker.feed`."""
        try:
            plain = self._engine.decompress(piece, limit + 1)
        except zlib.error as error:
            if not self._may_be_raw:
                raise _corrupt(error) from error
            self._may_be_raw = False
            self._engine = zlib.decompressobj(wbits=-15)
            return self.feed(piece, limit)
        self._may_be_raw = False
        return plain


class Brotli:
    """The encoding `br`."""

    def __init__(self) -> None:
        self._engine = brotli.Decompressor()

    def feed(self, piece: bytes, limit: int) -> bytes:
        """See `Unpacker.feed`."""
        try:
            plain: bytes = self._engine.process(piece, output_buffer_limit=limit + 1)
        except brotli.error as error:
            raise _corrupt(error) from error
        return plain


def _corrupt(error: Exception) -> FetchStopped:
    return FetchStopped(CheckOutcome.UNREADABLE, f"压缩的内容已损坏：{error}")


def unpacker_for(content_encoding: str) -> Unpacker:
    """The unpacker for a Content-Encoding header. Raises `FetchStopped` (unreadable) for one that was not asked for."""
    name = content_encoding.strip().lower()
    if name in ("", "identity"):
        return Plain()
    if name in ("gzip", "x-gzip"):
        return Zlib(raw_deflate_possible=False)
    if name == "deflate":
        return Zlib(raw_deflate_possible=True)
    if name == "br":
        return Brotli()
    raise FetchStopped(CheckOutcome.UNREADABLE, f"服务器使用了未请求的压缩方式{quoted(name)}")
