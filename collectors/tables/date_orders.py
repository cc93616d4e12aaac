"""In which order a table writes its dates, found out only when a cell needs it."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from collectors.tables.dates import parts_of
from collectors.tables.part_orders import First, Parts, possible_orders
from collectors.tables.table import LogTable


class DateOrders:
    """Decides for each dated column by its own cells; one that shows nothing follows the others if they agree.

    `said`: what a person said of the file goes before all.
    """

    def __init__(self, table: LogTable, columns: Sequence[int], latest: date, said: First | None = None) -> None:
        self._table = table
        self._columns = columns
        self._latest = latest
        self._said = said

    def of(self, column: int) -> First | None:
        """What goes first in a column; None where that cannot be told."""
        return self._said or self._found.get(column)

    @cached_property
    def _found(self) -> dict[int, First | None]:
        """One more look at the whole table."""
        cells: dict[int, set[Parts]] = {column: set() for column in self._columns}
        for row in self._table.rows():
            for column, seen in cells.items():
                parts = parts_of(row.cells[column]) if column < len(row.cells) else None
                if parts:
                    seen.add(parts)
        orders = {column: possible_orders(seen, self._latest) for column, seen in cells.items()}
        decided = {column: next(iter(found)) for column, found in orders.items() if found and len(found) == 1}
        common = set(decided.values())
        others = common.pop() if len(common) == 1 else None
        open_columns = {column: others for column, found in orders.items() if found and others in found}
        return {**open_columns, **decided}
