"""Bodies packed by gzip, deflate, brotli or zstd, unpacked within a limit: a small answer cannot fill the memory."""

from __future__ import annotations

import contextlib
import struct
import zlib
from collections.abc import Callable, Sequence
from typing import Final, Protocol

import brotli
import zstandard

from collectors.decoding import quoted
from collectors.fetching.failures import FetchStopped
from metrics.facts import CheckOutcome

ACCEPT_ENCODING: Final = "gzip, deflate, br, zstd"
_ZLIB_HEADER: Final = 2
"""Bytes by which deflate with a header is told from deflate without."""


class Unpacker(Protocol):
    """Turns packed pieces into plain ones."""

    leaves_as_is: bool
    """Whether what comes out is what went in."""

    def feed(self, piece: bytes, limit: int) -> bytes:
        """Unpack one piece, giving at most about `limit` + 1 bytes. Raises `FetchStopped` when it is corrupt."""
        ...

    def is_whole(self, plain: bytes, /) -> bool:
        """Whether nothing is missing after the last piece. `plain`: all that was given for the pieces."""
        ...


class Plain:
    """Not packed."""

    leaves_as_is = True

    def feed(self, piece: bytes, limit: int) -> bytes:
        """The piece itself."""
        return piece[: limit + 1]

    def is_whole(self, _plain: bytes, /) -> bool:
        """Always: the transfer knows its length."""
        return True


class Zlib:
    """gzip (also several members in a row) and both meanings of deflate (with and without a zlib header)."""

    leaves_as_is = False
    _MOST_MEMBERS = 1_000

    def __init__(self, raw_deflate_possible: bool) -> None:
        self._members = 0
        self._engine = zlib.decompressobj(wbits=15 + 32)
        self._is_gzip = not raw_deflate_possible
        self._may_be_raw = raw_deflate_possible
        self._head = b""

    def feed(self, piece: bytes, limit: int) -> bytes:
        """See `Unpacker.feed`."""
        pieces = [self._step(piece, limit)]
        size = len(pieces[0])
        while size <= limit and (rest := self._engine.unused_data).startswith(b"\x1f\x8b"):
            self._members += 1
            if self._members > self._MOST_MEMBERS:
                raise FetchStopped(CheckOutcome.UNREADABLE, "压缩的内容由过多的片段组成")
            self._engine = zlib.decompressobj(wbits=15 + 32)
            pieces.append(self._step(rest, limit - size))
            size += len(pieces[-1])
        return b"".join(pieces)

    def is_whole(self, plain: bytes, /) -> bool:
        """See `Unpacker.is_whole`. A gzip without its trailer is forgiven, as browsers do: the data themselves end."""
        if self._is_gzip and not self._members and not self._engine.eof:
            with contextlib.suppress(zlib.error):
                self._engine.decompress(struct.pack("<II", zlib.crc32(plain), len(plain) & 0xFFFFFFFF))
        return self._engine.eof

    def _step(self, piece: bytes, limit: int) -> bytes:
        if self._may_be_raw:
            piece = self._head + piece
            if len(piece) < _ZLIB_HEADER:
                self._head = piece
                return b""
        try:
            plain = self._engine.decompress(piece, limit + 1)
        except zlib.error as error:
            if not self._may_be_raw:
                raise _corrupt(error) from error
            self._may_be_raw = False
            self._engine = zlib.decompressobj(wbits=-15)
            return self._step(piece, limit)
        self._may_be_raw = False
        return plain


class Brotli:
    """The encoding `br`."""

    leaves_as_is = False

    def __init__(self) -> None:
        self._engine = brotli.Decompressor()

    def feed(self, piece: bytes, limit: int) -> bytes:
        """See `Unpacker.feed`."""
        try:
            plain: bytes = self._engine.process(piece, output_buffer_limit=limit + 1)
        except brotli.error as error:
            raise _corrupt(error) from error
        return plain

    def is_whole(self, _plain: bytes, /) -> bool:
        """See `Unpacker.is_whole`."""
        return bool(self._engine.is_finished())


