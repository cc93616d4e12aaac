"""The files of kept copies: one WARC file per content, written whole or not at all."""

import gzip
import hashlib
import os
import tempfile
import zlib
from datetime import datetime
from pathlib import Path

from collectors.fetching import Fetched
from collectors.fetching.exchange import Exchange
from collectors.recording.warc_records import BrokenCopy, KeptCopy, pack_records, read_records, without_password

WARC = ".warc.gz"


def content_hash(body: bytes) -> str:
    """SHA-256 of the content, 64 hex digits."""
    return hashlib.sha256(body).hexdigest()


def answer_hash(status: int, url: str, body: bytes) -> str:
    """SHA-256 over status, address and content of an answer that did not show its page, 64 hex digits.

    Error pages of many sites are alike to the last byte; what one site answered must not stand for another.
    """
    return hashlib.sha256(f"{status} {url}\n".encode(errors="backslashreplace") + body).hexdigest()


def failure_hash(fetched: Fetched) -> str:
    """The ``answer_hash`` of an answer, under the address that its row will tell."""
    return answer_hash(fetched.status or 0, told_address(fetched), fetched.body)


def told_address(fetched: Fetched) -> str:
    """The address that answered, as the row of a copy tells it."""
    return without_password(fetched.final_url)[:2000]


def keep_copy(folder: Path, fetched: Fetched, at: datetime, failed: bool = False) -> tuple[str, str]:
    """Write the exchange as WARC records unless its content is kept already; return hash and file name in the folder.

    ``failed``: the answer did not show its page; it is known by its ``answer_hash``.
    The file comes before the row that names it and appears whole or not at all: a kill in between leaves a copy that
    nobody names yet, never a name without a copy.
    """
    payload = content_hash(fetched.body)
    digest = failure_hash(fetched) if failed else payload
    name = f"{digest[:2]}/{digest}{WARC}"
    target = folder / name
    if not target.exists():
        for older in (f"{digest[:2]}/{digest[2:4]}/{digest}{WARC}", f"{digest[:2]}/{digest}.gz"):
            if (folder / older).exists():
                return digest, older
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(pack_records(_exchange(fetched), fetched.redirects, fetched.body, payload, at))
        os.replace(temporary, target)
    return digest, name


def read_copy(folder: Path, file: str) -> KeptCopy:
    """Return a kept copy; of one from before WARC records only the content is known.

    Raises ``FileNotFoundError`` and, for a file that is damaged, ``BrokenCopy``.
    """
    packed = (folder / file).read_bytes()
    if file.endswith(WARC):
        return read_records(packed)
    try:
        return KeptCopy(gzip.decompress(packed))
    except (OSError, EOFError, zlib.error) as error:
        raise BrokenCopy(f"not readable as gzip: {error}") from error


def _exchange(fetched: Fetched) -> Exchange:
    """What went over the wire, or what is known of it."""
    return fetched.exchange or Exchange(
        url=fetched.final_url,
        address=None,
        request_line=f"GET {fetched.final_url} HTTP/1.1",
        request_headers=(),
        status_line=f"HTTP/1.1 {fetched.status or 0}",
        response_headers=tuple(fetched.headers.items()),
    )
