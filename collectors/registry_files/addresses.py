"""Addresses of sites and columns as people write them."""

import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from collectors.decoding import quoted
from collectors.tables.accounting import RowRefused
from collectors.tables.faults import RowFault

LONGEST: Final = 1000
"""Characters."""
_HOST: Final = re.compile(r"(?!https?$|www$)[\w-]+(?:\.[\w-]+)*\.?|[0-9a-f:.]+(?:%\w+)?")
"""A name of any script, or a number: not two addresses in one cell, nor http://http://."""
_FULL_STOP: Final = re.compile(r"(?<=\w)。(?=[\w-]+(?:[。./:]|$))")
_HOST_ALONE: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?].*)?", re.ASCII)


def read_address(text: str, field: str) -> str:
    """The address with its scheme; `www.example.gov.cn` is taken as http. Refuses what cannot be fetched."""
    address = _FULL_STOP.sub(".", text.strip())
    if _HOST_ALONE.fullmatch(address):
        address = f"http://{address}"
    if not fetchable(address):
        raise RowRefused(field, RowFault.NOT_AN_ADDRESS, f"{quoted(text)}不是网址，应如 https://www.example.gov.cn/")
    if len(address) > LONGEST:
        raise RowRefused(field, RowFault.NAME_TOO_LONG, f"网址有 {len(address)} 个字符，最多 {LONGEST} 个")
    return address


def fetchable(address: str) -> bool:
    """Whether it is an address of the web: http or https, with a host and without blanks."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and _HOST.fullmatch(host) is not None and not re.search(r"\s", address)


def same_address(address: str) -> str:
    """What two ways of writing one address share: case of scheme and host, usual port, fragment, empty path."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return address
    host = (parts.hostname or "").lower()
    if port and port != {"http": 80, "https": 443}.get(parts.scheme):
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", parts.query, ""))