class Zstd:
    """The encoding `zstd` (RFC 8878), frame after frame.

    The library has no limit on what one piece becomes, so it gets small pieces: a block of 128 KiB takes at least four
    bytes, so that `_STEP` bytes become 8 MiB at most before the size is looked at again.
    """

    leaves_as_is = False
    _STEP = 256
    _LARGEST_WINDOW = 8 * 1024 * 1024

    def __init__(self) -> None:
        self._engine = self._new_frame()

    def feed(self, piece: bytes, limit: int) -> bytes:
        """See `Unpacker.feed`."""
        pieces: list[bytes] = []
        size = 0
        for start in range(0, len(piece), self._STEP):
            plain = self._step(piece[start : start + self._STEP])
            size += len(plain)
            pieces.append(plain)
            if size > limit:
                break
        return b"".join(pieces)

    def is_whole(self, _plain: bytes, /) -> bool:
        """See `Unpacker.is_whole`."""
        return self._engine.eof

    def _step(self, piece: bytes) -> bytes:
        plain = b""
        try:
            while piece:
                if self._engine.eof:
                    self._engine = self._new_frame()
                plain += self._engine.decompress(piece)
                piece = self._engine.unused_data if self._engine.eof else b""
        except zstandard.ZstdError as error:
            raise _corrupt(error) from error
        return plain

    def _new_frame(self) -> zstandard.ZstdDecompressionObj:
        return zstandard.ZstdDecompressor(max_window_size=self._LARGEST_WINDOW).decompressobj()


class Layers:
    """Several ways of packing, one over the other; the outermost comes first."""

    leaves_as_is = False

    def __init__(self, layers: Sequence[Unpacker]) -> None:
        self._layers = layers

    def feed(self, piece: bytes, limit: int) -> bytes:
        """See `Unpacker.feed`. Raises `FetchStopped` also where one piece becomes too large in between."""
        for layer in self._layers:
            piece = layer.feed(piece, limit)
            if len(piece) > limit:
                raise FetchStopped(CheckOutcome.TOO_LARGE, f"解压后的内容超过上限 {limit} 字节")
        return piece

    def is_whole(self, plain: bytes, /) -> bool:
        """See `Unpacker.is_whole`."""
        return all(layer.is_whole(plain) for layer in self._layers)


def _corrupt(error: Exception) -> FetchStopped:
    return FetchStopped(CheckOutcome.UNREADABLE, f"压缩的内容已损坏：{error}")


def unpacker_for(content_encoding: str) -> Unpacker:
    """The unpacker for a Content-Encoding header, which may name several ways, one over the other.

    As browsers do, names that mean nothing (``utf-8``) are passed over. Raises `FetchStopped` (unreadable) for ways of
    packing that were not asked for, and for more than `_MOST_LAYERS`.
    """
    if not content_encoding:
        return Plain()
    names = [name.strip() for name in content_encoding.lower().split(",")]
    for name in names:
        if name in _NOT_ASKED_FOR:
            raise FetchStopped(CheckOutcome.UNREADABLE, f"服务器使用了未请求的压缩方式{quoted(name)}")
    layers = [_UNPACKERS[name]() for name in reversed(names) if name in _UNPACKERS]
    if len(layers) > _MOST_LAYERS:
        raise FetchStopped(CheckOutcome.UNREADABLE, f"服务器把内容压缩了 {len(layers)} 层")
    if not layers:
        return Plain()
    return layers[0] if len(layers) == 1 else Layers(layers)


_MOST_LAYERS: Final = 3
_UNPACKERS: Final[dict[str, Callable[[], Unpacker]]] = {
    "gzip": lambda: Zlib(raw_deflate_possible=False),
    "x-gzip": lambda: Zlib(raw_deflate_possible=False),
    "deflate": lambda: Zlib(raw_deflate_possible=True),
    "br": Brotli,
    "zstd": Zstd,
}
_NOT_ASKED_FOR: Final = frozenset({"aes128gcm", "compress", "dcb", "dcz", "exi", "pack200-gzip", "x-compress"})
"""The other names of the IANA registry of content codings, but for ``identity``."""
