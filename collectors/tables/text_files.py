"""Text of unknown encoding, read as a stream."""

import codecs
import io
import re
from typing import Final

from collectors.tables.content import Content
from collectors.tables.table import TableError

_PIECE: Final = 1024 * 1024
_SAMPLE: Final = 256 * 1024
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HIGH: Final = re.compile(rb"[\x80-\xff]+")
_MANY_ZEROS: Final = 0.2
_MOST_DAMAGE: Final = 50
"""One broken character in so many is still a file with a scratch; more is no text in that encoding."""


def encoding_of(content: Content, file: str) -> str:
    """The encoding of a whole file: by its mark, else UTF-16, UTF-8, Latin or GB18030 by what its bytes are.

    Raises `TableError` for bytes that are no text in any of them.
    """
    head = content.head(_SAMPLE)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if marked:
        return marked
    wide = _utf_16(head)
    if wide:
        return wide
    broken, high = _count(content, "utf-8")
    # In UTF-8 a broken character is one of many whole ones; other text is broken nearly everywhere.
    if not broken or broken * 20 < high:
        return "utf-8"
    for name in ("cp1252", "gb18030") if _is_latin(head) else ("gb18030",):
        if _count(content, name)[0] <= max(5, content.size // _MOST_DAMAGE):
            return name
    raise TableError(f"{file}：文字编码既不是 UTF-8，也不是 GB18030")


def open_text(content: Content, encoding: str) -> io.TextIOWrapper:
    """The text from its beginning; what cannot be decoded becomes U+FFFD. Ends of lines stay as they are."""
    return io.TextIOWrapper(content.open(), encoding=encoding, errors="replace", newline="")


def _utf_16(head: bytes) -> str | None:
    """UTF-16 without a mark shows by the zeros of its digits, signs and ends of lines, all on one side."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 2 * _MANY_ZEROS or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_latin(head: bytes) -> bool:
    """Accented letters stand alone between plain ones, where Chinese comes in pairs of bytes."""
    runs = [len(run) for run in _HIGH.findall(head)]
    return bool(runs) and sum(1 for run in runs if run == 1) * 2 > len(runs)


def _count(content: Content, encoding: str) -> tuple[int, int]:
    """How many characters the encoding cannot tell, and how many are not ASCII.

    A character that is cut off at the end of the file does not count as broken.
    """
    broken = wide = 0
    tell = codecs.getincrementaldecoder(encoding)
    strict, lenient = tell("strict"), tell("replace")
    with content.open() as file:
        while piece := file.read(_PIECE):
            state = strict.getstate()
            try:
                text = strict.decode(piece)
            except UnicodeDecodeError:
                lenient.setstate(state)
                text = lenient.decode(piece)
                strict.setstate(lenient.getstate())
                broken += text.count("\ufffd")
            wide += 0 if text.isascii() else len(text) - len(text.encode("ascii", "ignore"))
    return broken, wide
