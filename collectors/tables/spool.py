"""Rows that are dear to read, read once and kept in a file without a name until they are no longer needed."""

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from collectors.tables.table import TableRow

_BLOCK: Final = 1000
_IN_MEMORY: Final = 4 * 1024 * 1024


def spooled(rows: Iterable[TableRow]) -> Callable[[], Iterator[TableRow]]:
    """Read `rows` once; what is returned gives them again as often as it is called.

    The file has no name: a process that is killed leaves nothing behind of what may be personal.
    """
    kept = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - lives as long as the rows are asked for
    source = iter(rows)
    while block := [(row.number, tuple(row.cells)) for row in islice(source, _BLOCK)]:
        pickle.dump(block, kept, pickle.HIGHEST_PROTOCOL)

    def again() -> Iterator[TableRow]:
        position = 0
        end = kept.seek(0, 2)
        while position < end:
            kept.seek(position)
            block = pickle.load(kept)
            position = kept.tell()
            for number, cells in block:
                yield TableRow(number, cells)

    return again
