"""Evaluation of columns (栏目): each look that showed the column is proof on its own."""

from __future__ import annotations

from collections.abc import Iterable

from alerts.evaluation.context import Evaluation
from metrics.column_findings import column_findings
from metrics.facts import ColumnFacts
from metrics.finding import Finding


def judge_columns(columns: Iterable[ColumnFacts], evaluation: Evaluation) -> list[Finding]:
    """Findings that the new looks at ``columns`` prove."""
    return [
        finding
        for column in columns
        for finding in column_findings(column, evaluation.rulebook, evaluation.as_of).findings
    ]
