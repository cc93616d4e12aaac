"""Digits of full width, as Chinese input methods write them: the number is plain, the way of writing is not."""

import re
import unicodedata
from typing import Final

_WIDE: Final = re.compile(r"[0-9,\uff10-\uff19\uff0c]+")
_NUMBER: Final = re.compile(r"[0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4}")


def wide_number(words: str) -> int | None:
    """12 of "１２", 1024 of "１，０２４"; None of all else."""
    if not _WIDE.fullmatch(words):
        return None
    text = unicodedata.normalize("NFKC", words)
    return int(text.replace(",", "")) if _NUMBER.fullmatch(text) else None
