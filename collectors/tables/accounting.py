"""What became of every row of a file: rows = accepted + unchanged + quarantined, always."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from collectors.tables.faults import RowFault

Fact = TypeVar("Fact")


@dataclass(frozen=True)
class RowProblem:
    """A row that cannot be used: where, which field (its heading), why (a code and a sentence), what it said."""

    file: str
    row: int
    field: str
    reason: str
    explanation: str
    raw: Mapping[str, Any]


class RowRefused(Exception):
    """This row goes to quarantine. `field_name`: the field of the headings file; `explanation`: Chinese."""

    def __init__(self, field_name: str, reason: RowFault, explanation: str) -> None:
        super().__init__(explanation)
        self.field = field_name
        self.reason = reason
        self.explanation = explanation


@dataclass
class Batch(Generic[Fact]):
    """Some rows of a file after reading, before recording: rows = facts + repeated + problems."""

    facts: list[Fact] = field(default_factory=list)
    repeated: int = 0
    """Rows that say no more than another row of the same file: counted unchanged."""
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows that have found their place."""
        return len(self.facts) + self.repeated + len(self.problems)

    @property
    def reasons(self) -> Sequence[str]:
        """The fault of each row set aside."""
        return [problem.reason for problem in self.problems]
