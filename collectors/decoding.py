"""Bytes to text, for pages and files of unknown or wrongly declared encoding."""

import codecs
import re
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_STARTS: Final = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94\x93", "cp037"),
)
"""How a document that begins with < looks where characters have several bytes, or <?xml in EBCDIC."""
_META: Final = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
_HEADER: Final = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I)
_HEAD_BYTES: Final = 4096
_LONGEST_QUOTED: Final = 200
_IDEOGRAPHS: Final = re.compile("[\u4e00-\u9fff]")
_FREQUENT: Final = "的不在有人我大年月日中公告政府會会縣县關关於于開开辦办計计畫划及為为發发一是以"
_FREQUENT_AT_LEAST: Final = 5
_SAMPLE: Final = 8_000
_MOSTLY_RIGHT: Final = 3
"""Ideographs to one damaged character from which a page is believed to be UTF-8; of GB18030 hardly one comes out."""


def decode(body: bytes, content_type: str | None = None) -> tuple[str, str]:
    """The text and the name of the encoding found.

    Order: byte order mark; the look of a wide encoding's first characters; UTF-8 if the bytes are valid UTF-8 (the
    declared name is often wrong on pages saved or proxied, and GB18030 text is practically never valid UTF-8); the
    header's charset; the page's own declaration; GB18030, or Big5 where the characters show
    it. Never raises: bytes that fit nowhere become U+FFFD.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), name
    for start, name in _WIDE_STARTS:
        if body.startswith(start):
            return body.decode(name, "replace"), name
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken_only_at_end = error.start >= len(body) - 4
    if broken_only_at_end:
        return body.decode("utf-8", "replace"), "utf-8"
    text = body.decode("utf-8", "replace")
    if _MOSTLY_RIGHT * text.count("\ufffd") < len(_IDEOGRAPHS.findall(text)):
        # UTF-8 with a piece of another encoding in it, or a character that a shortened title cut in two.
        return text, "utf-8"
    for name in (*(_declared(body, content_type) or _supposed(body)), "gb18030"):
        try:
            return body.decode(name), name
        except (UnicodeDecodeError, LookupError):
            continue
    return _least_damaged(body, ("utf-8", "gb18030"))


def storable(text: str) -> str:
    """Text that any database can keep: without zero characters and halves of surrogate pairs (JSON can hold both)."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def quoted(words: object) -> str:
    """Words of others within a sentence of ours: in quotation marks, on one line, storable, shortened."""
    text = " ".join(storable(str(words)).split())
    return f"“{text if len(text) <= _LONGEST_QUOTED else text[: _LONGEST_QUOTED - 1] + '…'}”"


def _declared(body: bytes, content_type: str | None) -> list[str]:
    found = [match.group(1) for match in [_HEADER.search(content_type or "")] if match]
    found += [match.group(1).decode("ascii", "ignore") for match in [_META.search(body[:_HEAD_BYTES])] if match]
    names = []
    for label in found:
        try:
            name = codecs.lookup(label).name
        except LookupError:
            continue
        # gb2312 and gbk on the web mean their superset. UTF-8 was tried; codecs that are not of text would raise.
        if name in ("gb2312", "gbk", "hz"):
            name = "gb18030"
        if name in (
            "gb18030",
            "big5",
            "big5hkscs",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "shift_jis",
            "euc_jp",
            "euc_kr",
        ):
            names.append(name)
        elif name.startswith(("iso8859", "cp125", "koi8")):
            # Declared on Chinese pages by mistake; they decode anything, so GB18030 goes first.
            names += ["gb18030", name]
    return names


def _supposed(body: bytes) -> list[str]:
    """Big5, for bytes that declare nothing, where it yields far more of the characters that every text has."""
    sample = body[:_SAMPLE]
    big5, gb18030 = (sum(map(sample.decode(name, "ignore").count, _FREQUENT)) for name in ("big5", "gb18030"))
    return ["big5"] if big5 >= _FREQUENT_AT_LEAST and big5 > 2 * gb18030 else []


def _least_damaged(body: bytes, names: tuple[str, ...]) -> tuple[str, str]:
    texts = [(body.decode(name, "replace"), name) for name in names]
    return min(texts, key=lambda pair: pair[0].count("\ufffd"))
