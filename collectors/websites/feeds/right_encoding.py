"""Feeds in the encoding that they have, whatever they declare."""

import re
from typing import Final

from collectors.decoding import decode

_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,500}>", re.I)
_DECLARED: Final = re.compile(rb"""\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']?\s*([\w.:-]*)""", re.I)
_MARK: Final = b"\xef\xbb\xbf"
_HEAD: Final = 500
_ROOT: Final = re.compile(rb"<[A-Za-z_]")
_PLAIN: Final = re.compile(rb"<\?xml[^<>?]{0,200}\?>")
_LONGEST_PROLOGUE: Final = 2_000
_WIDE: Final = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp037")
_OFTEN_WRONG: Final = ("utf", "ucs", "gb")
"""What is declared at hazard; the names of other encodings are meant, and feedparser knows more of them."""


def in_its_encoding(body: bytes, content_type: str | None = None) -> bytes:
    """The feed as UTF-8, without a declaration, where it has several bytes to each character, or declares (or is
    damaged so that feedparser would take) another encoding than it has: GB18030 that calls itself UTF-8, and the other
    way. Else as it is."""
    body = body.removeprefix(_MARK).lstrip()
    match = _DECLARED.match(body[:_HEAD])
    declared = match[1].decode("ascii", "replace").lower() if match else "utf-8"
    if body.isascii() and b"\x00" not in body[:_HEAD] and not declared.startswith(("utf-16", "utf-32", "ucs")):
        return body
    text, encoding = decode(body, content_type)
    is_right = declared.startswith("gb" if encoding == "gb18030" else "utf-8") and "\ufffd" not in text
    if encoding in _WIDE or (encoding in ("utf-8", "gb18030") and not is_right and declared.startswith(_OFTEN_WRONG)):
        return _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    return body


def with_plain_start(body: bytes) -> bytes:
    """The feed with a short declaration on a line of its own and no more than a little before its root: feedparser's
    searches there take time in the cube of the line."""
    root = _ROOT.search(body)
    if root is None:
        return b""
    before = body[: root.start()]
    declaration = _PLAIN.match(before)
    rest = before[declaration.end() if declaration else 0 :]
    if len(rest) > _LONGEST_PROLOGUE or rest.startswith(b"<?xml"):
        rest = b""
    return (declaration[0] if declaration else b"") + b"\n" + rest + body[root.start() :]
