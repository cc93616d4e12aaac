"""A file read row by row, in batches, with an account of every row. Whatever its length, little of it is in memory."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final, Generic, Protocol, TypeVar

from collectors.decoding import quoted
from collectors.tables.accounting import Batch, RowProblem, RowRefused
from collectors.tables.dates import BadDate, read_day
from collectors.tables.faults import RowFault
from collectors.tables.heading_rows import is_footer, is_heading_again
from collectors.tables.personal import PersonalColumns
from collectors.tables.table import LogTable, TableRow

Identity = tuple[str, ...]
"""Who holds a matter, in the words of the file, and last its number."""
Holder = Callable[[Identity], Hashable]
"""Whom these words mean. Raises `RowRefused` where that cannot be told."""
_AT_ONCE: Final = 500


class Told(Protocol):
    """One usable row."""

    @property
    def row(self) -> TableRow:
        """Where it stands."""

    @property
    def identity(self) -> Identity:
        """Which matter it is of."""

    @property
    def said(self) -> frozenset[object]:
        """All that it says of the matter, piece by piece."""


Fact = TypeVar("Fact", bound=Told)
Row = TypeVar("Row", covariant=True)


class RowReader(Protocol[Row]):
    """Reads the rows of one table. Both raise `RowRefused`."""

    def identity(self, row: TableRow) -> Identity:
        """Which matter the row is of."""

    def fact(self, row: TableRow) -> Row:
        """What the row says."""

    def hidden(self, row: TableRow) -> Sequence[int]:
        """Further columns of this row that must not be kept."""


@dataclass(frozen=True)
class LogPart(Generic[Row]):
    """One table of a file and how its rows are read. `numbered`: whether its matters have numbers of their own."""

    table: LogTable
    personal: PersonalColumns
    reader: RowReader[Row]
    dated: Sequence[int]
    numbered: bool = True


@dataclass
class FileReading(Generic[Fact]):
    """A file whose headings are recognised and whose rows are read when they are asked for, once."""

    file: str
    parts: Sequence[LogPart[Fact]]
    notes: list[str] = field(default_factory=list)
    """What people should know of how the file was read, in Chinese."""
    holder: Holder = lambda identity: identity[:-1]
    """Set by the recorder: two names of one agency may hide a repetition."""
    reasons: Counter[str] = field(default_factory=Counter)
    """Faults of the rows read so far."""
    left_out: int = 0
    """Lines that are no matters: sums, signatures, headings repeated."""

    @property
    def names_holders(self) -> bool:
        """Whether every table tells whose its matters are."""
        return all({"agency", "account", "site"} & part.table.columns.keys() for part in self.parts)

    def batches(self, at_once: int = _AT_ONCE) -> Iterator[Batch[Fact]]:
        """All rows. Those of one matter come together and last: one that says more takes the place of one before it.

        Of rows that say different things the first usable one stands, the others are problems.
        """
        several = self._several()
        held: defaultdict[Hashable, list[tuple[LogPart[Fact], Fact]]] = defaultdict(list)
        batch: Batch[Fact] = Batch()
        for part, row in self._rows():
            try:
                fact = self._fact(part, row)
                key = (self.holder(fact.identity), fact.identity[-1])
            except RowRefused as refusal:
                batch.problems.append(self._problem(part, row, refusal))
            else:
                if hash(key) in several:
                    held[key].append((part, fact))
                    continue
                batch.facts.append(fact)
            if batch.rows >= at_once:
                yield self._counted(batch)
                batch = Batch()
        for told in held.values():
            self._settle(told, batch)
            if batch.rows >= at_once:
                yield self._counted(batch)
                batch = Batch()
        yield self._counted(batch)
        if self.left_out:
            self.notes.append(f"略去合计、签署、重复的表头 {self.left_out} 行")

    def everything(self) -> Batch[Fact]:
        """All rows in one batch: for files known to be small."""
        whole: Batch[Fact] = Batch()
        for batch in self.batches():
            whole.facts += batch.facts
            whole.repeated += batch.repeated
            whole.problems += batch.problems
        return whole

    def _counted(self, batch: Batch[Fact]) -> Batch[Fact]:
        self.reasons.update(batch.reasons)
        return batch

    def _rows(self) -> Iterator[tuple[LogPart[Fact], TableRow]]:
        for part in self.parts:
            for row in part.table.rows():
                if is_heading_again(row, part.table.headings) or (is_footer(row) and not _has_day(part, row)):
                    self.left_out += 1
                else:
                    yield part, row

    def _several(self) -> frozenset[int]:
        """Hashes of the matters that more than one row is of."""
        seen: set[int] = set()
        several: set[int] = set()
        for part in self.parts:
            if not part.numbered:
                continue
            for row in part.table.rows():
                try:
                    identity = part.reader.identity(row)
                    mark = hash((self.holder(identity), identity[-1]))
                except RowRefused:
                    continue
                (several if mark in seen else seen).add(mark)
        return frozenset(several)

    def _fact(self, part: LogPart[Fact], row: TableRow) -> Fact:
        wide = len(part.table.headings)
        if part.table.delimited and len(row.cells) > wide and any(str(cell).strip() for cell in row.cells[wide:]):
            explanation = f"该行有 {len(row.cells)} 列，表头只有 {wide} 列：内容中的分隔符可能没有加引号"
            raise RowRefused("number", RowFault.TOO_MANY_CELLS, explanation)
        return part.reader.fact(row)

    def _settle(self, told: Sequence[tuple[LogPart[Fact], Fact]], batch: Batch[Fact]) -> None:
        stands = told[0][1]
        for part, fact in told[1:]:
            if fact.said >= stands.said:
                stands = fact if fact.said > stands.said else stands
                batch.repeated += 1
            else:
                explanation = f"编号{quoted(fact.identity[-1])}已见于第 {stands.row.number} 行，内容不同"
                refusal = RowRefused("number", RowFault.REPEATED_ID, explanation)
                batch.problems.append(self._problem(part, fact.row, refusal))
        batch.facts.append(stands)

    def _problem(self, part: LogPart[Fact], row: TableRow, refusal: RowRefused) -> RowProblem:
        table = part.table
        hide: Sequence[int] = part.reader.hidden(row)
        if refusal.reason is RowFault.TOO_MANY_CELLS and part.personal.positions:
            hide = range(len(row.cells))  # moved by a sign too many, a name can stand anywhere
        raw = part.personal.raw(table, row, hide)
        name = table.field_names[refusal.field]
        return RowProblem(table.place, row.number, name, refusal.reason.value, refusal.explanation, raw)


def _has_day(part: LogPart[Any], row: TableRow) -> bool:
    return any(_is_day(row.cells[at]) for at in part.dated if at < len(row.cells))


def _is_day(cell: Any) -> bool:
    try:
        return read_day(cell) is not None
    except BadDate as error:
        return error.reason is RowFault.AMBIGUOUS_DATE


def occurrences() -> Callable[[str], int]:
    """Counts how often each word was asked for, from 1."""
    counts: defaultdict[str, count[int]] = defaultdict(lambda: count(1))
    return lambda word: next(counts[word])
